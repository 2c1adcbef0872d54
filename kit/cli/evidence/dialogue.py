"""Read a file of evidence with the user: show it, and ask what it does not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.cli.clients import Refused
from kit.cli.text_renderer import lines
from kit.i18n import Texts
from kit.sources import SOURCE_KINDS, Measure, Options

if TYPE_CHECKING:
    from kit.evidence.add_source import SourceDetails
    from kit.evidence.table import Reading
    from kit.workshop import Workshop

NOWHERE = "-"
OPTIONS = {"scales": "--scale", "roles": "--role", "no_answer": "--no-answer"}
"""Options that answer a question about a column."""

MOST_ROUNDS = 6
"""The most times that the file is read again: an answer may raise another question."""


def read_file(
    t: Texts, workshop: Workshop, path: Path, options: Options, asking: bool
) -> tuple[Reading, Options]:
    """Read a file and show how it was read; ask what it does not tell, if somebody is there.

    Returns
    -------
    tuple
        The reading, and the options with the answers.

    Raises
    ------
    Refused
        If the file cannot be read, or an answer does not fit it.
    """
    from kit.evidence import UnreadableError
    from kit.evidence.add_source import apply_answer, read_named_file
    from kit.evidence.describe import describe_reading, open_questions

    try:
        reading = read_named_file(path, options, workshop)
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for line in lines(describe_reading(reading, t)):
            click.echo(line)
        for _ in range(MOST_ROUNDS if asking else 0):
            unanswered = [
                (question, words)
                for question, words in open_questions(reading, t)
                if (question.option, question.columns) not in seen
            ]
            if not unanswered:
                break
            for question, words in unanswered:
                seen.add((question.option, question.columns))
                assumed = question.choices[0] if question.choices and question.assumed else ""
                answer = ask(t, words, question.choices, assumed, scale=question.option == "scales")
                if answer:
                    options = apply_answer(options, question, answer)
            reading = read_named_file(path, options, workshop)
    except UnreadableError as error:
        raise Refused(error.text(t)) from None
    except ValueError:
        raise Refused(t("This answer does not fit the file. Start again.")) from None
    return reading, options


def ask(
    t: Texts,
    question: str,
    choices: Sequence[str] = (),
    default: str = "",
    *,
    scale: bool = False,
) -> str:
    """Ask until the answer is one of the choices or empty; without choices, take any.

    Parameters
    ----------
    scale
        Whether another scale than the choices is taken, too, such as 1-9.
    """
    shown = f"{question} [{', '.join(choices)}]" if choices else question
    while True:
        answer = str(click.prompt(shown, default=default, show_default=bool(default), err=True))
        answer = answer.strip()
        if not choices or not answer or answer in choices or (scale and "-" in answer):
            return answer
        known = ", ".join(choices)
        click.echo(
            t("“{word}” is not valid. Choose from: {known}.", word=answer, known=known), err=True
        )


def print_open_questions(t: Texts, reading: Reading) -> None:
    """Print what the file does not tell, each with the option that answers it."""
    from kit.evidence.describe import open_questions

    for question, words in open_questions(reading, t):
        choices = " | ".join(question.choices)
        option = OPTIONS.get(question.option, f"--{question.option}")
        named = question.option in OPTIONS and question.columns
        value = f'"{question.columns[0]}={choices}"' if named else choices
        click.echo(f"? {words} {option} {value}", err=True)
        if question.assumed and question.choices:
            said = t("Assumed: {answer}.", answer=question.choices[0])
            click.echo(f"  {said}", err=True)


def ask_details(
    t: Texts, workshop: Workshop, reading: Reading, wanted: SourceDetails
) -> SourceDetails:
    """Ask for the name and type of the source, and where on the map its ratings belong."""
    from kit.evidence.add_source import propose_source, rating_columns, suggest_place, usual_metric

    journey = workshop.journey
    source = propose_source(reading, journey, wanted)
    name = wanted.name or ask(t, t("What is the source called?"), default=source.name)
    kind = wanted.kind or ask(t, t("What type of source is it?"), [*SOURCE_KINDS], source.kind)
    measures = list(wanted.measures)
    known = {name for measure in measures for name in measure.column}
    places = {stage.id for stage in journey.stages} | {kpi.id for _, kpi in journey.kpis}
    places |= {touchpoint.id for touchpoint in journey.touchpoints}
    columns = [column for column in rating_columns(reading) if column.name not in known]
    if columns and places:
        said = t("Where on the map does each rating belong? Give an ID, or “-” for nowhere.")
        click.echo(said, err=True)
    for column in columns if places else ():
        default = suggest_place(column, journey) or NOWHERE
        while True:
            at = ask(t, f"  {column.name} ({column.scale})", default=default)
            if at in places or at == NOWHERE:
                break
            click.echo(t("“{id}” is not on the map.", id=at), err=True)
        if at != NOWHERE:
            stated = {"at": at, "figure": usual_metric(column), "column": column.name}
            measures.append(Measure.model_validate(stated))
    return replace(wanted, name=name, kind=kind, measures=tuple(measures))
