"""The notebooks of the steps without a kernel: their cells, run in this process."""

import nbformat
from nbformat.v4 import new_output

from kit.resources import resource
from kit.studio.parts import PARTS


def shown(name, workshop, lang="", mode="handout", guides=""):
    """The notebook of a part as it is after it was run."""
    notebook = nbformat.read(resource("notebooks") / f"{PARTS[name].file}.ipynb", 4)
    given = {"workshop": str(workshop), "lang": lang, "mode": mode, "guides": guides}
    space = {}
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            space.update(given)
            continue
        *lines, last = cell.source.splitlines()
        exec("\n".join(lines), space)
        value = eval(last, space)
        if value is not None:
            data = value._repr_mimebundle_()
            cell.outputs = [new_output("execute_result", data, execution_count=1)]
    return notebook
