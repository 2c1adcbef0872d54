from datetime import date

from kit.i18n import texts
from kit.studio.sync.store import WorkshopStore
from kit.workshop import load, versions


def test_a_review_closes_a_version(parcours, here):
    """M6.8, M6.9."""
    parcours("new", "Exemple")
    status, out, _ = parcours("version", "exemple", "-m", "First review", "--as-of", "2026-11-22")
    assert status == 0
    assert (here / out.strip()).name == "2026-11-22.yaml"
    workshop = load("workshops/exemple")
    assert workshop.journey.map.last_review == date(2026, 11, 22)
    [closed] = versions(workshop)
    assert closed.message == "First review"


def test_a_broken_file_has_no_version(parcours, broken):
    status, out, err = parcours("version", "broken")
    assert (status, out) == (2, "")
    assert "workshop.yaml:" in err
    assert not (broken / "history").exists()


def test_a_broken_version_is_found_by_the_check(parcours, here):
    parcours("new", "Exemple")
    parcours("version", "exemple", "--as-of", "2026-11-22")
    (here / "workshops" / "exemple" / "history" / "2026-11-22.yaml").write_text(
        "stages: [", "utf-8"
    )
    status, out, _ = parcours("check", "exemple", "--as-of", "2026-11-23")
    assert status == 2
    assert "2026-11-22.yaml:1:9: error file" in out


def test_what_is_computed_is_kept_beside_it(parcours, here):
    parcours("new", "Exemple", "--case", "maison-lumen", "--lang", "en")
    parcours("version", "exemple", "--as-of", "2026-11-22")
    kept = (here / "workshops" / "exemple" / "history" / "2026-11-22.figures.json").read_text()
    assert kept.startswith('{\n  "formulas": 2,\n  "figures": {')


def test_a_version_is_brought_back_and_can_be_undone(parcours, here):
    parcours("new", "Exemple")
    parcours("version", "exemple", "--as-of", "2026-11-22")
    path = here / "workshops" / "exemple" / "workshop.yaml"
    closed = load(path)
    edited = path.read_text("utf-8").replace("name: Exemple", "name: Autre", 1)
    path.write_text(edited, "utf-8")
    status, out, _ = parcours("version", "exemple", "--restore", "2026-11-22")
    assert status == 0
    assert "is restored to 2026-11-22.yaml" in out
    assert load(path).journey == closed.journey
    WorkshopStore(path, texts("en")).undo("undo")
    assert load(path).journey.client.name == "Autre"
    status, out, _ = parcours("version", "exemple", "--restore", "2026-11-22")
    status, out, _ = parcours("version", "exemple", "--restore", "2026-11-22")
    assert (status, "already" in out) == (0, True)


def test_a_version_that_is_not_there_is_named_with_those_that_are(parcours, here):
    parcours("new", "Exemple")
    for _ in range(2):
        parcours("version", "exemple", "--as-of", "2026-11-22")
    status, _, err = parcours("version", "exemple", "--restore", "2026-01-01")
    assert status == 2
    assert "Unknown version “2026-01-01”. Choose from: 2026-11-22, 2026-11-22-2." in err
