"""A conflict that Git has left in an export: nothing of it is counted."""

from __future__ import annotations

import pytest

from kit.evidence import UnreadableError, read
from kit.evidence.containers import git_conflict
from kit.evidence.metrics.measure import measure
from kit.workshop import load
from tests.workshop.every_field import EXPORT, put, written

OURS, THEIRS = EXPORT.splitlines()[1:3], EXPORT.splitlines()[3:6]


def conflicted(base=False, end="\n"):
    middle = ["||||||| parent", *OURS[:1]] if base else []
    lines = [EXPORT.splitlines()[0], "<<<<<<< HEAD", *OURS, *middle, "=======", *THEIRS]
    return end.join([*lines, ">>>>>>> theirs"])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("base", [False, True])
@pytest.mark.parametrize("chunk", [git_conflict.CHUNK, 7])
def test_it_is_refused_with_its_line(tmp_path, monkeypatch, end, base, chunk):
    monkeypatch.setattr(git_conflict, "CHUNK", chunk)
    path = tmp_path / "enquete.csv"
    path.write_bytes((conflicted(base, end)).encode())
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.message.text == "Git left a conflict here, so nothing is counted."
    assert caught.value.place.line == 2


def test_nothing_is_measured_on_it(tmp_path):
    workshop = load(put(tmp_path, written(("client", "name"), "Maison")))
    assert measure(workshop.journey, tmp_path).measured
    (tmp_path / "evidence" / "enquete.csv").write_text(conflicted() + "\n", "utf-8")
    found = measure(workshop.journey, tmp_path)
    assert not found.measured
    assert not found.facts
    assert [failure.message.text for failure in found.failures] == [git_conflict.CONFLICT.text]


@pytest.mark.parametrize(
    "cell",
    ["<<<<<<< HEAD", "=======\n>>>>>>> vous écriviez", ">>>>>>> a\n=======\n<<<<<<< b"],
)
def test_a_forwarded_message_is_no_conflict(tmp_path, cell):
    path = tmp_path / "tickets.csv"
    path.write_text(EXPORT + f'99,2026-01-01,3,"Bonjour\n{cell}\nfin"\n', "utf-8")
    assert read(path).table.data.num_rows == 41


def test_a_line_separator_ends_no_line_of_json(tmp_path):
    path = tmp_path / "avis.jsonl"
    lines = [f'{{"Note": {n % 5 + 1}, "Avis": "un\u2028deux {n}"}}' for n in range(12)]
    path.write_text("\n".join(lines), "utf-8")
    assert read(path).table.data.num_rows == 12
