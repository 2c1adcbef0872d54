import pytest

from tests.browser.lab.jupyterlab_server import JupyterLabServer


@pytest.fixture
def start_lab(chromium, tmp_path):
    """Start JupyterLab as ``parcours lab`` does; nothing goes wrong in its pages, nor outside."""
    servers = []

    def start_lab(client="", **how):
        servers.append(JupyterLabServer(chromium, tmp_path / f"lab {len(servers)}", client, **how))
        return servers[-1]

    yield start_lab
    for one in servers:
        one.close()
    for one in servers:
        assert one.mourned or one.errors == []
        assert one.outside() == []
