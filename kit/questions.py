"""Write a questionnaire for customers, from which the map can be filled (M1.5, M3.4, M7.1).

Most questions are the ``survey`` of the model's hints, so a field that asks customers something
appears here by itself. Answers are measured where they can be: 0 to 10 for NPS (F13), 1 to 5 for
satisfaction (F14), feelings (F3) and importance, 1 to 7 for effort (F15).

No two form tools import the same file. The CSV has what they agree on: a heading line, one question
a line, its type, whether it must be answered, and each choice in a column of its own. Import
add-ons for Google Forms and the import wizards of survey tools let the user say which column is the
question, which the type and which the choices; where a tool knows no scales, the steps of a scale
stand among the choices, so that it becomes a choice of one. The headings and the words under
``type`` are the same in every language: ``text``, ``paragraph``, ``choice``, ``scale``, ``yes-no``.
``code`` is the field of the workshop file that the answers fill.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kit.fields import Record
from kit.hints import Hint, Kind, hints
from kit.i18n import N_, Message, RichText, Texts
from kit.journey import Journey
from kit.results.research import research_questions
from kit.sources import SOURCE_KINDS
from kit.steps.emotions import Emotion
from kit.steps.employees import EmployeeSide
from kit.steps.pain_points import PainPoint
from kit.steps.persona import Persona
from kit.steps.stages import Experience, Stage
from kit.steps.touchpoints import Touchpoint

Answer = Literal["text", "paragraph", "choice", "scale", "yes-no"]

LAST = ("general", "demographics")
"""Headings asked last, as people mind personal questions least at the end."""

WALK_THROUGH = {
    "need": N_("When the need or the problem came up: where did you turn, and how?"),
    "discovery": N_("When you found what could solve it: where was that, and what led you there?"),
    "decision": N_("When you decided: where did you go, and how did you get there?"),
    "afterwards": N_("Since then, have you been in contact with us again? Where, and why?"),
}
"""Questions that go through the journey with the customer, moment by moment (M3.4)."""

CHOICES: dict[str, tuple[Message, ...]] = {
    "persona.general.household": (
        N_("alone"),
        N_("2, as a couple"),
        N_("3 or more, a couple with children"),
        N_("2 or more, one adult with children"),
        N_("2 or more, with other people"),
    ),
    "persona.demographics.age": (
        N_("under 18"),
        N_("18 to 24"),
        N_("25 to 34"),
        N_("35 to 49"),
        N_("50 to 64"),
        N_("65 or over"),
    ),
    "persona.demographics.area": (
        N_("a city"),
        N_("a suburb"),
        N_("a small town"),
        N_("the country"),
    ),
}
"""Answers to choose from for fields that are free text in the model."""


@dataclass(frozen=True)
class Question:
    """One question to customers.

    Attributes
    ----------
    code
        The field of the workshop file that the answers fill: ``persona.goals.short_term``.
    lowest, highest, low, high
        For a scale, its ends and what they mean.
    """

    code: str
    asks: RichText
    answer: Answer
    choices: tuple[RichText, ...] = ()
    lowest: int = 1
    highest: int = 5
    low: RichText = ""
    high: RichText = ""
    required: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """The options of a choice; those of a scale are its steps, the ends with their meaning."""
        if self.answer != "scale":
            return tuple(str(choice) for choice in self.choices)
        ends = {self.lowest: self.low, self.highest: self.high}
        return tuple(
            f"{step} – {ends[step]}" if ends.get(step) else str(step)
            for step in range(self.lowest, self.highest + 1)
        )


@dataclass(frozen=True)
class Part:
    """A page of the questionnaire."""

    title: RichText
    questions: tuple[Question, ...]


def questionnaire(journey: Journey, t: Texts) -> tuple[Part, ...]:
    """Return the questions for a client's customers, in the order in which to ask them.

    Parameters
    ----------
    journey
        Its stages and touchpoints, where there are any, are asked for one by one.
    t
        The texts of the customers' language.
    """
    about = [
        (name, Part(t(hint.label), tuple(_group(Persona, name, t))))
        for name, hint in _groups(Persona)
    ]
    return (
        Part(t("Your experience overall"), tuple(_overall(journey, t))),
        Part(t("Your journey to us, and with us"), tuple(_walk(t))),
        *(_stage(journey, stage, t) for stage in journey.stages),
        *(part for name, part in about if name not in LAST),
        *(part for name, part in about if name in LAST),
    )


def _overall(journey: Journey, t: Texts) -> Iterator[Question]:
    client = journey.words(journey.client.name)
    yield Question(
        "nps",
        t.inline(
            "How likely are you to recommend {client} to a friend or colleague?", client=client
        ),
        "scale",
        lowest=0,
        highest=10,
        low=t("not at all likely"),
        high=t("extremely likely"),
        required=True,
    )
    yield Question(
        "csat",
        t.inline("Overall, how satisfied are you with {client}?", client=client),
        "scale",
        low=t("very dissatisfied"),
        high=t("very satisfied"),
        required=True,
    )
    yield Question(
        "ces",
        t.inline("How much do you agree? “{client} made it easy for me.”", client=client),
        "scale",
        highest=7,
        low=t("strongly disagree"),
        high=t("strongly agree"),
    )
    yield from _asked(Persona, "persona", t, only=("quotation",))


def _walk(t: Texts) -> Iterator[Question]:
    for moment, asks in WALK_THROUGH.items():
        yield Question(f"walk-through.{moment}", t(asks), "paragraph")


def _stage(journey: Journey, stage: Stage, t: Texts) -> Part:
    """Return the part on one stage: actions, thoughts, feelings, and each touchpoint."""
    code = f"stages.{stage.id}"
    questions = [
        *_asked(Experience, code, t),
        *_asked(Emotion, f"{code}.emotion", t),
        *_asked(
            Touchpoint, f"{code}.touchpoint", t, only=("name", "repeats_information", "contradicts")
        ),
        *_asked(PainPoint, f"{code}.pain_point", t),
    ]
    for touchpoint in journey.touchpoints_of(stage.id):
        name = journey.name_of(touchpoint.id)
        here = f"touchpoints.{touchpoint.id}"
        for question in (
            *_asked(Emotion, f"{here}.emotion", t, only=("score",)),
            *_asked(Touchpoint, here, t, only=("importance",)),
        ):
            asks = t.inline("{touchpoint}: {question}", touchpoint=name, question=question.asks)
            questions.append(replace(question, asks=asks))
    title = t.inline("The moment “{stage}”", stage=journey.words(stage.name))
    return Part(title, tuple(questions))


def employees_questionnaire(journey: Journey, t: Texts) -> tuple[Part, ...]:
    """Return the questions for the employees behind the touchpoints, by team (M7.2b).

    A touchpoint without a team stands among those of the last part; without touchpoints, the
    questions are asked once, in general.
    """
    teams: dict[str | None, list[Touchpoint]] = {}
    for touchpoint in journey.ordered_touchpoints():
        teams.setdefault(touchpoint.employee.team, []).append(touchpoint)
    parts = [Part(t("Your work as a whole"), tuple(_staff_overall(journey, t)))]
    for team, touchpoints in sorted(teams.items(), key=lambda pair: pair[0] is None):
        title = journey.words(team) if team else t("Other touchpoints")
        questions = [
            replace(
                question,
                asks=t.inline("{touchpoint}: {question}", touchpoint=name, question=question.asks),
            )
            for touchpoint in touchpoints
            for name in (journey.name_of(touchpoint.id),)
            for question in _staff(f"touchpoints.{touchpoint.id}.employee", t)
        ]
        parts.append(Part(title, tuple(questions)))
    return tuple(parts)


def _staff_overall(journey: Journey, t: Texts) -> Iterator[Question]:
    client = journey.words(journey.client.name)
    yield Question(
        "employee.enps",
        t.inline("How likely are you to recommend {client} as a place to work?", client=client),
        "scale",
        lowest=0,
        highest=10,
        low=t("not at all likely"),
        high=t("extremely likely"),
        required=True,
    )
    yield Question(
        "employee.csat",
        t("Overall, how satisfied are you with your work?"),
        "scale",
        low=t("very dissatisfied"),
        high=t("very satisfied"),
        required=True,
    )
    yield from _staff("employee", t)


def _staff(code: str, t: Texts) -> Iterator[Question]:
    """Yield the questions to employees in the hints of the backstage."""
    for name, hint in hints(EmployeeSide):
        if hint.staff:
            yield _question(f"{code}.{name}", hint, hint.staff, t)


def _groups(record: type[Record]) -> list[tuple[str, Hint]]:
    return [(name, hint) for name, hint in hints(record) if hint.kind is Kind.GROUP]


def _group(record: type[Record], name: str, t: Texts) -> Iterator[Question]:
    inner = record.model_fields[name].annotation
    if isinstance(inner, type) and issubclass(inner, Record):
        yield from _asked(inner, f"persona.{name}", t)


def _asked(
    record: type[Record], code: str, t: Texts, only: Sequence[str] = ()
) -> Iterator[Question]:
    """Yield the questions to customers in the hints of a record."""
    for name, hint in hints(record):
        if hint.survey and (not only or name in only):
            yield _question(f"{code}.{name}", hint, hint.survey, t)


def _question(code: str, hint: Hint, asks: Message, t: Texts) -> Question:
    choices = CHOICES.get(code) or tuple(hint.choices.values())
    answers: dict[Kind, Answer] = {
        Kind.LONG: "paragraph",
        Kind.LIST: "paragraph",
        Kind.LINK: "paragraph",
        Kind.CHOICE: "choice",
        Kind.SCALE: "scale",
        Kind.YES_NO: "yes-no",
    }
    answer: Answer = "choice" if choices else answers.get(hint.kind, "text")
    if answer == "yes-no":
        choices = (N_("yes"), N_("no"))
    elif hint.kind is Kind.CHOICE:
        choices = (*choices, N_("another word"))
    return Question(
        code,
        t(asks),
        answer,
        tuple(t(choice) for choice in choices),
        low=t(hint.low) if hint.low else "",
        high=t(hint.high) if hint.high else "",
    )


# --- written down --------------------------------------------------------------------------------


def as_markdown(journey: Journey, t: Texts, employees: bool = False) -> str:
    """Return the questionnaire as Markdown, for reading and correction."""
    client = _literal(journey.client.name)
    if employees:
        title = t("Questions for the employees of {client}", client=client)
    else:
        title = t("Questions for the customers of {client}", client=client)
    lines = [f"# {title}", ""]
    lines += [
        t(
            "Keep only the questions you need: people answer fifteen, not fifty. Personal "
            "questions come last and are optional."
        ),
        "",
    ]
    if employees:
        lines += [
            t(
                "The answers about the work as a whole become an indicator of a stage, such as "
                "employees’ satisfaction (CSAT) or eNPS, with this questionnaire as its source."
            ),
            "",
        ]
    number = 0
    for part in _parts(journey, t, employees):
        lines += [f"## {_literal(part.title)}", ""]
        for question in part.questions:
            number += 1
            lines += [f"{number}. {_literal(question.asks)}{_how(question, t)}"]
            if question.answer != "scale":
                lines += [f"    - [ ] {_literal(option)}" for option in question.options]
        lines.append("")
    if not employees:
        lines += _research(journey, t)
    return "\n".join(lines)


def _research(journey: Journey, t: Texts) -> Iterator[str]:
    """Yield, for the team, what to find out first and from which source (M7.3b)."""
    questions = research_questions(journey)
    if not questions:
        return
    yield "## " + t("For the team: what to find out first")
    yield ""
    for question in questions:
        who = _literal(journey.words(question.owner)) if question.owner else t("nobody named yet")
        when = t.date(question.due) if question.due else t("no date yet")
        kind = t(SOURCE_KINDS[question.kind])
        yield f"- {_literal(t.inline(question.asks))} ({kind}; {who}; {when})"
    yield ""


def _how(question: Question, t: Texts) -> str:
    if question.answer != "scale":
        return ""
    ends = t(
        "{lowest} ({low}) to {highest} ({high})",
        lowest=question.lowest,
        low=question.low,
        highest=question.highest,
        high=question.high,
    )
    return f" — *{ends}*"


def _literal(said: RichText) -> str:
    """Return a text as Markdown that shows it unchanged."""
    line = re.sub(r"[ \t\n]+", " ", str(said))
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", line.replace("&", "&amp;"))
    return re.sub(r"^([-+]|\d+[.)])", r"\\\1", escaped)


def _parts(journey: Journey, t: Texts, employees: bool) -> tuple[Part, ...]:
    return employees_questionnaire(journey, t) if employees else questionnaire(journey, t)


def as_csv(journey: Journey, t: Texts, employees: bool = False) -> str:
    """Return the questionnaire as CSV for form tools; for the columns, see the module."""
    parts = _parts(journey, t, employees)
    width = max(len(q.options) for part in parts for q in part.questions)
    head = ("section", "code", "question", "type", "required", "lowest", "highest")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*head, *(f"option {n}" for n in range(1, width + 1))])
    for part in parts:
        for q in part.questions:
            ends = [str(q.lowest), str(q.highest)] if q.answer == "scale" else ["", ""]
            required = "yes" if q.required else "no"
            cells = [str(part.title), q.code, str(q.asks), q.answer, required, *ends, *q.options]
            padded = [*cells, *[""] * (len(head) + width - len(cells))]
            writer.writerow([harmless(cell) for cell in padded])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
