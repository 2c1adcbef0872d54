"""The same measures where the data already are: PostgreSQL, and Spark in local mode.

Both are started here: a PostgreSQL cluster of its own on the loopback, and a Spark session. Where
one cannot be had the tests fail and say what to install: a skip would have tested nothing.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections import Counter
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kit import consent
from kit.evidence.metrics.measure import measure_source
from kit.evidence.query import connections
from kit.evidence.query.addresses import parse_address
from kit.i18n import texts
from kit.sources import Source

NOT_ALLOWED = "evidence-not-allowed"

pytestmark = pytest.mark.soak

EN = texts("en")
STAGES = {"see": "see", "window": "see", "buy": "buy", "till": "buy", "home": "buy"}
SURVEY = {
    "kind": "survey",
    "options": {
        "scales": {"ease": "1-7", "score": "1-5", "wanted": "1-5", "advice": "0-10"},
        "roles": {"said": "text"},
    },
    "personas": {"lea": {"profile": "Léa"}, "omar": {"profile": ["Omar", "omar"]}},
    "measures": [
        {"at": "till", "figure": "emotion", "column": "score", "by": "town"},
        {"at": "till", "figure": "csat", "column": "score", "every": "month"},
        {"at": "till", "figure": "ces", "column": "ease"},
        {"at": "till", "figure": "mean", "column": "ease", "where": {"score": "<= 3"}},
        {"at": "nps", "figure": "nps", "column": "advice", "every": "quarter"},
        {"at": "wait", "figure": "share", "column": "town", "answers": "lyon"},
        {"at": "wait", "figure": "share", "column": "said", "words": ["attend*", "fete"]},
        {"at": "wait", "figure": "count", "start": "2026-02-01", "end": "2026-02-28"},
        {"at": "wait", "figure": "count", "where": {"answered": ">= 2026-03-05", "bought": "yes"}},
        {"at": "sum", "figure": "sum", "column": "ease", "where": {"town": "!= Nice"}},
        {"at": "till", "figure": "opportunity", "column": ["wanted", "score"]},
        {"at": "wait", "figure": "verbatims", "column": "said", "words": ["livreur"]},
        # Nearly the same respondents as the first: what is suppressed is the same everywhere (F17).
        {"at": "till", "figure": "mean", "column": "score", "start": "2026-01-04"},
    ],
}
LOG = {
    "kind": "web-analytics",
    "options": {"roles": {"customer": "case", "event": "event", "moment": "time"}},
    "steps": {"window": ["look", "zoom"], "till": "pay", "home": "unpack"},
    "personas": {"app": {"device": "app"}, "site": {"device": "site"}},
    "by": "device",
    "measures": [{"at": "till", "figure": "drop-off", "answers": ["pay", "unpack"]}],
}
REPORT = {
    "kind": "web-analytics",
    "measures": [
        {"at": "till", "figure": "share", "column": ["orders", "sessions"], "by": "device"},
        {
            "at": "till",
            "figure": "drop-off",
            "column": ["step", "users"],
            "answers": ["see", "buy"],
        },
        {"at": "sum", "figure": "sum", "column": "users"},
    ],
}
SAID = (None, "On attendait la fête depuis une heure", "Le livreur n’a pas sonné, un vrai jeu !")


def survey():
    """Return 600 answers with blanks, accents and a free text."""
    rows = range(600)
    return pa.table(
        {
            "answered": [datetime(2026, 1, 3, 8) + timedelta(hours=5 * i) for i in rows],
            "profile": [("Léa", "Omar", "omar", None)[i % 4] for i in rows],
            "town": [("Lyon", "Nice", "Brest")[i % 3] if i % 50 else "Sète" for i in rows],
            "score": pa.array([1 + i * 7 % 5 if i % 11 else None for i in rows], pa.int32()),
            "wanted": pa.array([1 + i * 3 % 5 for i in rows], pa.int32()),
            "ease": pa.array([1 + i * 5 % 7 for i in rows], pa.int64()),
            "advice": pa.array([i * 13 % 11 for i in rows], pa.int32()),
            "bought": [i % 3 == 0 for i in rows],
            "said": [SAID[i % 3] for i in rows],
        }
    )


def log():
    """Return the events of 240 customers, some of them at one moment."""
    events = []
    for customer in range(240):
        at = datetime(2026, 5, 1, 9) + timedelta(minutes=17 * customer)
        for place, event in enumerate(["look", "zoom", "pay", "look", "pay", "unpack", "help"]):
            if (customer * 7 + place * 5) % 4:
                device = "app" if customer % 3 else "site"
                events.append((f"c{customer}", event, at + timedelta(seconds=place * 45), device))
    names = ("customer", "event", "moment", "device")
    return pa.table(dict(zip(names, zip(*events, strict=True), strict=True)))


def report():
    """Return totals as large integers, as a warehouse keeps them."""
    rows = [(("see", "buy", "home")[i % 3], ("app", "site")[i % 2], 900 - 70 * i) for i in range(9)]
    steps, devices, users = zip(*rows, strict=True)
    counts = {
        "users": users,
        "sessions": [n + 12 for n in users],
        "orders": [n // 9 for n in users],
    }
    large = {name: pa.array(values, pa.int64()) for name, values in counts.items()}
    return pa.table({"step": list(steps), "device": list(devices), **large})


TABLES = {"answers": (SURVEY, survey), "events": (LOG, log), "totals": (REPORT, report)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("client")
    (folder / "evidence").mkdir()
    for name, (_, make) in TABLES.items():
        pq.write_table(make(), folder / "evidence" / f"{name}.parquet")
    return folder


def found(stated, folder, **where):
    known = Source.model_validate({"id": "s", "name": "S", **stated, **where})
    return measure_source(known, folder, STAGES)


def allow(folder, address, *tables):
    for table in tables:
        consent.give(consent.entry(folder, str(parse_address(address, table))))


def as_a_file(name, folder):
    """Return what the embedded engine says of the same rows, in a DuckDB file."""
    import duckdb

    path = folder / "rows.duckdb"
    with duckdb.connect(str(path)) as database:
        rows = folder / "evidence" / f"{name}.parquet"
        database.execute(f"create or replace table {name} as from '{rows}'")
    return found(TABLES[name][0], folder, database=f"duckdb://{path}", table=name)


def agree(one, other):
    """Check that two engines say the same of everything."""
    assert [EN(t.message) for t in other.failures] == [EN(t.message) for t in one.failures] == []
    assert (other.facts["s"].n, other.facts["s"].start) == (one.facts["s"].n, one.facts["s"].start)
    for here, there in zip(one.measured, other.measured, strict=True):
        told = here.measure.figure, here.number
        assert there.suppressed == here.suppressed, told
        assert set(there.estimates) == set(here.estimates), told
        for segment, figure in here.estimates.items():
            again = there.estimates[segment]
            assert (again.n, again.k) == (figure.n, figure.k), (told, segment)
            assert again.value == pytest.approx(figure.value, abs=1e-9), (told, segment)
            if figure.interval:
                assert again.interval.low == pytest.approx(figure.interval.low, abs=1e-9)
        assert Counter(there.verbatims) == Counter(here.verbatims), told
    assert [(t.customers, t.events, t.assigned, t.stages, t.steps) for t in other.observed] == [
        (t.customers, t.events, t.assigned, t.stages, t.steps) for t in one.observed
    ]


# --- PostgreSQL ---


def _program(name):
    known = [*Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), shutil.which(name)]
    return next((str(path) for path in known if path), None)


def _installed():
    if _program("initdb"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "--no-install-recommends", "postgresql"]
        subprocess.run(["apt-get", "update"], check=False, capture_output=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(install, check=False, capture_output=True, env=quiet)
    if not _program("initdb"):
        pytest.fail("PostgreSQL is needed: apt-get install postgresql, or put initdb on the PATH")


@pytest.fixture(scope="module")
def postgres():
    """Yield the address of a server with both tables, its password in the environment."""
    import ibis

    _installed()
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    with TemporaryDirectory(prefix="parcours-postgres-") as folder:
        home = Path(folder)
        if user:
            shutil.chown(home, user)
        with _server(home, user) as (port, password), pytest.MonkeyPatch.context() as patch:
            patch.setenv("PGPASSWORD", password)
            url = f"postgres://parcours@127.0.0.1:{port}/postgres"
            backend = ibis.postgres.connect(
                host="127.0.0.1", port=port, user="parcours", database="postgres"
            )
            for name, (_, make) in TABLES.items():
                backend.create_table(name, make())
            backend.disconnect()
            yield url


@contextmanager
def _server(home, user):
    """Start a cluster of its own, and stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    password, secret = "hunter2-of-the-test", home / "secret"
    secret.write_text(password)
    secret.chmod(0o644)

    def run(*command):
        # The server would hold a pipe open: what is said goes into a file.
        with (home / "said").open("ab") as said:
            subprocess.run(command, check=True, user=user, cwd=home, stdout=said, stderr=said)

    cluster = str(home / "data")
    run(_program("initdb"), "-D", cluster, "-U", "parcours", "-A", "scram-sha-256",
        "--pwfile", str(secret), "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home}"
    control = _program("pg_ctl")
    run(control, "-D", cluster, "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield port, password
    finally:
        run(control, "-D", cluster, "-m", "immediate", "stop")


@pytest.mark.parametrize("name", TABLES)
def test_postgresql_says_what_duckdb_says(name, folder, postgres):
    (refused,) = found(TABLES[name][0], folder, database=postgres, table=name).failures
    assert refused.code == NOT_ALLOWED
    allow(folder, postgres, name)
    there = found(TABLES[name][0], folder, database=postgres, table=name)
    agree(as_a_file(name, folder), there)


def test_the_ways_to_give_postgresql_its_password(folder, postgres, monkeypatch, tmp_path):
    """From PGPASSWORD, from a password file, or from the variable that the address names."""
    password = os.environ["PGPASSWORD"]
    schema = {**SURVEY, "measures": SURVEY["measures"][:1]}

    def answers(database, table="public.answers"):
        allow(folder, database, table)
        return found(schema, folder, database=database, table=table).facts["s"].n

    connections._open.clear()
    assert answers(postgres) == 600
    connections._open.clear()
    monkeypatch.delenv("PGPASSWORD")
    passwords = tmp_path / "passwords"
    passwords.write_text(f"127.0.0.1:*:postgres:parcours:{password}\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    assert answers(postgres + "?sslmode=prefer") == 600
    monkeypatch.delenv("PGPASSFILE")
    monkeypatch.setenv("PARCOURS_PW", password)
    for wrong in ("PGPASSWORD", "PGHOST", "PGHOSTADDR", "PGUSER", "PGDATABASE", "PGSERVICE"):
        monkeypatch.setenv(wrong, "192.0.2.1")
    named = postgres.replace("parcours@", "parcours:${PARCOURS_PW}@")
    assert answers(named) == 600


def test_a_refused_connection_tells_no_password(folder, postgres, monkeypatch, capfd):
    monkeypatch.setenv("PGPASSWORD", "wrong-hunter3")
    monkeypatch.setenv("PARCOURS_PW", "wrong-hunter4")
    connections._open.clear()
    for url in (postgres, postgres.replace("parcours@", "parcours:${PARCOURS_PW}@")):
        allow(folder, url, "answers")
        (failure,) = found(SURVEY, folder, database=url, table="answers").failures
        said = EN(failure.message) + EN(failure.hint) + "".join(capfd.readouterr())
        assert "cannot be reached" in said
        assert "hunter" not in said


def test_a_connection_that_broke_is_made_anew(folder, postgres):
    allow(folder, postgres, "answers")
    assert found(SURVEY, folder, database=postgres, table="answers").facts["s"].n == 600
    for backend in connections._open.values():
        backend.con.close()
    (failure,) = found(SURVEY, folder, database=postgres, table="answers").failures
    assert failure.code != NOT_ALLOWED
    assert found(SURVEY, folder, database=postgres, table="answers").facts["s"].n == 600


# --- Spark ---


@pytest.fixture(scope="module")
def spark(folder):
    """Yield a local Spark session with both tables."""
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.fail("Spark needs Java 17: apt-get install openjdk-17-jre-headless")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    for name in TABLES:
        rows = session.read.parquet(str(folder / "evidence" / f"{name}.parquet"))
        rows.createOrReplaceTempView(name)
    yield "pyspark://"  # Spark is configured where it is installed, not in the address
    session.stop()


@pytest.mark.parametrize("name", TABLES)
def test_spark_says_what_duckdb_says(name, folder, spark):
    (refused,) = found(TABLES[name][0], folder, database=spark, table=name).failures
    assert refused.code == NOT_ALLOWED
    allow(folder, spark, name)
    there = found(TABLES[name][0], folder, database=spark, table=name)
    agree(as_a_file(name, folder), there)
