"""Facilitation of a workshop: agendas, the time that remains, and the facilitator's bar."""

from kit.studio.facilitation.agenda import Agenda, Item, agendas, copy_agenda
from kit.studio.facilitation.schedule import Session, share_overrun

__all__ = ["Agenda", "Item", "Session", "agendas", "copy_agenda", "share_overrun"]
