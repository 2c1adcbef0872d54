"""Names of folders and files that are not UTF-8: of old ZIP files, of network drives."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys

import pytest

from kit.resources import resource
from kit.workshop import load
from tests.cli.test_system_errors import COMMANDS, READING
from tests.workshop.every_field import EXPORT, put, written

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="every name is UTF-8 or UTF-16 on this system"
)
NAME = os.fsdecode(b"caf\xe9")
DATA = os.fsdecode(b"donn\xe9es.csv")


@pytest.fixture
def client(here):
    put(here / "workshops" / "other", written(("client", "name"), "Other"))
    return put(here / "workshops" / NAME, written(("client", "name"), "Café")).parent


WORKING = [name for name in COMMANDS if name in READING and name not in ("lab", "report")]


@pytest.mark.parametrize("name", WORKING)
def test_every_command_works_on_such_a_folder(parcours, client, here, name):
    (here / "new.csv").write_text(EXPORT, "utf-8")
    (here / "outputs").mkdir()
    arguments = [str(client) if a == "maison" else a for a in COMMANDS[name]]
    status, out, err = parcours(*arguments)
    assert status in (0, 1), err
    assert "Unexpected error" not in out + err
    (out + err).encode()  # what is printed is UTF-8
    if name in ("questions", "poster", "canvas", "tables", "handout"):
        assert any((here / "outputs" / NAME).iterdir())


def test_reports_with_their_manifest_and_index(parcours, client, here):
    status, out, err = parcours("report", "workshops", "--jobs", "1")
    assert status == 0, err
    assert r"caf\xe9" in out
    assert (here / "outputs" / NAME / "report.html").is_file()
    again = parcours("report", "workshops", "--jobs", "1")
    assert "2 unchanged" in again[2]
    assert parcours("status")[0] == 0
    page = (here / "outputs" / "index.html").read_text("utf-8")
    assert 'href="caf%E9/report.html"' in page
    links = re.findall(r'href="([^"]*report\.html)"', page)
    assert len(links) == 2


def test_findings_as_json_name_the_file_as_it_is(parcours, client):
    _, out, _ = parcours("check", client, "--format", "json")
    found = json.loads(out)
    assert {one["file"] for one in found} == {str(client / "workshop.yaml")}


def test_marks_are_written(parcours, here, client):
    (client / "evidence" / "enquete.csv").unlink()
    status, _, err = parcours("grade", client, "--html", "marks.html", "--csv", "marks.csv")
    assert status in (0, 1), err
    assert r"caf\xe9" in (here / "marks.html").read_text("utf-8")
    assert r"caf\xe9" in (here / "marks.csv").read_text("utf-8-sig")


def test_jupyterlab_says_that_it_cannot_open_it(parcours, client):
    status, _, err = parcours("lab", client)
    assert status == 2
    assert r"caf\xe9" in err
    assert "rename" in err


def test_a_file_is_copied_under_a_name_that_yaml_can_hold(parcours, client, here):
    (here / DATA).write_text(EXPORT, "utf-8")
    status, out, err = parcours("evidence", "add", client, DATA, "--yes")
    assert status == 0, err
    assert "Added as source “donnees”" in out
    source = load(client).journey["donnees"]
    assert source.file == "données.csv"
    assert (client / "evidence" / "données.csv").is_file()


def test_a_file_that_lies_there_is_to_be_renamed(parcours, client):
    (client / "evidence" / DATA).write_text(EXPORT, "utf-8")
    before = (client / "workshop.yaml").read_bytes()
    status, _, err = parcours("evidence", "add", client, client / "evidence" / DATA, "--yes")
    assert status == 2
    assert "“données.csv”" in err
    assert (client / "workshop.yaml").read_bytes() == before


def test_workbooks_and_parquet_are_read_in_such_a_folder(parcours, here):
    folder = here / "workshops" / NAME
    shutil.copytree(resource("workshops") / "maison-lumen", folder)
    assert (folder / "evidence" / "entretiens.xlsx").is_file()
    status, out, _ = parcours("evidence", "show", folder)
    assert status == 0, out
    parcours("tables", folder, "--to", "parquet")
    [table, *_] = sorted((here / "outputs" / NAME / "tables").glob("*.parquet"))
    status, out, err = parcours("evidence", "add", folder, table, "--dry-run")
    assert (status, err.count("cannot")) == (0, 0)


def test_an_id_that_is_taken_is_numbered(parcours, client, here):
    for number, name in enumerate(("客户.csv", "旅程.csv", "声音.csv"), 1):
        (here / name).write_text(EXPORT + f"9{number},2026-01-01,3,x\n", "utf-8")
        status, out, err = parcours("evidence", "add", client, name, "--yes")
        assert status == 0, err
        assert f"“source{f'-{number}' if number > 1 else ''}”" in out
    (here / "caisse.csv").write_text(EXPORT, "utf-8")
    assert "“caisse-2”" in parcours("evidence", "add", client, "caisse.csv", "--yes")[1]
