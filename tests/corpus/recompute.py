"""Figures of a written file, computed anew with pandas from its bytes and its known shape."""

from __future__ import annotations

import csv
import html
import io
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
import python_calamine

from tests.corpus.manifest import Entry
from tests.corpus.model import Document, Expected


@dataclass(frozen=True)
class File:
    """A file as it was built once for all tests here."""

    entry: Entry
    document: Document
    expected: Expected
    suffix: str
    content: bytes


def _lines(file: File) -> list[list[Any]]:
    """Return the cells of the sheet or text that holds the table, as text but for workbooks."""
    manner = file.entry.manner
    if manner.format in {"xlsx", "ods"}:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        picked = file.expected.get("picked", 1)
        sheet = book.get_sheet_by_index(0 if file.document.stacked else picked - 1)
        return [list(line) for line in sheet.to_python(skip_empty_area=False)]
    if manner.format == "parquet":
        frame = pd.read_parquet(io.BytesIO(file.content))
        return [list(frame.columns), *frame.astype(object).where(frame.notna(), "").values.tolist()]
    if manner.format == "htmlxls":
        rows = re.findall(r"<tr>(.*?)</tr>", file.content.decode(), re.DOTALL)
        return [
            [html.unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", row)] for row in rows
        ]
    text = file.content.decode(manner.encoding).replace("\0", "")
    if manner.format in {"json", "jsonl"}:
        records = (
            json.loads(text)
            if manner.format == "json"
            else [json.loads(line) for line in text.splitlines()]
        )
        return [
            list(records[0]),
            *([("" if v is None else v) for v in r.values()] for r in records),
        ]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=manner.delimiter))


def reread(file: File) -> pd.DataFrame:
    """Return the rows under the header, found by the number of lines that stand before it."""
    document = file.document
    lines = _lines(file)
    picked = file.expected.get("picked", 1) - 1
    table = document.tables[picked]
    start = len(table.above) + table.depth
    together = document.stacked or file.entry.manner.format in {"csv", "tsv", "txt"}
    if together:
        start += sum(
            len(t.above) + t.depth + t.rows + len(t.below) + document.gap
            for t in document.tables[:picked]
        )
    width = len(table.columns)
    rows = [[*line, *[""] * width][:width] for line in lines[start : start + table.rows]]
    after = lines[start + table.rows :] if len(document.tables) == 1 else []
    assert len([line for line in after if any(map(str, line))]) <= len(table.below)
    return pd.DataFrame(rows, dtype=object)


def _parse(cell: Any, thousands: str = "") -> float:
    if isinstance(cell, int | float):
        return float(cell)
    text = str(cell).replace("\u00a0", "")
    if thousands:
        text = text.replace(thousands, "")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", text):
        text = text.replace(",", "")
    return float(text.replace(",", "."))


def _same(word: str) -> Callable[[Any], bool]:
    return lambda cell: str(cell).removesuffix(".0") == word


def check(file: File, name: str, figure: Expected, cells: pd.Series) -> set[str]:
    """Assert the figures of a column and return the names of those that were computed."""
    where = f"{file.entry.id}: {name}"
    done = set()
    words = figure.get("no_answer", {})
    for word, k in words.items():
        assert cells.map(_same(word)).sum() == k, where
        done.add("no_answer")
    given = cells[
        cells.map(
            lambda cell: str(cell).strip() != "" and not any(_same(word)(cell) for word in words)
        )
    ]
    if figure["role"] == "box":
        return done | {"box"}
    if figure["role"] == "time":
        return done | _check_times(file, figure, given, where)
    assert len(given) == figure["n"], where
    if "mean" in figure:
        labels = figure.get("labels")
        thousands = figure.get("thousands", "")
        scores = given.map(
            lambda cell: labels[str(cell)] if labels else _parse(cell, thousands)
        ).astype(float)
        assert scores.mean() == pytest.approx(figure["mean"], abs=1e-6), where
        done |= {"mean"} | _check_scores(figure, scores, where)
    if "shares" in figure:
        separator = figure.get("separator")
        picked = given.map(lambda cell: set(str(cell).split(separator)) if separator else {cell})
        for answer, (k, n) in figure["shares"].items():
            assert (picked.map(lambda one, a=answer: a in one).sum(), len(given)) == (k, n), where
        done.add("shares")
    return done


def _check_scores(figure: Expected, scores: pd.Series, where: str) -> set[str]:
    done = set()
    if figure.get("emotion") is not None:
        low, high, direction = figure["scale"]
        position = (scores - low) / (high - low)
        good = 1 - position if direction == "down" else position
        assert (4 * good - 2).mean() == pytest.approx(figure["emotion"], abs=1e-5), where
        assert scores.between(low, high).all(), where
        done.add("emotion")
    if figure["role"] == "rank":
        assert figure["emotion"] is None
        assert scores.between(1, figure["out_of"]).all(), where
    if "nps" in figure:
        groups = pd.cut(scores, [-1, 6, 8, 10], labels=[-100, 0, 100]).astype(float)
        assert groups.mean() == pytest.approx(figure["nps"], abs=1e-5), where
        done.add("nps")
    if "csat" in figure:
        flipped = 6 - scores if figure["scale"][2] == "down" else scores
        assert [(flipped >= 4).sum(), len(scores)] == figure["csat"], where
        done.add("csat")
    return done


def _check_times(file: File, figure: Expected, given: pd.Series, where: str) -> set[str]:
    ends = ("first", "last")
    days = [_day(file, cell) for cell in given] if "first" in figure else []
    if days:
        past = [day for day in days if day.year <= 2025]
        assert len(days) - len(past) == figure.get("future", 0), where
        assert [min(past).isoformat(), max(past).isoformat()] == [figure[e] for e in ends], where
        assert len(past) == figure["n"], where
        return {"first"}
    assert len(given) == figure["n"], where
    return set()


def _day(file: File, cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if file.entry.args.get("pattern") == "serial":
        return date(1899, 12, 30) + timedelta(days=math.floor(float(cell)))
    text = str(cell).removesuffix(" GMT+1")
    patterns = {
        "surveymonkey": "%m/%d/%Y %I:%M:%S %p",
        "google": "%Y/%m/%d %I:%M:%S %p",
        "sphinx": "%d/%m/%Y %H:%M:%S",
    }
    pattern = file.entry.args.get("pattern") or patterns.get(file.entry.tool)
    return datetime.strptime(text, pattern).date() if pattern else date.fromisoformat(text[:10])


def check_block(file: File, question: str, block: Expected, table: pd.DataFrame) -> None:
    """Assert the ticks and the base of a block from the cells of its columns."""
    figures = file.expected["figures"]
    columns = {
        label: table.iloc[:, figures[f"{question} [{label}]"]["position"]].map(str)
        for label in block["boxes"]
    }
    no = {"No", "Non", "Nein", "0", "0.0"}
    ticked = {
        label: cells.map(lambda c: c not in no | {"", "N/A"}) for label, cells in columns.items()
    }
    assert {label: int(t.sum()) for label, t in ticked.items()} == block["boxes"], file.entry.id
    any_tick = pd.DataFrame(ticked).any(axis=1)
    assert any_tick.sum() == block["ticked_any"], file.entry.id
    shown = pd.DataFrame(
        {label: cells.map(lambda c: c not in {"", "N/A"}) for label, cells in columns.items()}
    ).any(axis=1)
    base = block["shown"] if block["shown"] is not None else block["rows"]
    if block["shown"] is not None:
        assert shown.sum() == base, file.entry.id
    assert block["nothing"] == base - block["ticked_any"], file.entry.id
    for label, k in block["boxes"].items():
        assert figures[f"{question} [{label}]"]["ticked"] == [k, block["shown"]]
