import pytest

from tests.browser.lab.house import House


@pytest.fixture
def house(chromium, tmp_path):
    """Start JupyterLab as ``parcours lab`` does; nothing goes wrong in its pages, nor outside."""
    houses = []

    def house(client="", **how):
        houses.append(House(chromium, tmp_path / f"house {len(houses)}", client, **how))
        return houses[-1]

    yield house
    for one in houses:
        one.close()
    for one in houses:
        assert one.mourned or one.errors == []
        assert one.outside() == []
