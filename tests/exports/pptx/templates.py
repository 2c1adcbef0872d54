"""Make templates as other offices have them, from the presentation that python-pptx carries."""

from __future__ import annotations

import random
import re
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
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


def on_a_picture():
    """Return a presentation on whose every slide a picture is the ground."""
    made = Presentation()
    content = BytesIO()
    Image.effect_noise((64, 48), 90).save(content, "PNG")
    master = made.slide_masters[0]
    picture = master.part.package.get_or_add_image_part(content)
    related = master.part.relate_to(picture, RELATIONSHIP_TYPE.IMAGE)
    ground = master._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
    for old in list(ground):
        ground.remove(old)
    properties = etree.SubElement(ground, qn("p:bgPr"))
    filled = etree.SubElement(properties, qn("a:blipFill"))
    etree.SubElement(filled, qn("a:blip")).set(qn("r:embed"), related)
    etree.SubElement(etree.SubElement(filled, qn("a:stretch")), qn("a:fillRect"))
    etree.SubElement(properties, qn("a:effectLst"))
    return _saved(made)


def on_coloured_shapes(width=9144000, height=6858000):
    """Return a presentation on whose every slide a dark square is the ground, or a corner of it."""

    def change(entries):
        shape = (
            b'<p:sp><p:nvSpPr><p:cNvPr id="90" name="Square"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
            b'</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
            + f'<a:ext cx="{width}" cy="{height}"/>'.encode()
            + b'</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
            b'<a:schemeClr val="accent2"/></a:solidFill></p:spPr></p:sp>'
        )
        master = "ppt/slideMasters/slideMaster1.xml"
        entries[master] = entries[master].replace(b"</p:spTree>", shape + b"</p:spTree>")

    return _rewritten(change)


BLACK = b'<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'


def on_a_dark_colour(filled=BLACK):
    """Return a presentation with a background of its own, whose theme is that of white paper."""

    def change(entries):
        master = "ppt/slideMasters/slideMaster1.xml"
        ground = b"<p:bg><p:bgPr>" + filled + b"<a:effectLst/></p:bgPr>"
        entries[master] = re.sub(rb"<p:bg>.*?(?=</p:bg>)", ground, entries[master], flags=re.S)

    return _rewritten(change)


def as_libreoffice_writes_it(colour=b"FFFFFF"):
    """Return a presentation with the style of its titles in the prompts alone, on black."""

    def change(entries):
        master = "ppt/slideMasters/slideMaster1.xml"
        content = re.sub(rb"<p:txStyles>.*</p:txStyles>", b"", entries[master], flags=re.S)
        look = b'<a:rPr lang="en-US" sz="3300"><a:solidFill><a:srgbClr val="%s"/></a:solidFill>'
        prompt = rb"\1" + look % colour + b"</a:rPr>"
        content = re.sub(
            rb'(type="title".*?<a:r>)<a:rPr [^>]*/>', prompt, content, count=1, flags=re.S
        )
        assert colour in content
        entries[master] = content

    return _rewritten(change, on_a_dark_colour())


# --- files that are refused ------------------------------------------------------------------

OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.{}.main+xml"


def _rewritten(change, content=b""):
    """Return a presentation with changed entries."""
    written = BytesIO()
    with ZipFile(BytesIO(content or four_to_three())) as source:
        entries = {name: source.read(name) for name in source.namelist()}
    change(entries)
    with ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name, data in entries.items():
            target.writestr(name, data)
    return written.getvalue()


def _replaced(entry, old, new):
    def change(entries):
        assert old in entries[entry]
        entries[entry] = entries[entry].replace(old, new)

    return _rewritten(change)


def _type(new):
    old = OFFICE_TYPE.format("presentationml.presentation")
    return _replaced("[Content_Types].xml", old.encode(), new.encode())


def of_type(kind):
    """Return a file whose main part is of another type of Office."""
    return _type(OFFICE_TYPE.format(kind))


def with_macros():
    return _type("application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")


def without_masters():
    return _replaced("ppt/presentation.xml", b"p:sldMasterIdLst", b"p:notesMasterIdLst")


def strict():
    old = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return _replaced(
        "_rels/.rels", old, b"http://purl.oclc.org/ooxml/officeDocument/relationships/"
    )


def encrypted():
    """Return the beginning of a file that PowerPoint has encrypted: no archive any more."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + name + bytes(1000)


def encrypted_entries():
    """Return a presentation whose entries are marked as encrypted."""
    content = bytearray(four_to_three())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


@cache
def bomb():
    """Return 200 KB that would unpack to 200 MB."""
    zeros = bytes(200_000_000)
    return _rewritten(lambda entries: entries.update({"ppt/media/image1.png": zeros}))


def many_entries():
    return _rewritten(
        lambda entries: entries.update({f"ppt/media/{n}": b"" for n in range(10_000)})
    )


def heavy_part():
    """Return a presentation with a master of 9 MB that is no multiple of its packed size."""
    noise = b"<!--" + random.Random(1).randbytes(4_500_000).hex().encode() + b"-->"
    master = "ppt/slideMasters/slideMaster1.xml"
    return _replaced(master, b"<p:cSld>", noise + b"<p:cSld>")


def lying():
    """Return a presentation whose directory says less than its master has."""
    content = bytearray(four_to_three())
    name = b"ppt/slideMasters/slideMaster1.xml"
    place = content.rindex(name) - 46
    content[place + 24 : place + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def twice():
    written = BytesIO(four_to_three())
    with ZipFile(written, "a") as target:
        target.writestr("PPT/presentation.xml", b"<a/>")
    return written.getvalue()


def with_entities():
    document = b'<!DOCTYPE p:sldMaster [<!ENTITY a "aaaa">]><p:sldMaster '
    return _replaced("ppt/slideMasters/slideMaster1.xml", b"<p:sldMaster ", document)


def two_masters():
    """Return a presentation with a second master: a copy of the first, its layouts and theme."""

    def second(name):
        return (
            name.replace("slideMaster1.", "slideMaster2.")
            .replace("theme1.", "theme2.")
            .replace("slideLayouts/slideLayout", "slideLayouts/slideLayout2")
            .replace("_rels/slideLayout", "_rels/slideLayout2")
        )

    def change(entries):
        types = entries["[Content_Types].xml"].decode()
        found = re.findall(r'<Override PartName="([^"]*)" ContentType="([^"]*)"/>', types)
        for name, content in [*entries.items()]:
            if not name.startswith(("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/theme/")):
                continue
            if name.endswith(".rels"):
                content = second(content.decode()).encode()
            if name.endswith("slideMaster1.xml"):
                # The ids of layouts are unique in the whole file.
                content = content.replace(b'id="21474836', b'id="21474837')
            entries[second(name)] = content
            for part, kind in found:
                if part == f"/{name}":
                    new = f'<Override PartName="{second(part)}" ContentType="{kind}"/>'
                    types = types.replace("</Types>", new + "</Types>")
        entries["[Content_Types].xml"] = types.encode()
        rels = "ppt/_rels/presentation.xml.rels"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster"
        one = f'<Relationship Id="rId99" Type="{kind}" Target="slideMasters/slideMaster2.xml"/>'
        entries[rels] = entries[rels].replace(
            b"</Relationships>", one.encode() + b"</Relationships>"
        )
        listed = b'<p:sldMasterId id="2147483748" r:id="rId99"/></p:sldMasterIdLst>'
        entries["ppt/presentation.xml"] = entries["ppt/presentation.xml"].replace(
            b"</p:sldMasterIdLst>", listed
        )

    return _rewritten(change)
