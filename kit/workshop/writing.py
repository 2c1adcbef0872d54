"""Write values as YAML text, in the style of the file that they go into."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import yaml

from kit.plain_data import Data
from kit.workshop.document import UNREADABLE, Document
from kit.workshop.tree import Node
from kit.workshop.yaml_parser import BaseLoader, Loader

WIDTH = 100
TEXT_WIDTH = 88
LONG = 80
MOST_IN_A_LINE = 5

SIGNED = {"score", "scores", "sentiment", "change"}
"""Fields whose numbers may be written with a plus."""
COUNTED = {"mentions", "skipped", "repeated", "abandoned"}
COUNT = re.compile(r"(\d+) of (\d+)")

Flow = Literal["", "[", "{"]
"""The bracket directly around a value, or empty if it is written line by line."""

NOT_LITERAL = re.compile(f"{UNREADABLE.pattern}|[\t\u2028\u2029\ufeff]")


@dataclass(frozen=True)
class Written:
    """A value as text: the part on the line of its key, and the lines below it."""

    head: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class YamlStyle:
    """The YAML style of a file.

    Attributes
    ----------
    step
        By how much an inner field is indented.
    dash
        By how much the dash of a list is.
    plus
        Whether positive scores have their sign.
    """

    step: int = 2
    dash: int = 2
    plus: bool = False

    @classmethod
    def of(cls, document: Document) -> YamlStyle:
        """Return the style of a file, by the first lines that show it."""
        step = dash = None
        plus = False
        for _, node in document.root.walk():
            for key, child in node.entries:
                plus = plus or (child.kind == "text" and bool(re.match(r"\+\d", child.value)))
                if key is None or node.style or child.kind == "text" or child.style:
                    continue
                if child.kind == "mapping" and step is None:
                    step = child.column - key.column
                if child.kind == "list" and dash is None:
                    dash = child.column - key.column
        return cls(step or 2, 2 if dash is None else dash, plus)

    # --- lists and mappings ------------------------------------------------------------------

    def write(
        self,
        value: Data,
        column: int,
        *,
        key: str = "",
        flow: Flow = "",
        like: Node | None = None,
        siblings: Iterable[Node] = (),
        block: bool = False,
    ) -> Written:
        """Return a value as it is written after a key.

        Parameters
        ----------
        value
            Texts, numbers, dates, lists and mappings, as :meth:`kit.fields.Record.to_data` gives.
        column
            Where its key (or dash) stands.
        flow
            Which bracket it stands in.
        like
            What stood there before.
        siblings
            What stands beside it, whose style it takes.
        block
            Whether a list or a mapping is written line by line even where it would fit in one.
        """
        if isinstance(value, Mapping | list | tuple):
            line = self._in_a_line(value, key)
            if flow or not value:
                return Written(line)
            fits = column + len(key) + len(line) + 2 <= WIDTH or _numbers(value)
            if fits and not block and self._suits_a_line(value, list(siblings)):
                return Written(line)
            below = self._below(value, column, key)
            return Written("", tuple(below))
        return self._scalar(value, column, key, flow, like)

    def _below(
        self, value: Sequence[Data] | Mapping[str, Data], column: int, key: str
    ) -> Iterator[str]:
        if isinstance(value, Mapping):
            yield from self._fields(value, column + self.step)
            return
        at = column + self.dash
        for item in value:
            if isinstance(item, Mapping) and item:
                written = self.write(item, at)
                if written.lines:
                    first, *rest = self._fields(item, at + 2)
                    yield " " * at + "- " + first[at + 2 :]
                    yield from rest
                    continue
            else:
                written = self.write(item, at, key=key)
            yield f"{' ' * at}- {written.head}".rstrip()
            yield from written.lines

    def _fields(self, value: Mapping[str, Data], column: int) -> Iterator[str]:
        for name, item in value.items():
            written = self.write(item, column, key=str(name))
            yield f"{' ' * column}{name}: {written.head}".rstrip()
            yield from written.lines

    def _in_a_line(self, value: Sequence[Data] | Mapping[str, Data], key: str) -> str:
        if isinstance(value, Mapping):
            fields = (
                f"{name}: {self.write(item, 0, key=str(name), flow='{').head}"
                for name, item in value.items()
            )
            return "{" + ", ".join(fields) + "}"
        return "[" + ", ".join(self.write(i, 0, key=key, flow="[").head for i in value) + "]"

    def _suits_a_line(
        self, value: Sequence[Data] | Mapping[str, Data], siblings: list[Node]
    ) -> bool:
        if not isinstance(value, Mapping):
            # Several texts read better below each other, where no comma can divide them.
            return not any(
                isinstance(item, Mapping) or (isinstance(item, str) and " " in item)
                for item in value
            )
        alike = [node for node in siblings if node.kind == "mapping"]
        if alike:
            return any(node.style for node in alike)
        return len(value) <= MOST_IN_A_LINE and not any(
            isinstance(item, Mapping)
            or (isinstance(item, list | tuple) and len(item) > 3)
            or (isinstance(item, str) and (" " in item or not reads_plainly(item, "{")))
            for item in value.values()
        )

    # --- texts and numbers -------------------------------------------------------------------

    def _scalar(self, value: Data, column: int, key: str, flow: Flow, like: Node | None) -> Written:
        if value is None:
            return Written("null" if flow else "")
        if isinstance(value, bool):
            words = ("no", "yes") if like and like.value in ("yes", "no") else ("false", "true")
            return Written(words[value])
        if isinstance(value, int | float):
            plus = self.plus and key in SIGNED and value > 0
            return Written(("+" if plus else "") + number(value))
        if isinstance(value, date):
            return Written(value.isoformat())
        value = str(value)
        if key in COUNTED and like and COUNT.fullmatch(value):
            word = re.search(r"\d\s*(of|sur|/)\s*\d", like.value)
            if word:
                return Written(value.replace(" of ", like.value[word.start() + 1 : word.end() - 1]))
        return self.text(value, column, flow, like)

    def text(self, text: str, column: int, flow: Flow = "", like: Node | None = None) -> Written:
        """Return a text as it is written after a key in a column, or in a bracket."""
        one_line = "\n" not in text and not NOT_LITERAL.search(text)
        short = one_line and len(text) <= LONG
        if like and like.style in ("'", '"') and one_line and column + len(text) <= WIDTH:
            return Written(quoted(text, like.style))
        was_block = like is not None and like.style in ("|", ">") and not flow
        if short and not was_block:
            if reads_plainly(text, flow):
                return Written(text)
            if reads_plainly(f"x{text}", flow):  # only what it looks like is in the way
                return Written(quoted(text))
        if not flow:
            block = _block(text, column + self.step)
            if block:
                return block
        return Written(quoted(text))


def _numbers(value: Data) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(v, int | float) for v in value)


def number(value: float) -> str:
    """Return the shortest text from which a number can be read back."""
    whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
    return str(int(value)) if whole else repr(value)


def quoted(text: str, mark: str = '"') -> str:
    """Return a text in quotation marks."""
    if mark == "'":
        return "'" + text.replace("'", "''") + "'"
    inner = json.dumps(text, ensure_ascii=False)[1:-1]
    return '"' + NOT_LITERAL.sub(_escaped, inner) + '"'


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


def reads_plainly(text: str, flow: Flow) -> bool:
    """Return whether a text can stand without quotes, for this kit and for other programs.

    In a list between brackets a text of several words cannot: people take it for a part of one
    sentence that its commas have cut, and :mod:`kit.workshop.traps` warns of that.
    """
    if re.fullmatch("[yYnN]", text) or (flow and re.search(r"[,\[\]{}:#]", text)):
        return False
    if flow == "[" and " " in text:
        return False
    try:
        float(text.replace("_", ""))
    except ValueError:
        pass
    else:
        return False
    around = "k: [{0}, {0}]" if flow else "k:\n- {0}\n- {0}"
    try:
        return bool(
            yaml.load(text, Loader=Loader) == text  # noqa: S506
            and yaml.load(around.format(text), Loader=BaseLoader) == {"k": [text, text]}  # noqa: S506
        )
    except (yaml.YAMLError, ValueError):
        return False


def _block(text: str, indent: int) -> Written | None:
    if NOT_LITERAL.search(text):
        return None
    literal = "\n" in text
    lines = text.split("\n") if literal else _wrapped(text, max(40, TEXT_WIDTH - indent))
    block = Written(
        "|-" if literal else ">-", tuple(" " * indent + line if line else "" for line in lines)
    )
    try:
        back = yaml.load("\n".join((f"k: {block.head}", *block.lines)), Loader=BaseLoader)  # noqa: S506
    except yaml.YAMLError:
        return None
    return block if back == {"k": text} else None


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text at single spaces only, as YAML folds a line end into one."""
    lines = [""]
    for word in re.split(r"(?<![ \t]) (?![ \t])", text):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
