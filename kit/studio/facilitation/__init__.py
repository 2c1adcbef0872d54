"""Taking a room through the workshop: agendas as data, the time that is left, and the bar."""

from kit.studio.facilitation.agenda import Agenda, Item, agendas, copied
from kit.studio.facilitation.schedule import Session, shared_out

__all__ = ["Agenda", "Item", "Session", "agendas", "copied", "shared_out"]
