"""Create one report in the forking parent, so that the next ones are created faster.

If many reports follow, the forking parent imports this module: letters, numbers, templates and
other caches are then filled for every child.

No evidence is read: DuckDB has threads, which do not survive a fork. What can be imported without
it is imported here; a child whose client has evidence imports the rest in a twentieth of a second.
"""

from __future__ import annotations

from importlib import import_module

import ibis.backends.sql.compilers.duckdb  # noqa: F401

import kit.evidence.containers.text
import kit.evidence.containers.workbook
import kit.evidence.reading  # noqa: F401
from kit.arrow import avoid_importing_pandas
from kit.evidence.formats import formats
from kit.evidence.metrics.results import Measurements
from kit.i18n import LANGUAGES
from kit.report.opening import report_on
from kit.resources import resource
from kit.workshop import load

EXAMPLE = "tandem-app"
"""An example without data: reading data starts threads, and the parent could not be forked then."""

avoid_importing_pandas()  # custom notebooks have pandas before
import_module("pyarrow.dataset")  # it makes a conversion
formats()
example = load(resource("workshops") / EXAMPLE)
for language in LANGUAGES:
    report = report_on(example, Measurements(), language, "working")
    report._repr_mimebundle_()
    for id in report.sections:
        shown = report.section(id)
        if shown is not None:
            shown._repr_mimebundle_()
