import pytest

from kit import resources

FOLDERS = ["notebooks", "templates", "workshops"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_checkout_has_its_folders_beside_the_package(folder):
    assert resources.resource(folder).is_dir()
    assert resources.resource(folder).parent == resources.PACKAGE.parent


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_wheel_carries_its_folders(folder, tmp_path, monkeypatch):
    carried = tmp_path / "shipped" / folder
    carried.mkdir(parents=True)
    monkeypatch.setattr(resources, "PACKAGE", tmp_path)
    assert resources.resource(folder) == carried
