"""Edits that frontend/board/corpus.test.js applies, too, with the same results."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.studio.sync.edits import ClashError, RefusedError, apply_edit
from kit.studio.sync.id_conflicts import replace_ids
from kit.studio.sync.places import to_dict
from tests.frontend import corpus, tables
from tests.studio.drawn import edits
from tests.workshop.generated import journeys

FRONTEND = Path(__file__).parents[2] / "frontend"
CORPUS = json.loads(corpus.FILE.read_text("utf-8"))


def test_the_corpus_and_the_tables_are_what_their_generators_write():
    assert corpus.FILE.read_text("utf-8") == corpus.text(corpus.corpus())
    assert tables.FILE.read_text("utf-8") == tables.text()


def test_the_corpus_has_every_kind_of_edit_and_of_outcome():
    assert len(CORPUS["cases"]) >= 300
    made = [edit["op"] for case in CORPUS["cases"] for edit in case["edits"]]
    assert min(made.count(op) for op in ("set", "add", "remove", "move", "batch")) >= 30
    for outcome, least in (("after", 150), ("refused", 20), ("renamed", 60)):
        assert sum(outcome in case for case in CORPUS["cases"]) >= least


def test_edits_of_the_corpus_have_their_results():
    for number, case in enumerate(CORPUS["cases"]):
        listed = CORPUS["journeys"][case["journey"]]
        data = corpus.from_lists(listed)
        if "renamed" in case:
            assert replace_ids(case["edits"][0], case["names"]) == case["renamed"], number
        elif "refused" in case:
            with pytest.raises((RefusedError, ClashError)):
                apply_edit(data, case["edits"][0])
        else:
            for edit in case["edits"]:
                data, _ = apply_edit(data, edit)
            expected = {**listed, **case["after"]}
            after = corpus.as_lists(data)
            assert after == {n: v for n, v in expected.items() if v is not None}, number


@pytest.mark.soak
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_drawn_edits_have_the_same_results_in_javascript(tmp_path_factory, data):
    node = shutil.which("node")
    assert node, "Node 20 is needed to replay edits in JavaScript"
    known = {str(n): to_dict(data.draw(journeys())) for n in range(3)}
    cases = []
    for name, journey in known.items():
        for _ in range(20):
            edit = data.draw(edits(journey))
            outcome = None if _renames(edit) else corpus.result(journey, [edit])
            if outcome:
                cases.append({"journey": name, "edits": [edit], **outcome})
    listed = {name: corpus.as_lists(journey) for name, journey in known.items()}
    file = tmp_path_factory.mktemp("edits") / "edits.json"
    file.write_text(corpus.text({"journeys": listed, "cases": cases}), "utf-8")
    ran = subprocess.run(
        [node, "--test", "board/corpus.test.js"],
        cwd=FRONTEND,
        env={**os.environ, "PARCOURS_EDITS": str(file)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout[-4000:]


def _renames(edit):
    """Return whether an edit renames a record: the command does, and no board."""
    return edit["op"] == "rename" or any(map(_renames, edit.get("edits", [])))
