"""Read the kerning of letter pairs from a font's GPOS table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

PAIRS = 2
EXTENSION = 9


@cache
def kerning(path: Path) -> Kerning:
    """Return the kerning of a font file, which is read once."""
    return Kerning(path)


class Kerning:
    """The kerning of one font."""

    def __init__(self, path: Path) -> None:
        font = TTFont(path, lazy=True)
        self._names: dict[int, str] = font.getBestCmap()
        self._em = font["head"].unitsPerEm
        self._lookups = list(_lookups(font)) if "GPOS" in font else []
        self._known: dict[str, float] = {}

    def __call__(self, left: str, right: str) -> float:
        """Return the space to add between two letters, in ems; mostly zero or negative."""
        pair = left + right
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._between(ord(left), ord(right)) / self._em
        return found

    def _between(self, left: int, right: int) -> int:
        first, second = self._names.get(left), self._names.get(right)
        if first is None or second is None:
            return 0
        return sum(
            next((v for table in lookup if (v := table.value(first, second)) is not None), 0)
            for lookup in self._lookups
        )


class Pairs:
    """One table of pairs: of glyphs (format 1), or of classes of glyphs (format 2)."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._places = {name: place for place, name in enumerate(table.Coverage.glyphs)}

    def value(self, first: str, second: str) -> int | None:
        """Return the kerning of two glyphs, or None if the next table is to be asked."""
        table, place = self._table, self._places.get(first)
        if place is None:
            return None
        if table.Format == 1:
            for pair in table.PairSet[place].PairValueRecord:
                if pair.SecondGlyph == second:
                    return _advance(pair.Value1)
            return None
        # A pair of classes says something of every second glyph: without a class it has class 0.
        record = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
        return _advance(record.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1)


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0) or 0)


def _lookups(font: Any) -> Iterator[list[Pairs]]:
    """Yield, for each lookup of pairs that Latin text uses, its tables."""
    gpos = font["GPOS"].table
    scripts = {record.ScriptTag: record.Script for record in gpos.ScriptList.ScriptRecord}
    script = scripts.get("latn") or scripts.get("DFLT")
    if script is None or script.DefaultLangSys is None:
        return
    features = [gpos.FeatureList.FeatureRecord[i] for i in script.DefaultLangSys.FeatureIndex]
    used = {i for f in features if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex}
    for index in sorted(used):
        lookup = gpos.LookupList.Lookup[index]
        tables = [t.ExtSubTable if t.LookupType == EXTENSION else t for t in lookup.SubTable]
        if tables and tables[0].LookupType == PAIRS:
            yield [Pairs(table) for table in tables]
