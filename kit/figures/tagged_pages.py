"""Tag the pages that matplotlib has written as a PDF: titles, paragraphs, pictures, an outline.

Matplotlib writes letters and lines; a screen reader finds no text in them without a structure. A
page's texts are read in the order in which they were drawn: a poster's lane by lane.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from matplotlib.figure import Figure
from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    OutlineItem,
    Page,
    Pdf,
    String,
)

from kit.tagged_pdf import END, Instruction, identify, rewrite, saved, with_artifacts


def tagged(content: bytes, figures: Sequence[Figure], lang: str, title: str = "") -> bytes:
    """Return a PDF with a structure for screen readers and an outline.

    The first text of a page is its title.

    Parameters
    ----------
    content
        The PDF, one page for each figure.
    figures
        The pages (:attr:`kit.figures.page.Page.figure`), whose labels tell which lines are one
        paragraph, and what pictures show.
    """
    with Pdf.open(BytesIO(content)) as pdf:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array())
        )
        owners: list[Object | int] = []
        titles = []
        for number, (page, figure) in enumerate(zip(pdf.pages, figures, strict=True)):
            marks = _Marks(pdf, page, document, figure)
            rewrite(pdf, page, marks.marked)
            page.obj.StructParents = number
            page.obj.Tabs = Name.S
            owners.extend([number, pdf.make_indirect(Array(marks.owners))])
            titles.append(marks.title)
        root.K = document
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(owners)))
        root.ParentTreeNextKey = len(titles)
        pdf.Root.StructTreeRoot = root
        with pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(said, n) for n, said in enumerate(titles))
        identify(pdf, title or titles[0], lang)
        return saved(pdf)


class _Marks:
    """The marks on the content of a page, each owned by an element of the structure.

    Attributes
    ----------
    owners
        The element of each mark, by the number of the mark.
    title
        The title of the page.
    """

    def __init__(self, pdf: Pdf, page: Page, document: Object, figure: Figure) -> None:
        self.pdf, self.page, self.document = pdf, page, document
        texts = [text for axes in figure.axes for text in axes.texts if text.get_text().strip()]
        self.labels = [str(text.get_label()) for text in texts]
        self.alts = [str(one.get_label()) for axes in figure.axes for one in axes.images]
        first = [t.get_text() for t in texts if t.get_label() == texts[0].get_label()]
        self.title = " ".join(first)
        self.owners: list[Object] = []
        self.paragraphs: dict[str, Object] = {}

    def marked(self, instructions: Iterable[Instruction]) -> Iterator[Instruction]:
        """Yield the instructions with texts and pictures marked, and the rest as artifacts."""
        return with_artifacts(self._with_content(instructions))

    def _with_content(self, instructions: Iterable[Instruction]) -> Iterator[Instruction]:
        labels, alts = iter(self.labels), iter(self.alts)
        pictures = self.page.resources.get("/XObject", Dictionary())
        for one in instructions:
            operator = str(one.operator)
            if operator == "BT":
                yield self._begin(self._paragraph(next(labels, "")))
            picture = operator == "Do" and str(pictures[str(one.operands[0])].Subtype) == "/Image"
            if picture:
                figure = self._element(Name.Figure)
                figure.Alt = String(next(alts, ""))
                yield self._begin(figure)
            yield one
            if picture or operator == "ET":
                yield END

    def _begin(self, element: Object) -> Instruction:
        """Return the beginning of a mark that an element owns."""
        number = len(self.owners)
        self.owners.append(element)
        element.K.append(number)
        return ContentStreamInstruction([element.S, Dictionary(MCID=number)], Operator("BDC"))

    def _paragraph(self, label: str) -> Object:
        if label not in self.paragraphs:
            kind = Name.P if self.paragraphs else Name.H1
            self.paragraphs[label] = self._element(kind)
        return self.paragraphs[label]

    def _element(self, kind: Name) -> Object:
        element = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=kind, P=self.document, Pg=self.page.obj, K=Array())
        )
        self.document.K.append(element)
        return element
