"""Recognise which tool exported a file, and find the tables in it.

There is one module for each tool. To add one, add a module with a subclass of :class:`Format`:
:func:`formats` finds it.
"""

from __future__ import annotations

import pkgutil
from abc import ABC, abstractmethod
from functools import cache
from importlib import import_module
from typing import ClassVar

from kit.evidence.columns.raw_table import RawTable
from kit.evidence.containers.sheet import Book
from kit.evidence.table import Note
from kit.sources import Options


class Format(ABC):
    """The exports of one tool.

    Attributes
    ----------
    name
        Id under ``format`` in the options of a source.
    label
        Name of the tool, as its maker writes it.
    kind
        Kind of source that an export usually is, as in workshop.yaml.
    rank
        Order in which formats are asked whether a file is theirs, the lowest first.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    kind: ClassVar[str] = "survey"
    rank: ClassVar[int] = 50

    @abstractmethod
    def recognises(self, book: Book) -> bool:
        """Return whether the file is of this format."""

    @abstractmethod
    def tables(self, book: Book, options: Options) -> list[RawTable]:
        """Return the tables of the file, the main one first."""

    def notes(self, book: Book) -> tuple[Note, ...]:
        """Return notes on the file as a whole."""
        return ()


@cache
def formats() -> tuple[Format, ...]:
    """Return an instance of every format, in the order of their ranks."""
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
