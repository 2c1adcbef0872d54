"""Read PO catalogues as they are, without importing Babel.

Babel's parser takes about a tenth of a second of processor for the catalogues of the kit, as much
as the rest of a short command. The tests compare this reader with Babel's on each catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

Key = tuple[str, str]
"""A context, empty in most entries, and the English text."""

_STRING = r'((?:"[^\n]*"[ \t]*(?:\n|\Z))+)'
_ENTRY = re.compile(
    r"((?:^\#[^\n]*\n)*)"
    rf"(?:^msgctxt[ \t]+{_STRING})?"
    rf"^msgid[ \t]+{_STRING}"
    rf"(?:^msgid_plural[ \t]+{_STRING})?"
    rf"((?:^msgstr(?:\[\d+\])?[ \t]+{_STRING})+)",
    re.MULTILINE,
)
_FORM = re.compile(rf"^msgstr(?:\[\d+\])?[ \t]+{_STRING}", re.MULTILINE)
_FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


def read_entries(path: Path) -> Iterator[tuple[Key, str | tuple[str, ...]]]:
    """Yield the translated entries of a PO file; those marked as fuzzy or obsolete are left out.

    The translation of an entry with a plural is a tuple of its forms.
    """
    for entry in _ENTRY.finditer(path.read_text("utf-8")):
        comments, context, english, plural, forms = entry.group(1, 2, 3, 4, 5)
        if comments and _FUZZY.search(comments):
            continue
        key = (_unquoted(context) if context else "", _unquoted(english))
        if not key[1]:  # the header
            continue
        if plural is None:
            translated = _unquoted(forms[len("msgstr") :].lstrip())
            if translated:
                yield key, translated
        else:
            several = tuple(map(_unquoted, _FORM.findall(forms)))
            if all(several):
                yield key, several


def _unquoted(lines: str) -> str:
    r"""Return the text of one or more quoted lines.

    >>> _unquoted('"Say "\n"\\"yes\\""')
    'Say "yes"'
    """
    text = lines.strip()[1:-1]
    if "\n" in text:
        text = "".join(line.strip()[1:-1] for line in lines.strip().split("\n"))
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
