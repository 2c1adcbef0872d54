"""What JupyterLab is told, and what it keeps of the kit's notebooks."""

import json

from kit.resources import resource
from kit.studio.copies import copies
from kit.studio.lab import settings
from kit.studio.lab.saving import bare


def saved(path):
    model = {"type": "notebook", "content": json.loads(path.read_text("utf-8"))}
    model["content"]["metadata"]["widgets"] = {"state": "a client's words"}
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[{"output_type": "stream", "text": "a client's words"}])
    bare(model, path=str(path), contents_manager=None)
    return model["content"]


def test_a_client_s_notebook_is_saved_without_what_it_shows(tmp_path):
    made = copies(tmp_path, "en").folder / "1_persona.ipynb"
    assert saved(made) == json.loads(made.read_text("utf-8"))


def test_anybody_else_s_notebook_is_saved_as_it_is():
    assert "a client's words" in json.dumps(saved(resource("notebooks") / "report.ipynb"))


def test_a_key_has_one_command(tmp_path):
    settings.write(tmp_path)
    told = json.loads((tmp_path / "settings" / "overrides.json").read_text("utf-8"))
    shortcuts = told["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]
    on_f9 = [
        one["command"] for one in shortcuts if one["keys"] == ["F9"] and not one.get("disabled")
    ]
    assert on_f9 == ["notebook:run-all-cells"]
