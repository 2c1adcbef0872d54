"""Write sections about learners as one page in the report's style, without scripts or requests."""

from __future__ import annotations

from collections.abc import Sequence

from kit.blocks import Section
from kit.i18n import Texts
from kit.report.running import quick_jsonschema
from kit.sections import Cover
from kit.theme import Theme


def html_page(sections: Sequence[Section], head: Cover, t: Texts) -> bytes:
    """Return sections under a cover as one self-contained page, which can be printed."""
    with quick_jsonschema():
        import nbformat.v4

    from kit.exports.html import ReportOutput, SectionOutput, export
    from kit.exports.notebook import Frame

    frame = ReportOutput(Frame(t.lang, tuple(one.id for one in sections), head, Theme()))
    outputs: list[ReportOutput | SectionOutput] = [
        frame,
        *(SectionOutput(one, t.lang) for one in sections),
    ]
    cells = [
        nbformat.v4.new_code_cell(
            "", outputs=[nbformat.v4.new_output("display_data", one._repr_mimebundle_())]
        )
        for one in outputs
    ]
    return export(nbformat.v4.new_notebook(cells=cells))
