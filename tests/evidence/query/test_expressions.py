"""Queries on tables in memory give what Ibis gives with the same calls."""

from datetime import datetime

import ibis
import pyarrow as pa
import pytest

from kit.evidence.query import expressions
from kit.evidence.query.embedded import engine_for

DATA = pa.table(
    {
        "Note": [5, 4, None, 1, 3, 5, 2],
        "Âge": [31.5, None, 40.0, 22.0, 22.0, 67.0, 40.0],
        'Canal "préféré"': ["  Web ", "Magasin; Web", None, "l'été", "web", "", "Tél.;Web"],
        "Répondu": pa.array([True, None, False, True, True, False, True]),
        "Date": [datetime(2026, month, 3, 14, 5, 9) for month in (1, 1, 2, 4, 5, 8, 12)],
        "Code": pa.array(["a", "b", "a", None, "b", "a", "b"]).dictionary_encode(),
    }
)
CHANNEL = 'Canal "préféré"'


def plain(row):
    """Return a row as a text, whole numbers of either type alike."""
    return repr({k: float(v) if type(v) is int else v for k, v in row.items()})


def counts(t):
    rows = t.select(case=t["Code"].cast("string"))
    return rows.group_by("case").agg(n=rows.count())


@pytest.fixture
def both():
    """Return a function that runs a query on the kit's rows and on Ibis', sorted alike."""
    engine = engine_for(DATA.num_rows)
    rows = engine.register(DATA)
    table = ibis.memtable(DATA)
    backend = ibis.duckdb.connect()

    def run(query):
        mine = engine.fetch(query(rows, expressions))
        theirs = backend.to_pyarrow(query(table, ibis)).to_pylist()
        return sorted(map(plain, mine)), sorted(map(plain, theirs))

    yield run
    engine.drop(rows)
    backend.disconnect()


QUERIES = {
    "aggregates": lambda t, f: t.aggregate(
        n=t.count(),
        given=t["Note"].count(),
        high=(t["Note"] >= 4).sum(),
        good=t["Note"].isin((4, 5)).sum(where=t["Répondu"]),
        total=t["Note"].cast("float64").sum(),
        spread=t["Âge"].cast("float64").var(how="pop"),
        whole=t["Note"].sum(),
        kinds=t["Code"].nunique(),
        middle=t["Âge"].median(),
        least=t["Date"].min(where=t["Note"] > 2),
        most=t["Date"].max(),
        any=(t["Note"] == 1).any(),
        none=t["Note"].sum(where=t["Note"] > 9),
    ),
    "groups": lambda t, f: t.group_by(
        by=t["Code"].cast("string"), month=t["Date"].truncate("Q")
    ).agg(n=t.count(), said=t["Note"].count()),
    "filters": lambda t, f: (
        t.filter(
            f.or_(t["Note"].between(2, 4), ~(t["Âge"] < 30), f.literal(False)).fill_null(False)
        )
        .filter(f.and_(t["Note"].notnull(), t["Note"] != 3))
        .select("Note", "Code")
    ),
    "texts": lambda t, f: t.select(
        held=t[CHANNEL].cast("string").strip().lower(),
        size=t[CHANNEL].length(),
        found=t[CHANNEL].fill_null("").re_search(r"(?:^|[^\p{L}])web"),
        one=(";" + t[CHANNEL].lower().replace("; ", ";") + ";").contains(";web;"),
        quote=t[CHANNEL] == "l'été",
    ),
    "times": lambda t, f: t.select(
        since=t["Date"].epoch_seconds() - t["Date"].epoch_seconds(),
        late=t["Date"] >= datetime(2026, 4, 1),
        month=t["Date"].truncate("M"),
    ),
    "cases": lambda t, f: t.select(
        yes=t["Répondu"].ifelse(t["Note"], None),
        number=t["Code"].cast("string").cases(("a", f.literal(0, "int16")), else_=f.null("int16")),
        turned=6.0 - t["Note"],
        blank=t[CHANNEL].isnull(),
    ),
    "joined": lambda t, f: t.select(case=t["Code"].cast("string"), note=t["Note"]).join(
        counts(t), "case"
    ),
    "first": lambda t, f: (
        t.group_by(by=t["Répondu"]).agg(n=t.count()).order_by(f.desc("n")).limit(1)
    ),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_gives_what_ibis_gives(both, name):
    mine, theirs = both(QUERIES[name])
    assert mine
    assert mine == theirs


def test_the_row_before_is_that_of_the_same_group(both):
    def query(t, f):
        rows = t.select(case=t["Code"].cast("string"), moment=t["Date"])
        window = f.window(group_by="case", order_by=["moment"])
        return rows.mutate(last=rows["moment"].lag().over(window))

    mine, theirs = both(query)
    assert len(mine) == DATA.num_rows
    assert mine == theirs


def test_types_are_those_of_ibis():
    table = ibis.memtable(DATA)
    rows = engine_for(1).register(DATA)
    for name in DATA.column_names:
        mine, theirs = rows[name].type(), table[name].type()
        for check in ("is_boolean", "is_numeric", "is_temporal", "is_timestamp"):
            assert getattr(mine, check)() == getattr(theirs, check)(), (name, check)
    engine_for(1).drop(rows)


@pytest.mark.parametrize("text", ["l'été", "'); drop table x; --", 'a"b', "\\", "100 %", "😀"])
def test_an_answer_is_never_read_as_sql(text):
    engine = engine_for(1)
    rows = engine.register(pa.table({'a"; drop': [text, "other"]}))
    found = engine.fetch(rows.filter(rows['a"; drop'] == text))
    assert found == [{'a"; drop': text}]
    engine.drop(rows)


def test_an_expression_is_neither_true_nor_false():
    with pytest.raises(TypeError):
        bool(expressions.literal(1) == 1)


def test_a_table_that_was_dropped_is_gone():
    engine = engine_for(1)
    before = engine.list_tables()
    rows = engine.register(DATA)
    assert len(engine.list_tables()) == len(before) + 1
    engine.drop(rows)
    assert engine.list_tables() == before
