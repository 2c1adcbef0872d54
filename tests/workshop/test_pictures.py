import struct
import zlib
from base64 import b64decode, b64encode
from io import BytesIO

import pytest
from PIL import Image

from kit.i18n import texts
from kit.workshop.pictures import LARGEST, PictureError, data_url


def picture(kind, size=(4, 3), frames=1):
    """Return a picture as Pillow writes it."""
    all = [Image.new("RGB", size, (number, 255 * (number % 2), 0)) for number in range(frames)]
    more = {"save_all": True, "append_images": all[1:]} if frames > 1 else {}
    all[0].save(file := BytesIO(), kind, **more)
    return file.getvalue()


def announced(width, height):
    """Return a PNG of one row, with a header of its own."""

    def chunk(name, data):
        check = struct.pack(">L", zlib.crc32(name + data))
        return struct.pack(">L", len(data)) + name + data + check

    header = struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(5000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


PNG = picture("PNG")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def svg(inside="", before=""):
    return (before + SVG.format(inside)).encode()


@pytest.fixture
def put(tmp_path):
    """Put a file into a client's folder, and return its picture."""
    folder = tmp_path / "client"
    folder.mkdir()

    def put(content, name="logo.png"):
        (folder / name).write_bytes(content)
        return data_url(folder, name)

    put.folder = folder  # type: ignore[attr-defined]
    return put


def refused(error):
    """Return what a refusal says."""
    return texts("en")(error.value.says)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "png"),
        (picture("JPEG"), "jpeg"),
        (picture("GIF"), "gif"),
        (picture("WEBP"), "webp"),
        (picture("GIF", frames=5), "gif"),
        (picture("WEBP", frames=5), "webp"),
        (picture("PNG", (4000, 4000)), "png"),
        (svg('<path d="M0 0"/>'), "svg+xml"),
    ],
)
def test_a_picture_is_what_its_content_is(put, content, kind):
    head, _, body = put(content, "picture.dat").partition(",")
    assert head == f"data:image/{kind};base64"
    assert b64decode(body) == content


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g><x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script></g>",
        '<rect onload="alert(1)"/>',
        '<rect OnClick="alert(1)"/>',
        "<foreignObject><p/></foreignObject>",
        '<image href="https://example.org/a.png"/>',
        '<image xlink:href="//example.org/a.png"/>',
        '<image href="logo.png"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        '<rect fill="url(https://example.org/a.svg#b)"/>',
        "<rect style=\"fill: url( 'https://example.org/a' )\"/>",
        "<style>@import 'a.css';</style>",
        "<style>rect {fill: url(//example.org/a)}</style>",
    ],
)
def test_an_svg_that_runs_or_loads_something_is_refused(put, inside):
    with pytest.raises(PictureError) as error:
        put(svg(inside), "logo.svg")
    assert "logo.svg" in refused(error)
    assert "save it as PNG" in refused(error)


@pytest.mark.parametrize(
    "before",
    ['<!DOCTYPE svg [<!ENTITY a "aaaa">]>', '<?xml-stylesheet href="https://example.org/a.css"?>'],
)
def test_an_svg_with_entities_or_a_style_sheet_is_refused(put, before):
    with pytest.raises(PictureError):
        put(svg(before=before))


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)" style="stroke: url(\'#g\')"/>',
        '<use href="#g"/><use xlink:href="#g"/>',
        f'<image href="data:image/png;base64,{b64encode(PNG).decode()}"/>',
        "<style>rect {fill: #fff}</style><title>on sale</title>",
    ],
)
def test_an_ordinary_svg_is_shown(put, inside):
    assert put(svg(inside)).startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("content", [b"<svg", svg("<g>"), svg().decode().encode("utf-16")])
def test_a_broken_svg_is_refused(put, content):
    with pytest.raises(PictureError):
        put(content)


@pytest.mark.parametrize(
    "name", ["https://example.org/a.png", "//example.org/a.png", "data:image/png,a", "file:///a"]
)
def test_an_address_is_refused(put, name):
    with pytest.raises(PictureError) as error:
        data_url(put.folder, name)
    assert "loads nothing from the web" in refused(error)


def test_a_picture_outside_the_folder_is_refused(put, tmp_path):
    for outside in (tmp_path / "secret.png", tmp_path / "client-of-another" / "logo.png"):
        outside.parent.mkdir(exist_ok=True)
        outside.write_bytes(PNG)
    names = ["../secret.png", "../client-of-another/logo.png", str(tmp_path / "secret.png")]
    for name in names:
        with pytest.raises(PictureError) as error:
            data_url(put.folder, name)
        assert "outside the client’s folder" in refused(error)


def test_a_link_that_leads_outside_is_refused(put, tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG)
    link = put.folder / "logo.png"
    try:
        link.symlink_to(tmp_path / "secret.png")
    except OSError:  # Windows wants rights for it: the link is not there, and refused all the same
        link = put.folder / "none.png"
    with pytest.raises(PictureError):
        data_url(put.folder, link.name)


@pytest.mark.parametrize("content", [b"", b"GIF", b"hello", b"<html></html>"])
def test_what_is_no_picture_is_refused(put, content):
    with pytest.raises(PictureError):
        put(content)


def test_a_picture_too_big_for_an_email_is_refused(put):
    put(PNG.ljust(LARGEST, b"\0"))
    with pytest.raises(PictureError) as error:
        put(PNG.ljust(LARGEST + 1, b"\0"))
    assert "401 KB" in refused(error)


def test_a_missing_picture_is_named(put):
    with pytest.raises(PictureError) as error:
        data_url(put.folder, "none.png")
    assert "“none.png” is not in the client’s folder" in refused(error)


# --- pixels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (announced(40_000, 40_000), "40,000 by 40,000 pixels"),
        (announced(2**31 - 1, 2**31 - 1), "2,147,483,647 by 2,147,483,647 pixels"),
        (announced(8_001, 1), "8,001 by 1 pixels"),
        (picture("JPEG", (5000, 5000)), "5,000 by 5,000 pixels"),
        (picture("WEBP", (1, 9000)), "1 by 9,000 pixels"),
        (picture("GIF", (5000, 4000)), "5,000 by 4,000 pixels"),
        (picture("GIF", (100, 100), 201), "201 frames of 100 by 100 pixels"),
        (picture("GIF", (1000, 1000), 17), "17 frames"),
        (picture("WEBP", (1000, 1000), 17), "17 frames"),
        (picture("PNG", (1000, 1000), 17), "17 frames"),
    ],
    ids=range(10),
)
def test_a_picture_that_would_fill_a_browsers_memory_is_refused(put, content, says):
    with pytest.raises(PictureError) as error:
        put(content)
    assert says in refused(error)


def test_a_frame_larger_than_its_gif_counts(put):
    content = bytearray(picture("GIF", (4, 3)))
    at = content.index(b"\x2c\0\0\0\0\x04\0\x03\0")
    content[at + 5 : at + 9] = struct.pack("<HH", 60_000, 60_000)
    with pytest.raises(PictureError) as error:
        put(bytes(content))
    assert "60,000 by 60,000 pixels" in refused(error)


def test_a_picture_inside_an_svg_is_looked_at_too(put):
    large = b64encode(announced(40_000, 40_000)).decode()
    with pytest.raises(PictureError) as error:
        put(svg(f'<image href="data:image/png;base64,{large}"/>'))
    assert "40,000 by 40,000 pixels" in refused(error)
    with pytest.raises(PictureError):
        put(svg(f'<image href="data:image/png;base64,{b64encode(svg()).decode()}"/>'))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_cut_short_is_refused_or_shown(put, kind):
    content = picture(kind, frames=1)
    for length in range(len(content)):
        try:
            put(content[:length])
        except PictureError:
            continue
    with pytest.raises(PictureError):
        put(content[:14])
