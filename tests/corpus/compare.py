"""Compare what was found in a file with what is expected, and classify the result (README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kit.evidence import Role
from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.table import Column
from tests.corpus.found import Found, days, role_of, width
from tests.corpus.model import Expected

CLOSE = 1e-5
ROWS = re.compile(r"\b(?:rows?|lines?|header|table|tables|sheet|sheets)\b", re.IGNORECASE)


class Result(StrEnum):
    """The five results of README.md, from best to worst."""

    RIGHT = "right"
    WARNED = "right with a warning"
    REFUSED = "refused"
    REPORTED = "wrong but reported"
    SILENT = "silently wrong"


@dataclass(frozen=True)
class Difference:
    """One thing that differs: a column by its key, or ``rows``, ``tables`` and the like."""

    where: str
    says: str
    reported: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.says}" + (" (reported)" if self.reported else "")


@dataclass(frozen=True)
class Verdict:
    """The result for a file, and why."""

    result: Result
    why: tuple[str, ...] = ()


def judge(expected: Expected, found: Found) -> Verdict:
    """Return the result for a file: that of the worst difference."""
    if expected["outcome"] == "refuse":
        return _judge_refusal(expected, found)
    if found.refused:
        return Verdict(Result.REFUSED, (found.refused,))
    differences = list(_differences(expected, found))
    unsaid = tuple(_unsaid(expected, " ".join(m.text for m in found.messages)))
    why = tuple(map(str, differences)) + unsaid
    if any(not each.reported for each in differences):
        return Verdict(Result.SILENT, why)
    if differences or unsaid:
        return Verdict(Result.REPORTED, why)
    if expected["message"] == "none" and found.messages:
        return Verdict(Result.WARNED, tuple(m.text for m in found.messages))
    return Verdict(Result.RIGHT)


def _judge_refusal(expected: Expected, found: Found) -> Verdict:
    if found.refused:
        unsaid = tuple(_unsaid(expected, found.refused))
        if unsaid:
            return Verdict(Result.REPORTED, (*unsaid, found.refused))
        return Verdict(Result.RIGHT)
    assert found.reading is not None
    read_as = f"read as {found.reading.format}, {found.reading.table.n} rows"
    if expected.get("may_be_read") and found.reading.format != "table":
        return Verdict(Result.RIGHT)
    said = " ".join(m.text for m in found.messages)
    if found.messages and expected.get("must_say") and not [*_unsaid(expected, said)]:
        return Verdict(Result.REPORTED, (read_as, said))
    return Verdict(Result.SILENT, (read_as, said))


def _unsaid(expected: Expected, said: str) -> Iterator[str]:
    """Yield what had to be said and was not."""
    if expected["message"] == "required" and not said.strip():
        yield "no message"
    for words in expected.get("must_say", []):
        if not any(_says(said, word) for word in words):
            yield f"does not say {' or '.join(map(repr, words))}"


def _says(said: str, word: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said, re.IGNORECASE))


# --- the file ------------------------------------------------------------------------------------


def _differences(expected: Expected, found: Found) -> Iterator[Difference]:
    if expected.get("about") == "table":
        yield from _tables(expected, found)
        return
    reading, table = found.reading, found.table
    assert reading is not None
    if "source" in expected and not _is_source(expected["source"], found):
        yield Difference("source", f"{reading.kind}, not {expected['source']}")
    rows_reported = any(ROWS.search(m.text) and not m.columns for m in found.messages)
    if table.n != expected["rows"]:
        yield Difference("rows", f"{table.n}, not {expected['rows']}", rows_reported)
    if not _is_one(width(table), expected["columns"]):
        says = f"{width(table)}, not {expected['columns']}"
        yield Difference("columns", says, rows_reported)
    if "cases" in expected:
        cases = [len(set(table.values(c.name))) for c in table.of_role(Role.CASE)]
        if cases != [expected["cases"]]:
            yield Difference("cases", f"{cases}, not {expected['cases']}")
    wrong_rows = rows_reported and table.n != expected["rows"]
    for name, figure in expected.get("figures", {}).items():
        column = found.at(figure["position"])
        if column is None:
            yield Difference(name, "no such column", rows_reported)
            continue
        reported = wrong_rows or _is_named(column, name, found)
        block = expected.get("blocks", {}).get(name.rsplit(" [", 1)[0], {})
        for says in _figure(name, figure, block, column, found):
            yield Difference(name, says, reported)
    for question, block in expected.get("blocks", {}).items():
        yield from _block(question, block, expected, found)
    if expected.get("about") == "scale":
        yield from _asked(expected, found)
    declared = expected.get("declare", {}).get("measure")
    if declared and found.declared and not _is_close(found.declared.value, declared["value"]):
        yield Difference("measure", f"{found.declared}, not {declared['value']}")


def _is_source(kind: str, found: Found) -> bool:
    """Return whether a source is of a kind: an event log is the kit's web analytics with cases."""
    assert found.reading is not None
    is_log = bool(found.table.of_role(Role.CASE))
    return is_log if kind == "event-log" else (found.reading.kind == kind and not is_log)


def _is_one(found: object, expected: object) -> bool:
    return found in expected if isinstance(expected, list) else found == expected


def _is_close(found: float | None, expected: float | None) -> bool:
    if found is None or expected is None:
        return found is expected
    return abs(found - expected) <= CLOSE


def _is_named(column: Column, key: str, found: Found) -> bool:
    """Return whether a message names a column, by its name in the data, its question or its key."""
    names = {column.name, key, key.rsplit(" [", 1)[0], column.question} - {""}
    return any(
        set(m.columns) & names or any(name in m.text for name in names if len(name) > 3)
        for m in found.messages
    )


def _tables(expected: Expected, found: Found) -> Iterator[Difference]:
    """Yield what is wrong where the tool has to ask which table is meant."""
    assert found.reading is not None
    asked = any(m.about in ("sheet", "table") for m in found.messages)
    if not asked:
        yield Difference("tables", f"not asked; read as {len(found.reading.tables)}")
    listed = [(table.n, width(table)) for table in found.reading.tables]
    wanted = [(table["rows"], table["columns"]) for table in expected["tables"]]
    if listed != wanted:
        yield Difference("tables", f"{listed}, not {wanted}", asked)
    for table, wish in zip(found.reading.tables, expected["tables"], strict=False):
        if wish["title"] and table.name != wish["title"]:
            yield Difference("tables", f"{table.name!r}, not {wish['title']!r}", asked)


def _block(
    question: str, block: Expected, expected: Expected, found: Found
) -> Iterator[Difference]:
    """Yield what is wrong with a question of tick boxes: its base, and what was ticked (F21)."""
    keys = {item: f"{question} [{item}]" for item in block["boxes"]}
    columns = {i: found.at(expected["figures"][key]["position"]) for i, key in keys.items()}
    names = {column.name for column in columns.values() if column}
    known = [boxes for boxes in found.table.boxes if names <= set(boxes.columns)]
    reported = any(set(m.columns) & names or question in m.text for m in found.messages)
    if not known:
        yield Difference(question, "no question of tick boxes", reported)
        return
    boxes = known[0]
    wanted = [block["rows"], block["shown"], block["ticked_any"], block["nothing"]]
    if [boxes.rows, boxes.shown, boxes.ticked, boxes.nothing] != wanted:
        yield Difference(question, f"{boxes}, not {wanted}", reported)
    ticks = {i: sum(found.table.values(c.name)) for i, c in columns.items() if c}
    if ticks != block["boxes"]:
        yield Difference(question, f"{ticks}, not {block['boxes']}", reported)


def _asked(expected: Expected, found: Found) -> Iterator[Difference]:
    """Yield the columns whose scale is not asked."""
    asked = {name for m in found.messages if m.about == "scales" for name in m.columns}
    for name in expected["asked"]:
        column = found.at(expected["figures"][name]["position"])
        if column is None or column.name not in asked:
            yield Difference(name, "its scale is not asked")


# --- a column ------------------------------------------------------------------------------------


def _figure(
    name: str, figure: Expected, block: Expected, column: Column, found: Found
) -> Iterator[str]:
    role = role_of(column)
    if not _is_one(role, figure["role"]):
        yield f"role {role}, not {figure['role']}"
        return
    if "n" in figure and column.n != figure["n"] and role != "personal":
        yield f"n {column.n}, not {figure['n']}"
    if "scale" in figure or "emotion" in figure:
        yield from _scale(name, figure, column, found)
    if "mean" in figure:
        mean = found.answers[name, "mean", ""]
        if not _is_close(mean.value, figure["mean"]):
            yield f"mean {mean.value} {mean.refused}, not {figure['mean']}"
    for answer, (k, n) in figure.get("shares", {}).items():
        share = found.answers[name, "share", answer]
        if (share.k, share.n) != (k, n):
            yield f"{answer!r} {share.k} of {share.n} {share.refused}, not {k} of {n}"
    if "separator" in figure and column.separator.strip() != figure["separator"].strip():
        yield f"separator {column.separator!r}, not {figure['separator']!r}"
    if "ticked" in figure:
        share = found.answers[name, "share", ""]
        k, base = figure["ticked"]
        base = block.get("ticked_any") if base is None else base
        if (share.k, share.n) != (k, base):
            yield f"ticked {share.k} of {share.n} {share.refused}, not {k} of {base}"
    if "no_answer" in figure and dict(column.set_aside) != figure["no_answer"]:
        yield f"no answer {dict(column.set_aside)}, not {figure['no_answer']}"
    if "out_of" in figure and (column.scale is None or column.scale.high != figure["out_of"]):
        yield f"rank out of {column.scale}, not {figure['out_of']}"
    if "first" in figure and days(found.table, column) != (figure["first"], figure["last"]):
        yield f"{days(found.table, column)}, not {figure['first']} to {figure['last']}"


def _scale(name: str, figure: Expected, column: Column, found: Found) -> Iterator[str]:
    """Yield what is wrong with a rating's ends and direction, and with what follows from them."""
    answers = {kind: found.answers[name, kind, ""] for kind in ("emotion", "nps", "csat")}
    if figure.get("scale") == "not stated" or figure.get("emotion", 0) is None:
        yield from (f"{kind} {a.value} is shown" for kind, a in answers.items() if not a.refused)
        return
    if column.scale is None:
        yield f"no scale, not {figure['scale']}"
        return
    low, high, way = figure["scale"]
    ends = (column.scale.low, column.scale.high)
    if (min(ends), max(ends)) != (low, high):
        yield f"scale {column.scale}, not {low}-{high}"
    labels = {normalize_cell(label): score for label, score in figure.get("labels", {}).items()}
    words = {normalize_cell(word): score for word, score in column.scale.words.items()}
    if not words.items() <= labels.items():
        yield f"labels {words}, not {labels}"
    emotion = answers["emotion"]
    if not _is_close(emotion.value, figure["emotion"]):
        yield f"emotion {emotion.value} {emotion.refused}, not {figure['emotion']} ({way})"
    if "nps" in figure:
        nps = answers["nps"]
        if not _is_close(nps.value, figure["nps"]):
            yield f"NPS {nps.value} {nps.refused}, not {figure['nps']}"
    if "csat" in figure and [answers["csat"].k, answers["csat"].n] != figure["csat"]:
        csat = answers["csat"]
        yield f"CSAT {csat.k} of {csat.n} {csat.refused}, not {figure['csat']}"
