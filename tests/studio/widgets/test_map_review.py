"""The map review is closed from the start notebook."""

import shutil

import pytest

from kit.i18n import texts
from kit.resources import resource
from kit.studio.widgets import map_review
from kit.studio.widgets.export_buttons import Execution
from kit.studio.widgets.map_review import MapReviewForm
from kit.studio.workbook import open_step
from kit.workshop import load, versions


@pytest.fixture
def client(tmp_path, put_away):
    folder = tmp_path / "workshops" / "maison-lumen"
    shutil.copytree(resource("workshops") / "maison-lumen", folder)
    return folder


@pytest.fixture
def form(client):
    settled = []
    made = MapReviewForm(client, texts("en"), lambda: settled.append(True))
    made.settled = settled
    return made


def test_a_review_is_closed_with_its_summary(client, form):
    before = {version.path.name for version in versions(load(client))}
    form.summary.value = " The basket <b>is</b> clearer. "
    form.start().join(60)
    [new] = {version.path.name for version in versions(load(client))} - before
    assert form.settled == [True], "what was typed before is in the version"
    assert f"The version is in “history/{new}”." in form.output.value
    assert "The basket <b>is</b> clearer." in (client / "history" / new).read_text("utf-8")
    assert form.summary.value == ""
    assert not form.button.disabled


def test_a_file_that_cannot_be_read_is_a_sentence(client, form):
    (client / "workshop.yaml").write_text("client: {nam: <b>x</b>}\n")
    form.summary.value = "Kept"
    form.close_review()
    assert "The map review could not be closed:" in form.output.value
    assert "workshop.yaml:1" in form.output.value
    assert "<b>" not in form.output.value
    assert form.summary.value == "Kept"
    assert not form.button.disabled


def test_what_is_missing_is_said_beside_the_version(form, monkeypatch, client):
    done = Execution([client / "history" / "2026-12-01.yaml"], "survey.csv <i>: not found", 1)
    monkeypatch.setattr(map_review, "execute", lambda *_: done)
    form.close_review()
    assert "history/2026-12-01.yaml" in form.output.value
    assert "survey.csv &lt;i&gt;: not found" in form.output.value


def test_it_is_in_the_start_notebook_of_a_workshop_alone(client):
    def forms(mode):
        shown = open_step("start", str(client), "fr", mode).editor()
        return [one for one in getattr(shown, "children", ()) if isinstance(one, MapReviewForm)]

    [form] = forms("workshop")
    assert form.button.description == "Clôturer la revue"
    assert forms("learn") == []
