from datetime import date

import pytest

from kit.i18n import texts
from kit.report import open_report, report
from kit.report.opening import theme_of
from kit.sections import SECTIONS
from kit.theme import Theme
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
    assert open_report(str(client), edition="working").sections == tuple(SECTIONS)


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


@pytest.fixture
def themed(tmp_path):
    """The theme of a file."""

    def themed(text, colour=None):
        path = tmp_path / "theme.yaml"
        path.write_text(text, encoding="utf-8")
        return theme_of(path, colour)

    return themed


def test_a_theme_file_goes_before_the_author_s_colour(themed):
    assert themed("brand: '#112233'", "#445566").brand == "#112233"
    assert themed("text_size: 10", "#445566") == Theme(brand="#445566", text_size=10.0)
    assert themed("fonts: [Noto Sans]").fonts == ("Noto Sans",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n- b", "cannot be read"),
        ("a: [", "cannot be read"),
        ("brandt: '#112233'", "Unknown theme field “brandt”"),
        ("brand: red", "“brand” is not"),
        ("brand: '#1122'", "“brand” is not"),
        ("brand: 12", "“brand” is not"),
        ("brand: '#112233;}body{display:none'", "“brand” is not"),
        ("feelings: ['#112233']", "“feelings” is not"),
        ("fonts: []", "“fonts” is not"),
        ("text_size: huge", "“text_size” is not"),
        ("ink: '#eeeeee'", "“ink” has too little contrast"),
    ],
)
def test_a_wrong_theme_says_what_is_wrong(themed, text, says):
    with pytest.raises(WorkshopError) as error:
        themed(text)
    assert says in str(error.value)


def test_damaged_figures_of_a_version_are_told_with_their_file(client, tmp_path):
    close(load(client), date(2026, 6, 18), "a review")
    figures = client / "history" / "2026-06-18.figures.json"
    figures.write_text("{", "utf-8")
    outcome = report(client, out=tmp_path / "outputs")
    assert [said for said in outcome.problems if "2026-06-18.figures.json" in said]
    assert not [said for said in outcome.problems if "parcours-kit" in said], "no defect"
    figures.unlink()
    assert not report(client, out=tmp_path / "outputs").problems
