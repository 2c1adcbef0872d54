from base64 import b64decode

import pytest

from kit.workshop.pictures import LARGEST, PictureError, data_url

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
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

    put.folder = folder
    return put


def refused(error):
    """What a refusal says, its gaps filled."""
    values = error.value.says.values
    return error.value.says.text.format(**{name: str(value) for name, value in values.items()})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0rest", "jpeg"),
        (b"GIF89a rest", "gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
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
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
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
        assert "outside the client's folder" in refused(error)


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
    assert "“none.png” is not in the client's folder" in refused(error)
