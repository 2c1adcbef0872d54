import json

import pytest

from kit.exports.notebook import FRAME, SECTION, ExecutedNotebook, from_json, to_json
from tests.exports import samples


@pytest.mark.parametrize("section", samples.sections("Ça coûte <b>2 €</b> 🙂"), ids=lambda s: s.id)
def test_sections_come_back_from_their_json(section):
    assert from_json(to_json(section)) == section


def test_a_notebook_tells_its_report():
    notebook = samples.notebook()
    assert ExecutedNotebook(notebook).sections == samples.sections()
    assert ExecutedNotebook(notebook).frame == samples.frame()


def test_a_notebook_without_a_report_has_none():
    notebook = samples.notebook()
    notebook.cells = []
    assert ExecutedNotebook(notebook).frame is None
    assert ExecutedNotebook(notebook).sections == ()


def test_sections_carry_html_and_json():
    data = [output["data"] for cell in samples.notebook().cells for output in cell.outputs]
    assert FRAME in data[0]
    assert all(SECTION in one and one["text/html"] and one["text/plain"] for one in data[1:])


def test_only_records_of_a_report_are_made_from_json():
    with pytest.raises(KeyError):
        from_json(json.dumps({"is": "Path", "path": "/etc/passwd"}))
