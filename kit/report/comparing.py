"""Compare several workshops: execute ``notebooks/portfolio.ipynb`` and write the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from kit.errors import explain, show_traceback
from kit.i18n import Language, Texts, texts
from kit.report.error_page import ErrorPage, reader
from kit.report.output import Outcome, ReportFiles
from kit.report.portfolio import FEWEST, TOO_FEW, open_portfolio
from kit.report.problems import problems
from kit.report.running import Engine, Parameter, Run, run
from kit.resources import resource
from kit.workshop import identity, load

OWN = "portfolio.ipynb"
"""The kit's own notebook of a comparison."""

NAME = "portfolio"
"""The name of a comparison's files, without suffix, where no other is given."""


@dataclass(frozen=True)
class ComparisonRequest:
    """One comparison to create.

    Attributes
    ----------
    workshops
        The workshops' files.
    lang
        The reader's language; empty for that of the first workshop.
    out
        The folder of all outputs, in which the comparison is written.
    name
        The files' name without suffix.
    formats
        Keys of :data:`kit.exports.FORMATS`.
    notebook
        A custom notebook, or None for the kit's own. It is executed.
    theme
        A theme file, or None for the authors' common colour.
    """

    workshops: tuple[Path, ...]
    lang: Language | None = None
    as_of: date | None = None
    out: Path = Path("outputs")
    name: str = NAME
    formats: Sequence[str] = ("html",)
    notebook: Path | None = None
    theme: Path | None = None

    @property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters of the notebook: those of :func:`kit.report.open_portfolio`."""
        day = self.as_of or datetime.now().astimezone().date()
        return {
            "workshops": [str(path) for path in self.workshops],
            "lang": self.lang or "",
            "as_of": day.isoformat(),
            "theme": str(self.theme or ""),
        }


class TooFewError(Exception):
    """Fewer than two workshops can be read.

    Attributes
    ----------
    lines
        The errors of those that cannot, a line each.
    """

    says = TOO_FEW

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        super().__init__(self.says.text)


def check_readable(workshops: Sequence[Path], t: Texts) -> None:
    """Raise :class:`TooFewError` unless at least two of the workshops can be read."""
    lines: list[str] = []
    found = 0
    for path in workshops:
        try:
            load(path)
        except Exception as error:  # whatever it is, it is this workshop's alone
            show_traceback(error)
            lines += explain(error, t, str(path)).splitlines()
            continue
        found += 1
        if found == FEWEST:
            return
    raise TooFewError(tuple(lines))


def compare(asked: ComparisonRequest, spoken: str = "", engine: Engine = "parcours") -> Outcome:
    """Create a comparison: ``outputs/portfolio.html``, and the executed notebook beside it.

    Parameters
    ----------
    spoken
        The language of problems and notes. Default: the reader's.
    """
    executed = run(
        asked.notebook or resource("notebooks") / OWN,
        asked.parameters,
        engine,
        own=asked.notebook is None,
    )
    t = reader(asked.workshops[0], asked.lang)
    asker = texts(spoken) if spoken else t
    files = ReportFiles(asked.out, asked.name, asked.name)
    if found := _explained(executed, asked, asker):
        page = ErrorPage(t.lang, found if asker.lang == t.lang else _explained(executed, asked, t))
        return files.write_error(executed, page, found)
    outcome = files.write(executed, asked.formats, Path(), asker)
    return replace(outcome, missing=tuple(_located(asked, outcome.missing)))


def _explained(executed: Run, asked: ComparisonRequest, t: Texts) -> tuple[str, ...]:
    """Return the reasons why there is no comparison; those of its input files come first."""
    found = tuple(problems(executed, complete=asked.notebook is None, t=t))
    if not found:
        return ()
    try:
        paths = [str(path) for path in asked.workshops]
        open_portfolio(paths, asked.lang or "", theme=str(asked.theme or ""))
    except Exception as error:
        return tuple(explain(error, t).splitlines()) or found
    return found


def _located(asked: ComparisonRequest, lines: Sequence[str]) -> Iterator[str]:
    """Yield lines that begin with the name of a workshop, with its path in place of the name."""
    parents = [path.parent for path in asked.workshops]
    folders = {f"{identity(parent)}/": f"{parent.as_posix()}/" for parent in parents}
    for line in lines:
        name = next((name for name in folders if line.startswith(name)), "")
        yield folders.get(name, "") + line.removeprefix(name)
