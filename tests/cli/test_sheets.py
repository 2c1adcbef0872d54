"""``parcours sheets``: sheets to print, and tables that are read back (M7.3)."""

import csv
import io
import re


def test_the_command_writes_a_pdf_and_a_table_that_is_read_back(parcours, examples):
    status, _, err = parcours("sheets", "le-comptoir/achat-en-boutique", "--kind", "mystery-visit")
    assert status == 0, err
    folder = examples.parent / "outputs" / "le-comptoir" / "achat-en-boutique"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["sheet-mystery-visit.csv", "sheet-mystery-visit.pdf"]
    table = (folder / "sheet-mystery-visit.csv").read_text("utf-8-sig")
    columns = next(csv.reader(io.StringIO(table)))
    rows = [[("3" if "1–5" in name else f"vu {n}") for name in columns] for n in range(6)]
    filled = examples / "le-comptoir" / "achat-en-boutique" / "evidence"
    filled.mkdir(exist_ok=True)
    out = io.StringIO()
    csv.writer(out).writerows([columns, *rows])
    (filled / "visites.csv").write_text(out.getvalue(), "utf-8")
    told = parcours(
        *("evidence", "add", "le-comptoir/achat-en-boutique", str(filled / "visites.csv")),
        *("--id", "visites-2026", "--kind", "mystery-visit", "--yes"),
    )
    assert told[0] == 0, told
    assert re.search(r"La vitrine.: comment était-ce.\? \(1–5\) +rating +1–5", told[1]), told[1]
