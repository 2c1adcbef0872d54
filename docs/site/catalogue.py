"""Keep the French of the written pages up to date: ``python -m docs.site --catalogue``.

Sphinx extracts the texts of each page; those that are new or changed are listed, and are to be
translated in ``docs/locales/fr/LC_MESSAGES``. Generated pages need none: their French is the kit's.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from docs.site.build import DOCS, ENGLISH_ALONE, prepare, sphinx

FRENCH = DOCS / "locales" / "fr" / "LC_MESSAGES"

LETTER = re.compile(r"[^\W\d_]")


def written() -> list[str]:
    """Return the names of the pages that a person wrote and that are translated."""
    names = (path.relative_to(DOCS) for path in DOCS.rglob("*.md"))
    found = [str(n.with_suffix("").as_posix()) for n in names if n.parts[0] != "_build"]
    return sorted(name for name in found if not name.startswith(ENGLISH_ALONE))


def extracted(folder: Path) -> dict[str, Catalog]:
    """Return the texts of the written pages, by catalogue: that of the page's first folder."""
    prepare(folder / "source", "en", outputs=False)
    sphinx(folder / "source", folder / "texts", "en", "gettext")
    found: dict[str, Catalog] = {}
    for name in written():
        catalogue = found.setdefault(name.partition("/")[0], Catalog(locale="fr", fuzzy=False))
        with (folder / "texts" / f"{name}.pot").open("rb") as file:
            for message in read_po(file):
                if needs_french(name, str(message.id)) and message.id not in catalogue:
                    catalogue.add(message.id, auto_comments=[name])
    return found


def needs_french(page: str, text: str) -> bool:
    """Return whether a text is to be translated: numbers and the glossary's terms are not."""
    return bool(LETTER.search(text)) and not (page == "glossary" and text in _terms())


@cache
def _terms() -> frozenset[str]:
    """Return the cells of the glossary behind the first column: words of both languages, names."""
    lines = (DOCS / "glossary.md").read_text("utf-8").splitlines()
    rows = [line.strip("|").split(" | ") for line in lines if line.startswith("| ")]
    return frozenset(
        cell.strip() for head, *cells in rows if head.strip() != "concept" for cell in cells
    )


def missing() -> list[str]:
    """Return the texts of the written pages that the catalogues do not have."""
    with tempfile.TemporaryDirectory() as name:
        found = extracted(Path(name))
    return [
        f"{stem}.po: {message.id}"
        for stem, template in found.items()
        for message in template
        if message.id and not _french(stem).get(str(message.id))
    ]


def _french(stem: str) -> dict[str, str]:
    path = FRENCH / f"{stem}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale="fr") if m.id}


def main() -> int:
    """Write the catalogues again, and return 1 if a text has no French; each is printed."""
    FRENCH.mkdir(parents=True, exist_ok=True)
    absent: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        for stem, template in extracted(Path(name)).items():
            before, catalogue = _french(stem), Catalog(locale="fr", fuzzy=False)
            for message in template:
                if message.id:
                    catalogue.add(message.id, before.get(str(message.id), ""))
                    absent += [f"{stem}.po: {message.id}"] * (str(message.id) not in before)
            with (FRENCH / f"{stem}.po").open("wb") as file:
                write_po(file, catalogue, width=100, omit_header=True)
    print(*absent, sep="\n")
    return 1 if absent else 0
