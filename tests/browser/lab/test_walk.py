"""The workshop in JupyterLab, from a client's name to the report."""

from pathlib import Path

import pytest

from tests.browser.lab.hands import Finger, Keys, Mouse
from tests.browser.lab.walk import FOLDER, QUOTATION, Walk

pytestmark = pytest.mark.browser

EXPECTED = Path(__file__).with_name("expected.yaml")


def walk(start_lab, hands):
    """Begin a walk at the start of all clients."""
    lab = start_lab()
    page = lab.page(**hands.HOW)
    lab.go(page)
    return Walk(lab, hands(page), page)


def test_a_client_is_created_a_step_filled_in_and_a_report_made(start_lab):
    walked = walk(start_lab, Mouse)
    walked.short()
    report = walked.server.folder / "outputs" / FOLDER.name / "report.html"
    assert QUOTATION in report.read_text("utf-8")


@pytest.mark.soak
@pytest.mark.parametrize("hands", [Mouse, Keys, Finger])
def test_a_workshop_is_held_without_touching_code(start_lab, hands):
    walked = walk(start_lab, hands)
    walked.whole()
    written = (walked.folder / "workshop.yaml").read_text("utf-8")
    assert written == EXPECTED.read_text("utf-8")
