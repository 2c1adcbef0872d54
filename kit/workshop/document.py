"""A workshop file's text as a tree of nodes, each knowing where it stands.

Of YAML only the events are used: what a word means is the model's business, so ``name: no`` stays
“no” and ``12:30`` a text. The tree is what errors are located by and what saving edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

from kit.client_files import ClientFileError, ClientFolder, TooLargeError
from kit.errors import reason
from kit.i18n import N_, Message, Words
from kit.rules import Place
from kit.workshop.faults import Fault, WorkshopError
from kit.workshop.loader import Loader
from kit.workshop.yaml_faults import NO_NAME, STAR, explained

LARGEST = 1_000_000
DEEPEST = 50
BOM = b"\xef\xbb\xbf"
EMPTY = ("", "~", "null", "Null", "NULL")
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?= |\r?$)", re.MULTILINE)
"""Conflict markers of Git, at the start of a line; “=======” alone may be part of a text."""
SEPARATOR = re.compile("[\u2028\u2029]")

TOO_LARGE = N_("The file is larger than 1 MB, which no workshop is: is it the right file?")
NO_FILE = N_("There is no such file.")
NOT_READABLE = N_("The file cannot be opened: {reason}.")
IS_EMPTY = N_("The file is empty: start again from a template, with “parcours new”.")
UTF_16 = N_("The file is saved as UTF-16: save it again with the encoding UTF-8.")
NOT_UTF_8 = N_(
    "The file is not saved as UTF-8, as this character shows: save it again with the encoding "
    "UTF-8."
)
CONTROL = N_("The invisible control character {code} stands here: delete it.")
GIT_CONFLICT = N_(
    "Git left a conflict here, up to line {last}: keep one of the two versions, and delete the "
    "lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”."
)
LINE_SEPARATOR = N_(
    "The invisible character {code} stands here, at which a line ends for YAML: delete it, or put "
    "the text between quotation marks."
)
NOT_MAPPING = N_(
    "A workshop file is made of fields such as “client:” and “stages:”; this one begins "
    "differently."
)
TAG = N_(
    "A text that begins with “!” needs quotation marks around it: “!” names a type in YAML, which "
    "workshop files do not have."
)
SEVERAL = N_("A second document begins here: keep one workshop per file.")
TOO_DEEP = N_("More than 50 levels stand within each other here: no workshop needs that.")
TWICE = N_("“{name}” stands here a second time; first in line {line}. Keep one of the two.")


@dataclass(slots=True, eq=False)
class Node:
    """A text, a list or a mapping of the file.

    Attributes
    ----------
    style
        Of a text, the character that opens it (``'`` ``"`` ``|`` ``>``), or nothing where it is
        plain. Of a list or a mapping, its bracket, or nothing where it is written line by line.
    start, end
        Where it stands in the text, counted in characters. What is written line by line ends with
        its last line.
    entries
        A list's or a mapping's children, each with its key (None in a list).
    """

    kind: Literal["text", "list", "mapping"]
    style: str
    start: int
    end: int
    line: int
    column: int
    value: str = ""
    entries: list[tuple[Node | None, Node]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Return whether the node is an empty value."""
        return self.kind == "text" and not self.style and self.value in EMPTY

    @property
    def data(self) -> Any:
        """The node as plain data: every scalar a text, an empty one None."""
        if self.kind == "text":
            return None if self.empty else self.value
        if self.kind == "list":
            return [child.data for _, child in self.entries]
        return {key.value: child.data for key, child in self.entries if key}

    def entry(self, part: str | int) -> tuple[Node | None, Node] | None:
        """Return a child with its key, by name or by position."""
        if isinstance(part, int):
            return self.entries[part] if 0 <= part < len(self.entries) else None
        return next((e for e in self.entries if e[0] and e[0].value == part), None)

    def walk(self, place: Place = ()) -> Iterator[tuple[Place, Node]]:
        """Yield every node below this one, and itself, with its place."""
        yield place, self
        for number, (key, child) in enumerate(self.entries):
            yield from child.walk((*place, key.value if key else number))


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
        raise WorkshopError([Fault(path, 0, 0, NO_FILE)]) from None
    except TooLargeError:
        raise WorkshopError([Fault(path, 1, 1, TOO_LARGE)]) from None
    except ClientFileError as error:
        raise WorkshopError([Fault(path, 0, 0, error.message)]) from None
    except OSError as error:
        says = NOT_READABLE.filled(reason=reason(error))
        raise WorkshopError([Fault(path, 0, 0, says)]) from None
    return parse(path, content)


def parse(path: Path, content: bytes) -> Document:
    """Make a document of a file's bytes."""
    text = _decoded(path, content)
    _refuse_conflict(path, text)
    events = yaml.parse(text, Loader=Loader)
    try:
        document = Document(path, content, text, _Tree(path, text).root(events))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        before = [m for m in SEPARATOR.finditer(text) if mark is None or m.start() <= mark.index]
        if before:  # YAML counts lines otherwise than editors do from there on
            raise _separator(path, text, before[-1]) from None
        line, column, says = explained(error, text)
        raise WorkshopError([Fault(path, line, column, says)]) from None
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
        raise WorkshopError([Fault(path, *_position(text[: lines[0][0]]), says)])


def _separator(path: Path, text: str, found: re.Match[str]) -> WorkshopError:
    says = LINE_SEPARATOR.filled(code=f"U+{ord(found[0]):04X}")
    return WorkshopError([Fault(path, *_position(text[: found.start()]), says)])


def _decoded(path: Path, content: bytes) -> str:
    if len(content) > LARGEST:
        raise WorkshopError([Fault(path, 1, 1, TOO_LARGE)])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WorkshopError([Fault(path, 1, 1, UTF_16)])
    content = content.removeprefix(BOM)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        raise WorkshopError([Fault(path, *_position(before), NOT_UTF_8)]) from None
    found = UNREADABLE.search(text)
    if found:
        says = CONTROL.filled(code=f"U+{ord(found[0]):04X}")
        raise WorkshopError([Fault(path, *_position(text[: found.start()]), says)])
    return text


def _position(before: str) -> tuple[int, int]:
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


class _Tree:
    """Builds nodes from YAML's events, and refuses what workshop files do not have."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text

    def root(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 1)
            elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self.refuse(event, SEVERAL)
        if root is None or root.empty:
            raise WorkshopError([Fault(self.path, 1, 1, IS_EMPTY)])
        if root.kind != "mapping":
            raise WorkshopError([Fault(self.path, root.line, root.column, NOT_MAPPING)])
        return root

    def refuse(self, event: Any, says: Message) -> None:
        mark = event.start_mark
        raise WorkshopError([Fault(self.path, mark.line + 1, mark.column + 1, says)])

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if event.anchor is not None:
            self.refuse(event, STAR)
        if event.tag is not None:
            self.refuse(event, TAG)
        if depth > DEEPEST:
            self.refuse(event, TOO_DEEP)
        start, end = event.start_mark, event.end_mark
        at = start.index, end.index, start.line + 1, start.column + 1
        if isinstance(event, yaml.ScalarEvent):
            node = Node("text", event.style or "", *at, value=event.value)
            if node.style in ("|", ">"):
                node.end = node.start + len(self.text[node.start : node.end].rstrip(" \t\r\n"))
            return node
        if isinstance(event, yaml.SequenceStartEvent):
            node = Node("list", "[" if event.flow_style else "", *at)
            self.fill_list(node, events, depth)
        else:
            node = Node("mapping", "{" if event.flow_style else "", *at)
            self.fill_mapping(node, events, depth)
        return node

    def fill_list(self, node: Node, events: Iterator[Any], depth: int) -> None:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                self.close(node, event)
                return
            node.entries.append((None, self.node(event, events, depth + 1)))

    def fill_mapping(self, node: Node, events: Iterator[Any], depth: int) -> None:
        lines: dict[str, int] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                self.close(node, event)
                return
            key = self.node(event, events, depth + 1)
            if key.kind != "text":
                self.refuse(event, NOT_MAPPING)
            if not key.value:
                self.refuse(event, NO_NAME)
            if key.value in lines:
                self.refuse(event, TWICE.filled(name=Words(key.value), line=str(lines[key.value])))
            lines[key.value] = key.line
            child = self.node(next(events), events, depth + 1)
            between = re.sub("#.*", "", self.text[key.end : child.start])
            if child.start == child.end and ":" not in between:
                # “? name” alone: the parsers disagree on where its value is missing.
                child.start = child.end = key.end
                child.line, child.column = key.line, key.column
            node.entries.append((key, child))

    def close(self, node: Node, event: Any) -> None:
        if node.style:
            node.end = event.end_mark.index
        else:
            # The parser ends a block where the next thing starts; its last line says more.
            last_key, last = node.entries[-1]
            node.end = max(last.end, last_key.end if last_key else 0)
            rest = re.compile(r"[^\r\n]*").match(self.text, node.end)
            comment = rest[0] if rest else ""
            if comment.lstrip(" \t").startswith("#"):
                node.end += len(comment.rstrip(" \t"))
