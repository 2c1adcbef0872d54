"""The facilitator's bar, with the current item of the agenda and its time.

The browser keeps the time. This module stores the session in the client's
``.parcours/session.json``, so that the bars of all notebooks show the same one, on later days, too.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kit.client_files import ClientFolder
from kit.errors import explain
from kit.i18n import LANGUAGES, N_, Message, Texts, texts
from kit.studio import STATIC
from kit.studio.facilitation.agenda import FOLDER, agendas, copy_agenda
from kit.studio.facilitation.schedule import Session
from kit.studio.parts import PARTS
from kit.studio.widgets.board import custom_properties
from kit.theme import Theme
from kit.workshop import WorkshopError

FILE = Path(".parcours", "session.json")
LARGEST = 1_000_000
"""Most bytes of the file that are read; the kit writes far fewer."""

WORDS: dict[str, Message] = {
    "bar": N_("Agenda and time"),
    "agenda": N_("Agenda", "of a workshop"),
    "start": N_("Start", "the clock"),
    "go_on": N_("Resume"),
    "pause": N_("Pause", "the clock"),
    "more": N_("+5 min"),
    "more_name": N_("Add five minutes to this item"),
    "previous": N_("Previous item"),
    "next": N_("Next item"),
    "sound": N_("Sound at the end"),
    "left": N_("left"),
    "over": N_("over time"),
    "paused": N_("paused", "the clock"),
    "ends": N_("Ends at {time}"),
    "late": N_("{minutes} min behind"),
    "early": N_("{minutes} min ahead"),
    "up": N_("Time is up: {item}"),
    "next_is": N_("then: {item}"),
    "last": N_("the last item"),
    "do": N_("The participants"),
    "say": N_("To say"),
    "prepare": N_("To prepare"),
    "shows": N_("On the screen"),
    "pace": N_("Timing"),
    "help": N_("What to say and prepare"),
    "all": N_("The whole agenda"),
    "item": N_("Item"),
    "planned": N_("Planned"),
    "now": N_("Now", "agenda"),
    "minutes": N_("{minutes} min"),
    "minutes_of": N_("Minutes for “{item}”"),
    "here": N_("this notebook"),
    "open_notebook": N_("Open the notebook of “{item}”"),
    "take": N_("Start “{item}”"),
    "shared": N_("The overrun was spread over the remaining items."),
    "again": N_("Restart"),
    "copy": N_("Customise this agenda"),
    "copied": N_("Saved as {path}. Edit the file, then press F9."),
}


class Bar(anywidget.AnyWidget):
    """The bar over a step's notebook.

    Parameters
    ----------
    client
        The client's folder.
    t
        The texts of the facilitator's language.
    theme
        The colours.
    step
        The notebook's part, marked in the agenda.
    trainers
        Folders in which there may be agendas of the trainer's, for all clients.
    """

    _esm = STATIC / "bar.js"
    _css = STATIC / "bar.css"

    client = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    step = traitlets.Unicode().tag(sync=True)
    notebooks = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    theme = traitlets.Dict().tag(sync=True)
    agendas: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    fault = traitlets.Unicode().tag(sync=True)
    session = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        client: Path,
        t: Texts,
        theme: Theme | None = None,
        step: str = "",
        trainers: Sequence[Path] = (),
    ) -> None:
        self._folder, self._t, self._trainers = client, t, trainers
        found, fault = _agendas(t, *trainers, client)
        super().__init__(
            client=str(client),
            lang=t.lang,
            step=step,
            notebooks={part.name: f"{part.file}.ipynb" for part in PARTS.values()},
            texts={name: _template(t, message) for name, message in WORDS.items()},
            theme=custom_properties(theme or Theme()),
            agendas=found,
            fault=fault,
            session=(stored_session(client) or Session(found[0]["id"])).to_dict(),
        )
        self.on_msg(self.handle_message)

    def handle_message(
        self, widget: anywidget.AnyWidget, message: Mapping[str, Any], buffers: Sequence[memoryview]
    ) -> None:
        """Send the stored session, store a newer one, or copy an agenda, as the front end asks."""
        if "hello" in message:
            if session := stored_session(self._folder):
                self.send({"session": session.to_dict()})
        elif session := Session.read(message.get("session")):
            with contextlib.suppress(OSError):  # the browser has it all the same
                store_session(self._folder, session)
        elif "copy" in message:
            self._copy(message["copy"])

    def _copy(self, id: str) -> None:
        try:
            found = {lang: agendas(texts(lang), *self._trainers) for lang in LANGUAGES}
        except WorkshopError:  # reported already: the bar shows the kit's
            found = {lang: agendas(texts(lang)) for lang in LANGUAGES}
        agenda = {lang: one for lang, them in found.items() for one in them if one.id == id}
        if agenda:
            try:
                path = copy_agenda(agenda, self._folder, self._t)
            except OSError as error:
                self.fault = explain(error, self._t)
            else:
                self.send({"copied": f"{self._folder.name}/{FOLDER}/{path.name}"})


def _agendas(t: Texts, *folders: Path) -> tuple[list[dict[str, Any]], str]:
    """Return the agendas and no error, or the kit's alone and the error in a folder's agenda."""
    try:
        return [agenda.to_dict() for agenda in agendas(t, *folders)], ""
    except WorkshopError as error:
        return [agenda.to_dict() for agenda in agendas(t)], error.text(t)


def _template(t: Texts, message: Message) -> str:
    """Return a text with its placeholders, for the front end to fill."""
    names = {name: f"{{{name}}}" for name in ("time", "minutes", "item", "path")}
    return t(message, **names)


def stored_session(client: Path) -> Session | None:
    """Return the session stored in a client's folder, or None."""
    try:
        return Session.read(json.loads(ClientFolder(client).read_bytes(FILE, LARGEST)))
    except (OSError, ValueError):
        return None


def store_session(client: Path, session: Session) -> None:
    """Store a session in a client's folder, unless a later one is stored already."""
    before = stored_session(client)
    if before is None or before.at <= session.at:
        files = ClientFolder(client)
        files.make_folder(FILE.parent)
        files.write_bytes(FILE, json.dumps(session.to_dict()).encode())
