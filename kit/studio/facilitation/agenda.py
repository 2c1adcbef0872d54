"""Define agendas: the items of a workshop, their order and their minutes.

The minutes of the kit's four agendas are those of docs/method.md, "Workshop agendas". They stand
beside this file. A trainer's own are in the folder ``agendas`` of the
trainer's guides, or of the client: a file of the same name takes the place of the kit's, and a
client's that of the trainer's; another name adds one. ::

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
from kit.i18n import LANGUAGES, N_, Language, Message, Texts, UserText
from kit.studio.parts import PARTS
from kit.workshop import Fault, WorkshopError

OWN = Path(__file__).parent / "agendas"
PIECES = "items.toml"
FOLDER = "agendas"

ORDER = ("90-min", "2-h", "half-day", "full-day")
"""The kit's agendas, the shortest first."""

LONGEST = 24 * 60
LARGEST = 500_000
"""The most bytes of an agenda."""

UNREADABLE = N_("This agenda cannot be read as TOML: {reason}")
NO_ITEMS = N_("This agenda has no items. Begin each with a line [[item]].")
UNKNOWN_FIELD = N_("Item {number}: unknown field “{field}”. Choose from: {known}.")
NO_MINUTES = N_("Item {number} needs minutes: a number from 1 to {most}.")
NO_TITLE = N_("Item {number} needs a title: “{step}” is not one of {known}.")
NO_NOTEBOOK = N_("Item {number}: unknown notebook “{notebook}”. Choose from: {known}.")
NO_TEXT = N_("Item {number}: “{field}” must be one text, or one text per language.")

SAID = ("title", "do", "say", "prepare", "shows", "pace")


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
        What the participants do.
    say, prepare
        What the facilitator says and needs.
    shows
        What the kit shows meanwhile.
    pace
        How to use the minutes.
    notebook
        The part of the workshop whose notebook is open meanwhile, if one is.
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
        Whether it is the trainer's.
    """

    id: str
    name: str
    items: tuple[Item, ...]
    own: bool = False

    @property
    def minutes(self) -> float:
        """How long it takes in all."""
        return sum(item.minutes for item in self.items)

    def plain(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)


def agendas(t: Texts, *folders: Path) -> tuple[Agenda, ...]:
    """Return the agendas in a language: the kit's, and those in other folders.

    Parameters
    ----------
    folders
        Where there may be a folder ``agendas``: the trainer's, then the client's.

    Raises
    ------
    WorkshopError
        Where one of those cannot be read, with what is wrong.
    """
    found = {id: _read(id, OWN / f"{id}.toml", t) for id in ORDER}
    for folder in folders:
        for path in _own(folder):
            found[path.stem] = _read(path.stem, path, t, ClientFolder(folder))
    return tuple(found.values())


def _own(folder: Path) -> list[Path]:
    """Return the agendas in a folder; refuse one that is a link."""
    files = ClientFolder(folder)
    try:
        entries = [entry for entry in files.entries(FOLDER) if entry.name.endswith(".toml")]
        return [folder / entry.name for entry in entries if files.is_file(entry.name)]
    except ClientFileError as error:
        raise _wrong(folder / error.name, error.message) from None


def copied(said: Mapping[Language, Agenda], client: Path, t: Texts) -> Path:
    """Write an agenda into the client's folder, to be edited there; one that is there stays.

    Parameters
    ----------
    said
        The agenda in each language.
    """
    [id] = {agenda.id for agenda in said.values()}
    path, files = client / FOLDER / f"{id}.toml", ClientFolder(client)
    if files.exists(files.name_of(path)):
        return path
    lines = [f"# {line}" for line in t(HOW).splitlines()]
    lines += [f"name = {_spoken({lang: one.name for lang, one in said.items()})}"]
    for items in zip(*(one.items for one in said.values()), strict=True):
        lines += ["", "[[item]]"]
        for field in fields(Item):
            values = dict(zip(said, (getattr(i, field.name) for i in items), strict=True))
            if any(values.values()):
                lines.append(f"{field.name} = {_spoken(values)}")
    files.make_folder(FOLDER)
    files.write_bytes(files.name_of(path), ("\n".join(lines) + "\n").encode())
    return path


HOW = N_(
    "Your own agenda: change, add, remove and reorder its items. A firm item keeps its "
    "minutes\n"
    "when others take longer."
)


def _spoken(values: Mapping[Language, Any]) -> str:
    """Return a value as TOML, once where all languages have the same."""
    said = {lang: _quoted(value) for lang, value in values.items()}
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return f"{{ {', '.join(f'{lang} = {value}' for lang, value in said.items())} }}"


def _quoted(value: str | float | bool) -> str:
    """Return a value as TOML, whose strings, numbers and booleans are JSON's."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # TOML's strings may not hold a delete character as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


# --- reading -------------------------------------------------------------------------------------


@cache
def _parts() -> Mapping[str, Any]:
    return tomllib.loads((OWN / PIECES).read_text("utf-8"))


def _read(id: str, path: Path, t: Texts, folder: ClientFolder | None = None) -> Agenda:
    try:
        content = folder.read_bytes(folder.name_of(path), LARGEST) if folder else path.read_bytes()
        data = tomllib.loads(content.decode())
    except ClientFileError as error:
        raise _wrong(path, error.message) from None
    except (OSError, ValueError) as error:
        raise _wrong(path, UNREADABLE.filled(reason=UserText(str(error)))) from None
    found = data.get("item")
    if not isinstance(found, list) or not found or not all(isinstance(i, dict) for i in found):
        raise _wrong(path, NO_ITEMS)
    items = tuple(_item(path, number, item, t) for number, item in enumerate(found, 1))
    return Agenda(id, _said(data.get("name"), t) or id, items, path.parent != OWN)


def _item(path: Path, number: int, given: Mapping[str, Any], t: Texts) -> Item:
    known = [field.name for field in fields(Item)]
    for field in given:
        if field not in known:
            says = UNKNOWN_FIELD.filled(
                number=number, field=UserText(field), known=", ".join(known)
            )
            raise _wrong(path, says)
    step, minutes = str(given.get("step", "")), given.get("minutes")
    part = _parts().get(step, {})
    if isinstance(minutes, bool) or not isinstance(minutes, int | float):
        minutes = 0
    if not 1 <= minutes <= LONGEST:
        raise _wrong(path, NO_MINUTES.filled(number=number, most=LONGEST))
    texts = dict(_texts(path, number, {**part, **given}, t))
    if not texts.get("title"):
        known = list(_parts())
        raise _wrong(
            path, NO_TITLE.filled(number=number, step=UserText(step), known=", ".join(known))
        )
    firm = bool(given.get("firm", part.get("firm", False)))
    notebook = given.get("notebook", part.get("notebook", step if step in PARTS else ""))
    if notebook not in ("", *PARTS):
        says = NO_NOTEBOOK.filled(
            number=number, notebook=UserText(str(notebook)), known=", ".join(PARTS)
        )
        raise _wrong(path, says)
    return Item(step=step, minutes=float(minutes), firm=firm, notebook=notebook, **texts)


def _texts(
    path: Path, number: int, given: Mapping[str, Any], t: Texts
) -> Iterator[tuple[str, str]]:
    for field in SAID:
        if field in given:
            said = _said(given[field], t)
            if said is None:
                raise _wrong(path, NO_TEXT.filled(number=number, field=UserText(field)))
            yield field, said


def _said(value: Any, t: Texts) -> str | None:
    """Return a text, or that of the reader's language, or of the language there is."""
    if isinstance(value, Mapping):
        value = next((value[lang] for lang in (t.lang, *LANGUAGES) if lang in value), None)
    return value if isinstance(value, str) else None


def _wrong(path: Path, says: Message) -> WorkshopError:
    return WorkshopError([Fault(path, 0, 0, says)])
