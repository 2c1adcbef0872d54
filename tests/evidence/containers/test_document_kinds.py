"""Documents are refused under their kind, whatever they are called; tables like them are read."""

from __future__ import annotations

import pytest

from kit.evidence import UnreadableError, read
from kit.i18n import texts

XES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard'
    '.org/">\n<trace><event><string key="concept:name" value="Order, invented"/></event></trace>\n'
    "</log>\n"
)
CONTENTS = {
    "XES": XES,
    "MXML": '<WorkflowLog><Process id="0"><AuditTrailEntry/></Process></WorkflowLog>\n',
    "XML": "<orders>\n<order><id>1</id></order>\n<order><id>2</id></order>\n</orders>\n",
    "HTML": "<div class='a'>\n<p>One, two.</p>\n<p>Three, four.</p>\n</div>\n",
    "Markdown": "# Notes of a day, invented\n\nText, and more text.\n\n- one, two\n- three, four\n",
    "YAML": "client:\n  name: Invented\nstages:\n  - id: a\n    name: Arrive, look\n",
    "JSON": "[1, 2, 3]\n[4, 5, 6]\n[7, 8, 9]\n",
}


@pytest.mark.parametrize("kind", CONTENTS)
@pytest.mark.parametrize("suffix", [".txt", ".csv", ".dat"])
def test_a_document_is_named(tmp_path, kind, suffix):
    path = tmp_path / f"survey{suffix}"
    path.write_text(CONTENTS[kind], encoding="utf-8")
    with pytest.raises(UnreadableError, match=f"survey{suffix}.*{kind}") as caught:
        read(path)
    assert kind in caught.value.text(texts("fr"))


@pytest.mark.parametrize("suffix", [".xes", ".mxml"])
def test_an_event_log_in_xml_is_known_by_its_suffix(tmp_path, suffix):
    path = tmp_path / f"log{suffix}"
    path.write_text("invented, cut\n1, 2\n3, 4\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match=f"{suffix[1:].upper()} files are not read"):
        read(path)


@pytest.mark.parametrize(
    "content",
    [
        "Rating: 1 to 5,City: where?\n4,Lyon\n5,Nice\n",
        "Comment: why?\nDelivery: late\nDelivery: early\n",
        "Comments\n- good\n- bad\n",
        "# Export of a day\n# ---------------\n\nDate,Users\n2026-01-02,4\n2026-01-03,5\n",
        "<p>Rate us</p>,<p>City</p>\n4,Lyon\n5,Nice\n",
        "<5 minutes,>5 minutes\n4,5\n3,2\n",
        "[1] Rate us,[2] City\n4,Lyon\n5,Nice\n",
    ],
)
def test_a_table_that_begins_like_a_document_is_read(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_text(content, encoding="utf-8")
    assert read(path).table.n == 2
