"""Parse YAML with libyaml, or with PyYAML's own parser where libyaml is not installed.

Both must take the same files for the same thing. PyYAML's own parser is stricter in a few places:
a question mark in a text between braces, a tab between words, a byte order mark at the start of a
line. There it is made to read as libyaml does.
"""

from __future__ import annotations

import os
from typing import Any

import yaml
from yaml.tokens import ScalarToken

PURE = "PARCOURS_PURE_YAML"
"""The environment variable by which the tests run with PyYAML's own parser."""

ENDS = "\0\r\n\x85\u2028\u2029"
BLANKS = "\0 \t\r\n\x85\u2028\u2029"
BRACKETS = ",[]{}"


class LikeLibyaml(yaml.reader.Reader, yaml.scanner.Scanner):
    """PyYAML's own scanner, which finds the tokens that libyaml finds."""

    def forward(self, length: int = 1) -> None:
        """Go on by some characters; a byte order mark counts as one in its line."""
        if self.pointer + length + 1 >= len(self.buffer):
            self.update(length + 1)
        for _ in range(length):
            character = self.buffer[self.pointer]
            self.pointer += 1
            self.index += 1
            ends = character in "\n\x85\u2028\u2029"
            if ends or (character == "\r" and self.buffer[self.pointer] != "\n"):
                self.line += 1
                self.column = 0
            else:
                self.column += 1

    def scan_block_scalar_indicators(self, start_mark: yaml.Mark) -> tuple[bool | None, int | None]:
        """Read what follows ``|`` or ``>``; a comment or a tab may follow at once."""
        chomping, increment = None, None
        for _ in range(2):
            character = self.peek()
            if chomping is None and character in "+-":
                chomping = character == "+"
            elif increment is None and character in "123456789":
                increment = int(character)
            else:
                break
            self.forward()
        while self.peek() == "\t":
            self.forward()
        return chomping, increment

    def scan_block_scalar_ignored_line(self, start_mark: yaml.Mark) -> None:
        """Skip blanks and a comment up to the end of the line."""
        while self.peek() in " \t":
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_to_next_token(self) -> None:
        """Skip what stands between tokens: tabs, too, except where they would indent."""
        while True:
            if self.column == 0 and self.peek() == "\ufeff":
                self.forward()
            tabs = bool(self.flow_level) or not self.allow_simple_key
            while self.peek() == " " or (tabs and self.peek() == "\t"):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in ENDS:
                    self.forward()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def check_plain(self) -> bool:
        """Return whether a text without quotation marks begins here."""
        first, second = self.peek(), self.peek(1)
        if first not in BLANKS + "-?:,[]{}#&*!|>'\"%@`":
            return True
        if first == "-":
            return second not in " \t" + ENDS
        return not self.flow_level and first in "?:" and second not in BLANKS

    def scan_plain(self) -> Any:
        """Read a text without quotation marks."""
        chunks: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        spaces: list[str] = []
        while self.peek() != "#":
            length = self._plain_length()
            if length == 0:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self) -> int:
        length = 0
        while True:
            character = self.peek(length)
            if character in BLANKS or (self.flow_level and character in BRACKETS):
                return length
            if character == ":":
                following = self.peek(length + 1)
                if following in BLANKS:
                    return length
                if self.flow_level and following in BRACKETS + "?":
                    self.forward(length)
                    raise yaml.scanner.ScannerError(
                        "while scanning a plain scalar",
                        None,
                        "found unexpected ':'",
                        self.get_mark(),
                    )
            length += 1

    def scan_plain_spaces(self, indent: int, start_mark: yaml.Mark) -> list[str]:
        """Read what stands between two words of a text: spaces, tabs and ends of lines."""
        blanks = ""
        breaks: list[str] = []
        while self.peek() in " \t\r\n\x85\u2028\u2029":
            if self.peek() in " \t":
                if breaks and self.column < indent and self.peek() == "\t":
                    raise yaml.scanner.ScannerError(
                        "while scanning a plain scalar",
                        start_mark,
                        "found a tab character that violates indentation",
                        self.get_mark(),
                    )
                if not breaks:
                    blanks += self.peek()
                self.forward()
                continue
            breaks.append(self.scan_line_break())
            self.allow_simple_key = True
            if self.prefix(3) in ("---", "...") and self.peek(3) in BLANKS:
                return []
        if not breaks:
            return [blanks] if blanks else []
        first, *rest = breaks
        return [*([first] if first != "\n" else [] if rest else [" "]), *rest]


class PureLoader(LikeLibyaml, yaml.SafeLoader):
    """Read as libyaml does, without it; plain texts get their types."""


class PureBaseLoader(LikeLibyaml, yaml.BaseLoader):
    """Read as libyaml does, without it; every text stays a text."""


pure = bool(os.environ.get(PURE)) or not hasattr(yaml, "CSafeLoader")
Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = PureLoader if pure else yaml.CSafeLoader
BaseLoader: type[yaml.BaseLoader | yaml.CBaseLoader] = PureBaseLoader if pure else yaml.CBaseLoader
"""The loaders by which every YAML file is read."""
