"""Export a workshop and its evidence as tidy tables, for Tableau, Power BI, Excel or Python (M7.4).

One row a record, linked by id. Names of tables and columns are English and stable; the table
``dictionary`` describes each, in both languages. Shares are of 1, scores from −2 to +2, times in
seconds. A suppressed value (F17) has its row, and no number.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from kit.exports.tables.evidence import EVIDENCE
from kit.exports.tables.schema import Known, Table
from kit.exports.tables.steps import STEPS
from kit.exports.tables.writing import SUFFIXES, written
from kit.i18n import Texts, texts

__all__ = ["DICTIONARY", "SUFFIXES", "TABLES", "Known", "dictionary", "tables", "written"]

TABLES: tuple[Table, ...] = (*STEPS, *EVIDENCE)
DICTIONARY = "dictionary"


def tables(known: Known, t: Texts) -> Iterator[tuple[str, pa.Table]]:
    """Yield every table by its name, the dictionary last.

    Parameters
    ----------
    t
        The language of the texts that the kit writes: definitions and findings.
    """
    for table in TABLES:
        yield table.name, table.filled(known, t)
    yield DICTIONARY, dictionary()


def dictionary() -> pa.Table:
    """Return the documented schema: every column with its type and description."""
    en, fr = texts("en"), texts("fr")
    rows = [
        {
            "table": table.name,
            "column": column.name,
            "type": column.type,
            "table_en": en(table.label),
            "table_fr": fr(table.label),
            "label_en": en(column.label),
            "label_fr": fr(column.label),
        }
        for table in TABLES
        for column in table.columns
    ]
    return pa.Table.from_pylist(rows)
