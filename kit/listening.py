"""Sheets to listen with: interview guide, mystery visit, staff report (M7.3).

Each is a page to print and a table to type the answers into, with a row for each interview, visit
or report. Its headings name their scales, so that ``parcours evidence add`` reads it back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from kit.hints import hints
from kit.i18n import N_, Message, RichText, Texts
from kit.journey import Journey
from kit.questions import WALK_THROUGH, harmless
from kit.steps.persona import Empathy, Goals

SheetKind = Literal["interviews", "mystery-visit", "staff-report"]

TITLES: dict[SheetKind, tuple[Message, Message]] = {
    "interviews": (
        N_("Interview guide"),
        N_("Ask openly, listen, and write the customer’s own words. Half an hour; one per sheet."),
    ),
    "mystery-visit": (
        N_("Observation sheet of a mystery visit"),
        N_("Behave as a customer, and note what a camera would have seen. One visit per sheet."),
    ),
    "staff-report": (
        N_("Staff report form"),
        N_("Report what customers say and what gets in your way. One form per week and person."),
    ),
}

SCORE = N_("{place}: how was it? (1–5)")
SEEN = N_("{place}: what happened?")


@dataclass(frozen=True)
class SheetField:
    """A field of a sheet: what is asked, and the millimetres of room to write."""

    asks: RichText
    room: float
    scale: bool = False


def sheet_fields(kind: SheetKind, journey: Journey, t: Texts) -> tuple[SheetField, ...]:
    """Return the fields of a sheet, in the order in which they are filled in."""
    return (*_head(kind, t), *_BODIES[kind](journey, t))


def _head(kind: SheetKind, t: Texts) -> Iterator[SheetField]:
    yield SheetField(t("Date"), 8)
    who = {
        "interviews": N_("Who was interviewed? (a first name or a number)"),
        "mystery-visit": N_("Who visited, and at what time?"),
        "staff-report": N_("Team"),
    }
    yield SheetField(t(who[kind]), 8)


def _interviews(journey: Journey, t: Texts) -> Iterator[SheetField]:
    for asks in WALK_THROUGH.values():
        yield SheetField(t(asks), 20)
    for heading in (Goals, Empathy):
        for _, hint in hints(heading):
            if hint.survey:
                yield SheetField(t(hint.survey), 14)
    yield SheetField(t("What went wrong? Where, and how often?"), 20)
    yield SheetField(t("Whom else did you consider, and what spoke for them?"), 12)


def _visit(journey: Journey, t: Texts) -> Iterator[SheetField]:
    yield from _touchpoints(journey, t)
    yield SheetField(t("How long did you wait, in minutes?"), 8)
    yield SheetField(t("Did you have to repeat information that you had already given?"), 8)
    yield SheetField(t("Did message and tone differ from what you had read before? How?"), 14)


def _staff(journey: Journey, t: Texts) -> Iterator[SheetField]:
    yield SheetField(t("What did customers complain about this week? How many of them?"), 26)
    yield SheetField(t("How many customers did you serve this week, about?"), 8)
    yield SheetField(t("What did customers praise?"), 20)
    yield SheetField(t("What got in the way of your work?"), 20)
    yield SheetField(t("What would you have decided, had you been allowed to?"), 20)
    yield SheetField(t("How do you feel about your work this week? (1–5)"), 8, scale=True)


def _touchpoints(journey: Journey, t: Texts) -> Iterator[SheetField]:
    for touchpoint in journey.ordered_touchpoints():
        name = t.say(journey.name_of(touchpoint.id))
        yield SheetField(t.inline(SCORE, place=name), 8, scale=True)
        yield SheetField(t.inline(SEEN, place=name), 12)


_BODIES: dict[SheetKind, Callable[[Journey, Texts], Iterator[SheetField]]] = {
    "interviews": _interviews,
    "mystery-visit": _visit,
    "staff-report": _staff,
}


def as_table(kind: SheetKind, journey: Journey, t: Texts) -> str:
    """Return the table of a sheet as CSV: a heading for each field, to be filled row by row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    fields = sheet_fields(kind, journey, t)
    writer.writerow([harmless(str(field.asks)) for field in fields])
    return out.getvalue()
