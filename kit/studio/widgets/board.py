"""The board: what a room looks at and edits, one step at a time.

The widget holds what its front end needs to draw a step in the reader's language, and passes edits
on to the desk. It never waits: the front end draws its own copy at once, and the desk answers from
its own thread when an edit is on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import anywidget
import traitlets

from kit.i18n import N_, Language, Texts, texts
from kit.journey import KEYED, Journey
from kit.results.rankings import Place, places, ranked_improvements, ranked_pains
from kit.steps.emotions import SCORE_LABELS
from kit.steps.improvements import QUADRANTS, STATUSES, Improvement
from kit.steps.pain_points import BANDS, GROUPS, RECURRENCES, STANDINGS, PainPoint
from kit.steps.stages import PHASES
from kit.studio.sync.session import EditSession
from kit.studio.widgets import bundle
from kit.studio.widgets.board_texts import wording
from kit.studio.widgets.forms import RECORDS, forms, labels
from kit.theme import READABLE, TINT, VISIBLE, Theme, darkened, mixed

Mode = Literal["workshop", "learn"]

STEPS = range(1, 7)


def custom_properties(theme: Theme) -> dict[str, str]:
    """Return a theme as CSS custom properties."""
    plain = ("ink", "muted", "line", "wash", "paper", "accent", "on_accent", "tint")
    made = {f"--{name.replace('_', '-')}": str(getattr(theme, name)) for name in plain}
    made["--edge"] = darkened(theme.line, theme.paper, VISIBLE)
    made["--sticky"] = mixed(theme.feelings[1], theme.paper, TINT)
    scale = ("very-bad", "bad", "neutral", "good", "very-good")
    for name, colour in zip(scale, theme.feelings, strict=True):
        tint = mixed(colour, theme.paper, TINT)
        made[f"--feeling-{name}"] = darkened(colour, tint, READABLE)
        made[f"--feeling-{name}-tint"] = tint
    return made


def in_order(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return plain data with records as lists: an object of JavaScript loses their order."""
    made = dict(data)
    for name in KEYED:
        made[name] = [
            {"id": id, **record, **_kpis(record)} for id, record in data.get(name, {}).items()
        ]
    return made


def _kpis(record: Mapping[str, Any]) -> dict[str, Any]:
    if "kpis" not in record:
        return {}
    return {"kpis": [{"id": id, **kpi} for id, kpi in record["kpis"].items()]}


def ranking(journey: Journey, t: Texts) -> dict[str, Any]:
    """Return the order of pain points and improvements, and what is said of each (F4 to F6)."""
    to_do = ranked_improvements(journey)
    place = places(to_do)
    return {
        "pain_points": {
            "order": [pain.id for pain in ranked_pains(journey)],
            "says": {pain.id: _of_pain(pain, t) for pain in journey.pain_points},
        },
        "improvements": {
            "order": [i.id for i in (*to_do, *(i for i in journey.improvements if not i.open))],
            "ranks": {id: place.rank for id, place in place.items()},
            "says": {i.id: _of_improvement(i, place.get(i.id), t) for i in journey.improvements},
        },
    }


def _of_improvement(improvement: Improvement, place: Place | None, t: Texts) -> str:
    """Say in which quadrant an improvement is, and whether it shares its rank (F6, F8)."""
    parts = [t(QUADRANTS[improvement.quadrant])] if improvement.quadrant else []
    if place and place.shared:
        parts.append(t(N_("equal, rank {rank}"), rank=place.rank))
    return " · ".join(parts)


def _of_pain(pain: PainPoint, t: Texts) -> str:
    """Say in which group a pain point is ranked, and by which severity (F4, F5)."""
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
    """Return what does not change with the journey, in one language."""
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


class Board(anywidget.AnyWidget):
    """One step of a client's journey, drawn and edited.

    Parameters
    ----------
    desk
        Where the client's work is kept.
    step
        1 to 6: persona, stages, touchpoints, emotions, pain points, improvements.
    persona
        The id of the persona whose journey is shown; by default the first, ``""`` for everyone's.
    mode
        ``workshop`` or ``learn``: a learner sees the question to ask beside every field.
    projector
        Whether it is drawn to be read from the back of the room.
    record
        Instead of a step, records that frame it: ``scenario``, ``evidence``, ``goals`` and others.
    theme
        The colours.
    """

    _esm = bundle.module()
    _css = bundle.style()

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
        self._t = texts(lang) if lang else session.t
        super().__init__(
            client=str(session.workshop.path),
            lang=self._t.lang,
            written=session.journey.client.language,
            mode=mode,
            step=step,
            record=record,
            persona=persona,
            projector=projector,
            theme=custom_properties(theme or Theme()),
            **_vocabulary(self._t.lang),
        )
        self._unlisten = session.events.subscribe(self._take, state_first=True)
        self.on_msg(self._asked)

    def close(self) -> None:
        """Stop listening to the desk, and take the board away."""
        getattr(self, "_unlisten", lambda: None)()
        super().close()

    def _asked(self, widget: Any, message: Mapping[str, Any], buffers: Any) -> None:
        """Pass on what the front end asks for; the desk answers when it is done."""
        if "edit" in message:
            self._session.submit(message["edit"], self.send)
        elif "undo" in message:
            self._session.undo(self.send, message["undo"])
        elif "redo" in message:
            self._session.redo(self.send, message["redo"])
        elif "drop" in message:
            self._session.drop(message["drop"], self.send)

    def _take(self, news: Mapping[str, Any]) -> None:
        """Show what is new; the desk calls this, one piece of news after another."""
        if "journey" in news or "findings" in news:  # with the review, what was measured is known
            self.ranking = ranking(self._session.measured, self._t)
        if "journey" in news:
            self.journey = {
                "data": in_order(news["journey"]),
                **{name: news[name] for name in ("edits", "undo", "redo")},
            }
        for name in ("findings", "conflicts", "broken", "unguarded"):
            if name in news:
                setattr(self, name, news[name])
