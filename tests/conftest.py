import os
from pathlib import Path

import pytest
from hypothesis import settings

from kit.consent import VARIABLE
from tests.startup.sitecustomize import VARIABLE as LOG
from tests.startup.sitecustomize import watch

STARTUP = Path(__file__).parent / "startup"

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
def access_log(tmp_path_factory):
    """Watch this process, and each Python process that a test starts, for accesses to clients."""
    log = tmp_path_factory.mktemp("access") / "log.txt"
    log.touch()
    with pytest.MonkeyPatch.context() as patch:
        watch(str(log))
        patch.setenv(LOG, str(log))
        patch.setenv("PYTHONPATH", str(STARTUP), prepend=os.pathsep)
        yield log


@pytest.fixture(autouse=True)
def _clients_are_opened_in_one_place(access_log):
    """Fail a test in which a client's file was opened outside ``kit.client_files``."""
    yield
    if access_log.stat().st_size:
        found = sorted(set(access_log.read_text("utf-8").splitlines()))
        os.truncate(access_log, 0)
        pytest.fail("opened outside kit.client_files:\n" + "\n".join(found))


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
