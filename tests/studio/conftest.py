import pytest

from kit.studio.notebooks.step_notebook import OPEN
from kit.studio.widgets import live


@pytest.fixture
def put_away():
    """Close what the cells have shown, and the sessions behind it."""
    yield
    for widgets in (run for runs in OPEN.values() for run in runs):
        for widget in widgets:
            widget.close()
    OPEN.clear()
    for session in live.SESSIONS.values():
        session.close()
    live.SESSIONS.clear()
