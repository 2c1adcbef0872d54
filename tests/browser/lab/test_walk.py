"""The workshop in JupyterLab, from a client's name to the report."""

from pathlib import Path

import pytest

from tests.browser.lab.hands import Finger, Keys, Mouse
from tests.browser.lab.walk import FOLDER, Walk

pytestmark = pytest.mark.browser

EXPECTED = Path(__file__).with_name("expected.yaml")


@pytest.mark.parametrize(
    "hands",
    [
        Mouse,
        pytest.param(Keys, marks=pytest.mark.soak),
        pytest.param(Finger, marks=pytest.mark.soak),
    ],
)
def test_a_workshop_is_held_without_touching_code(start_lab, hands):
    lab = start_lab()
    page = lab.page(**hands.HOW)
    lab.go(page)
    Walk(lab, hands(page), page).whole()
    written = (lab.folder / FOLDER / "workshop.yaml").read_text("utf-8")
    assert written == EXPECTED.read_text("utf-8")
