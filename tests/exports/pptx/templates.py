"""Make templates as other offices have them, from the presentation that python-pptx carries."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from pptx import Presentation
from pptx.util import Mm

PRESENTATION = b"presentationml.presentation.main+xml"
TEMPLATE = b"presentationml.template.main+xml"


def _saved(made):
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _place(made, title, body):
    """Give all titles and contents one place, in millimetres."""
    for layout in (made.slide_masters[0], *made.slide_layouts):
        for placeholder in layout.placeholders:
            kind = placeholder._element.xpath(".//p:ph")[0].get("type", "obj")
            found = {"title": title, "obj": body, "body": body}.get(kind)
            if found:
                placeholder.left, placeholder.top = Mm(found[0]), Mm(found[1])
                placeholder.width, placeholder.height = Mm(found[2]), Mm(found[3])


def four_to_three():
    """Return python-pptx's own presentation, 254 mm wide, with a slide that is not to stay."""
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "A slide of another client"
    return _saved(made)


def title_at_the_bottom():
    made = Presentation()
    made.slide_width, made.slide_height = Mm(338.667), Mm(190.5)
    _place(made, (15, 150, 308, 24), (15, 12, 308, 132))
    return _saved(made)


def tiny_body():
    made = Presentation()
    _place(made, (15, 10, 220, 20), (15, 40, 100, 30))
    return _saved(made)


def without_contents():
    """Return a presentation whose only layouts are those without a place for contents."""
    made = Presentation()
    for layout in [*made.slide_layouts][1:5] + [*made.slide_layouts][7:]:
        made.slide_layouts.remove(layout)
    return _saved(made)


def as_potx(content):
    """Return a presentation as a template file: another content type, everything else the same."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(PRESENTATION, TEMPLATE) if "Types" in name else data)
    return written.getvalue()
