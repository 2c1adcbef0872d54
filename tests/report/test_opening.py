from datetime import date

import pytest

from kit.i18n import texts
from kit.report import open_report, report
from kit.resources import resource
from kit.sections import SECTIONS
from kit.versions import close
from kit.workshop import WorkshopError, load


def test_a_report_is_in_the_workshop_s_language_and_the_author_s_colour(client):
    report = open_report(str(client), as_of="2026-11-22")
    assert report.lang == "fr"
    assert report.context.as_of == date(2026, 11, 22)
    assert report.context.theme.brand == "#0b6e4f"
    assert report.context.identity == "maison-exemple"


def test_the_findings_are_for_the_working_edition(client):
    assert "review" not in open_report(str(client)).sections
    assert open_report(str(client)).section("review") is None
    working = open_report(str(client), edition="working").sections
    assert working == tuple(id for id in SECTIONS if id != "workshop-scores")


def test_scores_are_compared_where_both_are_known():
    lamp = open_report(str(resource("workshops") / "maison-lumen"))
    assert "workshop-scores" in lamp.sections
    assert lamp.section("workshop-scores") is not None


def test_a_place_is_told_by_file_and_line(client):
    context = open_report(str(client)).context
    assert context.locate(("personas", "lea", "name")) == "workshop.yaml:6"


def test_a_refused_logo_is_told_with_its_line(client):
    file = client / "workshop.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("author: {", "author: {logo: ../secret.png, "), encoding="utf-8")
    with pytest.raises(WorkshopError) as error:
        open_report(str(client))
    [fault] = error.value.diagnostics
    assert fault.place.line == 3
    assert "hors du dossier du client" in fault.text(texts("fr"))


def test_damaged_figures_of_a_version_are_told_with_their_file(client, tmp_path):
    close(load(client), date(2026, 6, 18), "a review")
    figures = client / "history" / "2026-06-18.figures.json"
    figures.write_text("{", "utf-8")
    outcome = report(client, out=tmp_path / "outputs")
    assert [said for said in outcome.problems if "2026-06-18.figures.json" in said]
    assert not [said for said in outcome.problems if "parcours-kit" in said], "no defect"
    figures.unlink()
    assert not report(client, out=tmp_path / "outputs").problems
