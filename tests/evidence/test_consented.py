"""Databases beyond a client's folder: nothing is contacted before the user's consent."""

import contextlib
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import textwrap
import threading
import tomllib
from pathlib import Path

import pytest

from kit import consent
from kit.evidence.metrics.measure import measure_source
from kit.evidence.metrics.results import Measurements
from kit.evidence.query.addresses import parse_address
from kit.evidence.query.connections import DRIVERS, PACKAGES, _libpq_environment
from kit.i18n import texts
from kit.sources import Source
from tests.journeys import journey

NOT_ALLOWED = "evidence-not-allowed"

EN = texts("en")
TABLE = "public.tickets"


class Listener:
    """Something that listens on the loopback, answers as PostgreSQL begins to, and keeps all."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.connections, self.heard = 0, b""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            self.connections += 1
            with connection:
                connection.settimeout(5)
                self._speak(connection)

    def _speak(self, connection):
        while data := connection.recv(4096):
            self.heard += data
            if data[4:8] in (b"\x04\xd2\x16\x2f", b"\x04\xd2\x16\x30"):
                connection.sendall(b"N")  # no TLS, no GSSAPI
            elif data[:1] == b"p":
                return
            else:
                connection.sendall(b"R\0\0\0\x08\0\0\0\x03")  # the password, please


@pytest.fixture
def listener():
    listener = Listener()
    yield listener
    listener.server.close()


@pytest.fixture
def client(tmp_path):
    folder = tmp_path / "workshops" / "a"
    (folder / "evidence").mkdir(parents=True)
    return folder


def source(database, table=TABLE):
    stated = {"id": "crm", "name": "CRM", "kind": "crm", "database": database, "table": table}
    return Source.model_validate(stated)


def failure(database, folder, table=TABLE):
    (found,) = measure_source(source(database, table), folder).failures
    return found


def allow(database, folder, table=TABLE):
    consent.give(consent.entry(folder, str(parse_address(database, table))))


TRAP = """
    import json, sys
    from pathlib import Path

    names = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind",
             "socket.sendto", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.system")
    seen = []

    def heard(event, arguments):
        if event in names:
            seen.append(event)

    sys.addaudithook(heard)
    from kit.evidence.metrics.measure import measure_source
    from kit.sources import Source

    drivers = ("psycopg", "snowflake", "google.cloud", "pyspark", "ibis")
    for address in json.loads(sys.argv[2]):
        stated = {"id": "s", "name": "S", "kind": "crm", "database": address, "table": "t"}
        (failure,) = measure_source(Source.model_validate(stated), Path(sys.argv[1])).failures
        print(address, failure.message.text)
    print([name for name in drivers if name in sys.modules], seen)
"""
ADDRESSES = (
    "postgres://u@127.0.0.1:{port}/db",
    "postgresql://u@localhost:{port}/db?sslmode=disable",
    "postgres://${{MYSECRET}}@127.0.0.1:{port}/db",
    "postgres://u:${{MYSECRET}}@[::1]:{port}/db",
    "postgres://u@db.invalid/db",
    "snowflake://u@127.0.0.1/db/schema",
    "snowflake://u:${{MYSECRET}}@acme/db",
    "bigquery://project/data",
    "pyspark://",
    "spark://",
    "pyspark://127.0.0.1:{port}",
    "pyspark://?spark.master=spark://127.0.0.1:{port}",
    "snowflake://u@acme/db?host=127.0.0.1&port={port}",
    "mysql://u@127.0.0.1:{port}/db",
    "clickhouse://u@127.0.0.1:{port}/db",
    "trino://u@127.0.0.1:{port}/db",
    "mssql://u@127.0.0.1:{port}/db",
    "http://127.0.0.1:{port}/x",
    "duckdb://?http_proxy=127.0.0.1:{port}",
    "duckdb:md:x",
)


def refusing(folder, addresses, *prefix):
    """Measure in a process that notes whatever would reach out, and return what it noted."""
    given = json.dumps([address.format(port=os.environ["PORT"]) for address in addresses])
    return subprocess.run(
        [*prefix, sys.executable, "-c", textwrap.dedent(TRAP), str(folder), given],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()


def test_nothing_is_contacted_before_consent_by_any_address(client, listener, monkeypatch):
    monkeypatch.setenv("PORT", str(listener.port))
    monkeypatch.setenv("MYSECRET", "s3cret")
    monkeypatch.setenv("PGPASSWORD", "hunter2")
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    *said, noted = refusing(client, ADDRESSES)
    assert len(said) == len(ADDRESSES)
    assert noted == "[] []"
    assert (listener.connections, listener.heard) == (0, b"")


def _without_network():
    for command in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*command, "true"], check=False).returncode
        ):
            return command
    return None


@pytest.mark.skipif(_without_network() is None, reason="needs Linux and unshare --net")
def test_all_refusals_come_without_a_network(client, monkeypatch):
    monkeypatch.setenv("PORT", "5432")
    *said, noted = refusing(client, ADDRESSES, *_without_network())
    assert len(said) == len(ADDRESSES)
    assert noted == "[] []"


def test_a_refusal_names_the_command_and_no_value(client, listener, monkeypatch):
    monkeypatch.setenv("MYSECRET", "s3cret")
    found = failure(f"postgres://${{MYSECRET}}@127.0.0.1:{listener.port}/db", client)
    said = EN(found.message) + EN(found.hint)
    assert found.code == NOT_ALLOWED
    assert found.place.field == ("evidence", "crm", "database")
    assert "parcours evidence allow a crm" in said
    assert "s3cret" not in said


def test_consent_lets_one_folder_contact_one_table(client, listener, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "hunter2")
    database = f"postgres://reader@127.0.0.1:{listener.port}/crm"
    allow(database, client)
    other = client.parent / "b"
    (other / "evidence").mkdir(parents=True)
    link = client.parent / "link"
    link.symlink_to(client, target_is_directory=True)
    for folder, changed, table in (
        (other, database, TABLE),
        (client.parent, database, TABLE),
        (client, database.replace("reader", "admin"), TABLE),
        (client, database.replace("127.0.0.1", "localhost"), TABLE),
        (client, database.replace("/crm", "/hr"), TABLE),
        (client, database + "?sslmode=disable", TABLE),
        (client, database.replace("reader", "${PARCOURS_USER}"), TABLE),
        (client, database.replace("reader", "reader:${PARCOURS_PW}"), TABLE),
        (client, database, "public.salaries"),
        (client, database, "tickets"),
    ):
        assert failure(changed, folder, table).code == NOT_ALLOWED
    assert (listener.connections, listener.heard) == (0, b"")
    for folder in (client, link):
        found = failure(database, folder)
        assert found.code != NOT_ALLOWED
        assert "cannot be reached (OperationalError)" in EN(found.message)
    assert b"hunter2" in listener.heard
    consent.withdraw(consent.entry(client, str(parse_address(database, TABLE))))
    before = listener.heard
    assert failure(database, client).code == NOT_ALLOWED
    assert listener.heard == before


def test_a_folder_with_the_same_declaration_gets_nothing_of_what_another_was_told(
    client, monkeypatch
):
    """What a source said is remembered for a while: by folder, not by what it declares."""
    from kit.evidence.metrics import measure

    other = client.parent / "b"
    (other / "evidence").mkdir(parents=True)
    database = "postgres://reader@db.invalid/crm"
    allow(database, client)
    asked = []

    def answer(one, folder, *_):
        asked.append(folder)
        return Measurements()

    monkeypatch.setattr(measure, "measure_source", answer)  # no database answers here
    stated = journey(evidence={"crm": source(database).to_data()})
    for _ in range(2):
        assert measure.measure(stated, client).failures == ()
    (refused,) = measure.measure(stated, other).failures
    assert refused.code == NOT_ALLOWED
    assert asked == [client]
    consent.withdraw(consent.entry(client, str(parse_address(database, TABLE))))
    (refused,) = measure.measure(stated, client).failures
    assert refused.code == NOT_ALLOWED


@pytest.mark.parametrize("asked", ["${MYSECRET}", "${PARCOURS_USER}"])
def test_a_variable_is_sent_once_it_was_named_in_the_consent(asked, client, listener, monkeypatch):
    monkeypatch.setenv(asked[2:-1], "s3cret")
    database = f"postgres://{asked}@127.0.0.1:{listener.port}/crm"
    assert failure(database, client).code == NOT_ALLOWED
    assert listener.connections == 0
    allow(database, client)
    assert failure(database, client).code != NOT_ALLOWED
    assert b"user\0s3cret\0" in listener.heard


def test_what_surrounds_libpq_is_left_aside(client, listener, monkeypatch, tmp_path, capfd):
    """With a password of its own, an address sends nothing else and goes nowhere else."""
    home = tmp_path / "home"
    home.mkdir()
    (home / ".pgpass").write_text("*:*:*:*:from-pgpass\n")
    (home / ".pgpass").chmod(0o600)
    (home / ".pg_service.conf").write_text("[other]\nhost=192.0.2.1\nuser=other\n")
    for name, value in {
        "HOME": str(home),
        "PARCOURS_PW": "the-one",
        "PGPASSWORD": "from-environment",
        "PGPASSFILE": str(home / ".pgpass"),
        "PGSERVICE": "other",
        "PGHOSTADDR": "192.0.2.1",
        "PGHOST": "192.0.2.1",
        "PGUSER": "other",
        "PGDATABASE": "other",
        "PGOPTIONS": "-c search_path=other",
        "PGAPPNAME": "other",
        "PGTARGETSESSIONATTRS": "read-write",
    }.items():
        monkeypatch.setenv(name, value)
    database = f"postgres://reader:${{PARCOURS_PW}}@127.0.0.1:{listener.port}/crm"
    allow(database, client)
    assert failure(database, client).code != NOT_ALLOWED
    assert b"the-one\0" in listener.heard
    for other in (b"from-", b"other", b"search_path"):
        assert other not in listener.heard
    assert os.environ["PGHOSTADDR"] == "192.0.2.1"  # it is the user's, and stays
    assert "".join(capfd.readouterr()) == ""


def test_after_consent_libpq_finds_the_password_where_it_always_does(
    client, listener, monkeypatch, tmp_path
):
    monkeypatch.setenv("PGHOSTADDR", "192.0.2.1")
    monkeypatch.setenv("PGSERVICE", "other")
    database = f"postgres://reader@127.0.0.1:{listener.port}/crm"
    allow(database, client)
    passwords = tmp_path / "passwords"
    passwords.write_text(f"127.0.0.1:{listener.port}:crm:reader:from-pgpass\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    failure(database, client)
    assert b"from-pgpass\0" in listener.heard
    monkeypatch.setenv("PGPASSWORD", "from-environment")
    failure(database, client)
    assert b"from-environment\0" in listener.heard


def test_what_makes_libpq_more_careful_always_counts(monkeypatch, client, listener):
    monkeypatch.setenv("PGSSLMODE", "require")
    monkeypatch.setenv("PARCOURS_PW", "the-one")
    database = f"postgres://reader:${{PARCOURS_PW}}@127.0.0.1:{listener.port}/crm"
    allow(database, client)
    assert failure(database, client).code != NOT_ALLOWED
    assert listener.connections
    assert b"the-one" not in listener.heard  # the server has no TLS
    assert b"reader" not in listener.heard


def test_hidden_variables_come_back_whatever_happens(monkeypatch):
    monkeypatch.setenv("PGHOST", "db")
    with contextlib.suppress(RuntimeError), _libpq_environment(()):
        assert "PGHOST" not in os.environ
        raise RuntimeError
    assert os.environ["PGHOST"] == "db"


def test_a_broken_store_is_said_and_allows_nothing(client, listener):
    database = f"postgres://reader@127.0.0.1:{listener.port}/crm"
    allow(database, client)
    consent.store().write_text("{")
    found = failure(database, client)
    assert found.code == NOT_ALLOWED
    assert str(consent.store()) in EN(found.message)
    assert listener.connections == 0


def test_a_driver_that_is_not_there_is_named(client, monkeypatch):
    monkeypatch.setitem(sys.modules, "snowflake", None)
    monkeypatch.setitem(sys.modules, "snowflake.connector", None)
    database = "snowflake://ana@acme/SALES"
    allow(database, client)
    found = failure(database, client)
    assert "pip install 'ibis-framework[snowflake]'" in EN(found.hint)


def test_the_packages_of_each_driver_are_those_of_its_extra():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"]
    names = {"postgresql": "postgres", "pyspark": "spark"}
    for scheme, packages in PACKAGES.items():
        wanted = [each.removesuffix(">=12.0") for each in extras[names.get(scheme, scheme)]]
        assert shlex.split(packages) == wanted
    assert DRIVERS.keys() == PACKAGES.keys()


def test_the_entry_of_the_environment_serves_where_nobody_is(client, listener, monkeypatch):
    database = f"postgres://reader@127.0.0.1:{listener.port}/crm"
    target = str(parse_address(database, TABLE))
    monkeypatch.setenv(consent.VARIABLE, str(consent.entry(client, target)))
    assert failure(database, client).code != NOT_ALLOWED
    other = client.parent / "b"
    other.mkdir()
    assert failure(database, other).code == NOT_ALLOWED
    assert Path(consent.store()).exists() is False
