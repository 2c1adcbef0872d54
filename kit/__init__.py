"""Make customer journey maps from workshop scores and evidence, and reports of them.

A client's journey is one file, read and written through ``kit.workshop`` alone::

    workshop = kit.load("workshops/maison-lumen")
    workshop.journey.stages[0].name

It is frozen: an edit returns another journey, and saving touches only the lines that changed::

    edited = workshop.journey.replace(notes=(*workshop.journey.notes, "Ask about parking"))
    workshop = kit.save(workshop, edited)

The review says what is wrong with the map, why it matters and how to mend it::

    kit.check(workshop.journey, as_of=date(2026, 11, 22)).findings

The report is a notebook that papermill runs for one client, or for each of many::

    kit.render("workshops/maison-lumen", "fr", out="outputs")

Whatever is said to a reader is said in their language: ``kit.texts("fr")``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit.i18n import texts
    from kit.journey import Journey
    from kit.report import open_report
    from kit.report import report as render
    from kit.review import review as check
    from kit.workshop import Workshop, WorkshopError, find, load, save

HOMES = {
    "Journey": ("kit.journey", "Journey"),
    "Workshop": ("kit.workshop", "Workshop"),
    "WorkshopError": ("kit.workshop", "WorkshopError"),
    "check": ("kit.review", "review"),
    "find": ("kit.workshop", "find"),
    "load": ("kit.workshop", "load"),
    "open_report": ("kit.report", "open_report"),
    "render": ("kit.report", "report"),
    "save": ("kit.workshop", "save"),
    "texts": ("kit.i18n", "texts"),
}
"""The module of each public name: it is imported when first used, so ``import kit`` stays light."""

__all__ = [
    "Journey",
    "Workshop",
    "WorkshopError",
    "check",
    "find",
    "load",
    "open_report",
    "render",
    "save",
    "texts",
]


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'kit' has no attribute {name!r}")
    module, own = HOMES[name]
    return getattr(import_module(module), own)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
