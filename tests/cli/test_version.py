from datetime import date

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
    assert "2026-11-22.yaml:2:1: error file" in out
