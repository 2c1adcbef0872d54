"""``parcours compare``: which journeys it takes, what it says, and its exit statuses."""

import re

import pytest

from tests.workshop.every_field import put, written


@pytest.fixture
def clients(here):
    for name in ("maison", "other", "third"):
        put(here / "workshops" / name, written(("client", "name"), name.title()))
    return here


@pytest.fixture
def asked(monkeypatch):
    """What is asked of the comparison, which is made at once."""
    from pathlib import Path

    import kit.report.comparing
    from kit.report import Outcome

    found = []

    def compare(comparison, spoken=""):
        found.append(comparison)
        page = Path(comparison.out, f"{comparison.name}.html")
        return Outcome(comparison.name, (page,), None, client="Clients")

    monkeypatch.setattr(kit.report.comparing, "compare", compare)
    return found


def test_two_examples_are_compared(parcours, examples, here):
    status, out, err = parcours(
        "compare", "maison-lumen", "tandem-app", "--as-of", "2026-11-22", "--lang", "en"
    )
    assert (status, err) == (0, "")
    assert out == "outputs/portfolio.html\n"
    page = (here / "outputs" / "portfolio.html").read_text("utf-8")
    assert '<html lang="en">' in page
    for id in ("curves", "moments", "recurring", "coverage", "journey-1", "journey-2", "method"):
        assert f'id="{id}"' in page
    assert "22 November 2026" in page
    assert "Maison Lumen" in page


def test_names_folders_and_the_folder_of_workshops_are_taken(parcours, clients, asked):
    parcours("compare", "maison", "workshops/other")
    parcours("compare", "workshops")
    assert [[path.parent.name for path in one.workshops] for one in asked] == [
        ["maison", "other"],
        ["maison", "other", "third"],
    ]


def test_options_are_handed_on(parcours, clients, asked):
    (clients / "own.ipynb").write_text('{"nbformat": 4, "cells": []}')
    (clients / "own.yaml").write_text("brand: '#123456'")
    arguments = "--lang fr --lang en --to html,pdf --as-of 2026-11-22 --out there --name shops"
    files = ("--notebook", "own.ipynb", "--theme", "own.yaml")
    status, out, _ = parcours("compare", "maison", "other", *arguments.split(), *files)
    assert status == 0
    assert out.splitlines() == ["there/shops.fr.html", "there/shops.en.html"]
    for one in asked:
        assert one.formats == ["html", "pdf"]
        assert str(one.as_of) == "2026-11-22"
        assert (str(one.notebook), str(one.theme)) == ("own.ipynb", "own.yaml")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["maison"], "A comparison needs at least two journeys that can be read."),
        (["maison", "maison"], "A comparison needs at least two journeys that can be read."),
        (["maison", "nobody"], "nobody: No workshop found here"),
        (["maison", "other", "--name", "index"], "“index” is not a valid name for files."),
        (["maison", "other", "--name", "../up"], "“../up” is not a valid name for files."),
        (["maison", "other", "--theme", "none.yaml"], "File not found: none.yaml."),
        (["maison", "other", "--notebook", "own.yaml"], "this file is not a notebook"),
        ([], "Missing PATH…"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_nothing_written(
    parcours, clients, asked, arguments, says
):
    (clients / "own.yaml").write_text("brand: '#123456'")
    status, out, err = parcours("compare", *arguments)
    assert (status, out, asked) == (2, "", [])
    assert says in err
    assert not (clients / "outputs").exists()


def test_one_faulty_client_is_a_sentence_and_two_are_an_error(parcours, clients):
    (clients / "workshops" / "third" / "workshop.yaml").write_text("client: [", "utf-8")
    status, out, err = parcours("compare", "workshops")
    assert status == 1
    assert out == "outputs/portfolio.html\n"
    assert "workshops/third/workshop.yaml:" in err
    assert "This journey is left out of the comparison" in err
    (clients / "workshops" / "other" / "workshop.yaml").write_text("client: [", "utf-8")
    before = (clients / "outputs" / "portfolio.html").read_bytes()
    status, out, err = parcours("compare", "workshops")
    assert (status, out) == (2, "")
    assert len(re.findall(r"^workshops/(?:third|other)/workshop\.yaml:", err, re.M)) >= 2
    assert "at least two journeys" in err
    assert (clients / "outputs" / "portfolio.html").read_bytes() == before


def test_the_page_of_all_reports_links_to_it_at_once(parcours, clients):
    assert parcours("report", "maison", "other", "--jobs", "1")[0] == 0
    assert "portfolio" not in (clients / "outputs" / "index.html").read_text("utf-8")
    assert parcours("compare", "maison", "other")[0] == 0
    assert 'href="portfolio.html"' in (clients / "outputs" / "index.html").read_text("utf-8")
