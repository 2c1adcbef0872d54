"""A file of the client's becomes a source in the start notebook."""

import shutil
from datetime import UTC, datetime

import pytest

from kit.i18n import texts
from kit.resources import resource
from kit.studio.widgets.evidence import EvidenceAdder
from kit.workshop import load

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
ROWS = "Date;Note accueil;Avis\n" + "".join(
    f"{1 + i:02}/03/2026;{1 + i % 5};Un avis <b>n° {i}</b>\n" for i in range(20)
)


@pytest.fixture
def workshop(tmp_path):
    folder = tmp_path / "workshops" / "tandem-app"
    shutil.copytree(resource("workshops") / "tandem-app", folder)
    (folder / "evidence").mkdir(exist_ok=True)
    (folder / "evidence" / "sortie.csv").write_text(ROWS, "utf-8")
    return folder / "workshop.yaml"


@pytest.fixture
def adder(workshop):
    widget = EvidenceAdder(workshop, texts("en"))
    yield widget
    widget.close()


def test_a_file_of_the_folder_is_shown_as_understood_then_declared(adder, workshop):
    assert adder.button.disabled
    adder.existing.value = "sortie.csv"
    assert "20 rows" in adder.shown.value
    assert "1 March 2026 to 20 March 2026" in adder.shown.value
    assert (adder.name.value, adder.kind.value) == ("sortie", "survey")
    (question,) = adder.questions.children
    assert "Which scale is it, the worst answer first?" in question.children[0].value
    question.children[1].value = "1-10"
    assert "1–10 (as you set it)" in adder.shown.value
    adder.name.value, adder.kind.value = "Sortie de caisse", "mystery-visit"
    adder.button.click()
    source = load(workshop).journey["sortie"]
    assert (source.name, source.kind, source.file) == (
        "Sortie de caisse",
        "mystery-visit",
        "sortie.csv",
    )
    assert source.options.scales == {"Note accueil": "1-10"}
    assert "Added as “sortie”" in adder.shown.value
    assert [value for _, value in adder.existing.options] == [""]


def test_an_uploaded_file_goes_into_the_folder_when_it_is_declared(adder, workshop):
    given = {"name": "../autre.csv", "content": memoryview(ROWS.encode("cp1252"))}
    adder.upload.value = ({**given, "type": "", "size": 1, "last_modified": MOMENT},)
    assert not (workshop.parent / "evidence" / "autre.csv").exists()
    adder.button.click()
    assert (workshop.parent / "evidence" / "autre.csv").read_bytes() == ROWS.encode("cp1252")


def test_what_cannot_be_read_is_refused_and_escaped(adder, workshop):
    (workshop.parent / "evidence" / "<b>.pdf").write_bytes(b"%PDF-1.7")
    adder.existing.options = adder._undeclared()
    adder.existing.value = "<b>.pdf"
    assert "It is a PDF file" in adder.shown.value
    assert "&lt;b&gt;.pdf" in adder.shown.value
    assert adder.button.disabled
