"""Write the error page that stands in the place of a report that could not be created."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.client_files import beside
from kit.errors import defect, legible, system_error
from kit.exports.html import environment, properties, stylesheet
from kit.i18n import LANGUAGES, N_, Texts, texts
from kit.report.opening import open_report
from kit.theme import Theme
from kit.workshop import WorkshopError

NO_FRAME = N_("No cell in this notebook displays “open_report(…)”. Add one.")
MISSING = N_("The notebook ended without these sections of the report: {sections}.")
UNFINISHED = N_("The notebook did not run to the end.")
SILENT = N_(
    "Cell {number} of the notebook stopped before it could say why. The machine may have run out "
    "of open files or memory: close other programs and try again."
)
IN_CELL = N_("Cell {number} of the notebook stopped with {name}: {says}")


@dataclass(frozen=True)
class ErrorPage:
    """The page in place of a report: the reasons why there is none, in its reader's language.

    Attributes
    ----------
    lang
        The language of those who read it.
    lines
        What is wrong, one thing a line, each with file, line and column where they are known.
    """

    lang: str
    lines: tuple[str, ...]

    def render(self, workshop: str, notebook: str, previous: str) -> bytes:
        """Return the error page as HTML."""
        template = environment().get_template("error.html.j2")
        html = template.render(
            t=texts(self.lang),
            lines=self.lines,
            workshop=workshop,
            notebook=notebook,
            previous=previous,
            style=properties(Theme()) + stylesheet("page.css"),
        )
        return legible(html).encode()


def reader(workshop: Path, lang: str | None) -> Texts:
    """Return the texts of the report's reader, even if the workshop cannot be read."""
    return texts(lang or _language(workshop))


def errors_of(parameters: Mapping[str, str], t: Texts) -> tuple[str, ...]:
    """Return the errors of the files that a report is made of, a line each; () if it opens."""
    try:
        open_report(**parameters)  # type: ignore[arg-type]
    except WorkshopError as error:
        return tuple(diagnostic.text(t) for diagnostic in error.diagnostics)
    except OSError as error:
        return (system_error(error, t),)
    except Exception as error:
        return (defect(error, t),)
    return ()


def _language(workshop: Path) -> str:
    """Return the language that a file declares, without parsing the rest of it."""
    path = workshop / "workshop.yaml" if workshop.is_dir() else workshop
    folder, name = beside(path)
    try:
        with folder.open(name) as file:
            start = file.read(20_000).decode("utf-8", "ignore")
    except OSError:
        start = ""
    found = re.search(r"\blanguage\s*:\s*['\"]?(\w+)", start)
    return found[1] if found and found[1] in LANGUAGES else "en"
