"""The formats that are recognised by name: one file for each, found here by being here.

To add one, add a file with a subclass of :class:`Format`; nothing else changes.
"""

from __future__ import annotations

import pkgutil
from abc import ABC, abstractmethod
from functools import cache
from importlib import import_module
from typing import ClassVar

from kit.evidence.containers.sheet import Book
from kit.evidence.formats.layout import Block
from kit.evidence.table import Note
from kit.sources import Options


class Format(ABC):
    """What one tool exports.

    Attributes
    ----------
    name
        Its id in declarations.
    label
        Its name, as its maker writes it.
    kind
        The kind of source that it usually is, as in workshop.yaml.
    rank
        Which is asked first whether the file is its own: the lower, the earlier.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    kind: ClassVar[str] = "survey"
    rank: ClassVar[int] = 50

    @abstractmethod
    def recognises(self, book: Book) -> bool:
        """Whether the file is of this format."""

    @abstractmethod
    def blocks(self, book: Book, options: Options) -> list[Block]:
        """Return the tables of the file, the main one first."""

    def notes(self, book: Book) -> tuple[Note, ...]:
        """Return what is to be known about the file as a whole."""
        return ()


@cache
def formats() -> tuple[Format, ...]:
    """Return all formats, in the order in which they are asked."""
    found: dict[str, Format] = {}
    for module in pkgutil.iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if (
                isinstance(value, type)
                and issubclass(value, Format)
                and not getattr(value, "__abstractmethods__", None)
            ):
                found.setdefault(value.name, value())
    return tuple(sorted(found.values(), key=lambda each: (each.rank, each.name)))
