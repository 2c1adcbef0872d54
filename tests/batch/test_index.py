"""The page of all reports: what can be opened, in the reader's language."""

import re
from urllib.parse import unquote

import pytest

from kit.batch import Manifest, index
from kit.i18n import texts


@pytest.fixture
def page(workshops, task, run, fake, out):
    """The page of three workshops, one of them in two languages and one that failed."""
    files = workshops(3)
    files[2].write_text("client: [", "utf-8")
    tasks = [task(files[0], name="report.fr"), task(files[0], name="report.en", lang="en")]
    run([*tasks, task(files[1])])

    def page(lang):
        path = index.write(Manifest(out), texts(lang))
        assert path == out / "index.html"
        return path.read_text("utf-8")

    return page


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_links_to_every_report_from_where_it_stands(page, out, lang):
    html = page(lang)
    assert f'<html lang="{lang}">' in html
    addresses = [unquote(found) for found in re.findall(r'href="([^"]+)"', html)]
    assert sorted(addresses) == [
        "client-0/report.en.html",
        "client-0/report.fr.html",
        "client-1/report.html",
    ]
    assert all((out / address).is_file() for address in addresses)
    assert "&lt;i&gt;client-0&lt;/i&gt;" in html
    assert "<i>client" not in html
    assert ("22 novembre 2026" if lang == "fr" else "22 November 2026") in html


def test_it_links_to_comparisons_beside_their_notebooks(page, out):
    for name in ("portfolio.html", "portfolio.ipynb", "shops.pdf", "shops.ipynb", "notes.html"):
        (out / name).write_text("")
    html = page("en")
    assert "Journeys compared:" in html
    assert re.findall(r'href="([^"/]+)"', html) == ["portfolio.html", "shops.pdf"]
    assert "Journeys compared" not in index_without_comparisons(out, page)


def index_without_comparisons(out, page):
    for path in (*out.glob("portfolio.*"), *out.glob("shops.*")):
        path.unlink()
    return page("en")


def test_a_report_that_is_gone_is_not_offered(page, out):
    for path in (out / "client-1").iterdir():
        path.unlink()
    assert "client-1" not in page("en")


def test_a_failure_is_told(page, workshops, task, run, monkeypatch, tmp_path):
    def full(*_, **__):
        raise OSError("no <space> left")

    monkeypatch.setattr("kit.report.report", full)
    run([task(tmp_path / "workshops" / "client-2" / "workshop.yaml")])
    assert "no &lt;space&gt; left" in page("en")
