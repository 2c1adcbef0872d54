"""Find the reasons why an executed notebook is no report."""

from __future__ import annotations

from collections.abc import Iterator

from kit.errors import is_foreseen, printable, report_it
from kit.i18n import Texts, UserText
from kit.report.error_page import IN_CELL, MISSING, NO_FRAME, SILENT, UNFINISHED
from kit.report.running import Run


def problems(executed: Run, complete: bool, t: Texts) -> Iterator[str]:
    """Yield the reasons why an executed notebook is no report.

    Parameters
    ----------
    complete
        Whether it must show every section, as the kit's own notebooks do.
    """
    opened = executed.report.frame
    if executed.cut:
        yield t(executed.cut)
    elif (stop := executed.stopped) and stop.silent:
        yield t(SILENT, number=stop.number)
    elif stop:
        line = t(IN_CELL, number=stop.number, name=stop.name, says=UserText(printable(stop.says)))
        yield line if not complete or is_foreseen(stop.name) else f"{line}. {report_it(t)}"
    elif not executed.finished:
        yield t(UNFINISHED)
    elif opened is None:
        yield t(NO_FRAME)
    else:
        shown = [section.id for section in executed.report.sections]
        missing = [id for id in opened.sections if id not in shown]
        if missing and (complete or not shown):
            yield t(executed.short) if executed.short else t(MISSING, sections=missing)
