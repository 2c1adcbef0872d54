"""What the command asks of :func:`kit.report.report`; the report itself is tested there."""

import re
from datetime import date
from pathlib import Path

import pytest

import kit.report
from kit import exports
from kit.report import Outcome


@pytest.fixture
def made(monkeypatch):
    """Reports that are made at once: those of workshops called ``broken`` fail."""
    calls = []

    def report(workshop, lang=None, **how):
        calls.append((Path(workshop), lang, how))
        name = Path(workshop).parent.name
        target = Path(how["out"]) / name
        if name == "broken":
            problems = ("workshop.yaml:2:3: wrong",)
            return Outcome(name, (target / "error.html",), target / "report.ipynb", problems)
        if name == "full":
            raise OSError("no space left")
        html, notes = target / f"{how['name']}.html", (f"noted in {how['spoken']}",)
        notes = notes if (target / "report.pdf").exists() else ()
        return Outcome(name, (html,), target / "report.ipynb", notes=notes)

    monkeypatch.setattr("kit.report.report", report)
    return calls


@pytest.fixture
def clients(here):
    for name in ("broken", "full", "good"):
        (here / "workshops" / name).mkdir(parents=True)
        (here / "workshops" / name / "workshop.yaml").write_text("client: {}")


def test_the_report_of_one_client(parcours, clients, made):
    status, out, err = parcours("report", "good")
    assert (status, err) == (0, "")
    assert Path(out.strip()) == Path("outputs/good/report.html")
    [(path, lang, how)] = made
    assert path == Path("workshops/good/workshop.yaml")
    assert lang is None
    assert how["edition"] == "client"
    assert how["formats"] == ("html",)
    assert how["notebook"] is None


@pytest.mark.parametrize(
    ("inside", "path"), [("", "good"), ("good", "."), ("..", "./workshops/good/")]
)
def test_a_folder_means_what_the_name_means(
    parcours, clients, made, here, monkeypatch, inside, path
):
    monkeypatch.chdir(here / "workshops" / inside)
    parcours("report", path)
    assert made[0][2]["out"].resolve() == here / "outputs"


def test_outputs_stand_where_one_is_outside_of_the_clients(parcours, made, here, monkeypatch):
    project = here / "workshops" / "project"  # a folder that only happens to be called so
    (project / "workshops" / "good").mkdir(parents=True)
    (project / "workshops" / "good" / "workshop.yaml").write_text("client: {}")
    monkeypatch.chdir(project)
    _, out, _ = parcours("report", "good")
    assert Path(out.strip()).resolve() == project / "outputs" / "good" / "report.html"


def test_what_is_noted_is_told_beside_the_path_and_is_no_failure(parcours, clients, made, here):
    (here / "outputs" / "good").mkdir(parents=True)
    (here / "outputs" / "good" / "report.pdf").write_bytes(b"older")
    status, out, err = parcours("report", "good")
    assert (status, err) == (0, "noted in en\n")
    assert Path(out.strip()) == Path("outputs/good/report.html")


def test_everything_asked_for_is_handed_on(parcours, clients, made, here):
    (here / "own.ipynb").write_text('{"nbformat": 4, "cells": []}')
    (here / "own.yaml").write_text("brand: '#123456'")
    arguments = "--lang fr --lang en --to html,pdf --edition working --as-of 2026-11-22 --out there"
    arguments += " --jobs 1 --engine kernel --timeout 60"
    parcours("report", "good", *arguments.split(), "--notebook", "own.ipynb", "--theme", "own.yaml")
    assert [(lang, how["name"]) for _, lang, how in made] == [
        ("fr", "report.working.fr"),
        ("en", "report.working.en"),
    ]
    for _, _, how in made:
        assert how["formats"] == ("html", "pdf")
        assert how["edition"] == "working"
        assert how["as_of"] == date(2026, 11, 22)
        assert how["out"] == Path("there")
        assert how["notebook"] == Path("own.ipynb")
        assert how["theme"] == Path("own.yaml")
        assert how["engine"] == "kernel"
        assert how["limits"].timeout == 60


def test_both_editions_are_made_at_once_in_every_language(parcours, clients, made):
    arguments = "--edition both --lang fr --lang en --to html,pdf --annex --jobs 1"
    parcours("report", "good", *arguments.split())
    assert [(how["edition"], how["name"]) for _, _, how in made] == [
        ("client", "report.fr"),
        ("client", "report.en"),
        ("working", "report.working.fr"),
        ("working", "report.working.en"),
    ]
    assert {how["formats"] for _, _, how in made} == {("html", "pdf", "annex")}


def test_one_failure_does_not_stop_the_others(parcours, clients, made):
    status, out, err = parcours("report", "workshops", "--jobs", "1")
    assert status == 1
    assert len(made) == 3
    assert "good" in out.splitlines()[-1]
    assert "1 report created, 2 failed." in err
    assert "workshop.yaml:2:3: wrong" in err
    assert "no space left" in err


def test_nothing_is_shown_of_the_progress_where_nobody_watches(parcours, clients, made):
    assert parcours("report", "good")[2] == ""


def test_a_notebook_that_is_not_there_is_refused_before_anything_is_made(parcours, clients, made):
    status, _, err = parcours("report", "good", "--notebook", "none.ipynb")
    assert (status, made) == (2, [])
    assert "none.ipynb" in err


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (b"hello", "own.ipynb:1:1: this file is not a notebook"),
        (b'{"cells": 3}', "own.ipynb is not a notebook"),
        (b'{"nbformat": 4, "cells": [3]}', "own.ipynb is not a notebook"),
        (b"\xff\xfe\x00", "own.ipynb is not a notebook"),
        (b"[" * 100_000, "own.ipynb is not a notebook"),
    ],
)
def test_what_is_no_notebook_is_refused_in_the_commands_language(
    parcours, clients, made, here, monkeypatch, written, place
):
    (here / "own.ipynb").write_bytes(written)
    status, _, err = parcours("report", "good", "--notebook", "own.ipynb")
    assert (status, made) == (2, [])
    assert place in err
    monkeypatch.setenv("PARCOURS_LANG", "fr")
    assert "n’est pas un notebook" in parcours("report", "good", "--notebook", "own.ipynb")[2]


def test_what_went_wrong_is_asked_for_in_the_commands_language(
    parcours, clients, made, monkeypatch
):
    monkeypatch.setenv("PARCOURS_LANG", "fr")
    parcours("report", "good", "--lang", "en")
    assert [(lang, how["spoken"]) for _, lang, how in made] == [("en", "fr")]


def test_two_workshops_of_one_name_are_refused(parcours, clients, made, here):
    other = here / "else" / "workshops" / "good"
    other.mkdir(parents=True)
    (other / "workshop.yaml").write_text("client: {}")
    status, _, err = parcours("report", "good", other)
    assert (status, made) == (2, [])
    assert "“good”" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "--clients"),
        (("good", "--clients", "clients.csv"), "--clients"),
        (("good", "--shard", "5/4"), "2/4"),
        (("good", "--shard", "0/4"), "2/4"),
        (("good", "--engine", "kernel", "--memory", "512"), "--memory"),
        (("good", "--cluster", "tcp://127.0.0.1:9"), "scheduler"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_made(
    parcours, clients, made, arguments, says, monkeypatch
):
    monkeypatch.setattr("kit.batch.workers.PATIENCE", 1)
    status, _, err = parcours("report", *arguments)
    assert (status, made) == (2, [])
    assert says in err


def test_memory_that_can_do_for_no_report_is_refused_with_what_to_give(parcours, clients, made):
    status, _, err = parcours("report", "good", "--memory", 10)
    assert (status, made) == (2, [])
    [least] = re.findall(r"Use at least (\d+)", err)
    assert parcours("report", "good", "--memory", int(least))[0] == 0
    assert made


def test_a_table_of_clients(parcours, clients, made, here):
    table = "path;lang;edition\nworkshops/good;fr;both\n\nworkshops/full;;\n"
    (here / "clients.csv").write_text(table, "utf-8")
    status, _, err = parcours("report", "--clients", "clients.csv", "--lang", "en", "--jobs", 1)
    assert status == 1
    assert "no space left" in err
    assert [(path.parent.name, lang, how["edition"]) for path, lang, how in made] == [
        ("good", "fr", "client"),
        ("good", "fr", "working"),
        ("full", "en", "client"),
    ]


def test_what_is_wrong_in_a_table_is_told_by_row_and_column(parcours, clients, made, here):
    (here / "clients.csv").write_text("path,lang\nworkshops/good,de\nnowhere,fr\n", "utf-8")
    status, _, err = parcours("report", "--clients", "clients.csv")
    assert (status, made) == (2, [])
    assert "clients.csv:2: lang: “de”" in err
    assert "clients.csv:3: path:" in err


def test_shards_make_everything_once(parcours, clients, made):
    for shard in ("1/2", "2/2"):
        parcours("report", "workshops", "--jobs", "1", "--shard", shard)
    assert sorted(path.parent.name for path, _, _ in made) == ["broken", "full", "good"]


def test_status_tells_what_has_been_made(parcours, clients, made):
    assert parcours("status")[0] == 0
    parcours("report", "workshops", "--jobs", "1")
    status, out, err = parcours("status")
    assert status == 1
    assert "broken/report  failed" in out
    good = next(line for line in out.splitlines() if line.startswith("good/report"))
    assert good.endswith("Client edition, HTML")
    assert "workshop.yaml:2:3: wrong" in out
    assert "2 failed" in err


def test_reports_of_several_workshops_are_listed_on_a_page(parcours, clients, made, here):
    parcours("report", "workshops", "--jobs", "1")
    assert "no space left" in (here / "outputs" / "index.html").read_text("utf-8")


def test_shards_at_once_are_all_listed_on_the_page(parcours, clients, made, here, monkeypatch):
    make = kit.report.report

    def meanwhile(workshop, *_, **how):
        monkeypatch.setattr("kit.report.report", make)
        parcours("report", "workshops", "--jobs", "1", "--shard", "2/2")
        return make(workshop, **how)

    monkeypatch.setattr("kit.report.report", meanwhile)
    parcours("report", "workshops", "--jobs", "1", "--shard", "1/2")
    page = (here / "outputs" / "index.html").read_text("utf-8")
    assert all(name in page for name in ("broken", "full"))


def test_every_format_of_the_registry_can_be_asked_for(parcours, clients, made):
    parcours("report", "good", "--to", ",".join(exports.FORMATS))
    [(_, _, how)] = made
    assert how["formats"] == tuple(exports.FORMATS)
