"""Mark what is painted on the pages of a PDF, and name its title and language (ISO 14289-1).

A program that reads a page aloud takes each piece of text from the structure of the document. What
belongs to none, as a line or the number of a page, has to be marked as an artifact, so that it is
known to be left out on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import TypeAlias

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

Instruction: TypeAlias = ContentStreamInstruction | ContentStreamInlineImage

PATHS = frozenset({"m", "re"})
"""The operators that begin a path."""

PAINTED = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
"""The operators that paint a path."""

ALONE = frozenset({"Do", "sh", "INLINE IMAGE", "Tj", "TJ", "'", '"'})
"""The operators that paint by themselves: pictures, shadings and text."""

BEGIN = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
END = ContentStreamInstruction([], Operator("EMC"))


def with_artifacts(instructions: Iterable[Instruction]) -> Iterator[Instruction]:
    """Yield the instructions of a page, with whatever they paint outside of any mark as artifacts.

    Each path and each text is marked by itself: no mark may open inside a path or cross the border
    of a text object.
    """
    depth = 0
    path: list[Instruction] = []
    for one in instructions:
        operator = str(one.operator)
        depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
        if path:
            path.append(one)
            if operator in PAINTED:
                yield from (BEGIN, *path, END)
                path = []
            elif operator == "n":  # a path that only cuts
                yield from path
                path = []
        elif depth == 0 and operator in PATHS:
            path = [one]
        elif depth == 0 and operator in ALONE:
            yield from (BEGIN, one, END)
        else:
            yield one
    yield from path


def rewrite(
    pdf: Pdf, page: Page, how: Callable[[Iterable[Instruction]], Iterable[Instruction]]
) -> None:
    """Replace the content of a page by that which a function makes of its instructions."""
    content = unparse_content_stream(list(how(parse_content_stream(page))))
    page.obj.Contents = pdf.make_stream(content)


def identify(pdf: Pdf, title: str, lang: str) -> None:
    """Give a tagged document its title and language, where a reader's program looks for them.

    Metadata does not claim PDF/UA: a system without a font for a client's character breaks it.
    """
    if lang:
        pdf.Root.Lang = String(lang)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo.Title = String(title)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title


def saved(pdf: Pdf) -> bytes:
    """Return a document as a file: the same bytes for the same content."""
    content = BytesIO()
    pdf.save(content, deterministic_id=True)
    return content.getvalue()


def children(element: Object) -> list[Object]:
    """Return what an element of the structure holds: elements, and marks of a page's content."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def elements(element: Object) -> Iterator[Object]:
    """Yield the elements below one of the structure, in the order in which they are read."""
    pending = [element]
    while pending:
        one = pending.pop()
        below = [k for k in children(one) if isinstance(k, Dictionary) and "/S" in k]
        if one is not element:
            yield one
        pending.extend(reversed(below))
