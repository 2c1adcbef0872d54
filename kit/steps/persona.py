"""Step 1, persona: the typical customer whose journey is mapped (M1.1 to M1.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator

from kit.diagnostics import Severity
from kit.fields import Id, Record, Statement, Text
from kit.hints import Hint, Kind, hints
from kit.i18n import N_
from kit.plain_data import Data
from kit.rules import Finding, Named, Rule


def _listed(value: Data) -> Data:
    return [value] if isinstance(value, str) else value


Statements = Annotated[tuple[Statement, ...], BeforeValidator(_listed)]
"""Statements; a single one may be written without a dash."""


PERSONA_KINDS = {
    "typical": N_("typical customer", "persona"),
    "aimed-at": N_("customer aimed at", "persona"),
}

PERSONA_MEANINGS = {
    "typical": N_("one you have today: their journey can be observed and measured"),
    "aimed-at": N_("one you would like to win: what you say of their journey is still to be tried"),
}
"""Meanings of the kinds of persona: the sources describe an ideal one, a map a real one (M1.6)."""


class General(Record):
    """General information (M1.1)."""

    occupation: Annotated[
        Statement | None,
        Hint(N_("Occupation"), N_("What do they do?"), N_("What is your occupation?")),
    ] = None
    place: Annotated[
        Statement | None,
        Hint(N_("Place"), N_("Where do they live?"), N_("In which town or area do you live?")),
    ] = None
    household: Annotated[
        Statement | None,
        Hint(
            N_("Household"),
            N_("Who do they live with?"),
            N_("With whom do you live, and how many are you? (optional)"),
        ),
    ] = None


class Demographics(Record):
    """Demographics (M1.1)."""

    gender: Annotated[
        Statement | None,
        Hint(
            N_("Gender"),
            N_("Which gender, if it matters to the journey?"),
            N_("How do you describe your gender? (optional)"),
        ),
    ] = None
    age: Annotated[
        Statement | None,
        Hint(N_("Age band"), N_("Which age band?"), N_("Which age group are you in?")),
    ] = None
    income: Annotated[
        Statement | None,
        Hint(
            N_("Median income"),
            N_("What is the median income of people like them?"),
            N_("Which band is your household’s monthly income in? (optional)"),
        ),
    ] = None
    area: Annotated[
        Statement | None,
        Hint(
            N_("Urban or rural"),
            N_("Do they live in a town or in the country?"),
            N_("Do you live in a city, a suburb, a small town or the country?"),
        ),
    ] = None


class Personality(Record):
    """Personality and behaviour (M1.1)."""

    character: Annotated[
        Statements,
        Hint(
            N_("Character"),
            N_("What kind of person are they?"),
            N_("Which words describe you best when you choose or buy?"),
            Kind.LIST,
        ),
    ] = ()
    information: Annotated[
        Statements,
        Hint(
            N_("Sources of information"),
            N_("Where do they get and look for information?"),
            N_(
                "Where do you look for information before you choose, and do you check one source "
                "against another?"
            ),
            Kind.LIST,
        ),
    ] = ()


class Goals(Record):
    """Goals (M1.1)."""

    short_term: Annotated[
        Statements,
        Hint(
            N_("Short-term goals"),
            N_("What do they want to achieve now?"),
            N_("What did you want to achieve the last time you came to us?"),
            Kind.LIST,
        ),
    ] = ()
    long_term: Annotated[
        Statements,
        Hint(
            N_("Long-term goals"),
            N_("What do they want to achieve in the long run?"),
            N_("What matters to you in the long run in this area?"),
            Kind.LIST,
        ),
    ] = ()


class Problems(Record):
    """Problems the customer meets (M1.1)."""

    product: Annotated[
        Statements,
        Hint(
            N_("Problems with the product"),
            N_("Which problems do they meet with the product?"),
            N_("Which difficulties have you had with our product or service?"),
            Kind.LIST,
        ),
    ] = ()
    life: Annotated[
        Statements,
        Hint(
            N_("Problems in life"),
            N_("Which problems in their life does it touch?"),
            N_("What makes this hard for you in everyday life?"),
            Kind.LIST,
        ),
    ] = ()


class Wishes(Record):
    """Improvements the customer wishes for (M1.1)."""

    improve: Annotated[
        Statements,
        Hint(
            N_("What the product should improve"),
            N_("What should the product improve?"),
            N_("If you could change one thing about our product, what would it be?"),
            Kind.LIST,
        ),
    ] = ()
    solutions: Annotated[
        Statements,
        Hint(
            N_("Desired solutions"),
            N_("Which solutions do they wish for?"),
            N_("Which solution do you wish existed?"),
            Kind.LIST,
        ),
    ] = ()


class Relation(Record):
    """The customer's relation to the company: how and why they came, what they like (M1.1)."""

    how: Annotated[
        Statements,
        Hint(
            N_("How they find the company"),
            N_("How do they come to the company?"),
            N_("How did you hear of us?"),
            Kind.LIST,
        ),
    ] = ()
    why: Annotated[
        Statements,
        Hint(
            N_("Why they choose it"),
            N_("Why do they come to the company?"),
            N_("Why did you choose us?"),
            Kind.LIST,
        ),
    ] = ()
    alternatives: Annotated[
        Statements,
        Hint(
            N_("Competitors and alternatives"),
            N_("Whom or what else do they consider, and what speaks for it?"),
            N_("Whom else did you consider, and what spoke for them?"),
            Kind.LIST,
        ),
    ] = ()
    likes: Annotated[
        Statements,
        Hint(
            N_("What they like"),
            N_("What do they like about it?"),
            N_("What do you like about us?"),
            Kind.LIST,
        ),
    ] = ()


class Empathy(Record):
    """The empathy map: what moves the customer, what they need, what frustrates them (M1.4)."""

    motivations: Annotated[
        Statements,
        Hint(
            N_("Motivations"), N_("What moves them?"), N_("What made you decide to act?"), Kind.LIST
        ),
    ] = ()
    needs: Annotated[
        Statements,
        Hint(
            N_("Needs"),
            N_("What do they need?"),
            N_("What do you need most at that moment?"),
            Kind.LIST,
        ),
    ] = ()
    frustrations: Annotated[
        Statements,
        Hint(
            N_("Frustrations"),
            N_("What frustrates them?"),
            N_("What annoyed you the last time?"),
            Kind.LIST,
        ),
    ] = ()


class Persona(Record):
    """One typical customer; a map shows the journey of one (M1.3)."""

    id: Id
    name: Annotated[Text, Hint(N_("Name"), N_("What is this persona called?"))]
    kind: Annotated[
        Literal["typical", "aimed-at"] | None,
        Hint(
            N_("Typical or aimed at"),
            N_("Is it a typical customer of today, or one you would like to win?"),
            kind=Kind.CHOICE,
            choices=PERSONA_KINDS,
            meanings=PERSONA_MEANINGS,
        ),
    ] = None
    initials: Annotated[Text | None, Hint(N_("Initials"))] = None
    picture: Annotated[
        Text | None,
        Hint(N_("Picture"), N_("Which picture file, in the client’s folder?"), kind=Kind.PICTURE),
    ] = None
    quotation: Annotated[
        Statement | None,
        Hint(
            N_("Quotation"),
            N_("Which sentence of theirs sums it up?"),
            N_("In one sentence, how would you describe your experience with us?"),
            Kind.LONG,
        ),
    ] = None
    general: Annotated[General, Hint(N_("General information"), kind=Kind.GROUP)] = General()
    demographics: Annotated[Demographics, Hint(N_("Demographics"), kind=Kind.GROUP)] = (
        Demographics()
    )
    personality: Annotated[Personality, Hint(N_("Personality and behaviour"), kind=Kind.GROUP)] = (
        Personality()
    )
    goals: Annotated[Goals, Hint(N_("Goals"), kind=Kind.GROUP)] = Goals()
    problems: Annotated[Problems, Hint(N_("Problems"), kind=Kind.GROUP)] = Problems()
    wishes: Annotated[Wishes, Hint(N_("Wishes"), kind=Kind.GROUP)] = Wishes()
    relation: Annotated[Relation, Hint(N_("Relationship with the company"), kind=Kind.GROUP)] = (
        Relation()
    )
    empathy: Annotated[Empathy, Hint(N_("Empathy"), kind=Kind.GROUP)] = Empathy()

    @property
    def monogram(self) -> str:
        """The initials given, or those of the name."""
        return self.initials or "".join(word[0] for word in self.name.split()[:2]).upper()


MISSING = Rule(
    "persona-missing",
    Severity.WARNING,
    says=N_("No persona is described yet."),
    why=N_(
        "A map shows one person’s journey. A journey of “the customers” in general has no emotions."
    ),
    fix=N_(
        "Describe one typical customer under {personas}: a name, what they want, what they need "
        "and what frustrates them. The questionnaire from parcours questions helps."
    ),
    method=("M1.1", "M1.3"),
)
SEVERAL_IN_ONE = Rule(
    "several-personas-in-one",
    Severity.WARNING,
    says=N_("“{persona}” seems to be more than one person."),
    why=N_(
        "Two people do not feel the same at the same moment. One curve for both shows an "
        "average that nobody feels."
    ),
    fix=N_(
        "Describe each of them as a persona with their own goal, actions and emotions. The "
        "report compares their curves."
    ),
    method=("M1.3",),
)
WITHOUT_GOALS = Rule(
    "persona-without-goals",
    Severity.WARNING,
    says=N_("“{persona}” has no short-term or long-term goal yet."),
    why=N_(
        "Without a goal, nobody can tell which touchpoint helps them and which one is in their way."
    ),
    fix=N_(
        "Ask customers what they wanted to achieve the last time they came and what matters to "
        "them in the long run. Write it under {goals}, in their words."
    ),
    method=("M1.1",),
)
WITHOUT_EMPATHY = Rule(
    "persona-without-empathy",
    Severity.WARNING,
    says=N_("“{persona}”: empathy still lacks {missing}."),
    why=N_(
        "Age and occupation describe a person. Motivations, needs and frustrations explain "
        "what that person will feel at each touchpoint."
    ),
    fix=N_(
        "Read two interviews again and note under {empathy} what moves them, what they need and "
        "what frustrates them, each with its source."
    ),
    method=("M1.4",),
)
GAPS = Rule(
    "persona-gaps",
    Severity.NOTE,
    says=N_("“{persona}” has empty headings: {headings}."),
    why=N_(
        "Teams fill the gaps in what they know about customers with what they know about "
        "themselves, without noticing."
    ),
    fix=N_(
        "Put the questionnaire from parcours questions to five customers. Headings that do not "
        "matter to this journey can stay empty."
    ),
    method=("M1.1", "M1.5"),
)

SEVERAL = re.compile(r"\s(?:et|and|&|\+|ou|or)\s|/", re.IGNORECASE)
"""Words that join two people's names, in French and English."""

ASKED_APART = ("goals", "empathy")
"""The headings that have a rule of their own."""


def check(personas: tuple[Persona, ...], named: Named) -> Iterator[Finding]:
    """Yield findings on personas (M1.1, M1.3, M1.4)."""
    if not personas:
        yield MISSING.at("personas")
    labels = {name: hint.label for name, hint in hints(Persona) if hint.kind is Kind.GROUP}
    for persona in personas:
        place, name = ("personas", persona.id), named(persona.id)
        if SEVERAL.search(persona.name):
            yield SEVERAL_IN_ONE.at(*place, "name", persona=name)
        if persona.goals == Goals():
            yield WITHOUT_GOALS.at(*place, "goals", persona=name)
        missing = [h.label for n, h in hints(Empathy) if not getattr(persona.empathy, n)]
        if missing:
            yield WITHOUT_EMPATHY.at(*place, "empathy", persona=name, missing=tuple(missing))
        empty = [
            label
            for heading, label in labels.items()
            if heading not in ASKED_APART and not any(v for _, v in getattr(persona, heading))
        ]
        if empty:
            yield GAPS.at(*place, persona=name, headings=tuple(empty))
