"""Button that writes a learner's page to take home and links to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import quote

import ipywidgets
from markupsafe import Markup

from kit.errors import explain
from kit.i18n import N_
from kit.studio.folders import NOTEBOOKS, link, outputs
from kit.studio.lessons.learner import UNSETTLED, Learner, NotSettledError
from kit.workshop import WorkshopError, output_files

FILE = "learned.html"
"""The name of the page in the learner's folder of outputs."""

MAKE = N_("Create my page to take home")
OPEN = N_("Open my page")


class PageButton(ipywidgets.VBox):
    """A button that writes the page of a learner who has come to the end."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self.button = ipywidgets.Button(
            description=learner.t(MAKE), button_style="primary", layout={"width": "auto"}
        )
        self.output = ipywidgets.Output()
        super().__init__([self.button, self.output])
        self.add_class("parcours-widgets")
        self.button.on_click(self._clicked)

    def _clicked(self, _: ipywidgets.Button) -> None:
        t = self._learner.t
        try:
            path = self.write()
        except NotSettledError:
            self._show(Markup('<p role="alert">{}</p>').format(t(UNSETTLED)))
        except (WorkshopError, OSError) as error:
            self._show(Markup('<pre role="alert">{}</pre>').format(explain(error, t)))
        else:
            href = quote(link(path, self._learner.folder / NOTEBOOKS))
            shown = Markup('<p role="status"><a class="way-on" href="{}">{}</a></p>')
            self._show(shown.format(href, t(OPEN)))

    def write(self) -> Path:
        """Write the page, and return its path.

        Raises
        ------
        NotSettledError
            If the learner's last edits are not on the disk yet.
        WorkshopError, OSError
            If the page cannot be written.
        """
        from kit.studio.learning.grades import grade
        from kit.studio.learning.learner_page import as_html

        learner = self._learner
        learner.settle()
        page = as_html(grade(learner.folder, learner.t), learner.t, date.today())
        folder = outputs(learner.folder)
        output_files(folder).write_bytes(FILE, page)
        return folder / FILE

    def _show(self, markup: str) -> None:
        data = {"text/html": str(markup), "text/plain": ""}
        self.output.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)
