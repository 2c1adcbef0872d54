"""Printed reports as those hear them who cannot see them."""

from io import BytesIO

import pytest
from pikepdf import Pdf

from kit.exports import annex, pdf
from tests.accessible_pdf import bookmarks, faults
from tests.browser.reports import EXAMPLES, compared, shown
from tests.exports import samples

pytestmark = pytest.mark.browser


def test_every_kind_of_block_is_read_aloud(tmp_path):
    content = pdf.export(samples.notebook())
    assert faults(content, tmp_path) == []
    with Pdf.open(BytesIO(content)) as printed:
        assert str(printed.Root.Lang) == "en"
        titles = [mark.title for mark in bookmarks(printed)]
    assert titles[0] == "Offrir une lampe"
    assert {"Summary", "Start now", "Evidence and limits"} <= set(titles)


@pytest.mark.soak
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("edition", ["client", "working"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_printed_report_is_read_aloud(example, edition, lang, tmp_path):
    notebook = shown(example, lang, edition)
    for export in (pdf.export, annex.export):
        content = export(notebook)
        assert faults(content, tmp_path) == []
        with Pdf.open(BytesIO(content)) as printed:
            assert str(printed.Root.Lang) == lang
            assert len(bookmarks(printed)) >= 10
            notes = [note for page in printed.pages for note in page.get("/Annots", ())]
            assert {str(note.Contents).split(" ")[0] for note in notes} <= {"source"}


@pytest.mark.soak
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_printed_comparison_is_read_aloud(lang, tmp_path):
    content = pdf.export(compared("maison-lumen", "tandem-app", lang=lang))
    assert faults(content, tmp_path) == []
