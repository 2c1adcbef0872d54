"""Make the report of a session out of a room's state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kit.plain_data import Data
from kit.room.state import mapping, mappings
from kit.workshop.sessions import (
    Session,
    SessionFigures,
    SessionItem,
    SessionNote,
    SessionRound,
)


def session_of(state: Mapping[str, Data], zone: str) -> Session | None:
    """Return the report of a session: its participants, and the rounds that were revealed.

    Parameters
    ----------
    state
        The room's state as its trainer sees it.
    zone
        The client's time zone.

    Returns
    -------
    Session or None
        None where nobody joined and nothing was revealed: the room was only tried.
    """
    devices = {str(one["number"]): str(one["name"]) for one in mappings(state.get("devices"))}
    revealed = [one for one in mappings(state.get("rounds")) if one["status"] == "revealed"]
    if not devices and not revealed:
        return None
    opened = state.get("opened")
    seconds = float(opened) if isinstance(opened, int | float) else 0.0
    return Session(
        opened=datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone)),
        closed=datetime.now(ZoneInfo(zone)),
        participants=len(devices),
        names=tuple(name for name in devices.values() if name),
        rounds=tuple(_round(one, devices) for one in revealed),
    )


def _round(of: Mapping[str, Data], devices: Mapping[str, str]) -> SessionRound:
    result = mapping(of["result"])
    labels = {str(one["id"]): str(one["label"]) for one in mappings(of.get("items"))}
    notes = tuple(
        SessionNote(text=str(one["text"]), by=devices.get(str(one["id"]).partition(":")[0], ""))
        for one in mappings(result.get("notes"))
    )
    return SessionRound.model_validate(
        {
            **{name: of[name] for name in ("number", "kind", "question", "step", "persona")},
            **{name: of[name] for name in ("repeats", "imported", "taken")},
            "n": result["n"],
            "items": [_item(one, labels) for one in mappings(result.get("items"))],
            "notes": notes,
        }
    )


def _item(found: Mapping[str, Data], labels: Mapping[str, str]) -> SessionItem:
    said = [str(one["text"]) for one in mappings(found.get("texts")) if one.get("text")]
    figures = {
        name: SessionFigures.model_validate(found[name])
        for name in ("score", "impact", "effort")
        if found.get(name)
    }
    return SessionItem.model_validate(
        {
            "id": found["id"],
            "label": labels.get(str(found["id"]), ""),
            "n": found.get("n", 0),
            "count": found.get("count"),
            "texts": said,
            **figures,
        }
    )
