"""Faults that keep a file from being read or saved, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kit.i18n import Message, Texts, texts
from kit.rules import Place


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a workshop file.

    Attributes
    ----------
    line, column
        Counted from 1 as editors do; 0 where the fault is the file as a whole.
    place
        The field that it concerns, where the file could be read so far.
    """

    path: Path
    line: int
    column: int
    says: Message
    place: Place = ()

    def told(self, t: Texts) -> str:
        """Return ``file:line:column: what is wrong and what to do``."""
        at = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{at}: {t(self.says)}"


class WorkshopError(Exception):
    """A workshop file that cannot be used as it is; every fault found is named."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.told(texts("en")) for fault in self.faults))

    def told(self, t: Texts) -> str:
        """Return the faults, one a line, in the reader's language."""
        return "\n".join(fault.told(t) for fault in self.faults)


class ConflictError(WorkshopError):
    """The file was changed by someone else meanwhile; ``kept`` is where this version went."""

    def __init__(self, fault: Fault, kept: Path) -> None:
        super().__init__([fault])
        self.kept = kept
