"""Word the changes between two versions: edits, and the values behind them (F19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kit.blocks import Cell, Mark, Tone
from kit.diagnostics import Place
from kit.fields import Count
from kit.i18n import N_, Message, RichText, UserText, joined
from kit.journey import COLLECTIONS, KEYED, Journey
from kit.kpi import Kpi
from kit.plain_data import Data
from kit.sections.context import Context
from kit.sections.marks import between, counted, feeling, origin
from kit.versions import Edit, FrozenFigure, Shift
from kit.workshop.shapes import shapes

RECORDS: dict[str, Message] = {
    "client": N_("Client"),
    "author": N_("Author"),
    "scenario": N_("Scenario"),
    "map": N_("Map"),
    "team": N_("Team"),
    "emotions": N_("Emotions"),
    "notes": N_("Notes"),
    "silenced": N_("Silenced findings"),
}
FIELDS: dict[str, Message] = {
    "product_changes": N_("Product changes"),
}
"""Labels of fields that no form asks for."""

SHOWN = 120
"""The most characters shown of a text."""

LOWER_IS_BETTER = ("count", "left", "severity")


class ChangeTexts:
    """Name edits and values, and format them, for a reader of the report.

    Parameters
    ----------
    old
        The older map, which has the names of what is gone.
    """

    def __init__(self, context: Context, old: Journey) -> None:
        self.context, self.t, self.old = context, context.t, old

    def name(self, id: str) -> RichText:
        """Return the name of a thing for the reader, its former name if it is gone."""
        journey = self.context.journey
        named = journey if journey.get(id) is not None or self.old.get(id) is None else self.old
        return self.t.say(named.name_of(id))

    # --- edits -----------------------------------------------------------------------------------

    def record(self, edit: Edit) -> RichText:
        """Name the edited thing."""
        collection, *ids = edit.place
        if collection == "emotions" and len(ids) > 1:
            at = N_("{persona}: {place}")
            return self.t.inline(at, persona=self.name(ids[0]), place=self.name(ids[1]))
        if collection in KEYED and ids:
            return self.name(ids[0])
        label = COLLECTIONS.get(collection) or RECORDS.get(collection)
        return self.t.say(label) if label else collection

    def field(self, edit: Edit) -> RichText:
        """Name the edited field, from the outermost inwards."""
        if edit.reordered:
            return self.t(N_("order"))
        return joined(list(self._labels(edit.place)), " › ")

    def _labels(self, place: Sequence[str]) -> Iterator[RichText]:
        skipped = _head(place)
        for end in range(skipped + 1, len(place) + 1):
            found = shapes(_typed(place[:end]))
            hint = next((shape.hint for shape in found if shape.hint), None)
            if hint:
                yield self.t(hint.label)
            elif self.context.journey.get(place[end - 1]) is not None:
                yield self.name(place[end - 1])
            elif place[end - 1] in FIELDS:
                yield self.t(FIELDS[place[end - 1]])

    def value(self, edit: Edit, value: Data) -> Cell:
        """Format a value for the reader."""
        if value is None:
            return ""
        if edit.place[0] == "evidence" and not isinstance(value, str | int | float | date):
            return self.t(N_("declared otherwise"))
        return self._said(value, _typed(edit.place))

    def _said(self, value: Data, place: Place) -> RichText:
        if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
            return self.t.signed(value, 2)
        if isinstance(value, bool | int | float | date):
            return self.t.say(value)
        if isinstance(value, Mapping):
            if "text" in value:
                return self._words(str(value["text"]))
            pairs = [self._pair(name, said, (*place, str(name))) for name, said in value.items()]
            return self.t.listed(pairs)
        if isinstance(value, list | tuple):
            return self.t.listed([self._said(item, (*place, 0)) for item in value])
        found = (*shapes(place), *shapes(place[:-1]))  # an item of a list is read as its list is
        shape = next((one for one in found if one.hint), None)
        text = str(value)
        if any(one.type is Count for one in shapes(place)):
            return counted(self.t, Count.model_validate(text))
        if shape and shape.hint and shape.hint.choices and text in shape.hint.choices:
            return self.t.say(shape.hint.choices[text])
        if shape and shape.hint and shape.hint.links:
            return self.name(text)
        return self._words(text)

    def _pair(self, name: str | date, value: Data, place: Place) -> RichText:
        pair = N_("{label}: {text}")
        hint = next((shape.hint for shape in shapes(place) if shape.hint), None)
        known = hint.label if hint else FIELDS.get(str(name))
        label = self.t(known) if known else self.t.say(_dated(name))
        return self.t.inline(pair, label=label, text=self._said(value, place))

    def _words(self, text: str) -> UserText:
        short = text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"
        return self.context.journey.words(short)

    # --- figures ---------------------------------------------------------------------------------

    def figure(self, shift: Shift) -> RichText:
        """Name the value that changed."""
        kind, *ids = shift.key
        if kind == "coverage":
            if not ids:
                return self.t(N_("Evidence coverage"))
            return self.t.inline(N_("Evidence coverage: {stage}"), stage=self.name(ids[0]))
        if kind in ("score", "stage"):
            named = N_("Emotion, {persona}: {place}")
            return self.t.inline(named, persona=self.name(ids[0]), place=self.name(ids[1]))
        if kind == "kpi":
            return self.name(ids[0])
        labels = {
            "count": N_("Frequency: {name}"),
            "severity": N_("Severity: {name}"),
            "left": N_("Customers who drop off: {name}"),
        }
        return self.t.inline(labels[kind], name=self.name(ids[0]))

    def figure_value(self, shift: Shift, figure: FrozenFigure | None) -> Cell:
        """Format a value with its n and its interval."""
        if figure is None:
            return self.t(N_("none"))
        kind = shift.key[0]
        if kind in ("score", "stage"):
            return (feeling(self.t, figure.value), *self._ground(figure))
        if kind == "severity":
            return self.t.number(figure.value, 2)
        if kind == "kpi":
            kpi = self._kpi(shift.key[1])
            value = self.context.quantity(figure.value, kpi.unit if kpi else None)
            return (value, self.t.month(figure.on)) if figure.on else value
        if figure.k is None:
            return self.t.number(figure.value)
        if kind == "coverage":
            share = N_("{share} ({k} of {n})")
            return self.t(share, share=self.t.percent(figure.value), k=figure.k, n=figure.n)
        return counted(self.t, Count(k=figure.k, n=figure.n))

    def _ground(self, figure: FrozenFigure) -> Iterator[Cell]:
        if figure.origin:
            yield origin(self.t, figure.origin)
        if figure.low is not None and figure.high is not None:
            low, high = self.t.signed(figure.low), self.t.signed(figure.high)
            yield between(self.t, low, high)
        if figure.n:
            yield self.t(N_("n\u00a0=\u00a0{n}"), n=figure.n)

    def change(self, shift: Shift) -> Cell:
        """Return the change of a value, with an arrow only if it is clear."""
        if shift.why_not:
            return self.t(shift.why_not)
        if shift.before is None:
            return self.t(N_("new"))
        if shift.now is None:
            return self.t(N_("no longer there"))
        if shift.direction not in ("up", "down"):
            return self.t(N_("no clear change"))
        share = shift.key[0] in ("count", "left", "coverage") and shift.now.n
        moved = shift.difference or 0.0
        said = self.t.signed(100 * moved if share else moved, 1 if abs(moved) >= 0.1 else 2)
        words = self.t(N_("{points} points"), points=said) if share else said
        return Mark(words, self._tone(shift), "↗" if shift.direction == "up" else "↘")

    def _tone(self, shift: Shift) -> Tone:
        kind = shift.key[0]
        kpi = self._kpi(shift.key[1]) if kind == "kpi" else None
        lower = kind in LOWER_IS_BETTER or (kpi is not None and kpi.better == "lower")
        return "good" if (shift.direction == "up") != lower else "bad"

    def _kpi(self, id: str) -> Kpi | None:
        known = (self.context.journey.get(id), self.old.get(id))
        return next((kpi for kpi in known if isinstance(kpi, Kpi)), None)


def _head(place: Sequence[str]) -> int:
    """Return the number of parts of a place that name the thing, not its field."""
    if place[0] == "emotions":
        return 3
    return 2 if place[0] in KEYED else 1


def _typed(place: Sequence[str]) -> tuple[str | int, ...]:
    """Return a place as the model has it, in which emotions are a list."""
    if place[0] == "emotions":
        return ("emotions", 0, *place[3:])
    return tuple(place)


def _dated(name: str | date) -> str | date:
    return name if isinstance(name, date) else str(name)
