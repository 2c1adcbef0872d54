"""Addresses of databases: what may stand in one, and what never reaches a driver."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.evidence.query.addresses import AddressError, parse_address, parse_table
from kit.evidence.query.connections import expand_variables
from kit.i18n import texts

EN, FR = texts("en"), texts("fr")
TABLE = "public.tickets"


def refusal(text, table=TABLE):
    with pytest.raises(AddressError) as error:
        parse_address(text, table)
    said = f"{EN(error.value.message)} {EN(error.value.hint)}"
    assert said.isprintable()
    assert FR(error.value.message) != EN(error.value.message)
    return said


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("postgres://reader@db.example/crm", "postgresql://reader@db.example:5432/crm"),
        ("postgresql://reader@DB.Example:5433/crm", "postgresql://reader@db.example:5433/crm"),
        ("postgres://db/crm?sslmode=verify-full", "postgresql://db:5432/crm?sslmode=verify-full"),
        ("postgres://a%40corp@[::1]:5432/crm", "postgresql://a%40corp@[::1]:5432/crm"),
        (
            "postgres://${PARCOURS_USER}:${PARCOURS_PW}@${PARCOURS_HOST}:${PARCOURS_PORT}/${DB}_1",
            "postgresql://${PARCOURS_USER}:${PARCOURS_PW}@${PARCOURS_HOST}:${PARCOURS_PORT}/${DB}_1",
        ),
        ("snowflake://ana@acme-eu1/SALES/PUBLIC", "snowflake://ana@acme-eu1/SALES/PUBLIC"),
        (
            "snowflake://ana:${PARCOURS_PW}@acme/S?warehouse=W&role=R",
            "snowflake://ana:${PARCOURS_PW}@acme/S?role=R&warehouse=W",
        ),
        ("bigquery://my-project-1/sales", "bigquery://my-project-1/sales"),
        ("bigquery://my-project-1", "bigquery://my-project-1"),
        ("pyspark://", "pyspark://"),
        ("spark://", "pyspark://"),
    ],
)
def test_an_address_is_taken_apart_and_printed_in_one_way(written, whole):
    address = parse_address(written, TABLE)
    assert str(address) == f"{whole}#{TABLE}"
    assert parse_address(str(address).partition("#")[0], TABLE) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "crm",
        "postgres:",
        "postgres:/db/crm",
        "postgres:///crm",  # a socket by path
        "postgres://%2Ftmp/crm",
        "postgres://@%2Ftmp/crm",
        "postgres://db",
        "postgres://db/",
        "postgres://db/crm/public",
        "postgres://db/crm#x",
        "postgres://db/crm?hostaddr=127.0.0.1",
        "postgres://db/crm?host=evil.example",
        "postgres://db/crm?service=evil",
        "postgres://db/crm?options=-csearch_path%3Devil",
        "postgres://db/crm?sslmode=off",
        "postgres://db/crm?sslmode=require&sslmode=disable",
        "postgres://db/crm?sslrootcert=/tmp/evil",
        "postgres://db/crm?sslmode",
        "postgres://db/crm?${PARCOURS_X}",
        "postgres://db/host%3Devil.example",
        "postgres://db/a%20b",
        "postgres://db%00.example/crm",
        "postgres://db\n.example/crm",
        "postgres://db\x1b[2J/crm",
        "postgres://db\N{RIGHT-TO-LEFT OVERRIDE}/crm",
        "postgres://dḅ.example/crm",  # names are compared by eye
        "postgres://-db/crm",
        "postgres://db:0/crm",
        "postgres://db:65536/crm",
        "postgres://db:5432x/crm",
        "postgres://db:/crm",
        "postgres://[::1/crm",
        "postgres://[fe80::1%25eth0]/crm",
        "postgres://$HOME@db/crm",
        "postgres://${}@db/crm",
        "postgres://${A@db/crm",
        "postgres://a%FFb@db/crm",
        "postgres+psycopg://db/crm",
        "POSTGRES://db/crm",
        "snowflake://ana@acme:443/S",
        "snowflake://ana@acme.snowflakecomputing.com%2F@evil/S",
        "snowflake://ana@acme/S?authenticator=https://evil.example",
        "snowflake://ana@acme/S?host=evil.example",
        "snowflake://ana@acme/S?private_key_file=/etc/passwd",
        "bigquery://me@project/sales",
        "bigquery://project/sales?credentials=x",
        "bigquery://project:80/sales",
        "pyspark://evil.example:7077",
        "spark://evil.example:7077",
        "pyspark:///tmp/warehouse",
        "pyspark://?spark.jars=http://evil.example/x.jar",
        "pyspark://?spark.master=spark://evil.example:7077",
        "sqlite:///tmp/new",
        "mysql://db/crm",
        "clickhouse://db/crm",
        "file:///etc/passwd",
        "http://evil.example/x.csv",
        "md:crm",
        "motherduck://crm",
    ],
)
def test_what_has_no_place_in_an_address_is_refused(text):
    refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "postgres://reader:hunter2@db/crm",
        "postgres://reader:@db/crm",
        "postgres://reader:hunter2${X}@db/crm",
        "postgres://reader:hunter%32@db/crm",
        "postgres://reader:hun/ter2@db/crm",
        "postgres://reader:hun?ter2@db/crm",
        "postgres://reader:hun@ter2@db/crm",
        "postgres://db/crm?password=hunter2",
        "postgres://db/crm?PASSWORD=hunter2",
        "postgres://db/crm?pass%77ord=hunter2",
        "postgres://db/crm?sslmode=require&sslpassword=hunter2",
        "postgres://db/crm?passfile=/hunter2",
        "snowflake://ana@acme/S?password=hunter2",
        "snowflake://ana@acme/S?token=hunter2",
        "bigquery://project/sales?credentials=hunter2",
    ],
)
def test_a_password_is_found_in_any_spelling_and_not_printed(text):
    said = refusal(text)
    assert "contains a password" in said
    assert "hunter" not in said
    assert "ter2" not in said


def test_several_hosts_are_refused():
    for hosts in ("db1,db2", "db1:5432,db2:5432", "db1%2Cdb2"):
        assert "several hosts" in refusal(f"postgres://{hosts}/crm")


@pytest.mark.parametrize(
    "table",
    [
        "",
        ".",
        "a.",
        ".b",
        "a.b.c",
        "outside.csv'",
        "/etc/passwd",
        "../x",
        "a b",
        'a"b',
        "a;b",
        "a`b",
        "http://evil.example/x.csv",
        "read_text('/etc/passwd')",
        "1a",
        "a\n",
        "a\x00",
        "*",
    ],
)
def test_a_table_is_a_name_or_a_schema_and_a_name(table):
    assert "table" in refusal("postgres://db/crm", table)


def test_tables_of_other_languages_are_tables():
    assert parse_table("données_2026") == ("", "données_2026")
    assert parse_table("crm.Клиенты$1") == ("crm", "Клиенты$1")


@given(st.text(max_size=60))
def test_a_refusal_never_steers_a_terminal(text):
    refusal(f"postgres://db/{text}\n")


@given(st.text(max_size=60), st.text(max_size=20))
def test_whatever_is_parsed_is_one_line_without_a_secret(text, table):
    for whole in (text, f"postgres://{text}", f"postgres://a:{text}@db/crm"):
        try:
            address = parse_address(whole, table or "t")
        except AddressError:
            continue
        assert str(address).isprintable()
        assert " " not in str(address)
        assert re.fullmatch(r"(\$\{\w+\})?", address.password, re.ASCII)


PART = st.from_regex(r"[A-Za-zé0-9][A-Za-zé0-9_.-]{0,8}", fullmatch=True)


@given(PART, st.from_regex(r"[a-z][a-z0-9-]{0,8}(\.[a-z]{2,5})?", fullmatch=True), PART)
def test_two_addresses_are_the_same_only_if_all_their_parts_are(user, host, database):
    one = parse_address(f"postgres://{user}@{host}/{database}", "t")
    assert (one.user, one.host, one.path) == (user, host, (database,))
    others = (
        f"postgres://{user}x@{host}/{database}",
        f"postgres://{user}@{host}x/{database}",
        f"postgres://{user}@{host}:5433/{database}",
        f"postgres://{user}@{host}/{database}x",
        f"postgres://{user}@{host}/{database}?sslmode=disable",
        f"postgres://{user}:${{X}}@{host}/{database}",
    )
    assert len({str(parse_address(other, "t")) for other in others} | {str(one)}) == 7
    assert str(parse_address(f"postgres://{user}@{host}/{database}", "s.t")) != str(one)


def test_a_variable_is_put_in_and_can_only_be_what_stood_there():
    address = parse_address("postgres://${U}:${P}@${H}:${N}/${D}", "t")
    assert address.variables == ("U", "P", "H", "N", "D")
    good = {"U": "reader", "P": "a b@/,'x", "H": "db.example", "N": "5433", "D": "crm"}
    known = expand_variables(address, good)
    assert (known.user, known.password, known.host) == ("reader", "a b@/,'x", "db.example")
    assert (known.port, known.path) == ("5433", ("crm",))
    assert "a b@" not in repr(known)
    for name, value in (
        ("H", "db,evil.example"),
        ("H", "/tmp"),
        ("H", "db evil"),
        ("H", ""),
        ("N", "x"),
        ("D", "host=evil.example"),
        ("D", "postgres://evil.example/x"),
        ("U", "a\0b"),
    ):
        with pytest.raises(AddressError) as error:
            expand_variables(address, {**good, name: value})
        said = EN(error.value.message) + EN(error.value.hint)
        assert f"“{name}”" in said
        assert "evil" not in said
    for name in good:
        with pytest.raises(AddressError, match="is not set"):
            expand_variables(address, {key: good[key] for key in good if key != name})
