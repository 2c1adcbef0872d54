"""Editions and languages of one client beside each other, and files of the older naming."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kit.batch import Manifest, index
from kit.batch.entry import line_of
from kit.i18n import texts
from tests.batch.conftest import DAY

BOTH = ("client", "working")


def statuses(results):
    return [result.status for result in results]


@pytest.fixture
def editions(workshops, task):
    """The tasks of one client's editions."""
    [file] = workshops(1)
    return [task(file, edition=edition) for edition in BOTH]


def names(out):
    return sorted(path.name for path in (out / "client-0").iterdir())


def test_editions_stand_beside_each_other_and_are_resumed_each_by_itself(editions, run, out, fake):
    client, working = editions
    run([client])
    page = (out / "client-0" / "report.html").read_bytes()
    assert statuses(run([working])) == ["done"]
    assert names(out) == [
        "report.html",
        "report.ipynb",
        "report.working.html",
        "report.working.ipynb",
    ]
    assert (out / "client-0" / "report.html").read_bytes() == page
    assert statuses(run(editions)) == ["unchanged"] * 2
    (out / "client-0" / "report.working.html").unlink()
    assert statuses(run(editions)) == ["unchanged", "done"]


def test_the_language_ends_the_name(workshops, task):
    [file] = workshops(1)
    named = [
        task(file, edition=edition, lang=lang, beside=True).stem
        for edition in BOTH
        for lang in ("fr", "en")
    ]
    assert named == ["report.fr", "report.en", "report.working.fr", "report.working.en"]


# --- the older naming: the working edition is called report, too ---------------------------------


@pytest.fixture
def older(editions, run, out, fake):
    """A working edition as releases to 0.1 named it."""
    working = editions[1]
    run([replace(working, name="report")])
    page = out / "client-0" / "report.html"
    page.write_text("the working edition")
    return page


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "client-0: “report.html” held the working edition and is now called "
            "“report.working.html”, so that no other edition replaces it.",
        ),
        (
            "fr",
            "client-0 : « report.html » contenait l’édition de travail et s’appelle désormais "
            "« report.working.html », pour qu’aucune autre édition ne la remplace.",
        ),
    ],
)
def test_the_client_edition_does_not_replace_it(editions, older, run, out, lang, said):
    from kit.batch import RunOptions

    [result] = run([editions[0]], options=RunOptions(spoken=lang))
    assert [re.sub("[\u00a0\u202f]", " ", note) for note in result.notes] == [said]
    assert older.read_text() != "the working edition"
    assert (out / "client-0" / "report.working.html").read_text() == "the working edition"
    found = {entry.key: entry.edition for entry in Manifest(out).entries.values()}
    assert found == {"client-0/report": "client", "client-0/report.working": "working"}
    [result] = run([editions[0]])
    assert (result.status, result.notes) == ("unchanged", ())


def test_a_new_working_edition_takes_its_place_under_the_new_name(editions, older, run, out):
    [result] = run([editions[1]])
    assert result.status == "done"
    assert result.notes
    assert names(out) == ["report.working.html", "report.working.ipynb"]
    assert [entry.key for entry in Manifest(out).entries.values()] == ["client-0/report.working"]


def test_one_that_is_there_under_the_new_name_is_kept(editions, older, run, out):
    (out / "client-0" / "report.working.html").write_text("made by hand")
    run([editions[0]])
    assert (out / "client-0" / "report.working.html").read_text() == "made by hand"
    kept = out / "client-0" / "report.working.previous.html"
    assert kept.read_text() == "the working edition"


def test_nor_is_an_earlier_one_that_was_set_aside_replaced(editions, older, run, out):
    folder = out / "client-0"
    for name in ("report.working.html", "report.working.previous.html"):
        (folder / name).write_text(name)
    run([editions[0]])
    assert (folder / "report.working.previous.html").read_text() == "report.working.previous.html"
    assert (folder / "report.working.previous-2.html").read_text() == "the working edition"


def test_it_is_shown_as_what_it_is(older, out):
    html = index.write(Manifest(out), texts("en")).read_text("utf-8")
    assert "Working edition, French" in html
    assert "it will be called “report.working.html”" in html
    assert "Client edition" not in html


# --- what is stale -------------------------------------------------------------------------------


def rows(out, lang="en"):
    """The editions on the page of all reports: current ones, and those out of date."""
    html = index.write(Manifest(out), texts(lang)).read_text("utf-8")
    assert html.count("<tr") == 2
    current, _, stale = html.partition('<p class="stale">')
    return [re.findall(r'class="made"><span>([^<]*)</span>', part) for part in (current, stale)]


def test_one_row_has_all_editions_the_newest_first(editions, run, out):
    for task in editions:
        run([task])
    assert rows(out) == [["Working edition, French", "Client edition, French"], []]
    assert rows(out, "fr")[0] == ["Édition de travail, français", "Édition du client, français"]


def test_what_rests_on_another_input_is_out_of_date(editions, run, out):
    run(editions)
    with editions[0].workshop.open("a") as file:
        file.write("# more\n")
    assert rows(out)[0] == []
    run([editions[0]])
    assert rows(out) == [["Client edition, French"], ["Working edition, French"]]


def test_a_new_kit_makes_all_out_of_date_and_another_day_none(editions, run, out, monkeypatch):
    run(editions)
    run([editions[0]], today=DAY + timedelta(days=1))
    assert rows(out)[1] == []
    monkeypatch.setattr("kit.batch.fingerprint.environment", lambda: ("9.9",))
    assert rows(out)[0] == []


def test_where_the_workshop_is_not_found_nothing_is_said_to_be_out_of_date(editions, run, out):
    run(editions)
    editions[0].workshop.unlink()
    assert rows(out)[1] == []


def test_an_entry_of_an_older_kit_is_out_of_date(editions, run, out):
    run([editions[0]])
    manifest = Manifest(out)
    [entry] = manifest.entries.values()
    older = replace(entry, fingerprint="0" * 64, made=f"{date.max}T00:00:00+00:00")
    with Path(out, manifest.file).open("ab") as file:
        file.write(line_of(older))
    assert rows(out)[0] == []
