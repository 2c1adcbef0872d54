"""Add a file or a database table as a source: copy the file, and write workshop.yaml.

workshop.yaml names format, options and metrics; the numbers stay in the data. Only the lines of the
new source are added to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from kit.client_files import ClientFileError, ClientFolder
from kit.diagnostics import FilePosition, file_error
from kit.evidence.containers.utf8_names import utf8_name
from kit.evidence.metrics.measure import measure_source
from kit.evidence.query.databases import NotAllowedError
from kit.evidence.query.open_source import FOLDER, chosen, fingerprint, local_file
from kit.evidence.reading import read
from kit.evidence.table import Column, Question, Reading
from kit.evidence.verbatims.similarity import closest
from kit.fields import normalize
from kit.i18n import N_, Message, Texts, UserText
from kit.journey import Journey
from kit.sources import Measure, Options, Role, Source
from kit.workshop import Workshop, WorkshopError, save, slug

TAKEN = N_("Source “{id}” already has data. Choose another ID.")
TROUBLE = N_("{what} {fix}")
NOT_A_FILE = N_("File not found.")
NO_DATA = N_("There is no source “{id}” with data. Those that have data: {known}.")
TABLE_KIND = "crm"
"""Default kind of a table in a database."""

NOT_UTF_8 = N_(
    "The name of this file is not UTF-8, so workshop.yaml cannot name it: rename the file, for "
    "example to “{name}”."
)
TWICE = N_(
    "“{id}” holds the same data as {others}: each answer would count twice as evidence. Keep one "
    "of them."
)
NOT_AN_ID = N_("“{id}” is not a valid ID. Use lower-case letters, digits and hyphens.")
NOT_VALID = N_("“{value}” is not valid for {option}.")
LONGEST_VALUE = 60
"""The most characters shown of a value that is not valid."""


@dataclass(frozen=True)
class SourceDetails:
    """The details of a source that the user states, beside those read from its file.

    Attributes
    ----------
    id, name, kind
        If empty, taken from the file's name and its format.
    measures
        Metrics to compute on it.
    """

    id: str = ""
    name: str = ""
    kind: str = ""
    collected: str = ""
    options: Options = field(default_factory=Options)
    measures: Sequence[Measure] = field(default_factory=tuple)


def apply_answer(options: Options, question: Question, answer: str) -> Options:
    """Return the options with the answer to an open question of a file.

    >>> question = Question("scales", N_("Which scale?"), columns=("Q1", "Q2"))
    >>> apply_answer(Options(), question, "1-5").scales
    {'Q1': '1-5', 'Q2': '1-5'}
    """
    if question.option == "scales":
        scales = {**options.scales, **dict.fromkeys(question.columns, answer)}
        return options.replace(scales=scales)
    if question.option == "no_answer":
        words = dict.fromkeys(question.columns, (answer,))
        return options.replace(no_answer={**options.no_answer, **words})
    return options.replace(**{question.option: answer})


def propose_source(reading: Reading, journey: Journey, details: SourceDetails) -> Source:
    """Return the source that a file would be added as.

    If workshop.yaml has a source of that id without data, it is that source with the file added.
    """
    file = Path(utf8_name(Path(reading.path).name))
    stem = file.stem
    id = details.id or _free_id(slug(stem) or "source", journey)
    existing = next((source for source in journey.evidence if source.id == id), None)
    fields = {
        "name": details.name or (existing.name if existing else _title(stem)),
        "kind": details.kind or (existing.kind if existing else reading.kind),
        "file": file.name,
        "options": details.options,
        "measures": tuple(details.measures),
    }
    if details.collected:
        fields["collected"] = details.collected
    return existing.replace(**fields) if existing else Source.model_validate({"id": id, **fields})


def _free_id(id: str, journey: Journey) -> str:
    """Return an id, numbered if another record of the workshop has it already."""
    named = {source.id for source in journey.evidence if not source.has_data}
    free, number = id, 2
    while journey.get(free) is not None and free not in named:
        free, number = f"{id}-{number}", number + 1
    return free


def _title(stem: str) -> str:
    return " ".join(stem.replace("_", " ").replace("-", " ").split()) or stem


def add_source(
    workshop: Workshop, file: Path, source: Source, *, was_read: bool = False
) -> Workshop:
    """Copy the file into the evidence folder, and write the source into workshop.yaml.

    Parameters
    ----------
    was_read
        Whether the file was just read with the source's options; without metrics it is not again.

    Raises
    ------
    WorkshopError
        If a source of this id has data already, or a metric cannot be computed or placed on the
        map; nothing is written then.
    """
    journey = workshop.journey
    existing = next((one for one in journey.evidence if one.id == source.id), None)
    if existing and existing.has_data:
        raise _error(workshop, TAKEN.filled(id=UserText(source.id)))
    try:
        name = _name_for(file, workshop.files)
    except ClientFileError as error:
        raise _error(workshop, error.message) from None
    source = source.replace(file=name)
    evidence = [source if one.id == source.id else one for one in journey.evidence]
    if existing is None:
        evidence.append(source)
    changed = journey.replace(evidence=tuple(evidence))
    files, target = workshop.files, f"{FOLDER}/{name}"
    new = not files.exists(target)
    if new:
        files.make_folder(FOLDER, private=True)
        files.copy_in(file, target, private=True)
    try:
        if not was_read or source.measures or source.steps or source.personas:
            _check(workshop, source)
        return save(workshop, changed)
    except BaseException:
        if new:
            files.remove(target, missing_ok=True)
        raise


def extend_source(workshop: Workshop, details: SourceDetails) -> Workshop:
    """Add metrics, scales, roles and words for no answer to a source that has data.

    Raises
    ------
    WorkshopError
        If there is no such source, or a metric cannot be computed; nothing is written then.
    """
    journey = workshop.journey
    known = {source.id: source for source in journey.evidence if source.has_data}
    if details.id not in known:
        names = UserText(", ".join(known) or "–")
        raise _error(workshop, NO_DATA.filled(id=UserText(details.id), known=names))
    source = known[details.id]
    options = source.options
    for name in ("scales", "roles", "no_answer"):
        added = {**getattr(options, name), **getattr(details.options, name)}
        options = options.replace(**{name: added})
    stated = {
        name: getattr(details, name)
        for name in ("name", "kind", "collected")
        if getattr(details, name)
    }
    changed = source.replace(
        options=options, measures=(*source.measures, *details.measures), **stated
    )
    _check(workshop, changed)
    evidence = tuple(changed if one is source else one for one in journey.evidence)
    return save(workshop, journey.replace(evidence=evidence))


def propose_table(workshop: Workshop, address: str, table: str, details: SourceDetails) -> Source:
    """Return the source that a table in a database would be added as.

    Raises
    ------
    WorkshopError
        If a detail is invalid, or a source of this id has data already.
    """
    journey = workshop.journey
    stem = table.rpartition(".")[2]
    id = details.id or _free_id(slug(stem) or "source", journey)
    existing = next((one for one in journey.evidence if one.id == id), None)
    if existing and existing.has_data:
        raise _error(workshop, TAKEN.filled(id=UserText(id)))
    fields = {
        "name": details.name or (existing.name if existing else _title(stem) or id),
        "kind": details.kind or (existing.kind if existing else TABLE_KIND),
        "database": address,
        "table": table,
        "options": details.options,
        "measures": tuple(details.measures),
    }
    if details.collected:
        fields["collected"] = details.collected
    try:
        return (
            existing.replace(**fields) if existing else Source.model_validate({"id": id, **fields})
        )
    except ValidationError as error:
        raise _error(workshop, invalid_value(error)) from None


def invalid_value(error: ValidationError) -> Message:
    """Return what is wrong with the first invalid detail or reading option of a source."""
    fault = error.errors()[0]
    value = UserText(str(fault["input"])[:LONGEST_VALUE])
    if fault["loc"] == ("id",):
        return NOT_AN_ID.filled(id=value)
    return NOT_VALID.filled(value=value, option=".".join(str(part) for part in fault["loc"]))


def add_table(workshop: Workshop, source: Source, allowed: bool) -> Workshop:
    """Write a table in a database into workshop.yaml; if ``allowed``, contact and read it first.

    Raises
    ------
    WorkshopError
        If it cannot be read, or a metric cannot be computed; nothing is written then.
    """
    if allowed:
        _check(workshop, source)
    journey = workshop.journey
    evidence = [source if one.id == source.id else one for one in journey.evidence]
    if source not in evidence:
        evidence.append(source)
    return save(workshop, journey.replace(evidence=tuple(evidence)))


def _check(workshop: Workshop, source: Source) -> None:
    """Refuse a source that cannot be read, or on which a metric cannot be computed."""
    zoned = source.in_zone(workshop.journey.client.zone)
    found = measure_source(zoned, workshop.folder).failures
    failures = [failure for failure in found if failure.code != NotAllowedError.code]
    if failures:
        faults = [
            file_error(
                FilePosition(workshop.path), TROUBLE.filled(what=failure.message, fix=failure.hint)
            )
            for failure in failures
        ]
        raise WorkshopError(faults)


def name_inside(file: Path, files: ClientFolder) -> str:
    """Return the path of a file within the evidence folder; empty if it lies elsewhere."""
    for path, folder in ((file.absolute(), files.path.absolute()), (file.resolve(), files.real)):
        root = folder / FOLDER
        if path.is_relative_to(root) and path != root and ".." not in path.parts:
            return path.relative_to(root).as_posix()
    return ""


def _check_utf8(file: Path, inside: str) -> None:
    """Refuse a file of the evidence folder whose name workshop.yaml cannot hold."""
    if utf8_name(inside) != inside:
        says = NOT_UTF_8.filled(name=UserText(utf8_name(inside)))
        raise WorkshopError.at(FilePosition(file), says)


def _name_for(file: Path, files: ClientFolder) -> str:
    """Return a name for a file within the evidence folder that no other file has."""
    if inside := name_inside(file, files):
        files.is_file(f"{FOLDER}/{inside}")
        _check_utf8(file, inside)
        return inside
    if not file.is_file():
        raise WorkshopError.at(FilePosition(file), NOT_A_FILE)
    own = Path(utf8_name(file.name))
    name, number = own.name, 2
    while files.exists(there := f"{FOLDER}/{name}") and files.digest(there) != fingerprint(file):
        name, number = f"{own.stem}-{number}{own.suffix}", number + 1
    return name


def _error(workshop: Workshop, says: Message) -> WorkshopError:
    return WorkshopError.at(FilePosition(workshop.path), says)


def same_data(source: Source, journey: Journey, folder: Path) -> tuple[Source, ...]:
    """Return the other sources of a workshop with the same table of a file of the same bytes."""
    if not source.file:
        return ()
    files = ClientFolder(folder)

    def digest(one: Source) -> str:
        try:
            return files.digest(f"{FOLDER}/{one.file}")
        except (OSError, ClientFileError):  # the review reports a missing file
            return ""

    own, table = digest(source), normalize(source.table_name)
    others = (one for one in journey.evidence if one.file and one.id != source.id)
    return tuple(
        one for one in others if own and normalize(one.table_name) == table and digest(one) == own
    )


def said_twice(source: Source, others: Sequence[Source], t: Texts) -> str:
    """Return the warning that a file stands behind several sources; blank if it does not."""
    if not others:
        return ""
    names = t.listed([t.quoted(UserText(one.id)) for one in others])
    return str(t.inline(TWICE, id=UserText(source.id), others=names))


def read_source(source: Source, folder: Path) -> Reading:
    """Read the file of a source; of several tables, the one that it names."""
    with local_file(source, folder) as path:
        reading = chosen(read(path, source.options), source)
    return replace(reading, path=folder / FOLDER / (source.file or ""))


def read_named_file(file: Path, options: Options, workshop: Workshop) -> Reading:
    """Read a file that the user names, in the evidence folder or elsewhere.

    Times are in the client's time zone unless the options name another.

    Raises
    ------
    UnreadableError
        If it cannot be read correctly.
    WorkshopError
        If it lies in the evidence folder under a name that is not UTF-8.
    """
    options = options.in_zone(workshop.journey.client.zone)
    inside = name_inside(file, workshop.files)
    if not inside:
        return read(file, options)
    _check_utf8(file, inside)
    source = Source(id="given", name=inside, kind="survey", file=inside, options=options)
    return replace(read_source(source, workshop.folder), path=file)


# --- where on the map ----------------------------------------------------------------------------


def usual_metric(column: Column) -> str:
    """Return the method that a rating is usually measured by: ``nps`` or ``emotion`` (F3, F13)."""
    return "nps" if column.role is Role.NPS else "emotion"


def rating_columns(reading: Reading) -> tuple[Column, ...]:
    """Return the columns of ratings and of recommendation, in the order of the file."""
    return tuple(c for c in reading.table.of_role(Role.NPS, Role.RATING) if c.scale)


def suggest_place(column: Column, journey: Journey) -> str:
    """Return the id of the indicator or touchpoint closest to a column's question, or nothing."""
    names: Mapping[str, Sequence[str]] = (
        {kpi.id: [kpi.name] for _, kpi in journey.kpis}
        if column.role is Role.NPS
        else {
            touchpoint.id: [touchpoint.name or "", touchpoint.id.replace("-", " ")]
            for touchpoint in journey.touchpoints
        }
    )
    text = f"{column.question} {column.item} {column.name}"
    return closest(text, names)
