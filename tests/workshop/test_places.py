"""Workshops are found by file, folder or pattern; new ones stay inside their root."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from kit.i18n import texts
from kit.workshop import WorkshopError, create, find, identity, load
from kit.workshop.places import folder_for
from tests.workshop.files import SMALL

STARTER = "# yaml-language-server: $schema=x.json\nclient: {name: …, language: fr}   # ici\n"


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "workshops"
    for name in ("acme", "comptoir/achat", "comptoir/retours", "zoe/history"):
        (root / name).mkdir(parents=True)
        (root / name / "workshop.yaml").write_text(SMALL, encoding="utf-8")
    (root / "zoe" / "workshop.yaml").write_text(SMALL, encoding="utf-8")
    return root


def names(root, files):
    return [file.relative_to(root).parent.as_posix() for file in files]


def test_a_folder_of_workshops_gives_them_all(root):
    assert names(root, find([root])) == ["acme", "comptoir/achat", "comptoir/retours", "zoe"]


def test_a_clients_folder_gives_its_journeys(root):
    assert names(root, find([root / "comptoir"])) == ["comptoir/achat", "comptoir/retours"]


def test_a_workshop_is_not_searched_for_others(root):
    assert names(root, find([root / "zoe"])) == ["zoe"]


def test_files_folders_and_patterns_mix_and_each_comes_once(root):
    paths = [root / "acme", str(root / "acme" / "workshop.yaml"), str(root / "[ac]*")]
    assert names(root, find(paths)) == ["acme", "comptoir/achat", "comptoir/retours"]


def test_what_is_not_there_is_said_of_each_path(root):
    with pytest.raises(WorkshopError) as caught:
        find([root / "acme", root / "nobody", str(root / "x*")])
    assert [found.place.path.name for found in caught.value.diagnostics] == ["nobody", "x*"]


def test_the_path_is_the_identity():
    assert identity(Path("/a/workshops/acme")) == PurePosixPath("acme")
    assert identity(Path("/a/workshops/acme/retours")) == PurePosixPath("acme/retours")
    assert identity(Path("/workshops/old/workshops/acme")) == PurePosixPath("acme")
    assert identity(Path("/elsewhere/acme")) == PurePosixPath("acme")
    assert identity(Path("/a/workshops")) == PurePosixPath("workshops")


def test_a_new_workshop_has_its_folder_its_name_and_its_schema(tmp_path):
    workshop = create(tmp_path, "Maison Éxemple", STARTER)
    assert workshop.path == tmp_path / "maison-exemple" / "workshop.yaml"
    assert workshop.text == (
        "# yaml-language-server: $schema=../workshop.schema.json\n"
        "client: {name: Maison Éxemple, language: fr}   # ici\n"
    )
    schema = workshop.folder / "../workshop.schema.json"
    assert "Un atelier de parcours client" in schema.read_text(encoding="utf-8")


def test_a_new_journey_of_a_client(tmp_path):
    workshop = create(tmp_path, "Le Comptoir/Retours", STARTER)
    assert workshop.path == tmp_path / "le-comptoir" / "retours" / "workshop.yaml"
    assert workshop.journey.client.name == "Le Comptoir"
    assert "$schema=../../workshop.schema.json" in workshop.text
    with pytest.raises(WorkshopError, match="has a folder for each journey"):
        create(tmp_path, "Le Comptoir", STARTER)


def test_a_journey_is_not_put_inside_another(root):
    with pytest.raises(WorkshopError, match="contains one journey"):
        create(root, "acme/retours", STARTER)


def test_an_existing_workshop_is_left_alone(root):
    with pytest.raises(WorkshopError, match="already exists"):
        create(root, "ACME", STARTER)
    assert load(root / "acme").text == SMALL


@pytest.mark.parametrize(
    "name",
    [
        "../../x",
        "..",
        "",
        "/",
        "/etc/passwd/x",
        "a/b/c",
        "a//b",
        "..\\..\\x",
        "C:/a/b",
        "。、",
        "🙂",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(WorkshopError, match="not a valid workshop name"):
        create(tmp_path / "root", name, STARTER)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["CON", "nul", "Aux", "lpt1", "acme/prn"])
def test_names_that_windows_keeps_are_refused(tmp_path, name):
    with pytest.raises(WorkshopError, match="Windows"):
        folder_for(tmp_path, name)


def test_a_name_with_control_characters_is_refused(tmp_path):
    with pytest.raises(WorkshopError, match="not a valid workshop name") as caught:
        create(tmp_path, "a\x07b", STARTER)
    assert "ne peut pas nommer" in caught.value.text(texts("fr"))


def test_a_link_that_leads_out_is_not_followed(tmp_path):
    (tmp_path / "out").mkdir()
    root = tmp_path / "root"
    root.mkdir()
    (root / "acme").symlink_to(tmp_path / "out")
    with pytest.raises(WorkshopError):
        create(root, "acme", STARTER)
    assert list((tmp_path / "out").iterdir()) == []
