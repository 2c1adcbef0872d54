import pytest
from hypothesis import settings

from kit.consent import VARIABLE

# Deadlines measure the machine, not the code.
settings.register_profile("kit", deadline=None)
settings.load_profile("kit")


def pytest_addoption(parser):
    parser.addoption(
        "--browser-required",
        action="store_true",
        help="a browser test that is skipped is a failure",
    )


@pytest.fixture(autouse=True, scope="session")
def own_data(tmp_path_factory):
    """Keep what tests permit apart from what the person who runs them has permitted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    required = item.config.getoption("--browser-required")
    if required and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"a browser test was skipped: {call.excinfo}"
    return report


@pytest.fixture(autouse=True)
def _no_consent(monkeypatch, tmp_path_factory):
    """Give each test a configuration of its own: nothing is allowed, and nothing is kept."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
