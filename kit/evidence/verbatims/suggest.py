"""Suggest verbatims for touchpoints and pain points, by similarity.

A suggestion comes with the metric that would attach it, for a person to confirm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.evidence.metrics.statistics import LEAST_VERBATIMS
from kit.evidence.privacy.redaction import redacted
from kit.evidence.privacy.telephone import regions_of
from kit.evidence.query.open_source import open_source
from kit.evidence.query.source_data import SourceData
from kit.evidence.table import Column, UnreadableError
from kit.evidence.verbatims.similarity import matches, significant_words
from kit.journey import Journey
from kit.sources import Measure, Role, Source

MOST_READ = 20_000
LONG_ENOUGH = 15
MOST_WORDS = 4


@dataclass(frozen=True)
class Suggestion:
    """Verbatims of one column that are close to one place on the map.

    Attributes
    ----------
    at
        The touchpoint or pain point.
    verbatims
        Redacted texts with their similarity (0 to 1), closest first.
    measure
        Metric that attaches them, to be confirmed before it is added to the file.
    """

    source: Source
    at: str
    verbatims: tuple[tuple[str, float], ...]
    measure: Measure


def suggestions(journey: Journey, folder: Path, most: int = 3) -> Iterator[Suggestion]:
    """Yield suggestions; none from columns in which too few respondents wrote (F17)."""
    topics = _pains(journey), _touchpoints(journey)
    regions = regions_of(journey.client)
    for source in journey.evidence:
        if not source.has_data:
            continue
        try:
            with open_source(source, folder) as data:
                texts = [(c, _written(data, c)) for c in data.of_role(Role.TEXT)]
        except UnreadableError:
            continue  # ``evidence show`` and the review report it
        for column, written in texts:
            if len(written) < LEAST_VERBATIMS:
                continue
            for some in topics:
                yield from _of_column(source, column, written, some, most, regions)


def _written(data: SourceData, column: Column) -> list[tuple[str, tuple[str, ...]]]:
    """Return the texts of a column, each with the personal data of its row."""
    personal = data.of_role(Role.PERSONAL)
    rows = data.expr.select(
        text=data.value(column).cast("string"),
        **{f"name{n}": data.value(one).cast("string") for n, one in enumerate(personal)},
    ).limit(MOST_READ)
    return [
        (row["text"], tuple(value for name, value in row.items() if name != "text" and value))
        for row in data.rows(rows)
        if row["text"] and len(row["text"]) >= LONG_ENOUGH
    ]


def _of_column(
    source: Source,
    column: Column,
    written: Sequence[tuple[str, tuple[str, ...]]],
    topics: Mapping[str, Sequence[str]],
    most: int,
    regions: Sequence[str],
) -> Iterator[Suggestion]:
    texts = [text for text, _ in written]
    found: dict[str, list[tuple[int, float]]] = {}
    for match in matches(texts, topics, len(texts)):
        found.setdefault(match.to, []).append((match.text, match.closeness))
    for at, close in found.items():
        shown = tuple(
            (redacted(*written[number], regions).text, how) for number, how in close[:most]
        )
        words = _keywords([texts[number] for number, _ in close], " ".join(topics[at]))
        measure = Measure.model_validate(
            {"at": at, "figure": "verbatims", "column": column.name, "words": words}
        )
        yield Suggestion(source, at, shown, measure)


def _keywords(texts: Sequence[str], topic: str) -> list[str]:
    """Return the words that some texts share with the description of a topic."""
    # In the order of the topic, so that words of equal counts come alike at each run.
    known = significant_words(topic)
    found = [frozenset(significant_words(text)) for text in texts]
    counts = Counter(word for word in known for words in found if word in words)
    return [word for word, _ in counts.most_common(MOST_WORDS)]


def _pains(journey: Journey) -> dict[str, list[str]]:
    return {
        pain.id: [
            f"{pain.id.replace('-', ' ')} {pain.what.text}",
            *(one.text for one in (*pain.causes, *pain.verbatims)),
        ]
        for pain in journey.pain_points
    }


def _touchpoints(journey: Journey) -> dict[str, list[str]]:
    return {
        touchpoint.id: [f"{touchpoint.id.replace('-', ' ')} {touchpoint.name or ''}"]
        for touchpoint in journey.touchpoints
    }
