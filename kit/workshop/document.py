"""Read a workshop file: its bytes, its text, and the tree of its nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from kit.client_files import ClientFileError, ClientFolder, TooLargeError
from kit.diagnostics import FilePosition, Place
from kit.errors import reason
from kit.i18n import N_
from kit.workshop.errors import WorkshopError
from kit.workshop.tree import Node, tree
from kit.workshop.yaml_errors import explained
from kit.workshop.yaml_parser import Loader

LARGEST = 1_000_000
BOM = b"\xef\xbb\xbf"
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?= |\r?$)", re.MULTILINE)
"""Conflict markers of Git, at the start of a line; “=======” alone may be part of a text."""
SEPARATOR = re.compile("[\u2028\u2029]")

TOO_LARGE = N_(
    "The file is larger than 1 MB, which no workshop file is. Check that it is the right one."
)
NO_FILE = N_("File not found.")
NOT_READABLE = N_("The file cannot be opened: {reason}.")
UTF_16 = N_("The file is saved as UTF-16. Save it again as UTF-8.")
NOT_UTF_8 = N_("The file is not saved as UTF-8, as this character shows. Save it again as UTF-8.")
CONTROL = N_("There is an invisible control character here ({code}). Delete it.")
GIT_CONFLICT = N_(
    "Git left a conflict here, up to line {last}: keep one of the two versions, and delete the "
    "lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”."
)
LINE_SEPARATOR = N_(
    "The invisible character {code} ends the line here in YAML. Delete it, or put the text in "
    "quotation marks."
)


@dataclass(frozen=True)
class Document:
    """A workshop file as it was read.

    Attributes
    ----------
    content
        The bytes of the file, which tell whether it has changed since.
    text
        The same as text, without the mark that some editors put before it.
    """

    path: Path
    content: bytes
    text: str
    root: Node

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the file."""
        return sha256(self.content).hexdigest()

    @property
    def newline(self) -> str:
        """The line ending of the file."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def encoded(self, text: str) -> bytes:
        """Return a text as the bytes of such a file."""
        return (BOM if self.content.startswith(BOM) else b"") + text.encode()

    def locate(self, place: Place, named: bool = False) -> tuple[int, int]:
        """Return line and column of a place, or of as much of it as the file has.

        It is where its value stands, where that is on one line with its name; else its name.
        """
        node, found = self.root, self.root
        for part in place:
            entry = node.entry(part)
            if entry is None:
                break
            key, node = entry
            beside = node.kind == "text" and node.style not in ("|", ">") and not node.empty
            found = node if key is None or (beside and not named) else key
        return found.line, found.column


def read(path: Path, root: Path | None = None) -> Document:
    """Read a workshop file, or raise a :class:`WorkshopError` that says what is wrong with it.

    Parameters
    ----------
    root
        The client's folder, where the file lies in a folder of it.
    """
    folder = ClientFolder(root or path.parent)
    try:
        content = folder.read_bytes(folder.name_of(path), LARGEST)
    except FileNotFoundError:
        raise WorkshopError.at(FilePosition(path), NO_FILE) from None
    except TooLargeError:
        raise WorkshopError.at(FilePosition(path, 1, 1), TOO_LARGE) from None
    except ClientFileError as error:
        raise WorkshopError.at(FilePosition(path), error.message) from None
    except OSError as error:
        says = NOT_READABLE.filled(reason=reason(error))
        raise WorkshopError.at(FilePosition(path), says) from None
    return parse(path, content)


def parse(path: Path, content: bytes) -> Document:
    """Make a document of a file's bytes."""
    text = _decoded(path, content)
    _refuse_conflict(path, text)
    events = yaml.parse(text, Loader=Loader)
    try:
        document = Document(path, content, text, tree(path, text, events))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        before = [m for m in SEPARATOR.finditer(text) if mark is None or m.start() <= mark.index]
        if before:  # YAML counts lines otherwise than editors do from there on
            raise _separator(path, text, before[-1]) from None
        line, column, says = explained(error, text)
        raise WorkshopError.at(FilePosition(path, line, column), says) from None
    for found in SEPARATOR.finditer(text):
        # Between quotation marks it is a part of the text; in a comment it would end the comment.
        if not any(n.start <= found.start() < n.end for _, n in document.root.walk() if n.style):
            raise _separator(path, text, found)
    return document


def _refuse_conflict(path: Path, text: str) -> None:
    """Raise a :class:`WorkshopError` where Git has left two versions side by side."""
    lines = [(match.start(), match[0]) for match in CONFLICT.finditer(text)]
    if any(mark[0] in "<>" for _, mark in lines):
        last = _position(text[: lines[-1][0]])[0]
        says = GIT_CONFLICT.filled(last=str(last))
        raise WorkshopError.at(FilePosition(path, *_position(text[: lines[0][0]])), says)


def _separator(path: Path, text: str, found: re.Match[str]) -> WorkshopError:
    says = LINE_SEPARATOR.filled(code=f"U+{ord(found[0]):04X}")
    return WorkshopError.at(FilePosition(path, *_position(text[: found.start()])), says)


def _decoded(path: Path, content: bytes) -> str:
    if len(content) > LARGEST:
        raise WorkshopError.at(FilePosition(path, 1, 1), TOO_LARGE)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WorkshopError.at(FilePosition(path, 1, 1), UTF_16)
    content = content.removeprefix(BOM)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        raise WorkshopError.at(FilePosition(path, *_position(before)), NOT_UTF_8) from None
    found = UNREADABLE.search(text)
    if found:
        says = CONTROL.filled(code=f"U+{ord(found[0]):04X}")
        raise WorkshopError.at(FilePosition(path, *_position(text[: found.start()])), says)
    return text


def _position(before: str) -> tuple[int, int]:
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1
