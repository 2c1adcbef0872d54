"""Find what YAML reads without error, but otherwise than people mean it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.diagnostics import Place, Severity
from kit.fields import normalize, word_list
from kit.i18n import N_, UserText
from kit.rules import Finding, Rule
from kit.workshop.document import Document
from kit.workshop.shapes import is_text, shapes
from kit.workshop.tree import Node

TEXT_CUT = Rule(
    "text-cut-by-hash",
    Severity.WARNING,
    N_("The text ends before “{rest}”, which YAML reads as a comment."),
    N_(
        "Anything after a space and “#” is not part of the text and will be missing from the "
        "report."
    ),
    N_("Put the text in quotation marks or, for a comment, write a space after the “#”."),
    ("M7.7",),
)
LIST_IN_BRACKETS = Rule(
    "list-in-brackets",
    Severity.WARNING,
    N_("The brackets contain {count} entries, separated at the commas: “{first}”, “{second}” …"),
    N_("Between brackets each comma begins a new entry, even one that belongs to a sentence."),
    N_("Write each entry on its own line after a dash, or in quotation marks."),
    ("M7.7",),
)
NO_VERSION = Rule(
    "no-schema-version",
    Severity.NOTE,
    N_("The file does not say which version of the format it is written in."),
    N_("Later versions of the kit need it to read the file."),
    N_("Add the line “schema_version: 1” at the top of the file."),
    ("M6.9",),
)
RULES = (TEXT_CUT, LIST_IN_BRACKETS, NO_VERSION)

CUT = re.compile(r"[ \t]+(#[^\s#!][^\r\n]*)")
SHOWN = 40
BRACKETS = (("(", ")"), ("«", "»"), ("“", "”"))
STOP = re.compile(r"(?!\betc\.)\b[^\W\d_]{3,}\.$")
EXACT = ("evidence",)
"""Fields below which texts are copied from a file, word for word."""


def traps(document: Document) -> Iterator[Finding]:
    """Yield what YAML has probably understood otherwise than meant."""
    if document.root.entry("schema_version") is None:
        yield NO_VERSION.at("schema_version")
    for place, node in document.root.walk():
        if not place:
            continue
        if node.kind == "text" and not node.style:
            found = CUT.match(document.text, node.end)
            if found and (is_text(place) or (node.empty and _holds_a_value(place))):
                rest = found[1] if len(found[1]) <= SHOWN else found[1][:SHOWN] + "…"
                yield TEXT_CUT.at(*place, rest=UserText(rest))
        elif node.style == "[" and place[0] not in EXACT:
            yield from _list(place, node)


def _holds_a_value(place: Place) -> bool:
    """Return whether one text or number is expected at a place, such as a colour."""
    return any(shape.type in (str, int, float) for shape in shapes(place))


def _list(place: Place, node: Node) -> Iterator[Finding]:
    items = [child for _, child in node.entries]
    texts = [item.value for item in items]
    plain = all(item.kind == "text" and not item.style for item in items)
    if len(items) > 1 and plain and is_text((*place, 0)) and _is_one_text(texts):
        yield LIST_IN_BRACKETS.at(
            *place,
            count=len(items),
            first=UserText(items[0].value),
            second=UserText(items[1].value),
        )


def _is_one_text(items: list[str]) -> bool:
    """Return whether entries read as pieces of one text that commas have cut.

    They do if an entry after the first begins with a word that continues a sentence (“but”), if a
    bracket or quotation mark stays open in an entry, if the last alone ends with a full stop, or
    if entries that begin with a capital stand on either side of one that does not.

    >>> _is_one_text(["Compare prices", "but not for long"])
    True
    >>> _is_one_text(["Compare prices", "Read reviews"])
    False
    """
    if not any(" " in item for item in items):
        return False
    words = word_list("continuations")
    continued = any(normalize(item).partition(" ")[0] in words for item in items[1:])
    opened = any(item.count(a) != item.count(b) for item in items for a, b in BRACKETS)
    stopped = [STOP.search(item) is not None for item in items]
    capitals = [_begins_anew(item) for item in items]
    between = any(
        any(capitals[:number]) and any(capitals[number:])
        for number, capital in enumerate(capitals)
        if not capital
    )
    return continued or opened or between or stopped == [False] * (len(items) - 1) + [True]


def _begins_anew(text: str) -> bool:
    """Return whether a text begins with a capital, a digit or a name such as “eBay”."""
    return not text[:1].islower() or any(letter.isupper() for letter in text.split(" ")[0])
