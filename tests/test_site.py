"""The pages of the documentation site: whole in both languages, their links and commands true."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from docs.site import commands
from docs.site.build import ENGLISH_ALONE, SCHEMA, prepare
from docs.site.check import problems
from docs.site.words import quirks
from kit.cli import parcours, run
from kit.evidence.formats import formats
from kit.i18n import LANGUAGES, texts
from kit.review import RULES
from kit.workshop.schema import json_schema

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
CATALOGUES = sorted((DOCS / "locales" / "fr" / "LC_MESSAGES").glob("*.po"))
LINK = re.compile(r"(?<!`)\]\(([^)#:\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
RUN = (
    "start/install.md",
    "learn/alone.md",
    "learn/teach.md",
    "consultant/field.md",
    "assistant.md",
)
RUN_IN_SOAK = ("trainer/first-workshop.md", "reference/schema.md")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The pages of each language as Sphinx takes them, without the files of the gallery."""
    folder = tmp_path_factory.mktemp("pages")
    for lang in LANGUAGES:
        prepare(folder / lang, lang, outputs=False)
    return folder


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}


def test_each_language_has_the_same_pages_and_more_than_forty_of_its_own(sources):
    english, french = names(sources / "en"), names(sources / "fr")
    assert english == french
    assert len([name for name in french if not name.startswith(ENGLISH_ALONE)]) > 40


def test_a_link_leads_to_a_page(sources):
    for page in sources.rglob("*.md"):
        for link in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
            assert (page.parent / link).exists(), f"{page.relative_to(sources)}: {link}"


def test_no_line_of_a_page_is_taken_for_a_comment(sources):
    for page in sources.rglob("*.md"):
        lost = re.findall(r"^%.*$", CODE.sub("", page.read_text("utf-8")), re.MULTILINE)
        assert lost == [], page.relative_to(sources)


def test_every_page_has_one_title(sources):
    for page in sources.rglob("*.md"):
        titles = re.findall(r"^# .+$", CODE.sub("", page.read_text("utf-8")), re.MULTILINE)
        assert len(titles) == 1, page.relative_to(sources)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reference_has_every_command_field_and_rule(sources, lang):
    reference = sources / lang / "reference"
    pages = {path.stem: path.read_text("utf-8") for path in reference.rglob("*.md")}
    for name in ("report", "evidence-add", "grade"):
        assert "--help" in pages[name], name
    whole = "\n".join(path.read_text("utf-8") for path in (reference / "rules").glob("*.md"))
    assert all(f"## `{rule}`" in whole for rule in RULES)
    whole = "\n".join(path.read_text("utf-8") for path in (reference / "file").glob("*.md"))
    for record, described in json_schema(lang)["$defs"].items():
        assert f"## {record}\n" in whole
        for field in described.get("properties", {}):
            assert f"### `{field}`\n" in whole, f"{record}.{field}"


def test_the_reference_says_how_a_source_is_read(sources):
    page = (sources / "fr" / "reference" / "file" / "evidence.md").read_text("utf-8")
    assert "- `dmy`: jour, mois, année" in page
    assert "- `respondent`: répondant" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_format_says_its_quirks(lang):
    for each in formats():
        assert quirks(each.name, lang), each.name


def test_a_generated_page_is_in_its_language(sources):
    page = (sources / "fr" / "reference" / "commands" / "report.md").read_text("utf-8")
    assert "## Utilisation" in page
    assert texts("fr")("Show this message and exit.") in page


# --- commands -------------------------------------------------------------------------------------


def command_lines(page):
    text = (DOCS / page).read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def unknown(line):
    """Return the options of a line that its command does not have."""
    t = texts("en")
    _, *words = shlex.split(line)
    command, context = parcours(t), None
    while isinstance(command, click.Group):
        context = command.context_class(command, info_name="", parent=context, obj=t)
        command = command.get_command(context, words.pop(0))
    context = command.context_class(command, info_name="", parent=context, obj=t)
    known = {option for parameter in command.get_params(context) for option in parameter.opts}
    return {word for word in words if word.startswith("--")} - known


@pytest.mark.parametrize("name", sorted(commands.EXAMPLES))
def test_the_example_of_a_command_has_options_that_are_there(name):
    for line in commands.EXAMPLES[name]:
        assert line.startswith(f"parcours {name.replace('-', ' ')}")
        assert unknown(line) == set(), line


def test_an_example_is_of_a_command():
    assert set(commands.EXAMPLES) <= {name for name, _ in commands.pages("en")}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARCOURS_LANG", "en")
    shutil.copytree(DOCS / "examples", tmp_path / "docs" / "examples")
    return tmp_path


@pytest.mark.parametrize(
    "page", [*RUN, *(pytest.param(page, marks=pytest.mark.soak) for page in RUN_IN_SOAK)]
)
def test_the_commands_of_a_page_run_in_an_empty_folder(page, folder, capsys):
    lines = command_lines(page)
    assert lines
    for line in lines:
        assert run(shlex.split(line)[1:]) == 0, (line, capsys.readouterr())


def test_the_commands_of_every_page_have_options_that_are_there():
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).as_posix()
        for line in command_lines(name) if not name.startswith("_build") else ():
            if line.startswith("parcours "):
                assert unknown(line) == set(), f"{name}: {line}"


@pytest.mark.soak
def test_the_examples_of_the_commands_run(folder, capsys):
    none_found = {"evidence-forget": 1}
    for name, lines in commands.EXAMPLES.items():
        for line in lines if name not in ("lab", "room") else ():
            said = run(shlex.split(line)[1:])
            assert said == none_found.get(name, 0), (line, capsys.readouterr())


# --- French ---------------------------------------------------------------------------------------


def entries(path):
    with path.open("rb") as file:
        return [(m.id, m.string) for m in read_po(file) if m.id]


def markup(text):
    return sorted(re.findall(r"\]\(([^)]*)\)", text)), text.count("`")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_french_of_a_page_is_whole(path):
    for english, french in entries(path):
        assert french, english
        assert markup(french) == markup(english), french


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_french_has_its_spaces(path):
    for _, french in entries(path):
        outside = re.sub(r"`[^`]*`", "", french)
        assert not re.search(r" [?!;:»%]|« ", outside), french


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_what_was_translated_still_stands_on_the_page(path):
    pages = [DOCS / f"{path.stem}.md", *(DOCS / path.stem).glob("*.md")]
    text = " ".join(page.read_text("utf-8") for page in pages if page.is_file())
    text = re.sub(r"\s+", " ", re.sub(r"\n> ", "\n", text)).replace("\\|", "|")
    for english, _ in entries(path):
        assert english in text, english


# --- the site -------------------------------------------------------------------------------------


def test_a_broken_link_and_an_outside_asset_are_found(tmp_path):
    (tmp_path / "one.html").write_text(
        '<link rel="stylesheet" href="https://fonts.example/a.css"><a href="two.html">2</a>'
        '<a href="one.html#here">1</a><a id="there" href="#there">3</a>'
    )
    (tmp_path / "a.css").write_text("@font-face {src: url(https://fonts.example/a.woff)}")
    assert list(problems(tmp_path)) == [
        "one.html: loads https://fonts.example/a.css",
        "one.html: two.html leads nowhere",
        "one.html: one.html#here: no such place",
        "a.css: loads from elsewhere",
    ]


@pytest.fixture(scope="session")
def site():
    """The whole site, built as `make docs` builds it; a warning or a broken link fails it."""
    environ = {**os.environ, "no_proxy": "", "http_proxy": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-m", "docs.site"], cwd=ROOT, capture_output=True, text=True, env=environ
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return DOCS / "_build"


@pytest.mark.soak
def test_the_site_has_both_languages_and_the_schema(site):
    for lang in LANGUAGES:
        pages = [path for path in (site / lang).rglob("*.html") if "_static" not in path.parts]
        assert len(pages) > 100
        assert f'<html lang="{lang}"' in (site / lang / "index.html").read_text("utf-8")
        assert (site / lang / SCHEMA).is_file()
    french = (site / "fr" / "privacy" / "comments.html").read_text("utf-8")
    assert "Ce que conseille la CNIL" in french


@pytest.mark.soak
def test_every_text_of_the_written_pages_has_its_french():
    from docs.site.catalogue import missing

    assert missing() == []
