"""From declarations to figures: what the sources of a workshop say, each read but once."""

from __future__ import annotations

import json
import os
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.client_files import ClientFolder
from kit.evidence.metrics.metric import MetricQuery, PendingDraft
from kit.evidence.metrics.publish import Draft
from kit.evidence.metrics.results import Facts, Failure, Measurements, MetricResult
from kit.evidence.paths.observed_journeys import ObservedJourneys, observe_journeys
from kit.evidence.privacy.suppression import suppress
from kit.evidence.privacy.telephone import ANYWHERE, regions_of
from kit.evidence.query.addresses import AddressError, is_file
from kit.evidence.query.aggregates import QueryBatch
from kit.evidence.query.databases import NotAllowedError, allowed_address
from kit.evidence.query.open_source import ENGINE, file_errors, name_of, open_source
from kit.evidence.query.source_data import SourceData
from kit.evidence.table import Unreadable
from kit.journey import Journey
from kit.rules import Place
from kit.sources import Role, Source

MOST_CACHED = 64
LARGE = 16 << 20

FRESH = 60.0
"""A database is asked anew once in so many seconds: an editor measures after every edit."""


def measure(journey: Journey, folder: Path) -> Measurements:
    """Return what a workshop's sources say, from its evidence folder and its databases.

    Whichever thread asks: they are answered one after the other.
    """
    with ENGINE:
        return _measured(journey, folder)


def _measured(journey: Journey, folder: Path) -> Measurements:
    measured: list[MetricResult] = []
    facts: dict[str, Facts] = {}
    failures: list[Failure] = []
    observed: list[ObservedJourneys] = []
    stages, regions = stages_of(journey), regions_of(journey.client)
    for source in journey.evidence:
        if not source.has_data:
            continue
        zoned = source.in_zone(journey.client.zone)
        found = _remembered(zoned, folder, stages, regions)
        measured += found.measured
        facts |= found.facts
        failures += found.failures
        observed += found.observed
    return Measurements(tuple(measured), facts, tuple(failures), tuple(observed))


def stages_of(journey: Journey) -> dict[str, str]:
    """Return the stage of every stage and touchpoint, in the order of the map."""
    return {
        id: stage.id
        for stage in journey.stages
        for id in (stage.id, *(touchpoint.id for touchpoint in journey.touchpoints_of(stage.id)))
    }


def stamps(journey: Journey, folder: Path) -> tuple[Any, ...]:
    """Return what tells, at a glance, whether the files of the sources are as they were."""
    return tuple(_stamp(folder, source) for source in journey.evidence if source.file)


def _stamp(folder: Path, source: Source) -> tuple[int, int] | None:
    try:
        stat = ClientFolder(folder).status(name_of(source))
    except (OSError, Unreadable):  # told by the review
        return None
    return stat.st_mtime_ns, stat.st_size


_memory: OrderedDict[tuple[Any, ...], Measurements] = OrderedDict()


def _remembered(
    source: Source, folder: Path, stages: Mapping[str, str], regions: Sequence[str]
) -> Measurements:
    """Return what a source said, from memory where neither it nor the declaration has changed."""
    try:
        state = _state(source, folder)
    except Unreadable as error:
        return _missing(source, error)
    said = json.dumps(source.plain(), default=str, sort_keys=True)
    # Two folders may name the same database; what one may read, the other may not. A file is told
    # by its content, wherever it lies.
    real = os.path.realpath(folder) if source.database else ""
    asked = tuple(stages.items()) if source.steps else ()
    key = (source.id, real, state, said, asked, regions)
    if key in _memory:
        _memory.move_to_end(key)
        return _memory[key]
    found = measure_source(source, folder, stages, regions)
    if not (source.database and found.failures):  # it may be reached again at any moment
        _memory[key] = found
        while len(_memory) > MOST_CACHED:
            _memory.popitem(last=False)
    return found


def _state(source: Source, folder: Path) -> tuple[Any, ...]:
    """Return what tells whether a source is still the same: a file's content, unless it is large.

    Raises
    ------
    Unreadable
        If there is no such file, it cannot be opened, or the database is not allowed.
    """
    if source.database:
        asked = "" if is_file(source.database) else str(allowed_address(source, folder))
        return asked, time.monotonic() // FRESH
    files, name = ClientFolder(folder), name_of(source)
    with file_errors(source):
        stat = files.status(name)
        if stat.st_size > LARGE:
            return (str(files.real / name), stat.st_mtime_ns, stat.st_size, stat.st_ino)
        return (files.digest(name),)


def measure_source(
    source: Source,
    folder: Path,
    stages: Mapping[str, str] | None = None,
    regions: Sequence[str] = ANYWHERE,
) -> Measurements:
    """Return what one source says.

    Parameters
    ----------
    stages
        For every stage and touchpoint of the map its stage, in their order; events are put there.
    regions
        The countries whose telephone numbers are redacted in verbatims.
    """
    try:
        with open_source(source, folder) as data:
            return _of_data(data, source, stages, regions)
    except Unreadable as error:
        return _missing(source, error)


def _missing(source: Source, error: Unreadable) -> Measurements:
    """Return nothing but why a source says nothing."""
    field = error.field if isinstance(error, AddressError) else ""
    place: Place = ("evidence", source.id, field or ("database" if source.database else "file"))
    allowed = not isinstance(error, NotAllowedError)
    return Measurements(failures=(replace(_failure(place, error), allowed=allowed),))


def _of_data(
    data: SourceData, source: Source, stages: Mapping[str, str] | None, regions: Sequence[str]
) -> Measurements:
    place: Place = ("evidence", source.id)
    n, people = _counted(data)
    totals = source.kind == "web-analytics" and not data.of_role(Role.CASE)
    facts = Facts(n, None if totals else people, data.start, data.end, data.fingerprint)
    measured, refused = _all_measured(data, source, regions)
    failures = [_failure((*place, "measures", n), error) for n, error in refused.items()]
    journeys: list[ObservedJourneys] = []
    if source.steps and stages:
        try:
            journeys.append(observe_journeys(data, source, stages))
        except Unreadable as error:
            failures.append(_failure((*place, "steps"), error))
    return Measurements(tuple(measured), {source.id: facts}, tuple(failures), tuple(journeys))


def _all_measured(
    data: SourceData, source: Source, regions: Sequence[str]
) -> tuple[list[MetricResult], dict[int, Unreadable]]:
    """Return what the measures of a source say, and why some say nothing.

    All of them ask before the first one learns, so that they are answered together; all are counted
    before the first is published, as one can give away another (F17).
    """
    batch = QueryBatch(data, source.personas)
    asked: dict[int, PendingDraft] = {}
    drafts: dict[int, Draft] = {}
    measured: list[MetricResult] = []
    refused: dict[int, Unreadable] = {}
    for number, declared in enumerate(source.measures):
        try:
            asked[number] = MetricQuery(data, batch, source, declared, number, regions).asked()
        except Unreadable as error:
            refused[number] = error
    for number, learned in asked.items():
        try:
            drafts[number] = learned()
        except Unreadable as error:
            refused[number] = error
    suppressed = suppress([draft.candidate for draft in drafts.values()], batch.shared)
    for (number, draft), hidden in zip(drafts.items(), suppressed, strict=True):
        try:
            measured.append(draft.published(hidden))
        except Unreadable as error:
            refused[number] = error
    return measured, dict(sorted(refused.items()))


def _counted(data: SourceData) -> tuple[int, int]:
    """Return how many rows there are, and of how many customers: the cases of an event log."""
    cases = data.of_role(Role.CASE)
    if data.table is not None and not cases:
        return data.table.data.num_rows, data.table.data.num_rows
    rows = data.expr.count()
    people = data.value(cases[0]).nunique() if cases else rows
    (found,) = data.rows(data.expr.aggregate(n=rows, people=people))
    return found["n"], found["people"]


def _failure(place: Place, error: Unreadable) -> Failure:
    return Failure(place, error.says, error.fix)
