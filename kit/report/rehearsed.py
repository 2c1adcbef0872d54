"""A report made once without being shown, so that the next ones are made at full speed.

Where many reports are made, the forking parent imports this module: letters, numbers, templates
and whatever else is found out only once are then known to every child.
"""

from __future__ import annotations

from kit.i18n import LANGUAGES
from kit.report.opening import open_report
from kit.resources import resource

EXAMPLE = "tandem-app"
"""One without data of its own: counting starts threads, and the parent could not be forked then."""

for language in LANGUAGES:
    report = open_report(str(resource("workshops") / EXAMPLE), language, "working")
    report._repr_mimebundle_()
    for id in report.sections:
        shown = report.section(id)
        if shown is not None:
            shown._repr_mimebundle_()
