"""DuckDB, locked: it reads the client's database or file, and nothing else."""

import os
import subprocess
import sys
import threading
from datetime import datetime, timedelta

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kit.evidence.metrics.measure import measure_source
from kit.evidence.query import embedded
from kit.evidence.query.embedded import LIMITS, database_engine, file_engine, memory_engine
from kit.i18n import texts
from kit.sources import Source

EN = texts("en")
BEYOND = (
    "read_text('{outside}')",
    "read_csv('{outside}')",
    "read_blob('{outside}')",
    "read_json_auto('{folder}/outside.json')",
    "'{outside}'",
    "glob('{folder}/*')",
)


@pytest.fixture
def client(tmp_path):
    folder = tmp_path / "a"
    (folder / "evidence").mkdir(parents=True)
    (tmp_path / "outside.csv").write_text("content\nsecret\n")
    (tmp_path / "outside.json").write_text('[{"content": "secret"}]')
    return folder


@pytest.fixture
def rows(client):
    path = client / "evidence" / "rows.duckdb"
    with duckdb.connect(str(path)) as database:
        database.execute(
            "create table tickets as select range as id, 1 + range % 5 as score from range(40)"
        )
        database.execute("create schema crm")
        database.execute("create table crm.more as from tickets limit 7")
        database.execute("create view scores as select score from tickets")
    return path


def found(database, table, folder):
    stated = {"id": "s", "name": "S", "kind": "crm", "database": database, "table": table}
    return measure_source(Source.model_validate(stated), folder)


def said(database, table, folder):
    (failure,) = found(database, table, folder).failures
    return f"{failure.place.field[2]}: {EN(failure.message)} {EN(failure.hint)}"


def test_a_file_of_the_clients_needs_no_consent(client, rows):
    for address in (
        "duckdb://evidence/rows.duckdb",
        f"duckdb://{rows}",
        f"duckdb://{client}/./evidence/rows.duckdb",
    ):
        assert found(address, "tickets", client).facts["s"].n == 40
    assert found("duckdb://evidence/rows.duckdb", "crm.more", client).facts["s"].n == 7
    assert found("duckdb://evidence/rows.duckdb", "scores", client).facts["s"].n == 40


def test_a_file_whose_name_needs_escapes(client, rows):
    rows.rename(rows.with_name("é 1?#%.duckdb"))
    address = "duckdb://evidence/%C3%A9%201%3F%23%25.duckdb"
    assert found(address, "tickets", client).facts["s"].n == 40


@pytest.mark.parametrize("call", BEYOND)
def test_a_view_reads_nothing_beyond_its_database(call, client, rows, tmp_path):
    outside = tmp_path / "outside.csv"
    with duckdb.connect(str(rows)) as database:
        database.execute(
            f"create view reads as from {call}".format(outside=outside, folder=tmp_path)
        )
    told = said("duckdb://evidence/rows.duckdb", "reads", client)
    assert told.startswith("table: “reads” is a view that needs more than its own database")
    assert "secret" not in told


@pytest.mark.parametrize(
    "address",
    [
        "duckdb://",
        "duckdb:///",
        "duckdb://:memory:",
        "duckdb://../outside.duckdb",
        "duckdb://evidence/../../outside.duckdb",
        "duckdb://{tmp}/outside.duckdb",
        "duckdb:///tmp/new.duckdb",
        "duckdb://evidence/new.duckdb",
        "duckdb://evidence",
        "duckdb://evidence/rows.duckdb?access_mode=read_write",
        "duckdb://evidence/rows.duckdb?allow_unsigned_extensions=true&extension_directory=ext",
        "duckdb://?allow_unsigned_extensions=true",
        "duckdb://md:crm",
        "duckdb://http:%2F%2F127.0.0.1:9/x.duckdb",
        "duckdb://evidence/rows.duckdb%00.csv",
        "duckdb://evidence/rows.duckdb%0A",
        "duckdb://evidence/link.duckdb",
        "duckdb://linked/outside.duckdb",
        "duckdb://evidence/pipe.duckdb",
    ],
)
def test_no_other_file_is_opened_or_made(address, client, rows, tmp_path):
    with duckdb.connect(str(tmp_path / "outside.duckdb")) as database:
        database.execute("create table tickets as select 1 as score")
    (client / "evidence" / "link.duckdb").symlink_to(tmp_path / "outside.duckdb")
    (client / "linked").symlink_to(tmp_path, target_is_directory=True)
    if hasattr(os, "mkfifo"):
        os.mkfifo(client / "evidence" / "pipe.duckdb")
    before = sorted(tmp_path.rglob("*"))
    told = said(address.format(tmp=tmp_path), "tickets", client)
    assert told.startswith("database: ")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_view_without_an_end_is_stopped(client, rows, monkeypatch):
    monkeypatch.setattr(embedded, "SECONDS", 0.5)
    with duckdb.connect(str(rows)) as database:
        endless = "with recursive r(i) as (select 1 union all select i + 1 from r) select * from r"
        database.execute(f"create view endless as {endless}")
    assert "(InterruptException)" in said("duckdb://evidence/rows.duckdb", "endless", client)
    assert "duckdb-limit" not in {thread.name for thread in threading.enumerate()}


def test_a_file_that_is_no_database_is_one_sentence(client):
    (client / "evidence" / "text.duckdb").write_text("Unknown database type" * 1000)
    assert "cannot be opened" in said("duckdb://evidence/text.duckdb", "t", client)


def test_the_file_and_its_folder_stay_as_they_are(client, rows):
    before = rows.read_bytes(), sorted(client.rglob("*"))
    rows.chmod(0o444)
    rows.parent.chmod(0o555)
    try:
        assert found("duckdb://evidence/rows.duckdb", "tickets", client).facts["s"].n == 40
    finally:
        rows.parent.chmod(0o755)
    assert (rows.read_bytes(), sorted(client.rglob("*"))) == before


def test_changes_that_were_not_taken_up_are_neither_replayed_nor_removed(client, rows):
    code = (
        "import duckdb, os, sys\n"
        "kept = duckdb.connect(sys.argv[1])\n"
        "kept.execute('delete from tickets')\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(rows)], check=True)
    wal = rows.with_name("rows.duckdb.wal")
    before = rows.read_bytes(), wal.read_bytes()
    assert "CHECKPOINT" in said("duckdb://evidence/rows.duckdb", "tickets", client)
    assert (rows.read_bytes(), wal.read_bytes()) == before
    wal.unlink()
    wal.symlink_to("/etc/passwd")
    assert "CHECKPOINT" in said("duckdb://evidence/rows.duckdb", "tickets", client)


# --- the engines themselves ---


def refused(engine, query):
    with pytest.raises(duckdb.Error):
        engine.raw_sql(query).fetchall()


@pytest.fixture
def log(client):
    path = client / "evidence" / "l'og.parquet"
    times = [datetime(2026, 1, 1) + timedelta(hours=n) for n in range(30)]
    pq.write_table(pa.table({"n": list(range(30)), "at": times}), path)
    return path


@pytest.mark.parametrize("kind", ["memory", "parquet", "database"])
def test_an_engine_is_locked_before_its_first_query(kind, client, rows, log, tmp_path):
    (tmp_path / "x.duckdb_extension").write_bytes(b"\x7fELF")
    attempts = [
        f"from read_text('{tmp_path}/outside.csv')",
        f"from '{tmp_path}/outside.csv'",
        "from read_text('/etc/passwd')",
        "from glob('/etc/*')",
        f"attach '{tmp_path}/new.duckdb'",
        f"copy (select 1) to '{tmp_path}/new.csv'",
        f"export database '{tmp_path}/new'",
        f"load '{tmp_path}/x.duckdb_extension'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set allowed_paths = ['/etc/passwd']",
        "set allow_unsigned_extensions = true",
        "set autoload_known_extensions = true",
        "set memory_limit = '64GB'",
        f"set temp_directory = '{tmp_path}'",
        f"set extension_directory = '{tmp_path}'",
        "set lock_configuration = false",
        "reset lock_configuration",
        "from read_csv('http://127.0.0.1:9/x.csv')",
    ]

    def check(engine):
        for attempt in attempts:
            refused(engine, attempt)
        for name, value in LIMITS.items():
            if isinstance(value, bool):
                (now,) = engine.raw_sql(f"select current_setting('{name}')").fetchone()
                assert now is value

    before = sorted(tmp_path.rglob("*"))
    if kind == "memory":
        check(memory_engine())
    elif kind == "parquet":
        with file_engine(log) as engine:
            assert engine.to_pyarrow(engine.read_parquet(log).count()).as_py() == 30
            check(engine)
    else:
        with database_engine(rows) as engine:
            assert engine.to_pyarrow(engine.table("tickets").count()).as_py() == 40
            refused(engine, "delete from tickets")
            check(engine)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_engine_still_goes_on_on_disk_where_memory_is_short(rows, monkeypatch):
    monkeypatch.setitem(LIMITS, "memory_limit", "200MB")
    with database_engine(rows) as engine:
        long = "select repeat('x', 200) || range as s from range(1500000) order by s offset 1"
        (longest,) = engine.raw_sql(f"select max(length(s)) from ({long})").fetchone()
    assert longest == 207


def test_an_engine_leaves_no_folder_behind(rows, tmp_path, monkeypatch):
    import tempfile

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with database_engine(rows):
        assert len(list((tmp_path / "temporary").iterdir())) == 1
    assert list((tmp_path / "temporary").iterdir()) == []
