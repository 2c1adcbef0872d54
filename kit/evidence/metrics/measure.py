"""Measure a workshop: compute the metrics of its sources and cache them by source."""

from __future__ import annotations

import json
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kit.client_files import ClientFolder
from kit.diagnostics import Diagnostic, Place
from kit.evidence.metrics.metric import MetricQuery, PendingDraft
from kit.evidence.metrics.publish import Draft
from kit.evidence.metrics.results import Facts, Measurements, MetricResult
from kit.evidence.paths.observed_journeys import ObservedJourneys, observe_journeys
from kit.evidence.privacy.suppression import suppress
from kit.evidence.privacy.telephone import ANYWHERE, regions_of
from kit.evidence.query.addresses import AddressError, is_file
from kit.evidence.query.aggregates import QueryBatch
from kit.evidence.query.databases import allowed_address
from kit.evidence.query.open_source import ENGINE, file_errors, name_of, open_source
from kit.evidence.query.source_data import SourceData
from kit.evidence.table import UnreadableError
from kit.journey import Journey
from kit.sources import Role, Source

MOST_CACHED = 64
LARGE = 16 << 20

FRESH = 60.0
"""Seconds for which the results of a database are cached, as every edit measures again."""


def measure(journey: Journey, folder: Path) -> Measurements:
    """Measure the sources of a workshop, from its evidence folder and its databases.

    Threads are served one after the other.
    """
    with ENGINE:
        return _measure(journey, folder)


def _measure(journey: Journey, folder: Path) -> Measurements:
    measured: list[MetricResult] = []
    facts: dict[str, Facts] = {}
    failures: list[Diagnostic] = []
    observed: list[ObservedJourneys] = []
    for found in _measure_cached(_requests(journey, folder)):
        measured += found.measured
        facts |= found.facts
        failures += found.failures
        observed += found.observed
    return Measurements(tuple(measured), facts, tuple(failures), tuple(observed))


@dataclass(frozen=True)
class Request:
    """A source to measure.

    Attributes
    ----------
    key
        Everything that the results depend on: they are cached by it.
    """

    source: Source = field(compare=False)
    folder: Path = field(compare=False)
    stages: Mapping[str, str] = field(compare=False)
    regions: Sequence[str] = field(compare=False)
    key: tuple[Any, ...]


Measurer = Callable[[Sequence[Request]], Sequence[Measurements]]
"""Call that returns the results of sources, in their order."""


def measure_here(requests: Sequence[Request]) -> Sequence[Measurements]:
    """Measure sources in this process."""
    return [measure_source(r.source, r.folder, r.stages, r.regions) for r in requests]


_measure_files: Measurer = measure_here


def measure_files_with(measurer: Measurer) -> None:
    """Have files measured by another call from now on; databases still are in this process."""
    global _measure_files
    _measure_files = measurer


def _requests(journey: Journey, folder: Path) -> Iterator[Request | Measurements]:
    """Yield a request for each source with data, or the failure of one that cannot be opened."""
    stages, regions = stages_of(journey), regions_of(journey.client)
    for stated in journey.evidence:
        if not stated.has_data:
            continue
        source = stated.in_zone(journey.client.zone)
        try:
            state = _state(source, folder)
        except UnreadableError as error:
            yield _missing(source, error)
            continue
        declaration = json.dumps(source.to_data(), default=str, sort_keys=True)
        # Consent to a database is given by folder, so its results are cached by folder. A file is
        # known by its content.
        real = os.path.realpath(folder) if source.database else ""
        stage_items = tuple(stages.items()) if source.steps else ()
        key = (source.id, real, state, declaration, stage_items, regions)
        yield Request(source, folder, stages, regions, key)


def stages_of(journey: Journey) -> dict[str, str]:
    """Map the id of each stage and touchpoint to that of its stage, in the order of the map."""
    return {
        id: stage.id
        for stage in journey.stages
        for id in (stage.id, *(touchpoint.id for touchpoint in journey.touchpoints_of(stage.id)))
    }


def stamps(journey: Journey, folder: Path) -> tuple[Any, ...]:
    """Return a cheap fingerprint of the sources' files: modification time and size of each."""
    return tuple(_stamp(folder, source) for source in journey.evidence if source.file)


def _stamp(folder: Path, source: Source) -> tuple[int, int] | None:
    try:
        stat = ClientFolder(folder).status(name_of(source))
    except (OSError, UnreadableError):  # the review reports it
        return None
    return stat.st_mtime_ns, stat.st_size


_cache: OrderedDict[tuple[Any, ...], Measurements] = OrderedDict()


def _measure_cached(given: Iterable[Request | Measurements]) -> Iterator[Measurements]:
    """Yield the results of sources: the cached ones where data and declaration are as before."""
    sources = tuple(given)
    new = [one for one in sources if isinstance(one, Request) and one.key not in _cache]
    files = [request for request in new if not request.source.database]
    databases = [request for request in new if request.source.database]
    found = dict(zip(files, _measure_files(files) if files else (), strict=True))
    found |= dict(zip(databases, measure_here(databases), strict=True))
    for one in sources:
        if isinstance(one, Measurements):
            yield one
        elif one in found:
            yield found[one]
        else:
            _cache.move_to_end(one.key)
            yield _cache[one.key]
    for request, result in found.items():
        if not (request.source.database and result.failures):  # the next attempt may succeed
            _cache[request.key] = result
    while len(_cache) > MOST_CACHED:
        _cache.popitem(last=False)


def _state(source: Source, folder: Path) -> tuple[Any, ...]:
    """Return a key of a source's data that changes when they do.

    Of a file its digest, or path, time, size and inode if it is large; of a database its address
    and a period of ``FRESH`` seconds.

    Raises
    ------
    UnreadableError
        If the file is missing or cannot be opened, or the database is not allowed.
    """
    if source.database:
        address = "" if is_file(source.database) else str(allowed_address(source, folder))
        return address, time.monotonic() // FRESH
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
    """Measure one source.

    Parameters
    ----------
    stages
        The stage of each stage and touchpoint (:func:`stages_of`), to which events are assigned.
    regions
        The countries whose telephone numbers are redacted in verbatims.
    """
    try:
        with open_source(source, folder) as data:
            return _measure_data(data, source, stages, regions)
    except UnreadableError as error:
        return _missing(source, error)


def _missing(source: Source, error: UnreadableError) -> Measurements:
    """Return the failure of a source that cannot be opened."""
    field = error.field if isinstance(error, AddressError) else ""
    place: Place = ("evidence", source.id, field or ("database" if source.database else "file"))
    return Measurements(failures=(_failure(place, error),))


def _measure_data(
    data: SourceData, source: Source, stages: Mapping[str, str] | None, regions: Sequence[str]
) -> Measurements:
    place: Place = ("evidence", source.id)
    n, people = _count(data)
    totals = source.kind == "web-analytics" and not data.of_role(Role.CASE)
    facts = Facts(n, None if totals else people, data.start, data.end, data.fingerprint)
    measured, refused = _compute_metrics(data, source, regions)
    failures = [_failure((*place, "measures", n), error) for n, error in refused.items()]
    journeys: list[ObservedJourneys] = []
    if source.steps and stages:
        try:
            journeys.append(observe_journeys(data, source, stages))
        except UnreadableError as error:
            failures.append(_failure((*place, "steps"), error))
    return Measurements(tuple(measured), {source.id: facts}, tuple(failures), tuple(journeys))


def _compute_metrics(
    data: SourceData, source: Source, regions: Sequence[str]
) -> tuple[list[MetricResult], dict[int, UnreadableError]]:
    """Compute the metrics of a source; return results, and errors by the number of the metric.

    All metrics request their sums before the first is read, so that queries are shared. All are
    computed before the first is published, as one may reveal another (F17).
    """
    batch = QueryBatch(data, source.personas)
    requests: dict[int, PendingDraft] = {}
    drafts: dict[int, Draft] = {}
    measured: list[MetricResult] = []
    refused: dict[int, UnreadableError] = {}
    for number, declared in enumerate(source.measures):
        try:
            requests[number] = MetricQuery(data, batch, source, declared, number, regions).request()
        except UnreadableError as error:
            refused[number] = error
    for number, pending in requests.items():
        try:
            drafts[number] = pending()
        except UnreadableError as error:
            refused[number] = error
    suppressed = suppress([draft.candidate for draft in drafts.values()], batch.shared)
    for (number, draft), hidden in zip(drafts.items(), suppressed, strict=True):
        try:
            measured.append(draft.publish(hidden))
        except UnreadableError as error:
            refused[number] = error
    return measured, dict(sorted(refused.items()))


def _count(data: SourceData) -> tuple[int, int]:
    """Return the numbers of rows and of customers: the cases of an event log, or the rows."""
    cases = data.of_role(Role.CASE)
    if data.table is not None and not cases:
        return data.table.data.num_rows, data.table.data.num_rows
    rows = data.expr.count()
    people = data.value(cases[0]).nunique() if cases else rows
    (found,) = data.rows(data.expr.aggregate(n=rows, people=people))
    return found["n"], found["people"]


def _failure(field: Place, error: UnreadableError) -> Diagnostic:
    """Return the error of a source or a metric with the field that declares it."""
    return replace(error.diagnostic, place=replace(error.place, field=field))
