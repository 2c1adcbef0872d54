"""Complete the structure that a browser writes into a PDF, so that a screen reader can use it.

Chromium tags what a page says, and leaves out the description of links, the cells of a table that
hold no text, and a mark on what it paints for the eye alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kit.tagged_pdf import children, elements, identify, rewrite, saved, with_artifacts


def accessible(content: bytes, page: str) -> bytes:
    """Return the PDF that a browser printed, readable by a screen reader.

    Parameters
    ----------
    content
        The PDF, tagged by the browser.
    page
        The HTML that was printed.
    """
    with Pdf.open(BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:  # a browser too old to tag
            return content
        for one in pdf.pages:
            rewrite(pdf, one, with_artifacts)
        _describe_links(pdf, labels(page))
        for element in [*elements(pdf.Root.StructTreeRoot)]:
            match _kind(element):
                case "/Figure":
                    _unwrap_figure(element)
                case "/LI":
                    _add_body(pdf, element)
                case "/Table":
                    _add_empty_cells(pdf, element)
        identify(pdf, str(pdf.docinfo.get("/Title", "")), str(pdf.Root.get("/Lang", "")))
        return saved(pdf)


# --- links -----------------------------------------------------------------------------------


class _Links(HTMLParser):
    """The links of a page: for each address, the words of its first link."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: dict[str, str] = {}
        self._address = self._label = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            named = dict(attrs)
            self._address = named.get("href") or ""
            self._label = named.get("aria-label") or ""
            self._words = []

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address:
            said = self._label or "".join(self._words)
            self.labels.setdefault(self._address, " ".join(said.split()))
            self._address = ""


def labels(page: str) -> Mapping[str, str]:
    """Return what the links of an HTML page say, by their address.

    Examples
    --------
    >>> labels('<a href="#map">The map</a> <a href="#source-2" aria-label="source 2">2</a>')
    {'#map': 'The map', '#source-2': 'source 2'}
    """
    found = _Links()
    found.feed(page)
    return found.labels


def _describe_links(pdf: Pdf, labels: Mapping[str, str]) -> None:
    """Give each link of a PDF the words of the page's link to the same place."""
    for page in pdf.pages:
        for note in page.get("/Annots", ()):
            if str(note.Subtype) == "/Link":
                address = f"#{str(note.Dest)[1:]}" if "/Dest" in note else str(note.A.get("/URI"))
                note.Contents = String(labels.get(address) or address.lstrip("#"))


# --- elements --------------------------------------------------------------------------------


def _kind(held: Object) -> str:
    """Return the type of an element of the structure; empty for a mark of a page's content."""
    return str(held.get("/S", "")) if isinstance(held, Dictionary) else ""


def _unwrap_figure(figure: Object) -> None:
    """Make a group of a figure that holds another with its description, and a caption."""
    if "/Alt" not in figure and any(_kind(one) == "/Figure" for one in elements(figure)):
        figure.S = Name.Div


def _add_body(pdf: Pdf, item: Object) -> None:
    """Put what an item of a list says into its body, beside the label."""
    held = children(item)
    labels = [one for one in held if _kind(one) == "/Lbl"]
    said = [one for one in held if _kind(one) != "/Lbl"]
    if any(_kind(one) == "/LBody" for one in said):
        return
    body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array(said)))
    for one in said:
        if _kind(one):
            one.P = body
    if "/Pg" in item:  # where what it says itself is painted
        body.Pg = item.Pg
    item.K = Array([*labels, body])


def _add_empty_cells(pdf: Pdf, table: Object) -> None:
    """Put an empty cell wherever a row of a table lacks one: each stands under its header again.

    The browser leaves out cells in which nothing is said. Each of the others names its headers.
    """
    rows = [one for one in elements(table) if _kind(one) == "/TR"]
    columns = next(filter(None, map(_columns, rows)), {})
    width = max((sum(map(_span, _cells(row))) for row in rows), default=0)
    for row in rows:
        cells = _cells(row)
        if sum(map(_span, cells)) == width:
            continue
        placed: dict[int, Object] = {}
        for place, cell in enumerate(cells):
            headers = [columns[id] for id in _headers(cell) if id in columns]
            placed[headers[0] if headers else place] = cell
        if len(placed) < len(cells):
            continue
        spanned = {at + n for at, cell in placed.items() for n in range(1, _span(cell))}
        row.K = Array(
            placed.get(column) or _empty_cell(pdf, row)
            for column in range(width)
            if column not in spanned
        )


def _empty_cell(pdf: Pdf, row: Object) -> Object:
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TD, P=row))


def _cells(row: Object) -> list[Object]:
    return [one for one in children(row) if _kind(one) in {"/TH", "/TD"}]


def _columns(row: Object) -> dict[str, int]:
    """Return the column of each header of columns in a row, by its id."""
    found = {}
    column = 0
    for cell in _cells(row):
        if str(_attribute(cell, "/Scope")) == "/Column" and "/ID" in cell:
            found[str(cell.ID)] = column
        column += _span(cell)
    return found


def _headers(cell: Object) -> list[str]:
    return [str(id) for id in _attribute(cell, "/Headers") or ()]


def _span(cell: Object) -> int:
    return int(_attribute(cell, "/ColSpan") or 1)


def _attribute(cell: Object, name: str) -> Object | None:
    held = cell.get("/A")
    for one in held if isinstance(held, Array) else [held]:
        if isinstance(one, Dictionary) and name in one:
            found: Object = one[name]
            return found
    return None
