"""SVG pictures that are accepted, shown as a report shows them: nothing is requested."""

from base64 import b64encode

import pytest

from kit.workshop.pictures import PictureError, data_url
from tests.workshop.test_pictures import PNG
from tests.workshop.test_svg import FIGMA, ILLUSTRATOR, INKSCAPE, svg

pytestmark = pytest.mark.browser

INNER = b64encode(PNG).decode()
PICTURES = {
    "inkscape": INKSCAPE.encode(),
    "illustrator": ILLUSTRATOR.encode(),
    "figma": FIGMA.encode(),
    "raster": svg(f'<image width="9" height="9" href="data:image/png;base64,{INNER}"/>'),
    "references": svg(
        '<defs><pattern id="p" width="1" height="1"><rect width="1" height="1"/></pattern>'
        '<mask id="m"><rect width="9" height="9" fill="url(#p)"/></mask></defs>'
        '<use href="#p"/><rect width="9" height="9" style="mask:url(#m);fill:url(#none)"/>'
        "<style>.a{fill:rgb(1,2,3);font-family:'x'}</style><rect class='a'/>",
        'width="20" height="20"',
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_an_svg_that_is_accepted_requests_nothing(name, chromium, tmp_path):
    (tmp_path / "logo.svg").write_bytes(PICTURES[name])
    page = tmp_path / "page.html"
    picture = data_url(tmp_path, "logo.svg")
    # As an image, as a report shows it; and as a document, where a browser would load and run.
    page.write_text(f'<img src="{picture}"><p>', encoding="utf-8")
    (tmp_path / "alone.svg").write_bytes(PICTURES[name])
    context = chromium.new_context()
    asked = []
    try:
        opened = context.new_page()
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto(page.as_uri())
        assert opened.evaluate("document.images[0].decode().then(() => true)")
        opened.goto((tmp_path / "alone.svg").as_uri())
        opened.wait_for_timeout(100)
    finally:
        context.close()
    own = {page.as_uri(), (tmp_path / "alone.svg").as_uri()}
    assert [url for url in asked if url not in own and not url.startswith("data:image/")] == []


def test_the_same_notices_what_is_requested(chromium, tmp_path):
    """Of an SVG that is refused, opened alone, the browser does request something."""
    hostile = svg('<image width="9" height="9" href="other.png"/>')
    (tmp_path / "logo.svg").write_bytes(hostile)
    with pytest.raises(PictureError):
        data_url(tmp_path, "logo.svg")
    context = chromium.new_context()
    asked = []
    try:
        opened = context.new_page()
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto((tmp_path / "logo.svg").as_uri())
        opened.wait_for_timeout(100)
    finally:
        context.close()
    assert (tmp_path / "other.png").as_uri() in asked
