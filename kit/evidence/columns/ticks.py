"""Build the columns of tick boxes: who ticked, who did not, and who was not asked (F21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from kit.evidence.columns.answer_words import is_no_answer_in_words, normalize_cell
from kit.evidence.columns.cells import ParsedColumn
from kit.evidence.columns.raw_table import Heading
from kit.evidence.table import Column, Note, TickBoxes
from kit.i18n import N_, UserText
from kit.sources import Role

if TYPE_CHECKING:
    from kit.evidence.columns.raw_table import RawTable

YES = frozenset(
    ["y", "yes", "oui", "ja", "j", "o", "sí", "si", "sì", "sim", "true", "vrai", "wahr",
     "verdadero", "1", "x", "checked", "selected", "ticked", "✓", "✔", "☑", "☒", "coché", "cochée",
     "angekreuzt", "marcado"]
)  # fmt: skip
NO = frozenset(
    ["n", "no", "non", "nein", "não", "nee", "false", "faux", "falsch", "falso", "0", "unchecked",
     "not selected", "not checked", "non coché", "non cochée", "☐"]
)  # fmt: skip

UNSURE = N_(
    "“{question}”: {ticked} of {rows} ticked something, {nothing} ticked nothing. The file does "
    "not tell who was shown the question, so shares are of those who ticked something. A pain "
    "point takes such a share once its metric states “base”: ticked, or rows."
)

_TICKED, _NOT, _SEEN, _BLANK, _NOT_SHOWN = 1, 0, 2, 3, 4
"""Ticked; an explicit no; a mark that the question was shown; a blank cell; not shown."""


def unsure_notes(boxes: Sequence[TickBoxes]) -> list[Note]:
    """Return a note on each question of which the file does not tell who was shown it."""
    return [
        Note(
            UNSURE.filled(
                question=UserText(each.question or ", ".join(each.columns)),
                ticked=each.ticked,
                rows=each.rows,
                nothing=each.nothing,
            ),
            column=each.columns[0],
        )
        for each in boxes
        if each.shown is None
    ]


def tick_states(column: ParsedColumn, heading: Heading) -> pa.Array:
    """Return the state of each row of a tick box, for :func:`build_tick_boxes`."""
    cells = column.cells
    states = []
    for place, text in enumerate(cells.texts):
        if text.strip() in heading.unanswered:
            states.append(_SEEN)
        elif place not in column.present or is_no_answer_in_words(text):
            states.append(_NOT_SHOWN)
        else:
            states.append(_NOT if normalize_cell(text) in NO else _TICKED)
    known = np.array([*states, _BLANK], dtype=np.int8)
    return pa.array(known[np.where(cells.places < 0, len(states), cells.places)])


def build_tick_boxes(
    raw: RawTable, parsed: Sequence[ParsedColumn], columns: list[Column], arrays: list[pa.Array]
) -> tuple[TickBoxes, ...]:
    """Turn the states of tick boxes into answers, in place, and return their questions.

    A box is true or false for everybody who was shown its question, else null. Where the file does
    not tell who was, the base are those who ticked something, and the columns are ``unsure``.
    """
    groups: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if column.role is Role.CHOSEN and not column.derived:
            groups.setdefault(column.group or f"#{place}", []).append(place)
    found = []
    for group, places in groups.items():
        boxes = [arrays[place].to_numpy() for place in places]
        beside = [
            columns[p].position - 1
            for p, column in enumerate(columns)
            if column.group == group and p not in places and not column.derived
        ]
        wrote = np.zeros(raw.sheet.height, dtype=bool)
        for position in beside:
            wrote |= parsed[position].cells.places >= 0
        ticked = np.logical_or.reduce([box == _TICKED for box in boxes]) | wrote
        base, unsure = _base(boxes, ticked)
        for place, box in zip(places, boxes, strict=True):
            arrays[place] = pa.array(box == _TICKED, mask=~base)
            columns[place] = replace(columns[place], n=int(base.sum()), unsure=unsure)
        first = columns[places[0]]
        found.append(
            TickBoxes(
                first.question if len(places) > 1 else first.name,
                tuple(columns[place].name for place in places),
                raw.sheet.height,
                None if unsure else int(base.sum()),
                int(ticked.sum()),
            )
        )
    return tuple(found)


def _base(
    boxes: Sequence[np.ndarray[Any, Any]], ticked: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], bool]:
    """Return the base of a question as a mask of rows, and whether it is only who ticked."""
    states = np.stack(boxes)
    told = ((states == _NOT) | (states == _SEEN)).any(axis=0)
    if told.any():
        return told | ticked, False
    hidden = (states == _NOT_SHOWN).all(axis=0) & ~ticked
    if hidden.any():
        return ~hidden, False
    return ticked, True


def shown_rows(column: ParsedColumn, heading: Heading) -> pa.Array | None:
    """Return for each row whether the question was shown; None if the file does not tell (F21).

    Null is a word for no answer, which is neither an answer nor a blank.
    """
    if not (heading.not_shown or heading.unanswered):
        return None
    cells = column.cells
    states: list[bool | None] = []
    told = set()
    for place, text in enumerate(cells.texts):
        mark = text.strip()
        if mark in heading.not_shown:
            told.add(False)
            states.append(False)
        elif mark in heading.unanswered:
            told.add(True)
            states.append(True)
        else:
            states.append(None if place in column.blank else True)
    if not told:
        return None
    blank = False in told  # not shown is marked, so a blank cell was shown
    places = np.where(cells.places < 0, len(states), cells.places)
    return pa.array([*states, blank], pa.bool_()).take(pa.array(places, pa.int64()))
