"""The goldens hold: nothing of 0.1.0 is lost, but for what ``changed.toml`` states."""

import pytest

from tests.contracts.compare import changed, golden, lost, written
from tests.contracts.recording import CONTRACTS

SHOWN = "programs"
"""What users were shown is run, in ``test_python.py``; today's pages may show something else."""


@pytest.mark.parametrize("contract", [name for name in CONTRACTS if name != SHOWN])
def test_nothing_is_lost_but_what_was_changed_deliberately(contract):
    assert dict(lost(golden(contract), CONTRACTS[contract]())) == changed(contract)


def test_what_was_changed_names_contracts():
    import tomllib

    from tests.contracts.compare import CHANGED

    listed = tomllib.loads(CHANGED.read_text("utf-8"))["changed"]
    assert {change["contract"] for change in listed} <= set(CONTRACTS)


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, {}),
        ({"a": 1}, {"b": 1}, {"/a": (1, "gone")}),
        ({"a": 1}, {"a": 2}, {"/a": (1, 2)}),
        (["x", "y"], ["y", "z"], {"/x": ("x", "gone")}),
        ([{"a": 1}], [{"a": 1}, {"b": 1}], {}),
        ([{"a": 1}, {"a": 2}], [{"a": 1}], {"/1": ({"a": 2}, "gone")}),
        ({"required": ["x"]}, {"required": []}, {}),
        ({"required": ["x"]}, {"required": ["x", "y"]}, {"/required/y": ("gone", "y")}),
    ],
)
def test_a_loss_is_found_and_an_addition_is_none(was, now, found):
    assert dict(lost(was, now)) == found


def test_a_golden_reads_as_it_was_written():
    import json

    data = {"short": [1, 2], "long": ["word " * 10] * 4, "empty": {}, "é": None}
    assert json.loads(written(data)) == data
    assert '"short": [1, 2]' in written(data)
