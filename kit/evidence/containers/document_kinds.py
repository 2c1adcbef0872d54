"""Recognise documents by their text, whatever their suffix: XML, HTML, Markdown, YAML, JSON."""

from __future__ import annotations

import json
import re

_XML = re.compile(rb"<(?:\?xml|!doctype|!--|svg|html|[a-z][\w:-]*\s[^>]*xmlns)", re.IGNORECASE)
_ELEMENT = re.compile(rb"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>")
_EVENT_LOGS = ((re.compile(rb"<log\b"), "XES"), (re.compile(rb"<WorkflowLog\b"), "MXML"))
_PAGE = {b"head", b"body", b"main", b"section", b"article", b"header", b"nav", b"div", b"ul", b"ol"}
"""Elements with which a part of a page begins."""

_IN_A_HEADER = _PAGE | {
    b"a", b"b", b"big", b"br", b"center", b"em", b"font", b"h1", b"h2", b"h3", b"h4", b"h5", b"i",
    b"img", b"label", b"li", b"p", b"s", b"small", b"span", b"strong", b"sub", b"sup", b"table",
    b"td", b"th", b"tr", b"tt", b"u",
}  # fmt: skip
"""Elements with which the first question of an export may begin."""

_TITLE = re.compile(r"#{1,3} [^\n]+\n[ \t]*\n")
_STRUCTURE = re.compile(r"^(?:#{1,6} \S|[-*+] \S|\d+\. \S|```|> \S|\[[^\]\n]+\]\()", re.MULTILINE)
_KEY = re.compile(r"([\w.-][\w ./-]{0,60}|\"[^\"]+\"|'[^']+'):(?:\s.*)?")
_ITEM = re.compile(r"-(?: .*)?")
LEAST_LINES = 3


def markup_kind(start: bytes) -> str:
    """Return the name of the kind of markup with which a file begins; empty for none.

    >>> markup_kind(b'<log xes.version="1.0"><trace/></log>'), markup_kind(b"<b>Q1</b>,<b>Q2</b>")
    ('XES', '')
    """
    if not start.startswith(b"<"):
        return ""
    for pattern, name in _EVENT_LOGS:
        if pattern.search(start[:2048]):
            return name
    if _XML.match(start):
        return "SVG" if b"<svg" in start[:2048].lower() else "XML"
    element = _ELEMENT.match(start)
    if element is None:
        return ""
    name_of = element[1].lower()
    if name_of in _PAGE and b"," not in start.split(b"\n", 1)[0]:
        return "HTML"
    closed = b"</" in start or b"/>" in start
    return "XML" if closed and name_of not in _IN_A_HEADER else ""


def document_kind(start: bytes) -> str:
    r"""Return the name of the kind of document with which a file begins; empty for none.

    >>> document_kind(b"client:\n  name: Maison\nstages:\n  - id: a\n")
    'YAML'
    """
    text = start.decode("utf-8", "replace").replace("\r\n", "\n")
    if _is_json(text):
        return "JSON"
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        matter, _, rest = text[4:].partition("\n---\n")
        if _is_yaml(matter, 1):
            return "Markdown" if rest.strip() else "YAML"
    if (title := _TITLE.match(text)) and _STRUCTURE.search(text, title.end()):
        return "Markdown"
    return "YAML" if _is_yaml(text) else ""


def _is_json(text: str) -> bool:
    """Return whether a text, or its first line, is a list or an object."""
    if not text.startswith(("[", "{")):
        return False
    for part in (text, text.split("\n", 1)[0]):
        try:
            return isinstance(json.loads(part), list | dict)
        except (ValueError, RecursionError):
            continue
    return False


def _is_yaml(text: str, least: int = LEAST_LINES) -> bool:
    """Return whether all lines are keys and values, items or parts of them; no key comes twice."""
    lines = text.split("\n")
    if len(text) > 1000:
        lines = lines[:-1]  # perhaps cut
    lines = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if lines and lines[0] == "---":
        lines = lines[1:]
    keys = []
    for line in lines:
        if line[0] == " " or _ITEM.fullmatch(line):
            continue
        key = _KEY.fullmatch(line)
        if key is None:
            return False
        keys.append(key[1])
    begins = bool(lines) and bool(_KEY.fullmatch(lines[0]))
    return begins and len(lines) >= least and len(set(keys)) == len(keys)
