"""Every page that people open, at every width and at twice the size of its text.

axe finds nothing, nothing is requested, nothing is said on the console, nothing scrolls sideways.
"""

import pytest

from kit.batch import Manifest, index
from kit.exports import html
from kit.i18n import texts
from tests.batch.conftest import fake, out, run, task, workshops
from tests.browser.reports import EXAMPLES, compared, shown
from tests.exports import samples

__all__ = ["fake", "out", "run", "task", "workshops"]

pytestmark = pytest.mark.browser

ACROSS = "[document.documentElement.scrollWidth, window.innerWidth]"

SCREENS = {
    "320": (320, 1),
    "390": (390, 1),
    "1280": (1280, 1),
    "1440": (1440, 1),
    "1280 at 200 %": (640, 2),
    "1440 at 200 %": (720, 2),
}
"""Widths in CSS pixels, and pixels to each: a page at 200 % has half as many, twice as fine."""


@pytest.fixture
def faults(opened, violations):
    """Open a page on each of some screens, and return what is wrong with it, by screen."""

    def faults(content, screens=tuple(SCREENS)):
        pages, found = {}, {}
        for screen in screens:
            width, scale = SCREENS[screen]
            if scale not in pages:
                pages[scale] = opened(content, width, device_scale_factor=scale)
            page = pages[scale]
            page.set_viewport_size({"width": width, "height": 900})
            across, window = page.evaluate(ACROSS)
            sideways = [f"scrolls sideways: {across} px on {window}"] if across > window else []
            found[screen] = [*page.asked, *page.said, *violations(page).items(), *sideways]
        return {screen: wrong for screen, wrong in found.items() if wrong}

    return faults


@pytest.fixture
def clients(workshops, task, run, fake, out):
    """The page of three workshops: in both languages and editions, and one that failed."""
    files = workshops(3)
    files[2].write_text("client: [", "utf-8")
    run(
        [
            task(files[0], name="report.fr"),
            task(files[0], name="report.en", lang="en"),
            task(files[0], name="report.working.fr", edition="working"),
            task(files[1]),
            task(files[2]),
        ]
    )
    (out / "portfolio.html").write_text("")
    (out / "portfolio.ipynb").write_text("")
    return lambda lang: index.write(Manifest(out), texts(lang)).read_bytes()


@pytest.mark.parametrize(("screen", "lang"), [("320", "fr"), ("1280 at 200 %", "en")])
def test_a_report_with_every_kind_of_block_is_quiet_and_accessible(faults, screen, lang):
    assert faults(html.export(samples.notebook(lang=lang)), [screen]) == {}


@pytest.mark.parametrize(("screen", "lang"), [("320", "fr"), ("1440", "en")])
def test_the_page_of_all_reports_is_quiet_and_accessible(faults, clients, screen, lang):
    content = clients(lang)
    assert content.count(b"<a href") >= 4
    assert faults(content, [screen]) == {}


@pytest.mark.soak
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_of_all_reports_everywhere(faults, clients, lang):
    assert faults(clients(lang)) == {}


@pytest.mark.soak
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("edition", ["client", "working"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_report_everywhere(faults, example, edition, lang):
    assert faults(html.export(shown(example, lang, edition))) == {}


@pytest.mark.soak
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_comparison_everywhere(faults, lang):
    assert faults(html.export(compared("maison-lumen", "tandem-app", lang=lang))) == {}
