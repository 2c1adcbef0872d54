"""``workshops/<client>/`` and journeys: the only place that reads and writes workshop files.

``load`` reads a file or says everything that is wrong with it; ``save`` changes only the lines of
what was edited.
"""

from kit.workshop.faults import ConflictError, Fault, WorkshopError
from kit.workshop.file import Workshop, load, save
from kit.workshop.places import find, folder_for, identity
from kit.workshop.traps import RULES

__all__ = [
    "RULES",
    "ConflictError",
    "Fault",
    "Workshop",
    "WorkshopError",
    "find",
    "folder_for",
    "identity",
    "load",
    "save",
]
