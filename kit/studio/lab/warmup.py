"""Render the notebooks of an example in the forking parent, so that its kernels start faster.

Letters, templates, catalogues and other caches are then filled for every kernel. The example is the
kit's own and has no data: reading data starts threads, and the parent could not be forked then.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from kit.arrow import avoid_importing_pandas
from kit.evidence.formats import formats
from kit.evidence.metrics.results import Measurements
from kit.exports.html import SectionOutput
from kit.i18n import Language, texts
from kit.report.opening import report_on
from kit.resources import resource
from kit.studio.guides import guide
from kit.studio.notebooks import handout
from kit.studio.notebooks.notebook_style import style
from kit.studio.parts import PARTS
from kit.workshop import load

EXAMPLE = "tandem-app"

READERS = (
    "pyarrow.dataset",
    "kit.evidence.containers.parse",
    "kit.evidence.containers.text",
    "kit.evidence.containers.workbook",
)
"""Modules that reading files of evidence imports, but for `duckdb`, which starts a thread."""


def import_readers() -> None:
    """Import what reading files needs, as far as it starts no thread; without pandas."""
    avoid_importing_pandas()
    for name in READERS:
        import_module(name)
    formats()


def warm_up(language: Language) -> Iterator[None]:
    """Render what the notebooks of the example show in a language; yield after each section."""
    example = load(resource("workshops") / EXAMPLE)
    context = report_on(example, Measurements(), language, "working").context
    style(context.theme)
    t = texts(language)
    for part in PARTS.values():
        own = guide(part, t, ())
        for section in (
            handout.purpose(own, t, facilitated=True),
            handout.questions(part, own, t),
            handout.result(context, part),
            handout.findings(context, part),
        ):
            SectionOutput(section, language)._repr_mimebundle_()
            yield
