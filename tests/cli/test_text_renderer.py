"""Blocks on a terminal."""

from kit.blocks import Column, Table
from kit.cli.text_renderer import WIDEST, lines

MATRIX = "Notez chaque moment de 1 (très insatisfait) à 5 (très satisfait) : {}"


def test_the_column_that_names_a_row_is_never_shortened():
    asked = [MATRIX.format(moment) for moment in ("le panier", "la livraison")]
    columns = (Column("Column"), Column("n", figures=True))
    rows = tuple((name, "12") for name in asked)
    head, _, *shown = list(lines([Table("Columns", columns, rows)]))[1:]
    assert [line.split("  ")[0] for line in shown] == asked
    assert head.split() == ["Column", "n"]


def test_questions_that_begin_alike_are_told_apart():
    asked = ("le panier", "la livraison")
    columns = (Column("n"), Column("Asked"), Column("Of"))
    rows = tuple(("12", MATRIX.format(moment), "20") for moment in asked)
    _, rule, *shown = list(lines([Table("Columns", columns, rows)]))[1:]
    assert len(set(shown)) == 2
    for line, moment in zip(shown, asked, strict=True):
        assert line.startswith("12  Notez chaque moment")
        assert f": {moment}" in line
        assert "…" in line
        assert len(line) <= len(rule) == WIDEST + 2 + 2 + 2 + 2
