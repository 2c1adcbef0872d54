"""Blocks on a terminal."""

from kit.blocks import Column, Table
from kit.cli.text_renderer import WIDEST, lines

MATRIX = "Notez chaque moment de 1 (très insatisfait) à 5 (très satisfait) : {}"


def test_questions_that_begin_alike_are_told_apart():
    asked = ("le panier", "la livraison")
    columns = (Column("Column"), Column("n", figures=True))
    rows = tuple((MATRIX.format(moment), "12") for moment in asked)
    head, rule, *shown = list(lines([Table("Columns", columns, rows)]))[1:]
    assert len(set(shown)) == 2
    for line, moment in zip(shown, asked, strict=True):
        assert line.startswith("Notez chaque moment")
        assert f": {moment}" in line
        assert "…" in line
        assert len(line) <= len(rule) == WIDEST + 2 + 2
    assert head.split() == ["Column", "n"]
