"""A new workshop from a starter."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from kit.client_files import ClientFolder
from kit.diagnostics import FilePosition
from kit.i18n import N_, Message, UserText
from kit.workshop.document import parse
from kit.workshop.editing import edited
from kit.workshop.errors import WorkshopError
from kit.workshop.file import Workshop, journey_of, load
from kit.workshop.places import FILE, folder_for, refused_name
from kit.workshop.schema import NAME, with_schema, write_schema

EXISTS = N_("This workshop already exists and was not changed. Choose another name.")
JOURNEYS = N_(
    "“{folder}” has a folder for each journey. Name the new journey too, as in “{folder}/retours”."
)
ONE_JOURNEY = N_(
    "“{folder}” contains one journey, in “workshop.yaml”. Move it into its own folder before "
    "adding another, as in “{folder}/achat/workshop.yaml”."
)


def create(root: Path, name: str, text: str, called: str = "") -> Workshop:
    """Write a new workshop into its folder below ``root``, and the schema beside the folders.

    Parameters
    ----------
    name
        The client, or ``client/journey``; the folders are named after it.
    text
        The starter: a workshop file in which the client's name is put.
    called
        The client's name, where it is not that of the folder.
    """
    folder = folder_for(root, name)
    path = folder / FILE
    client = folder.parent if folder.parent.resolve() != root.resolve() else folder
    files = ClientFolder(root)
    if files.exists(files.name_of(path)):
        raise WorkshopError.at(FilePosition(path), EXISTS)
    if client != folder and files.exists(files.name_of(client / FILE)):
        raise _refused(client, ONE_JOURNEY)
    inside = files.entries(files.name_of(folder))
    if client == folder and any(
        entry.kind == "folder" and files.exists(f"{entry.name}/{FILE}") for entry in inside
    ):
        raise _refused(client, JOURNEYS)
    depth = len(folder.relative_to(root).parts)
    document = parse(path, with_schema(text, "../" * depth + NAME).encode())
    journey = journey_of(document)
    called = called or name.replace("\\", "/").split("/")[0].strip()
    try:
        named = journey.replace(client=journey.client.replace(name=called))
    except ValidationError:
        raise refused_name(root, name) from None
    root.mkdir(parents=True, exist_ok=True)
    files.make_folder(files.name_of(folder))
    content = document.encoded(edited(document, journey.to_data(), named.to_data()))
    files.write_bytes(files.name_of(path), content)
    write_schema(root, journey.client.language)
    return load(path)


def _refused(folder: Path, says: Message) -> WorkshopError:
    return WorkshopError.at(FilePosition(folder), says.filled(folder=UserText(folder.name)))
