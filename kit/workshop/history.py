"""Versions of a workshop: closed by a review, and compared with one another (M6.8 to M6.10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kit.atomic import write_bytes
from kit.i18n import N_
from kit.journey import Journey
from kit.kpi import Kpi
from kit.results import Moment, stage_moment
from kit.steps.improvements import Improvement
from kit.steps.pain_points import PainPoint
from kit.steps.stages import Stage
from kit.steps.touchpoints import Touchpoint
from kit.workshop.faults import Fault, WorkshopError
from kit.workshop.file import Workshop, check_unchanged, load, save
from kit.workshop.schema import MODELINE

FOLDER = "history"
FILE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.yaml")
MARK = "# parcours: version of "
"""How a version's file begins; what was said of it follows, then the workshop's text as it was."""

NOT_A_DATE = N_("The name of this version is no date of the calendar: rename or remove the file.")


@dataclass(frozen=True)
class Version:
    """A closed version: when, and what was said of it."""

    path: Path
    date: date
    message: str = ""

    @cached_property
    def journey(self) -> Journey:
        """What the workshop stated then."""
        return load(self.path).journey


def close_version(workshop: Workshop, as_of: date, message: str = "") -> Path:
    """Keep the workshop as it stands in ``history/<date>.yaml``, and note the review in its file.

    Returns
    -------
    Path
        The version's file; a second one of a day is numbered.
    """
    check_unchanged(workshop)
    folder = workshop.folder / FOLDER
    folder.mkdir(exist_ok=True)
    path, number = folder / f"{as_of}.yaml", 2
    while path.exists():
        path, number = folder / f"{as_of}-{number}.yaml", number + 1
    said = "".join(f"# {line}".rstrip() + "\n" for line in _printable(message))
    # One folder further down, the editor finds the schema one folder further up.
    text = MODELINE.sub(
        lambda found: found[0] if ":" in found[1] else found[0].replace(found[1], f"../{found[1]}"),
        workshop.text,
        count=1,
    )
    head = f"{MARK}{as_of}\n{said}\n".replace("\n", workshop.document.newline)
    write_bytes(path, workshop.document.encoded(head + text))
    reviewed = workshop.journey.map.but(last_review=as_of)
    save(workshop, workshop.journey.but(map=reviewed))
    return path


def _printable(message: str) -> list[str]:
    lines = (line.strip() for line in message.strip().splitlines())
    return ["".join(c if c.isprintable() else " " for c in line) for line in lines]


def versions(workshop: Workshop, as_of: date | None = None) -> tuple[Version, ...]:
    """Return the closed versions, the oldest first, up to a day where one is given."""
    found = []
    for path in (workshop.folder / FOLDER).glob("*.yaml"):
        match = FILE.fullmatch(path.name)
        if not match:
            continue
        try:
            day = date.fromisoformat(match[1])
        except ValueError:
            raise WorkshopError([Fault(path, 0, 0, NOT_A_DATE)]) from None
        if as_of is None or day <= as_of:
            found.append((day, int(match[2] or 1), Version(path, day, _message(path))))
    return tuple(version for _, _, version in sorted(found, key=lambda entry: entry[:2]))


def _message(path: Path) -> str:
    """Return what was said of a version: the comment below its first line."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        if not file.readline().startswith(MARK):
            return ""
        lines = []
        for line in file:
            if not line.startswith("#"):
                break
            lines.append(line[1:].strip())
        return "\n".join(lines).strip()


# --- comparison --------------------------------------------------------------------------------


@dataclass(frozen=True)
class EmotionChange:
    """A persona's emotion over a stage, before and now (F1); None where there was none."""

    persona: str
    stage: str
    before: Moment | None
    now: Moment | None

    @property
    def change(self) -> float | None:
        """By how much the score has changed, where there are both."""
        before = self.before.score if self.before else None
        now = self.now.score if self.now else None
        return None if before is None or now is None else now - before


@dataclass(frozen=True)
class KpiChange:
    """An indicator's newest value, before and now, each with its date."""

    kpi: Kpi
    before: tuple[date, float] | None
    now: tuple[date, float] | None

    @property
    def better(self) -> bool | None:
        """Whether it went the right way; None where it stood still or cannot be compared."""
        if self.before is None or self.now is None or self.before[1] == self.now[1]:
            return None
        return (self.now[1] > self.before[1]) == (self.kpi.better == "higher")


@dataclass(frozen=True)
class Comparison:
    """What has changed between two versions (M6.9, M6.10).

    What is gone is given as it was; everything else as it is now. A thing is the same as long as
    its id is.
    """

    stages_added: tuple[Stage, ...]
    stages_removed: tuple[Stage, ...]
    touchpoints_added: tuple[Touchpoint, ...]
    touchpoints_removed: tuple[Touchpoint, ...]
    pains_opened: tuple[PainPoint, ...]
    pains_closed: tuple[PainPoint, ...]
    improvements_added: tuple[Improvement, ...]
    improvements_done: tuple[Improvement, ...]
    emotions: tuple[EmotionChange, ...]
    kpis: tuple[KpiChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing of all this has changed."""
        return not any(getattr(self, name) for name in self.__dataclass_fields__)


def compare(old: Journey, new: Journey) -> Comparison:
    """Return what has changed from one version to the next."""
    done = {i.id for i in old.improvements if i.status == "done"}
    return Comparison(
        stages_added=_only(new.stages, old.stages),
        stages_removed=_only(old.stages, new.stages),
        touchpoints_added=_only(new.touchpoints, old.touchpoints),
        touchpoints_removed=_only(old.touchpoints, new.touchpoints),
        pains_opened=_only(new.pain_points, old.pain_points),
        pains_closed=_only(old.pain_points, new.pain_points),
        improvements_added=_only(new.improvements, old.improvements),
        improvements_done=tuple(
            i for i in new.improvements if i.status == "done" and i.id not in done
        ),
        emotions=_emotions(old, new),
        kpis=_kpis(old, new),
    )


R = TypeVar("R", Stage, Touchpoint, PainPoint, Improvement)


def _only(those: tuple[R, ...], others: tuple[R, ...]) -> tuple[R, ...]:
    known = {record.id for record in others}
    return tuple(record for record in those if record.id not in known)


def _emotions(old: Journey, new: Journey) -> tuple[EmotionChange, ...]:
    changes = []
    for persona in new.personas:
        for stage in new.stages:
            before = _felt(old, persona.id, stage.id)
            now = _felt(new, persona.id, stage.id)
            if _tenths(before) != _tenths(now):
                changes.append(EmotionChange(persona.id, stage.id, before, now))
    return tuple(changes)


def _tenths(moment: Moment | None) -> float | None:
    """Return a score as reports show it: what they cannot show has not changed."""
    return None if moment is None or moment.score is None else round(moment.score, 1)


def _felt(journey: Journey, persona: str, stage: str) -> Moment | None:
    there = journey.get(persona) in journey.personas and journey.get(stage) in journey.stages
    moment = stage_moment(journey, persona, stage) if there else None
    return moment if moment and moment.score is not None else None


def _kpis(old: Journey, new: Journey) -> tuple[KpiChange, ...]:
    former = {kpi.id: kpi.latest() for _, kpi in old.kpis}
    changes = [KpiChange(kpi, former.get(kpi.id), kpi.latest()) for _, kpi in new.kpis]
    return tuple(change for change in changes if change.before != change.now)
