"""Read agendas: the items of a workshop, their order and their minutes.

The kit's four agendas are beside this file; their minutes are those of docs/method.md, "Workshop
agendas". A trainer's own are in the folder ``agendas`` of the trainer's guides or of the client. A
file of the same name replaces the kit's, and a client's that of the trainer; another name adds an
agenda. ::

    name = "Matinée"                    # or {fr = "…", en = "…"}

    [[item]]
    step = "emotions"                   # of items.toml, or any word where there is a title
    minutes = 20
    say = "…"                           # title, do, say, prepare, shows, pace: yours, or the kit's
    notebook = "pain-points"            # where it is not that of its own step; "" where it is none
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from kit.client_files import ClientFileError, ClientFolder
from kit.diagnostics import FilePosition
from kit.errors import reason
from kit.i18n import LANGUAGES, N_, Language, Message, Texts, UserText
from kit.plain_data import Data
from kit.studio.parts import PARTS
from kit.workshop import WorkshopError
from kit.workshop.toml import parse_toml

BUILTIN = Path(__file__).parent / "agendas"
ITEMS_FILE = "items.toml"
FOLDER = "agendas"

ORDER = ("90-min", "2-h", "half-day", "full-day")
"""The kit's agendas, the shortest first."""

LONGEST = 24 * 60
LARGEST = 500_000
"""Most bytes of an agenda that is read."""

UNREADABLE = N_("This agenda cannot be opened: {reason}.")
NO_ITEMS = N_("This agenda has no items. Begin each with a line [[item]].")
UNKNOWN_FIELD = N_("Item {number}: unknown field “{field}”. Choose from: {known}.")
NO_MINUTES = N_("Item {number} needs minutes: a number from 1 to {most}.")
NO_TITLE = N_("Item {number} needs a title: “{step}” is not one of {known}.")
NO_NOTEBOOK = N_("Item {number}: unknown notebook “{notebook}”. Choose from: {known}.")
NO_TEXT = N_("Item {number}: “{field}” must be one text, or one text per language.")

TEXT_FIELDS = ("title", "do", "say", "prepare", "shows", "pace")


@dataclass(frozen=True)
class Item:
    """One item of an agenda, in the reader's language.

    Attributes
    ----------
    step
        The part of the workshop, ``welcome``, ``break`` or ``decisions``, or the trainer's own.
    firm
        Whether it keeps its minutes when others overrun.
    do
        The task of the participants.
    say, prepare
        What the facilitator says, and has to prepare.
    shows
        What the screen shows.
    pace
        How to use the minutes.
    notebook
        The part of the workshop whose notebook is open meanwhile; empty for none.
    """

    step: str
    minutes: float
    title: str
    firm: bool = False
    do: str = ""
    say: str = ""
    prepare: str = ""
    shows: str = ""
    pace: str = ""
    notebook: str = ""


@dataclass(frozen=True)
class Agenda:
    """A workshop's agenda.

    Attributes
    ----------
    id
        The name of its file.
    own
        Whether it is not one of the kit's.
    """

    id: str
    name: str
    items: tuple[Item, ...]
    own: bool = False

    @property
    def minutes(self) -> float:
        """The total of all items."""
        return sum(item.minutes for item in self.items)

    def to_dict(self) -> dict[str, Any]:
        """Return the agenda as JSON, for the bar."""
        return asdict(self)


def agendas(t: Texts, *folders: Path) -> tuple[Agenda, ...]:
    """Return the agendas in a language: the kit's, and those in other folders.

    Parameters
    ----------
    folders
        Folders in which there may be a folder ``agendas``: the trainer's, then the client's.

    Raises
    ------
    WorkshopError
        If an agenda in one of the folders cannot be read.
    """
    found = {id: _read(id, BUILTIN / f"{id}.toml", t) for id in ORDER}
    for folder in folders:
        for path in _agenda_files(folder):
            found[path.stem] = _read(path.stem, path, t, ClientFolder(folder))
    return tuple(found.values())


def _agenda_files(folder: Path) -> list[Path]:
    """Return the files of agendas in a folder; refuse one that is a link."""
    files = ClientFolder(folder)
    try:
        entries = [entry for entry in files.entries(FOLDER) if entry.name.endswith(".toml")]
        return [folder / entry.name for entry in entries if not files.is_folder(entry.name)]
    except ClientFileError as error:
        raise _error(folder / error.name, error.message) from None


def copy_agenda(agenda: Mapping[Language, Agenda], client: Path, t: Texts) -> Path:
    """Write an agenda into the client's folder, to be edited there; keep an existing file.

    Parameters
    ----------
    agenda
        The agenda in each language.
    """
    [id] = {one.id for one in agenda.values()}
    path, files = client / FOLDER / f"{id}.toml", ClientFolder(client)
    if files.exists(files.name_of(path)):
        return path
    lines = [f"# {line}" for line in t(COPY_NOTE).splitlines()]
    lines += [f"name = {_toml_by_language({lang: one.name for lang, one in agenda.items()})}"]
    for items in zip(*(one.items for one in agenda.values()), strict=True):
        lines += ["", "[[item]]"]
        for field in fields(Item):
            values = dict(zip(agenda, (getattr(i, field.name) for i in items), strict=True))
            if any(values.values()):
                lines.append(f"{field.name} = {_toml_by_language(values)}")
    files.make_folder(FOLDER)
    files.write_bytes(files.name_of(path), ("\n".join(lines) + "\n").encode())
    return path


COPY_NOTE = N_(
    "Your own agenda: change, add, remove and reorder its items. A firm item keeps its "
    "minutes\n"
    "when others take longer."
)


def _toml_by_language(values: Mapping[Language, Any]) -> str:
    """Return a value as TOML: a table by language, or one value if all languages share it.

    >>> _toml_by_language({"fr": "Pause", "en": "Break"})
    '{ fr = "Pause", en = "Break" }'
    >>> _toml_by_language({"fr": 10.0, "en": 10.0})
    '10'
    """
    by_language = {lang: _toml(value) for lang, value in values.items()}
    if len(set(by_language.values())) == 1:
        return next(iter(by_language.values()))
    return f"{{ {', '.join(f'{lang} = {value}' for lang, value in by_language.items())} }}"


def _toml(value: str | float | bool) -> str:
    """Return a value as TOML; its strings, numbers and booleans are those of JSON."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # TOML's strings may not hold a delete character as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


# --- reading -------------------------------------------------------------------------------------


@cache
def _standard_items() -> Mapping[str, Any]:
    return tomllib.loads((BUILTIN / ITEMS_FILE).read_text("utf-8"))


def _read(id: str, path: Path, t: Texts, folder: ClientFolder | None = None) -> Agenda:
    try:
        content = folder.read_bytes(folder.name_of(path), LARGEST) if folder else path.read_bytes()
    except ClientFileError as error:
        raise _error(path, error.message) from None
    except OSError as error:
        raise _error(path, UNREADABLE.filled(reason=reason(error))) from None
    data = parse_toml(path, content)
    found = data.get("item")
    if not isinstance(found, list) or not found or not all(isinstance(i, dict) for i in found):
        raise _error(path, NO_ITEMS)
    items = tuple(_item(path, number, item, t) for number, item in enumerate(found, 1))
    return Agenda(id, _localized(data.get("name"), t) or id, items, path.parent != BUILTIN)


def _item(path: Path, number: int, given: Mapping[str, Any], t: Texts) -> Item:
    known = [field.name for field in fields(Item)]
    for field in given:
        if field not in known:
            says = UNKNOWN_FIELD.filled(
                number=number, field=UserText(field), known=", ".join(known)
            )
            raise _error(path, says)
    step, minutes = str(given.get("step", "")), given.get("minutes")
    part = _standard_items().get(step, {})
    if isinstance(minutes, bool) or not isinstance(minutes, int | float):
        minutes = 0
    if not 1 <= minutes <= LONGEST:
        raise _error(path, NO_MINUTES.filled(number=number, most=LONGEST))
    texts = dict(_texts(path, number, {**part, **given}, t))
    if not texts.get("title"):
        known = list(_standard_items())
        raise _error(
            path, NO_TITLE.filled(number=number, step=UserText(step), known=", ".join(known))
        )
    firm = bool(given.get("firm", part.get("firm", False)))
    notebook = given.get("notebook", part.get("notebook", step if step in PARTS else ""))
    if notebook not in ("", *PARTS):
        says = NO_NOTEBOOK.filled(
            number=number, notebook=UserText(str(notebook)), known=", ".join(PARTS)
        )
        raise _error(path, says)
    return Item(step=step, minutes=float(minutes), firm=firm, notebook=notebook, **texts)


def _texts(
    path: Path, number: int, given: Mapping[str, Any], t: Texts
) -> Iterator[tuple[str, str]]:
    for field in TEXT_FIELDS:
        if field in given:
            text = _localized(given[field], t)
            if text is None:
                raise _error(path, NO_TEXT.filled(number=number, field=UserText(field)))
            yield field, text


def _localized(value: Data, t: Texts) -> str | None:
    """Return a text in the reader's language, or in another language if it is missing there."""
    if isinstance(value, Mapping):
        value = next((value[lang] for lang in (t.lang, *LANGUAGES) if lang in value), None)
    return value if isinstance(value, str) else None


def _error(path: Path, says: Message) -> WorkshopError:
    return WorkshopError.at(FilePosition(path), says)
