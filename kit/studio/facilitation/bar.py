"""The facilitator's bar: the current item, its time, what to say and to prepare.

The browser keeps the time; here it is kept on the disk, in the client's ``.parcours/session.json``,
so that the bars of all notebooks, and of tomorrow, show one session.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kit.client_files import ClientFolder
from kit.errors import explain
from kit.i18n import LANGUAGES, N_, Message, Texts, texts
from kit.studio.facilitation.agenda import FOLDER, agendas, copied
from kit.studio.facilitation.schedule import Session
from kit.studio.parts import PARTS
from kit.studio.widgets import bundle
from kit.studio.widgets.board import custom_properties
from kit.theme import Theme
from kit.workshop import WorkshopError

HERE = Path(__file__).parent
KEPT = Path(".parcours", "session.json")
LARGEST = 1_000_000
"""The most bytes of such a file; a larger one is none of the kit's."""

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


@cache
def _front() -> tuple[str, str]:
    return bundle.module(HERE / "bar.js"), (HERE / "bar.css").read_text("utf-8")


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

    _esm, _css = _front()

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
        found, fault = _found(t, *trainers, client)
        super().__init__(
            client=str(client),
            lang=t.lang,
            step=step,
            notebooks={part.name: f"{part.file}.ipynb" for part in PARTS.values()},
            texts={name: _open(t, message) for name, message in WORDS.items()},
            theme=custom_properties(theme or Theme()),
            agendas=found,
            fault=fault,
            session=(kept(client) or Session(found[0]["id"])).plain(),
        )
        self.on_msg(self._asked)

    def _asked(self, widget: Any, message: Mapping[str, Any], buffers: Any) -> None:
        if "hello" in message:
            if session := kept(self._folder):
                self.send({"session": session.plain()})
        elif session := Session.read(message.get("session")):
            with contextlib.suppress(OSError):  # the browser has it all the same
                keep(self._folder, session)
        elif "copy" in message:
            self._copy(message["copy"])

    def _copy(self, id: str) -> None:
        try:
            found = {lang: agendas(texts(lang), *self._trainers) for lang in LANGUAGES}
        except WorkshopError:  # said already: the bar shows the kit's
            found = {lang: agendas(texts(lang)) for lang in LANGUAGES}
        said = {lang: one for lang, them in found.items() for one in them if one.id == id}
        if said:
            try:
                path = copied(said, self._folder, self._t)
            except OSError as error:
                self.fault = explain(error, self._t)
            else:
                self.send({"copied": f"{self._folder.name}/{FOLDER}/{path.name}"})


def _found(t: Texts, *folders: Path) -> tuple[list[dict[str, Any]], str]:
    """Return the agendas; the kit's alone where one in a folder is wrong, and what is."""
    try:
        return [agenda.plain() for agenda in agendas(t, *folders)], ""
    except WorkshopError as error:
        return [agenda.plain() for agenda in agendas(t)], error.told(t)


def _open(t: Texts, message: Message) -> str:
    """Return a text with its gaps still open, for the front end to fill."""
    names = {name: f"{{{name}}}" for name in ("time", "minutes", "item", "path")}
    return t(message, **names)


def kept(client: Path) -> Session | None:
    """Return the session that is kept in a client's folder, if there is one."""
    try:
        return Session.read(json.loads(ClientFolder(client).read_bytes(KEPT, LARGEST)))
    except (OSError, ValueError):
        return None


def keep(client: Path, session: Session) -> None:
    """Keep a session in a client's folder, unless a later one is there already."""
    before = kept(client)
    if before is None or before.at <= session.at:
        files = ClientFolder(client)
        files.make_folder(KEPT.parent)
        files.write_bytes(KEPT, json.dumps(session.plain()).encode())
