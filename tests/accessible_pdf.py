"""What is wrong with a PDF that is read aloud: what pdfua finds, and what it does not look for."""

from io import BytesIO

import pdfua
from pikepdf import Array, Dictionary, Pdf

from kit.tagged_pdf import children, elements

CLAIM = "UA-28-004"
"""Metadata that claims PDF/UA, which the kit does not."""

HEADINGS = "UA-14-001"
"""Empty headings: pdfua's rule fails on one of several parts; :func:`_empty` takes its place."""


def faults(content, folder):
    """Return the faults of a PDF, a sentence each; ``folder`` takes a file for pdfua to read."""
    file = folder / "checked.pdf"
    file.write_bytes(content)
    report = pdfua.validate(str(file))
    found = [
        f"{one.rule_id} {one.location.describe()}: {one.message}"
        for one in report.findings
        if one.rule_id != CLAIM
    ]
    found += [f"{one.rule_id} was not run" for one in report.skipped if one.rule_id != HEADINGS]
    with Pdf.open(BytesIO(content)) as pdf:
        return [*found, *_named(pdf), *_described(pdf), *_outlined(pdf)]


def _named(pdf):
    if not str(pdf.Root.get("/Lang", "")):
        yield "no language"
    with pdf.open_metadata() as metadata:
        said = metadata.get("dc:title")
    if not said or said != str(pdf.docinfo.get("/Title", "")):
        yield f"no title in the metadata, or another: {said!r}"
    if pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle") is not True:
        yield "a window shows the name of the file and not the title"


def _described(pdf):
    for one in elements(pdf.Root.StructTreeRoot):
        kind = str(one.S)
        if kind == "/Figure" and not str(one.get("/Alt", "")).strip():
            yield "a figure without a description"
        elif kind[:2] == "/H" and kind[2:].isdigit() and _empty(one):
            yield f"an empty heading {kind}"
        elif kind == "/LI" and not any(str(c.get("/S")) == "/LBody" for c in children(one)):
            yield "an item of a list without a body"
        elif kind == "/Table":
            rows = [row for row in elements(one) if str(row.S) == "/TR"]
            widths = {sum(map(_span, children(row))) for row in rows}
            if len(widths) > 1:
                yield f"a table whose rows have {sorted(widths)} cells"
    for page in pdf.pages:
        for note in page.get("/Annots", ()):
            if not str(note.get("/Contents", "")).strip():
                yield "a link without a description"


def _empty(element):
    """Whether nothing of a page's content belongs to an element."""
    parts = [element, *elements(element)]
    return all(isinstance(k, Dictionary) and "/S" in k for part in parts for k in children(part))


def _span(cell):
    held = cell.get("/A", Array())
    attributes = held if isinstance(held, Array) else [held]
    return next((int(one.ColSpan) for one in attributes if "/ColSpan" in one), 1)


def _outlined(pdf):
    pages = {page.objgen for page in pdf.pages}
    marks = bookmarks(pdf)
    if not marks:
        yield "no outline"
    for mark in marks:
        if not mark.title.strip():
            yield "a bookmark without a title"
        target = mark.destination if mark.destination is not None else mark.action.D
        if target[0].objgen not in pages:
            yield f"the bookmark “{mark.title}” leads nowhere"


def bookmarks(pdf):
    """Return the bookmarks of an outline, of every level."""
    pending = list(pdf.open_outline().root)
    found = []
    while pending:
        found.append(pending.pop(0))
        pending = [*found[-1].children, *pending]
    return found
