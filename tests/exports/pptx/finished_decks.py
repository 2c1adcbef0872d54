"""Templates that hold a secret word in one place each, as other clients' finished decks do."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image, PngImagePlugin
from pptx import Presentation

SECRET = "Zyxwabank"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PML = "application/vnd.openxmlformats-officedocument.presentationml."
PRESENTATION = "ppt/presentation.xml"
MASTER, LAYOUT = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout2.xml"
TYPES = "[Content_Types].xml"

Entries = dict[str, bytes]


def finished(title="Title"):
    """Return the entries of a deck of one slide with notes."""
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = title
    slide.notes_slide.notes_text_frame.text = title
    content = BytesIO()
    made.save(content)
    with ZipFile(content) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries):
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return written.getvalue()


def put(entries, entry, before, new):
    """Insert a text before another one in an entry."""
    content = entries[entry]
    assert before.encode() in content, (entry, before)
    entries[entry] = content.replace(before.encode(), (new + before).encode(), 1)


def rels_of(part):
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def relate(entries, part, kind, target, external=False, id="rId77"):
    kind = kind if ":" in kind else OFFICE + kind
    mode = ' TargetMode="External"' if external else ""
    one = f'<Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>'
    put(entries, rels_of(part), "</Relationships>", one)


def add(entries, part, kind, name, content, type="application/xml", id="rId77"):
    """Add a part to which another refers."""
    entries[name] = content if isinstance(content, bytes) else content.encode()
    put(entries, TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{type}"/>')
    relate(entries, part, kind, f"/{name}", id=id)


def run(entries, part, properties, text="More"):
    """Put a text box with a run of some properties on a master or a layout."""
    put(
        entries,
        part,
        "</p:spTree>",
        '<p:sp><p:nvSpPr><p:cNvPr id="99" name="x"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>'
        f'<a:p><a:r><a:rPr lang="en-GB">{properties}</a:rPr><a:t>{text}</a:t></a:r></a:p>'
        "</p:txBody></p:sp>",
    )


def linked(part, target):
    """Return a change that puts an external link on a master or a layout."""

    def change(entries):
        relate(entries, part, "hyperlink", target, external=True, id="rId88")
        run(entries, part, f'<a:hlinkClick r:id="rId88" tooltip="{SECRET}"/>')

    return change


def picture(descr="", name="image", link=""):
    """Return a change that puts a picture with notes of its maker on a layout."""

    def change(entries):
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", SECRET)
        notes.add_itxt("Comment", SECRET)
        content = BytesIO()
        Image.new("RGB", (4, 4), "red").save(content, "PNG", pnginfo=notes)
        put(entries, TYPES, "<Override", '<Default Extension="PNG" ContentType="image/png"/>')
        entries[f"ppt/media/{name}.PNG"] = content.getvalue()
        relate(entries, LAYOUT, "image", f"../media/{name}.PNG", id="rId66")
        blip = f'<a:blip r:embed="rId66"{link}/>'
        put(
            entries,
            LAYOUT,
            "</p:spTree>",
            f'<p:pic><p:nvPicPr><p:cNvPr id="98" name="{name}" descr="{descr}"/><p:cNvPicPr/>'
            f"<p:nvPr/></p:nvPicPr><p:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch>"
            '</p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>',
        )

    return change


def photograph(entries):
    """Put a JPEG with a camera's notes on a layout."""
    picture()(entries)
    content, notes = BytesIO(), Image.Exif()
    notes[0x010E] = SECRET
    Image.new("RGB", (4, 4), "red").save(content, "JPEG", exif=notes, comment=SECRET.encode())
    entries["ppt/media/image.PNG"] = content.getvalue()


def custom_show(entries):
    shows = '<p:custShowLst><p:custShow name="Board" id="0"><p:sldLst><p:sld r:id="rId7"/>'
    shows += "</p:sldLst></p:custShow></p:custShowLst>"
    put(entries, PRESENTATION, "<p:defaultTextStyle>", shows)


def layout_to_slide(entries):
    relate(entries, LAYOUT, "slide", "../slides/slide1.xml")
    run(entries, LAYOUT, '<a:hlinkClick r:id="rId77" action="ppaction://hlinksldjump"/>')


def sections(entries):
    put(
        entries,
        PRESENTATION,
        "</p:presentation>",
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section '
        f'name="{SECRET}" id="{{0}}"/></p14:sectionLst></p:ext></p:extLst>',
    )


def comments(entries):
    slide = "ppt/slides/slide1.xml"
    add(entries, slide, "comments", "ppt/comments/comment1.xml", f"<a>{SECRET}</a>")
    authors = f'<a name="{SECRET}"/>'
    add(entries, PRESENTATION, "commentAuthors", "ppt/commentAuthors.xml", authors)


def embedded(entries):
    add(entries, LAYOUT, "oleObject", "ppt/embeddings/one.bin", SECRET, id="rId55")
    put(
        entries,
        LAYOUT,
        "</p:spTree>",
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="97" name="Object"/>'
        "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x='0' y='0'/>"
        "<a:ext cx='9' cy='9'/></p:xfrm><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole">'
        f'<p:oleObj name="{SECRET}" r:id="rId55" imgW="9" imgH="9" progId="Word.Document.12">'
        "<p:embed/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>",
    )


def control(entries):
    add(entries, MASTER, "control", "ppt/activeX/activeX1.xml", f"<a>{SECRET}</a>", id="rId55")
    controls = f'<p:controls><p:control name="{SECRET}" r:id="rId55"/></p:controls>'
    put(entries, MASTER, "</p:cSld>", controls)


def tags(entries):
    add(entries, MASTER, "tags", "ppt/tags/tag1.xml", f"<a>{SECRET}</a>", id="rId55")
    put(entries, MASTER, "</p:cSld>", '<p:custDataLst><p:tags r:id="rId55"/></p:custDataLst>')


def footer(entries):
    """Write the foot of another deck on its layout, as PowerPoint does."""
    old = entries[LAYOUT]
    start = old.index(b'type="ftr"')
    place = old.index(b"<a:p>", start) + len(b"<a:p>")
    filled = f'<a:r><a:rPr lang="en-GB"/><a:t>{SECRET}</a:t></a:r>'.encode()
    entries[LAYOUT] = old[:place] + filled + old[place:]


def hidden(entries):
    run(entries, LAYOUT, "", SECRET)
    old = b'<p:cNvPr id="99" name="x"/>'
    entries[LAYOUT] = entries[LAYOUT].replace(old, b'<p:cNvPr id="99" name="x" hidden="1"/>')


def alternative(entries):
    """Put a link on a master inside an alternative for newer programs."""
    relate(entries, MASTER, "hyperlink", f"https://{SECRET}.example", external=True, id="rId88")
    run(entries, MASTER, '<a:hlinkClick r:id="rId88"/>')
    old = entries[MASTER]
    start = old.rindex(b"<p:sp>")
    end = old.rindex(b"</p:sp>") + len(b"</p:sp>")
    shape = old[start:end]
    alternatives = (
        b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        b'2006"><mc:Choice Requires="a">' + shape.replace(b"More", SECRET.encode())
    )
    alternatives += b"</mc:Choice><mc:Fallback>" + shape + b"</mc:Fallback></mc:AlternateContent>"
    entries[MASTER] = old[:start] + alternatives + old[end:]


def named_by_its_client(entries):
    """Give a layout's part the name of a client."""
    name = f"ppt/slideLayouts/{SECRET}.xml"
    entries[name] = entries.pop(LAYOUT)
    entries[rels_of(name)] = entries.pop(rels_of(LAYOUT))
    for entry in (TYPES, rels_of(MASTER), rels_of("ppt/slides/slide1.xml")):
        entries[entry] = entries[entry].replace(b"slideLayout2.xml", f"{SECRET}.xml".encode())


def replaced(entry, old, new):
    def change(entries):
        assert old.encode() in entries[entry], (entry, old)
        entries[entry] = entries[entry].replace(old.encode(), new.encode(), 1)

    return change


def part(of, kind, name, type="application/xml"):
    return lambda entries: add(entries, of, kind, name, f"<a>{SECRET}</a>", type)


def timing(entries):
    add(entries, LAYOUT, "audio", "ppt/media/sound.wav", SECRET, "audio/x-wav", id="rId55")
    sound = f'<p:sndAc><p:stSnd><p:snd r:embed="rId55" name="{SECRET}"/></p:stSnd></p:sndAc>'
    put(entries, LAYOUT, "</p:sldLayout>", f"<p:transition>{sound}</p:transition>")


PLACES: dict[str, Callable[[Entries], None]] = {
    "slides and notes": lambda entries: None,
    "custom show": custom_show,
    "layout's link to a slide": layout_to_slide,
    "sections": sections,
    "comments": comments,
    "handout": part(PRESENTATION, "handoutMaster", "ppt/handoutMasters/handoutMaster1.xml"),
    "web link": linked(LAYOUT, f"https://{SECRET}.example/"),
    "file link": linked(MASTER, f"file:///C:/{SECRET}/plan.docx"),
    "UNC link": linked(LAYOUT, f"\\\\{SECRET}\\share\\plan.docx"),
    "script": linked(MASTER, f"javascript:alert('{SECRET}')"),
    "alternative content": alternative,
    "linked picture": lambda entries: (
        relate(entries, LAYOUT, "image", f"https://{SECRET}.example/", True, "rId65"),
        picture(link=' r:link="rId65"')(entries),
    ),
    "OLE object": embedded,
    "ActiveX": control,
    "tags": tags,
    "sound": timing,
    "macros": part(
        PRESENTATION,
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "ppt/vbaProject.bin",
        "application/vnd.ms-office.vbaProject",
    ),
    "custom XML": part(PRESENTATION, "customXml", "customXml/item1.xml"),
    "custom properties": part("", "custom-properties", "docProps/custom.xml"),
    "core properties": replaced(
        "docProps/core.xml", "<cp:keywords/>", f"<cp:keywords>{SECRET}</cp:keywords>"
    ),
    "last modified by": replaced("docProps/core.xml", "Steve Canny", SECRET),
    "company": replaced("docProps/app.xml", "<Company></Company>", f"<Company>{SECRET}</Company>"),
    "thumbnail": lambda entries: entries.update({"docProps/thumbnail.jpeg": SECRET.encode()}),
    "printer settings": lambda entries: entries.update(
        {"ppt/printerSettings/printerSettings1.bin": SECRET.encode("utf-16-le")}
    ),
    "embedded font": part(PRESENTATION, "font", "ppt/fonts/font1.fntdata"),
    "revisions": part(
        PRESENTATION,
        "http://schemas.microsoft.com/office/2015/10/relationships/revisionInfo",
        "ppt/revisionInfo.xml",
    ),
    "presentation properties": replaced(
        "ppt/presProps.xml", "<p:extLst>", f"<!--{SECRET}--><p:extLst>"
    ),
    "table styles": replaced("ppt/tableStyles.xml", 'def="', f'styleName="{SECRET}" def="'),
    "write protection": replaced(
        PRESENTATION,
        "<p:defaultTextStyle>",
        f'<p:modifyVerifier hashData="{SECRET}"/><p:defaultTextStyle>',
    ),
    "comment in the XML": lambda entries: put(entries, MASTER, "<p:cSld>", f"<!--{SECRET}-->"),
    "instruction": lambda entries: put(entries, MASTER, "<p:cSld>", f"<?note {SECRET}?>"),
    "data of a program": lambda entries: put(
        entries,
        LAYOUT,
        "</p:sldLayout>",
        f'<p:extLst><p:ext uri="{{0}}"><x xmlns="urn:x">{SECRET}</x></p:ext></p:extLst>',
    ),
    "foot": footer,
    "hidden shape": hidden,
    "alternative text": picture(descr=SECRET),
    "notes of a picture": picture(),
    "notes of a photograph": photograph,
    "name of a picture": picture(name=SECRET),
    "name of a part": named_by_its_client,
    "entry to which nothing refers": lambda entries: entries.update({"notes.txt": SECRET.encode()}),
}
"""Where a template may hold what is not its design."""


def template(place):
    """Return a template with the secret word in one place."""
    entries = finished(SECRET if place in ("slides and notes", "custom show") else "Title")
    PLACES[place](entries)
    if place == "layout's link to a slide":
        put(entries, "ppt/slides/slide1.xml", "</p:cSld>", f"<!--{SECRET}-->")
    return packed(entries)


def in_many_places():
    """Return a template with the secret word in many places at once."""
    entries = finished(SECRET)
    for place in ("custom show", "sections", "comments", "UNC link", "script", "foot", "ActiveX"):
        PLACES[place](entries)
    return packed(entries)


def holding(content, word=SECRET):
    """Return the entries of a package that hold a word, in their name or contents."""
    forms = [word.lower().encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    found = []
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            inside = archive.read(name)
            if inside.startswith(b"PK"):
                found += [f"{name}/{one}" for one in holding(inside, word)]
            texts = [inside, name.encode(), *inflated(inside)]
            if any(form in text.lower() for text in texts for form in forms):
                found.append(name)
    return found


def inflated(content):
    """Yield what a PNG holds compressed beside its pixels."""
    start = 0
    while (start := content.find(b"zTXt", start)) >= 0:
        start += 4
        packed = content[content.index(b"\0", start) + 2 :]
        yield zlib.decompressobj().decompress(packed)
