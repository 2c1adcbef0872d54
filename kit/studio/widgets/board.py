"""The board, on which a workshop is edited with the mouse, one step at a time.

The widget holds the state that its front end draws, in the reader's language, and passes edits on
to the edit session. It never waits: the front end draws its own copy at once, and the session
replies from its own thread when an edit is on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

import anywidget
import traitlets

from kit.diagnostics import Place
from kit.evidence.verbatims.similar_notes import MERGED, MERGED_ALIKE, similar_notes
from kit.i18n import N_, Language, Texts, texts
from kit.journey import KEYED, Journey
from kit.ranking import dots_each
from kit.results.curves import low_points
from kit.results.rankings import (
    ImprovementRank,
    improvement_ranks,
    ranked_improvements,
    ranked_pains,
)
from kit.steps.emotions import SCORE_LABELS
from kit.steps.improvements import QUADRANTS, STATUSES, Improvement
from kit.steps.pain_points import BANDS, GROUPS, RECURRENCES, STANDINGS, PainPoint
from kit.steps.stages import PHASES
from kit.studio import STATIC
from kit.studio.sync.session import EditSession
from kit.studio.widgets.board_texts import template, wording
from kit.studio.widgets.forms import RECORDS, forms, labels
from kit.theme import READABLE, TINT, VISIBLE, Theme, darkened, mixed
from kit.workshop import Workshop
from kit.workshop.pictures import picture_names, pictures_by_place

Mode = Literal["workshop", "learn"]

STEPS = range(1, 7)


def custom_properties(theme: Theme) -> dict[str, str]:
    """Return a theme as CSS custom properties."""
    names = ("ink", "muted", "line", "wash", "paper", "accent", "on_accent", "tint")
    properties = {f"--{name.replace('_', '-')}": str(getattr(theme, name)) for name in names}
    properties["--edge"] = darkened(theme.line, theme.paper, VISIBLE)
    properties["--sticky"] = mixed(theme.feelings[1], theme.paper, TINT)
    scale = ("very-bad", "bad", "neutral", "good", "very-good")
    for name, colour in zip(scale, theme.feelings, strict=True):
        tint = mixed(colour, theme.paper, TINT)
        properties[f"--feeling-{name}"] = darkened(colour, tint, READABLE)
        properties[f"--feeling-{name}-tint"] = tint
    return properties


def records_as_lists(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return plain data with records as lists, since a JavaScript object may reorder its keys.

    >>> records_as_lists({"stages": {"2": {"name": "Pay"}}})["stages"]
    [{'id': '2', 'name': 'Pay'}]
    """
    lists = {
        name: [{"id": id, **record, **_kpis(record)} for id, record in data.get(name, {}).items()]
        for name in KEYED
    }
    return {**data, **lists}


def _kpis(record: Mapping[str, Any]) -> dict[str, Any]:
    if "kpis" not in record:
        return {}
    return {"kpis": [{"id": id, **kpi} for id, kpi in record["kpis"].items()]}


def ranking(journey: Journey, t: Texts) -> dict[str, Any]:
    """Return the order of pain points and improvements, and each curve's low points (F4 to F6)."""
    to_do = ranked_improvements(journey)
    place = improvement_ranks(to_do)
    return {
        "low_points": {
            persona.id: [
                {"at": moment.at, "score": moment.score, "n": moment.n}
                for moment in low_points(journey, persona.id)
            ]
            for persona in journey.personas
        },
        "pain_points": {
            "order": [pain.id for pain in ranked_pains(journey)],
            "says": {pain.id: _pain_note(pain, t) for pain in journey.pain_points},
            "dots": dots_each(len(journey.pain_points)),
        },
        "improvements": {
            "order": [i.id for i in (*to_do, *(i for i in journey.improvements if not i.open))],
            "ranks": {id: place.rank for id, place in place.items()},
            "says": {i.id: _improvement_note(i, place.get(i.id), t) for i in journey.improvements},
            "dots": dots_each(len(journey.improvements)),
        },
    }


def similar(journey: Journey) -> list[list[str]]:
    """Return the texts of the notes that say the same, a list for each group."""
    return [
        list(group)
        for group in _similar(tuple(note.text for note in journey.notes), journey.client.language)
    ]


@lru_cache(maxsize=8)
def _similar(notes: tuple[str, ...], lang: str) -> tuple[tuple[str, ...], ...]:
    said = {str(number): text for number, text in enumerate(notes)}
    groups = similar_notes(said, lang)
    return tuple(tuple(dict.fromkeys(said[number] for number in group)) for group in groups)


def pictures(workshop: Workshop, t: Texts) -> dict[str, dict[str, str]]:
    """Return pictures by the names of their fields: a ``url``, or ``why`` one cannot be shown."""
    return {
        ".".join(map(str, place)): {"why": t(refusal.says)} if refusal else {"url": url}
        for place, (url, refusal) in pictures_by_place(workshop.folder, workshop.journey).items()
    }


def _refused(shown: Mapping[str, Mapping[str, str]]) -> bool:
    """Return whether a picture cannot be shown: its file may come, or be replaced."""
    return any("why" in one for one in shown.values())


def _improvement_note(improvement: Improvement, place: ImprovementRank | None, t: Texts) -> str:
    """Return an improvement's quadrant, and its rank if others share it (F6, F8)."""
    parts = [t(QUADRANTS[improvement.quadrant])] if improvement.quadrant else []
    if place and place.shared:
        parts.append(t(N_("equal, rank {rank}"), rank=place.rank))
    return " · ".join(parts)


def _pain_note(pain: PainPoint, t: Texts) -> str:
    """Return the group in which a pain point is ranked, and its severity (F4, F5)."""
    if pain.standing == "to-be-counted":
        return t(STANDINGS[pain.standing])
    parts = [t(RECURRENCES[pain.recurrence])]
    if found := pain.severity:
        numbers = {"severity": found.value, "low": found.low, "high": found.high}
        rated = {name: t.number(value) for name, value in numbers.items()}
        parts += [t(BANDS[found.band])] if found.band else []
        parts.append(t(N_("{severity} (95% CI: {low} to {high})", "severity"), **rated))
    return " · ".join(parts)


@cache
def _vocabulary(lang: str) -> dict[str, Any]:
    """Return texts, forms and labels in a language; they do not depend on the journey."""
    t = texts(lang)
    return {
        "texts": wording(t),
        "forms": forms(t),
        "labels": {
            **labels(t),
            "groups": {key: t(label) for key, label in GROUPS.items()},
            "quadrants": {key: t(label) for key, label in QUADRANTS.items()},
            "phases": {key: t(phase.name) for key, phase in PHASES.items()},
            "statuses": {key: t(label) for key, label in STATUSES.items()},
            "scores": {str(score): t(label) for score, label in SCORE_LABELS.items()},
        },
    }


@cache
def offers(written: str) -> dict[str, dict[str, Any]]:
    """Return objective and usual KPIs of each phase, in the language of the file (M2.7)."""
    t = texts(written)
    return {
        key: {"objective": t(phase.objective), "kpis": [t(kpi) for kpi in phase.kpis]}
        for key, phase in PHASES.items()
    }


class Board(anywidget.AnyWidget):
    """One step of a client's journey, drawn and edited.

    Parameters
    ----------
    session
        The edit session of the client's workshop.
    step
        1 to 6: persona, stages, touchpoints, emotions, pain points, improvements.
    persona
        The id of the persona whose journey is shown; by default the first, ``""`` for everyone's.
    mode
        ``workshop`` or ``learn``: a learner sees the question to ask beside every field.
    projector
        Whether to draw it large enough for the back of a room.
    record
        The records to edit instead of a step: ``scenario``, ``evidence``, ``goals`` and others.
    theme
        The colours.
    """

    _esm = STATIC / "board.js"
    _css = STATIC / "board.css"

    client = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    written = traitlets.Unicode().tag(sync=True)
    mode = traitlets.Unicode().tag(sync=True)
    step = traitlets.Int().tag(sync=True)
    record = traitlets.Unicode().tag(sync=True)
    persona = traitlets.Unicode(allow_none=True).tag(sync=True)
    projector = traitlets.Bool().tag(sync=True)
    theme = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    forms = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    journey = traitlets.Dict().tag(sync=True)
    ranking = traitlets.Dict().tag(sync=True)
    similar: traitlets.List[Any] = traitlets.List().tag(sync=True)
    pictures = traitlets.Dict().tag(sync=True)
    findings: traitlets.List[Any] = traitlets.List().tag(sync=True)
    conflicts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    broken = traitlets.Dict(allow_none=True).tag(sync=True)
    unguarded = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        session: EditSession,
        step: int = 3,
        persona: str | None = None,
        mode: Mode = "workshop",
        *,
        projector: bool = False,
        record: str = "",
        theme: Theme | None = None,
        lang: Language | None = None,
    ) -> None:
        if step not in STEPS:
            raise ValueError(f"step is {step!r}, not one of 1 to 6")
        if record and record not in RECORDS:
            raise ValueError(f"record is {record!r}, not one of {', '.join(RECORDS)}")
        self._session = session
        self._pictured: Mapping[Place, str] = {}
        self._t = texts(lang) if lang else session.t
        written = session.journey.client.language
        vocabulary = _vocabulary(self._t.lang)
        super().__init__(
            client=str(session.workshop.path),
            lang=self._t.lang,
            written=written,
            mode=mode,
            step=step,
            record=record,
            persona=persona,
            projector=projector,
            theme=custom_properties(theme or Theme()),
            texts=vocabulary["texts"],
            forms=vocabulary["forms"],
            labels={
                **vocabulary["labels"],
                "offers": offers(written),
                "merged": template(MERGED, texts(written)),
                "merged_alike": template(MERGED_ALIKE, texts(written)),
            },
        )
        self._unlisten = session.events.subscribe(self._receive, state_first=True)
        self.on_msg(self.handle_message)
        self.observe(self._read_pictures, "projector")  # a file may have come since the last edit

    def close(self) -> None:
        """Stop receiving events, and close the widget."""
        getattr(self, "_unlisten", lambda: None)()
        super().close()

    def handle_message(
        self, widget: anywidget.AnyWidget, message: Mapping[str, Any], buffers: Sequence[memoryview]
    ) -> None:
        """Pass a request of the front end on to the session, which replies when it is done."""
        if "edit" in message:
            self._session.submit(message["edit"], self.send)
        elif "undo" in message:
            self._session.undo(self.send, message["undo"])
        elif "redo" in message:
            self._session.redo(self.send, message["redo"])
        elif "drop" in message:
            self._session.drop(message["drop"], self.send)

    def _receive(self, event: Mapping[str, Any]) -> None:
        """Show an event; the session calls this, with one event after another."""
        if "journey" in event or "findings" in event:  # the review has measured the sources
            self.ranking = ranking(self._session.measured, self._t)
        if "journey" in event:
            self.similar = similar(self._session.journey)
            if self._pictured != picture_names(self._session.journey) or _refused(self.pictures):
                self._read_pictures()
            self.journey = {
                "data": records_as_lists(event["journey"]),
                **{name: event[name] for name in ("edits", "undo", "redo")},
            }
        for name in ("findings", "conflicts", "broken", "unguarded"):
            if name in event:
                setattr(self, name, event[name])

    def _read_pictures(self, _: traitlets.Bunch | None = None) -> None:
        self._pictured = picture_names(self._session.journey)
        self.pictures = pictures(self._session.workshop, self._t)
