"""A client's workshop as it stands on the disk: loading and saving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from kit.client_files import ClientFileError, ClientFolder
from kit.diagnostics import Diagnostic, FilePosition, Place, file_error
from kit.i18n import N_, UserText
from kit.journey import Journey, problems
from kit.rules import Finding
from kit.workshop.commas import cut_by_commas
from kit.workshop.document import LARGEST, TOO_LARGE, Document, parse, read
from kit.workshop.editing import edited
from kit.workshop.errors import ConflictError, WorkshopError
from kit.workshop.migrations import MIGRATIONS, Migration, migrated
from kit.workshop.model_diagnostics import inner_ids, model_diagnostics
from kit.workshop.places import FILE, identity
from kit.workshop.traps import traps
from kit.workshop.writing import YamlStyle

CHANGED_MEANWHILE = N_(
    "The file changed after you opened it, so it was not overwritten. Your version is in "
    "“{kept}”. Compare the two and keep what you need."
)
CHANGED = N_("The file changed after you opened it. Open it again.")
NOT_WRITTEN = N_(
    "This change could not be written to the file without altering something else, so nothing "
    "was saved. Please report it."
)


@dataclass(frozen=True)
class Workshop:
    """A workshop file that has been read.

    Attributes
    ----------
    path
        The file.
    journey
        What it states.
    document
        Its text, and what stands where.
    root
        The client's folder, where the file lies in a folder of it, as a version does.
    """

    path: Path
    journey: Journey
    document: Document
    root: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder of the file, with its evidence and history."""
        return self.path.parent

    @property
    def files(self) -> ClientFolder:
        """The client's folder, through which its files are opened."""
        return ClientFolder(self.root or self.path.parent)

    @property
    def name(self) -> str:
        """The name of the file in the client's folder."""
        return self.files.name_of(self.path)

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.document.text

    @property
    def identity(self) -> PurePosixPath:
        """The name in outputs: ``client`` or ``client/journey``."""
        return identity(self.folder)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings on what YAML has probably understood otherwise than meant."""
        return tuple(traps(self.document))

    def locate(self, place: Place) -> tuple[int, int]:
        """Return line and column of a place, or of as much of it as the file has."""
        return self.document.locate(place)


def load(
    path: str | Path,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    root: Path | None = None,
) -> Workshop:
    """Read a workshop from its file or its folder.

    Parameters
    ----------
    root
        The client's folder, where the file lies in a folder of it; no link leads out of it.

    Raises
    ------
    WorkshopError
        With everything that is wrong with the file, each with its line and column.
    """
    path = Path(path)
    path = path / FILE if path.is_dir() else path
    document = migrated(read(path, root), migrations)
    return Workshop(path, journey_of(document), document, root)


def journey_of(document: Document) -> Journey:
    """Return what a document states, or raise a :class:`WorkshopError`."""
    cuts = list(cut_by_commas(document))
    errors = [*inner_ids(document), *cuts]
    try:
        journey = Journey.model_validate(document.root.data)
    except ValidationError as error:
        # What the model refuses in a record that a comma has cut follows from the cut.
        cut = {found.place.field[:-1] for found in cuts}
        others = (f for f in model_diagnostics(document, error) if f.place.field[:-1] not in cut)
        raise WorkshopError(_in_order([*errors, *others])) from None
    errors += _problems(document, journey)
    if errors:
        raise WorkshopError(_in_order(errors))
    return journey


def _in_order(errors: list[Diagnostic]) -> list[Diagnostic]:
    return sorted(errors, key=lambda error: (error.place.line, error.place.column))


def text_of(journey: Journey) -> str:
    """Return a journey as the text of a new file."""
    style = YamlStyle()
    fields = {"schema_version": journey.schema_version, **journey.to_data()}
    parts = [
        "\n".join(style.write({name: value}, -style.step, block=True).lines)
        for name, value in fields.items()
    ]
    return "\n\n".join(parts) + "\n"


def with_journey(workshop: Workshop, journey: Journey) -> Workshop:
    """Return the workshop with another journey, only the lines of what was edited changed.

    Nothing is written: that is :func:`save`.

    Raises
    ------
    WorkshopError
        Where the journey names something that is not there.
    """
    try:
        document = _document_with(workshop.document, workshop.journey, journey)
    except WorkshopError:
        errors = _problems(workshop.document, journey)
        if errors:
            raise WorkshopError(errors) from None
        raise
    return Workshop(workshop.path, journey, document, workshop.root)


def save(workshop: Workshop, journey: Journey) -> Workshop:
    """Write a journey into the workshop's file, changing only the lines of what was edited.

    Raises
    ------
    WorkshopError
        Where the journey names something that is not there; nothing is written.
    ConflictError
        Where the file was changed meanwhile: it stays, and this version is kept beside it.
    """
    saved = with_journey(workshop, journey)
    content = saved.document.content
    try:
        if _changed(workshop):
            kept = _free_name(workshop, f"{workshop.path.stem}.conflict-{_now()}.yaml")
            workshop.files.write_bytes(workshop.files.name_of(kept), content)
            says = CHANGED_MEANWHILE.filled(kept=UserText(kept.name))
            raise ConflictError(file_error(FilePosition(workshop.path), says), kept)
        if content != workshop.document.content:
            workshop.files.write_bytes(workshop.name, content)
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(workshop.path), error.message) from None
    return saved


def _document_with(document: Document, old: Journey, new: Journey) -> Document:
    """Return the document with the edit, read back and compared before it is trusted."""
    if old == new:
        return parse(document.path, document.encoded(document.text))
    for coarse in (False, True):
        text = edited(document, old.to_data(), new.to_data(), coarse)
        content = document.encoded(text)
        if len(content) > LARGEST:
            raise WorkshopError.at(FilePosition(document.path), TOO_LARGE)
        try:
            changed = parse(document.path, content)
            again = journey_of(changed)
        except WorkshopError:
            continue
        if again == new:
            return changed
    raise WorkshopError.at(FilePosition(document.path), NOT_WRITTEN)


def _problems(document: Document, journey: Journey) -> list[Diagnostic]:
    """Return what is wrong between the records of a journey, located in the document."""
    return [_located(document, found) for found in problems(journey)]


def _located(document: Document, found: Diagnostic) -> Diagnostic:
    field = found.place.field
    return replace(found, place=FilePosition(document.path, *document.locate(field), field))


def check_unchanged(workshop: Workshop) -> None:
    """Raise a :class:`WorkshopError` where the file was changed since it was read."""
    if _changed(workshop):
        raise WorkshopError.at(FilePosition(workshop.path), CHANGED)


def _changed(workshop: Workshop) -> bool:
    try:
        content = workshop.files.read_bytes(workshop.name)
    except FileNotFoundError:
        return True
    return sha256(content).hexdigest() != workshop.document.fingerprint


def _now() -> str:
    return datetime.now().strftime("%Y%m%dT%H%M%S")


def _free_name(workshop: Workshop, name: str) -> Path:
    files = workshop.files
    path = free = workshop.path.with_name(name)
    number = 2
    while files.exists(files.name_of(free)):
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free
