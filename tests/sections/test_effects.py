"""Emotions beside their effects, in the working edition alone (M4.5)."""

from __future__ import annotations

import pytest

from kit.blocks import Paragraph, Table
from kit.evidence.metrics.measure import measure
from kit.report.opening import report_on
from kit.resources import resource
from kit.sections import effects
from kit.workshop import load


@pytest.mark.parametrize("edition", ["client", "working"])
def test_who_recommends_and_what_they_buy_stand_beside_what_was_felt(edition):
    opened = load(resource("workshops") / "tandem-app")
    found = measure(opened.journey, opened.folder)
    blocks = effects.blocks(report_on(opened, found, "en", edition).context)
    if edition == "client":
        assert blocks == ()
        return
    said = next(block for block in blocks if isinstance(block, Paragraph))
    assert "no proof" in str(said.said)
    table = next(block for block in blocks if isinstance(block, Table))
    rated = [str(row[2]) for row in table.rows]
    assert rated == ["3", "4", "5"] * 2, "small groups are suppressed"
    assert str(table.rows[0][0]) == "The empty home screen"
    assert str(table.rows[3][1]) == "mean: plan chosen"
    assert all(int(str(row[5])) >= 5 for row in table.rows)
