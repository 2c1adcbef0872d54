"""The documentation site in a browser: accessible, and nothing loaded from elsewhere."""

import pytest

from docs.site.build import BUILD
from docs.site.build import build as build_site

pytestmark = [pytest.mark.browser, pytest.mark.soak]

PAGES = (
    "index",
    "start/install",
    "trainer/first-workshop",
    "trainer/phones",
    "trainer/agendas",
    "survey-to-report",
    "consultant/databases",
    "learn/teach",
    "privacy/stored",
    "reference/commands/report",
    "reference/file/touchpoints",
    "reference/file/evidence",
    "reference/rules/scope",
    "reference/formats/ga4",
    "reference/tables",
    "developer/architecture",
    "developer/api",
    "gallery/index",
    "method",
    "glossary",
)
"""Looked at in both languages, each at one width: more than twenty in all."""


@pytest.fixture(scope="module")
def site():
    if not (BUILD / "fr" / "index.html").is_file():
        build_site()
    return BUILD


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(site, chromium, violations, name):
    for lang, width in (("en", 1440), ("fr", 390)):
        context = chromium.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto((site / lang / f"{name}.html").as_uri())
        assert violations(page) == {}
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        context.close()
