"""Read the ends and the direction of a scale from the text of a question (F20)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.evidence.columns.polarity import runs_down
from kit.evidence.table import Scale

_END = r"3|4|5|6|7|9|10|20|100"
_TO = r"(?:to|through|-|–|—|à|jusqu'à|a|bis|tot|and|et|und|y|e|/)"
_RANGES = (
    re.compile(
        r"(?:scale|échelle|skala|escala|scala|schaal|rate|not(?:e[rz]?|ez)|rating|bewert\w*|punt\w*|from|"
        r"de|von|van|da|desde|between|entre|zwischen|schulnote\w*)\D{0,40}?"
        rf"\b(?P<a>\d{{1,3}})\s*{_TO}\s*(?P<b>\d{{1,3}})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"[(\[](?P<a>\d{{1,3}})\s*{_TO}\s*(?P<b>\d{{1,3}})[)\]]", re.IGNORECASE),
    re.compile(
        r"(?:\b(?P<a>\d{1,3})\s*[(,=:–-][^0-9]{1,70}?[),;]?\s*"
        rf"{_TO}\s*(?P<b>\d{{1,3}})\b)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<a>\d{1,3})\s*[=:]\s*[^\d=:]{1,70}\b(?P<b>\d{1,3})\s*[=:]"),
    re.compile(
        r"\b(?P<a>\d{1,3})\s+(?:is|being|means|for|étant|est|pour|ist|bedeutet|für|es|significa|"
        r"siendo)\s+[^\d]{1,70}\b(?P<b>\d{1,3})\s+(?:is|being|means|for|étant|est|pour|ist|bedeutet|für|es|"
        r"significa|siendo|\w)",
        re.IGNORECASE,
    ),
)
_OUT_OF = re.compile(
    r"(?:out of|sur|von|/)\s*(?P<high>5|7|10)\b(?!\s*(?:%|years|ans))", re.IGNORECASE
)
_SCHOOL_MARK = re.compile(r"\bschulnote", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(
    r"\b(?P<value>\d{1,3})\s*[=:]\s*(?:not applicable|n/?a\b|no opinion|don.t know|non concern|"
    r"sans objet|non applicable|ne sait pas|sans avis|trifft nicht zu|keine angabe|weiß nicht|"
    r"no procede|no aplica|no sabe|ns/nc)",
    re.IGNORECASE,
)
_AROUND = " \t\n=:,;()[]–-—.…\u202f\u00a0"
_LONGEST = 70


def stated_scale(text: str) -> Scale | None:
    """Return the scale that a question states, with its direction; None if it states none.

    >>> str(stated_scale("How was it, from 1 (poor) to 5 (excellent)?"))
    '1–5'
    >>> str(stated_scale("Satisfaction (1 = very satisfied, 5 = very dissatisfied)"))
    '5–1'
    """
    excluded = {float(found["value"]) for found in _NOT_APPLICABLE.finditer(text)}
    told = _NOT_APPLICABLE.sub(" ", text)
    for first, last, start, middle, end in _ranges(told):
        low, high = sorted((first, last))
        if not (low in (0, 1) and re.fullmatch(_END, f"{high:g}")):
            continue
        one, other = _words(told[start:middle]), _words(_sentence(told[end:]))
        lower, upper = (one, other) if first < last else (other, one)
        down = runs_down(lower, upper) if lower or upper else None
        if down is None:
            down = bool(_SCHOOL_MARK.search(text))
        not_applicable = tuple(sorted(v for v in excluded if not low <= v <= high))
        return Scale(low, high, "stated", not_applicable=not_applicable, down=down)
    if found := _OUT_OF.search(told):
        return Scale(1.0, float(found["high"]), "stated")
    return None


def _ranges(text: str) -> Iterator[tuple[float, float, int, int, int]]:
    """Yield both numbers of each range, and where the words behind them begin and end."""
    for pattern in _RANGES:
        for found in pattern.finditer(text):
            yield (
                float(found["a"]),
                float(found["b"]),
                found.end("a"),
                found.start("b"),
                found.end("b"),
            )


def _words(text: str) -> str:
    """Return the words of an end without what joins it to its number and to the other end."""
    text = text.strip(_AROUND)
    text = re.sub(
        r"^(?:is|being|means|meaning|for|étant|est|pour|signifie|ist|bedeutet|für|es|significa|siendo)\b|"
        r"\b(?:to|and|et|à|bis|und|y|a)$",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return text.strip(_AROUND)


def _sentence(text: str) -> str:
    """Return the words up to the end of the sentence or of the bracket they stand in."""
    cut = re.search(r"[)\]?!;\n]|\.\s|,\s*\d", text.lstrip(_AROUND))
    shown = text.lstrip(_AROUND)
    return shown[: cut.start() if cut else _LONGEST][:_LONGEST]
