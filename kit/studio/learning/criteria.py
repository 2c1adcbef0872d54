"""Measure an answer by the criteria of the rubric, each as a share of what is wanted.

Remarks never just call an answer wrong: they say what is missing, vague, ungrounded or against the
brief, and quote the learner's words where possible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from kit.diagnostics import Severity
from kit.fields import Record, normalize
from kit.i18n import N_, NP_, Message, UserText, quote
from kit.journey import Journey
from kit.review import review
from kit.rules import Finding
from kit.steps.emotions import Emotion
from kit.steps.pain_points import vague
from kit.steps.stages import names_department, names_phase
from kit.studio.learning.answers import (
    Answer,
    answers,
    display_name,
    field_label,
    is_filled,
    records,
)
from kit.studio.learning.cases import Case
from kit.studio.learning.contradictions import ComparedFact, agreement, compare
from kit.studio.learning.links import LINKS
from kit.studio.learning.matching import assign_texts, is_keyword_list, nearly_states, says
from kit.studio.learning.rubric import Criterion
from kit.studio.learning.statements import LearnerStatement, learner_statement
from kit.studio.sync.remedies import on_screen

Kind = Literal["found", "missing", "vague", "ungrounded", "against", "strung", "review"]

LONGEST_QUOTE = 120

COSTS = {Severity.ERROR: 0.5, Severity.WARNING: 0.25, Severity.NOTE: 0.1}
"""The share that a rule with findings costs, whatever their number."""

FOUND = N_("{idea} You write: {words}.")
NEAR = N_("{ask} If {words} is meant to say it, say it more precisely.")
AGAINST = N_(
    "You give {score:+} where you write {words}. Read again what the brief says about it. {ask}"
)
CONTRADICTS = N_("{words}: {what}.")
STRUNG = N_("{words} is a list of keywords. Put it in a sentence, as you would to a colleague.")
NUMBER = NP_(
    "{count} so far; {wanted} required.",
    "{count} so far; {wanted} required.",
)
LACKS = N_("{words} still lacks: {fields}.")
VAGUE = N_("{words} could describe anybody: what would a camera have seen?")
VAGUE_PERSON = N_("{words} could describe many people: what does the brief say about this one?")
VAGUE_SOLUTION = N_(
    "{words} could describe any company: what exactly would be different, and where?"
)
UNGROUNDED = N_(
    "{words} cites no source: who says so in the brief? Without one, it is an assumption."
)
UNGROUNDED_STAGE = N_(
    "In {words}, no goal, action or thought cites a source: which document of the brief tells it?"
)
COMPANY_NAME = N_(
    "{words} is the company’s word: how would the customer name this moment? Keep the company’s "
    "word under phase or owner."
)
STRANGER = N_("{words} cites “{source}”, which is not a source in the brief.")
REVIEW = Message("{says} {fix}")
ASK = Message("{ask}")


IN_SENTENCES = ("persona", "stages", "pain-points", "improvements")
"""The steps that are written in sentences; touchpoints and emotions need only names."""

MOST_LISTS = 0.3
"""Share of keyword lists among the texts of a step above which none of them counts."""

NAMED = ("touchpoints", "emotions")
"""The steps whose records have names rather than sentences."""


@dataclass(frozen=True)
class Remark:
    """A remark to a learner."""

    kind: Kind
    says: Message


@dataclass(frozen=True)
class Measure:
    """The result of a criterion: a share of 0 to 1, with remarks.

    Attributes
    ----------
    ideas
        The ids of the ideas that the answer states, for ``ideas``.
    """

    share: float
    remarks: tuple[Remark, ...] = ()
    ideas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """A learner's answer to a step of a case.

    Attributes
    ----------
    findings
        What the review finds in the whole journey; None to review it where that is asked for.
    """

    case: Case
    step: str
    journey: Journey
    as_of: date
    findings: Sequence[Finding] | None = None

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The statements of the step."""
        return answers(self.journey, self.step)

    @cached_property
    def statements(self) -> tuple[LearnerStatement, ...]:
        """The statements of the step, with the ideas that they state."""
        return tuple(
            learner_statement(self.case, self.step, self.journey, one, self.as_of)
            for one in self.answers
        )

    @cached_property
    def compared(self) -> tuple[ComparedFact, ...]:
        """The facts of the step that were compared with the brief."""
        return compare(self.statements, self.step)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records of the step."""
        return records(self.journey, self.step)

    def quoted(self, text: str) -> Message:
        """Return the learner's words in quotation marks, shortened if they are long."""
        short = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rstrip() + "…"
        return quote(UserText(short.rstrip("."), self.journey.client.language))

    def name(self, record: Record) -> Message:
        """Return the name of a record in quotation marks."""
        id = record.at if isinstance(record, Emotion) else record.id  # type: ignore[attr-defined]
        return self.quoted(display_name(self.journey, id))


def ideas(work: Work, criterion: Criterion) -> Measure:
    """Measure the share of the case's ideas that the answer states."""
    wanted = work.case.exercises[work.step].ideas
    meets = {
        idea.id: [n for n, one in enumerate(work.statements) if idea in one.ideas]
        for idea in wanted
    }
    keywords = {
        n: part
        for n, one in enumerate(work.answers)
        for part in one.parts
        if part != one.channel
        and is_keyword_list(
            part, sum(says(part, i.formulations) for i in wanted), named=work.step in NAMED
        )
    }
    if work.step in IN_SENTENCES and is_keyword_list(" ".join(one.text for one in work.answers), 0):
        keywords = {n: one.quote for n, one in enumerate(work.answers)}

    def fits(number: int, feeling: int) -> bool:
        score = work.answers[number].feeling
        return feeling == 0 or (score is not None and score * feeling > 0)

    sound = {
        idea.id: [n for n in meets[idea.id] if n not in keywords and fits(n, idea.feeling)]
        for idea in wanted
    }
    if len(keywords) > MOST_LISTS * len(work.answers):
        sound = {idea.id: [] for idea in wanted}
    found = assign_texts(sound)
    spoken = {*keywords, *found.values()}
    remarks = [
        Remark("strung", STRUNG.filled(words=work.quoted(part))) for part in keywords.values()
    ]
    for idea in wanted:
        ask = idea.ask
        if idea.id in found:
            words = work.quoted(work.answers[found[idea.id]].quote)
            remarks.append(Remark("found", FOUND.filled(idea=idea.says, words=words)))
            continue
        opposed = [n for n in meets[idea.id] if n not in keywords and not fits(n, idea.feeling)]
        close = [
            n
            for n, one in enumerate(work.answers)
            if n not in spoken and nearly_states(one.text, idea.formulations)
        ]
        if opposed and (score := work.answers[opposed[0]].feeling) is not None:
            words = work.quoted(work.answers[opposed[0]].quote)
            remarks.append(Remark("against", AGAINST.filled(score=score, words=words, ask=ask)))
        elif close:
            spoken.add(close[0])
            words = work.quoted(work.answers[close[0]].quote)
            remarks.append(Remark("vague", NEAR.filled(words=words, ask=ask)))
        else:
            remarks.append(Remark("missing", ASK.filled(ask=ask)))
    return Measure(len(found) / len(wanted), tuple(remarks), tuple(found))


def factual(work: Work, criterion: Criterion) -> Measure:
    """Measure the share of facts that agree with the brief, of those that can be compared."""
    remarks = tuple(
        Remark(
            "against",
            CONTRADICTS.filled(
                words=work.quoted(work.answers[one.answer].quote), what=one.contradiction
            ),
        )
        for one in work.compared
        if one.contradiction is not None
    )
    return Measure(agreement(work.compared), remarks)


def number(work: Work, criterion: Criterion) -> Measure:
    """Measure the number of records against the wanted number."""
    count = len(work.records)
    if count >= criterion.wanted:
        return Measure(1.0)
    message = NUMBER.filled(count=count, wanted=criterion.wanted)
    return Measure(count / criterion.wanted, (Remark("missing", message),))


def complete(work: Work, criterion: Criterion) -> Measure:
    """Measure the share of the wanted fields that are filled in."""
    empty = {
        number: [path for path in criterion.fields if not is_filled(record, path)]
        for number, record in enumerate(work.records)
    }
    wanted = len(criterion.fields) * len(work.records)
    remarks = tuple(
        Remark(
            "missing",
            LACKS.filled(
                words=work.name(work.records[number]),
                fields=tuple(_field(type(work.records[number]), path) for path in paths),
            ),
        )
        for number, paths in empty.items()
        if paths
    )
    return Measure(1 - _share(sum(map(len, empty.values())), wanted, 1), remarks)


def _field(kind: type[Record], path: str) -> Message | str:
    return N_("Score") if path == "value" else field_label(kind, path)


SHORTEST = 2
"""Fewest words of three letters or more in a precise statement about a persona."""

FACTS = ("general", "demographics", "name")
"""Fields of a persona in which a single word or number is enough."""


def precise(work: Work, criterion: Criterion) -> Measure:
    """Measure the share of texts that could not be said of anybody (M5.1)."""
    texts = [a for a in work.answers if not set(a.place) & set(FACTS)]
    texts = [a for a in texts if not (a.place[0] == "personas" and a.place[2] == "quotation")]
    too_vague = [a for a in texts if _vague(a)]
    message = {"persona": VAGUE_PERSON, "improvements": VAGUE_SOLUTION}.get(work.step, VAGUE)
    remarks = tuple(Remark("vague", message.filled(words=work.quoted(a.quote))) for a in too_vague)
    return Measure(1 - _share(len(too_vague), len(texts), 1), remarks)


def _vague(answer: Answer) -> bool:
    if answer.place[0] == "personas":
        return len([w for w in normalize(answer.quote).split() if len(w) > 2]) < SHORTEST
    return vague(answer.quote)


def grounded(work: Work, criterion: Criterion) -> Measure:
    """Measure the share of statements that cite a source of the brief (M1.2, F11)."""
    known, remarks, firm = work.case.sources, [], 0
    for answer in work.answers:
        words = work.quoted(answer.quote)
        strangers = [id for id in answer.evidence if id not in known]
        firm += any(id in known for id in answer.evidence)
        if strangers:
            message = STRANGER.filled(
                words=words, source=UserText(_source(work.journey, strangers[0]))
            )
            remarks.append(Remark("ungrounded", message))
        elif not answer.evidence:
            message = UNGROUNDED_STAGE if work.step == "stages" else UNGROUNDED
            remarks.append(Remark("ungrounded", message.filled(words=words)))
    return Measure(_share(firm, len(work.answers), 0), tuple(remarks))


def _source(journey: Journey, id: str) -> str:
    record = journey.get(id)
    return record.name if record else id


def worded(work: Work, criterion: Criterion) -> Measure:
    """Measure the share of stages that are named in the customer's words (M2.1)."""
    stages = work.journey.stages
    named = [one for one in stages if names_phase(one.name) or names_department(one.name)]
    remarks = tuple(
        Remark("vague", COMPANY_NAME.filled(words=work.quoted(one.name))) for one in named
    )
    return Measure(1 - _share(len(named), len(stages), 1), remarks)


def linked(work: Work, criterion: Criterion) -> Measure:
    """Measure the share of records that are linked to the other steps."""
    unlinked, wanted, message = LINKS[work.step](work.journey)
    remarks = tuple(
        Remark("missing", message.filled(words=work.quoted(display_name(work.journey, id))))
        for id in unlinked
    )
    return Measure(1 - _share(len(remarks), wanted, 1), remarks)


def reviewed(work: Work, criterion: Criterion) -> Measure:
    """Subtract a cost for each of the criterion's rules that has findings."""
    findings = work.findings
    if findings is None:
        findings = review(work.journey, work.as_of).findings
    found = [one for one in findings if one.rule.id in criterion.rules]
    remarks = tuple(
        Remark("review", REVIEW.filled(says=f.says, fix=on_screen(f.rule.fix, f.place)))
        for f in found
    )
    broken = {f.rule.id: COSTS[f.rule.severity] for f in found}
    return Measure(max(0.0, 1 - sum(broken.values())), remarks)


MEASURES: dict[str, Callable[[Work, Criterion], Measure]] = {
    "ideas": ideas,
    "facts": factual,
    "number": number,
    "complete": complete,
    "precise": precise,
    "grounded": grounded,
    "worded": worded,
    "linked": linked,
    "review": reviewed,
}
"""The measuring function of each criterion."""


def _share(part: int, whole: int, otherwise: float) -> float:
    return part / whole if whole else otherwise
