"""Explain the errors of a YAML parser to people who write no programs."""

from __future__ import annotations

import re

import yaml

from kit.i18n import N_, Message, UserText

COLON = N_(
    "A colon and a space inside a text end it here. Put the text in quotation marks: {quoted} "
    "— or on the lines below {block}"
)
COLON_ONLY = N_(
    "A colon followed by a space means that a value follows. If it belongs to a text, put the "
    "text in quotation marks."
)
INDENTED = N_("This line is indented too far. Align it with the fields above.")
TAB = N_("There is a tab here. Indent with spaces.")
NO_COLON = N_("A field name needs a colon and a space after it, as in “name: Léa”.")
SPECIAL = N_("Put a text that begins with “{character}” in quotation marks.")
STAR = N_(
    "Put a text that begins with “*” or “&” in quotation marks. In YAML, “*” and “&” name "
    "repeated parts, which workshop files do not have."
)
NO_NAME = N_("A name is missing before the colon.")
ESCAPE = N_(
    "A backslash in double quotation marks has a special meaning. Write it twice, or use "
    "single quotation marks."
)
OPEN_QUOTE = N_("The quotation mark that opens here is never closed.")
OPEN_BRACKET = N_(
    "The bracket that opens here is not closed, or a comma is missing between two entries."
)
AFTER_QUOTE = N_(
    'There is text after the closing quotation mark. Put all of the text between “"…"”, or '
    "write an apostrophe inside '…' twice."
)
ALIGNMENT = N_(
    "This line is not aligned with the fields above. Check its indentation, and the quotation "
    "marks and brackets before it."
)
UNKNOWN = N_("This is not valid YAML. Check the indentation, quotation marks and brackets here.")

FIELD = re.compile(r"^\s*(?:- +)?([^\s:\"'#\[{][^:\"'#]*?): +(\S.*?)\s*$")
QUOTED = re.compile(r"(?:^|[:\-,\[{]\s+)(['\"])")


def _last_bracket(text: str) -> tuple[int, int]:
    """Return line and column of the last opening bracket of a text."""
    before = text[: max(text.rfind("["), text.rfind("{"), 0)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def explained(error: yaml.YAMLError, text: str) -> tuple[int, int, Message]:
    """Return line, column and an explanation of a parser's error."""
    problem = getattr(error, "problem", None) or ""
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    if mark is None:
        return 1, 1, UNKNOWN
    lines = re.split("\r\n|\r|\n", text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    says = UNKNOWN
    if line.lstrip(" -{").startswith(":"):
        says = NO_NAME
    elif "mapping values are not allowed" in problem:
        return _colon(lines, mark.line, mark.column)
    elif "tab" in problem or "'\\t'" in problem or line[mark.column : mark.column + 1] == "\t":
        says = TAB
    elif "cannot start any token" in problem:
        says = SPECIAL.filled(character=UserText(line[mark.column : mark.column + 1]))
    elif "alias" in context or "anchor" in context:
        says, mark = STAR, opened or mark
    elif "escape" in problem:
        # One parser points at the backslash, the other behind it.
        at = line.rfind("\\", 0, mark.column + 1)
        return mark.line + 1, (at if at >= 0 else mark.column) + 1, ESCAPE
    elif "quoted scalar" in context:
        says, mark = OPEN_QUOTE, opened or mark
    elif "could not find expected ':'" in problem:
        says, mark = NO_COLON, opened or mark
    elif "flow" in context:
        same_line = opened is not None and opened.line == mark.line
        if same_line and line[mark.column : mark.column + 1] == ":":
            return mark.line + 1, mark.column + 1, COLON_ONLY
        inside = QUOTED.search(line[: mark.column]) and same_line
        says, mark = (AFTER_QUOTE, mark) if inside else (OPEN_BRACKET, opened or mark)
        if not inside and mark.index >= len(text.rstrip()):  # the parsers count the end differently
            return *_last_bracket(text), says
    elif QUOTED.search(line[: mark.column]) and line[: mark.column].rstrip()[-1:] in "'\"":
        says = AFTER_QUOTE
    elif "did not find expected" in problem or "expected <block end>" in problem:
        says = ALIGNMENT
    return mark.line + 1, mark.column + 1, says


def _colon(lines: list[str], number: int, column: int) -> tuple[int, int, Message]:
    """Explain a colon where none can be: in a text, or after a line that went wrong before it."""
    line = lines[number]
    found = FIELD.match(line)
    if found and ": " in line[:column]:
        name, value = found[1], found[2]
        mark = "'" if '"' in value else '"'
        quoted = f"{name}: {mark}{value.replace(mark, mark * 2)}{mark}"
        says = COLON.filled(quoted=UserText(quoted), block=UserText(f"{name}: >-"))
        return number + 1, column + 1, says
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), None)
    if above is None:
        return number + 1, column + 1, COLON_ONLY
    if not re.search(r":(\s|$)", lines[above]):
        return above + 1, len(lines[above].rstrip()) + 1, NO_COLON
    return number + 1, column + 1, INDENTED
