"""The pages of docs and CONTRIBUTING name files, options, targets and floors that are there."""

import ast
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from docs.site import gallery
from docs.site.words import word
from kit.cli import report, status
from kit.i18n import LANGUAGES, texts

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "many-clients.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"\bparcours (?:report|status)[^`\n\"]*", PAGE)
KNOWN = {"report": report.command(texts("en")), "status": status.command(texts("en"))}

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PAGES = [
    ROOT / "CONTRIBUTING.md",
    *(p for p in sorted((ROOT / "docs").rglob("*.md")) if "_build" not in p.parts),
]
TREE = GUIDE.split("## The tree\n")[1].split("\n## ")[0]
GENERATED = {
    *("commands", "file", "rules", "formats", "guides", "cases", "gallery"),
    *("theme.md", "tables.md", "agendas.md", "contributing.md", "security.md"),
}
"""Pages, or folders of pages, that the site generates: tests/test_site.py looks at their links."""

PATH = re.compile(
    r"`((?:kit|tests|docs|benchmarks|workshops|templates|notebooks|\.ci)/[\w./-]*)(?:::\w+)?`"
)


def block(language: str) -> str:
    return re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)[1]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_has_the_options_that_the_page_gives_it(line):
    line = line.replace("$((JOB_COMPLETION_INDEX + 1))", "1").replace("{number}", "1")
    _, name, *words = shlex.split(line)
    known = {option for parameter in KNOWN[name].params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_the_parts_of_the_job_are_as_many_as_its_command_says():
    job = yaml.safe_load(block("yaml"))["spec"]
    [container] = job["template"]["spec"]["containers"]
    assert f"/{job['completions']} " in container["command"][-1]
    assert job["completionMode"] == "Indexed"


def test_the_flow_is_python():
    ast.parse(block("python"))


def test_the_page_says_which_columns_a_table_has():
    from kit.batch.table import COLUMNS

    head = block("text").splitlines()[0]
    assert sorted(head.split(",")) == sorted(COLUMNS)


def tree():
    """Yield the paths of the drawn tree."""
    folders = []
    for line in re.findall(r"^    (?: *)\S+ .*$", TREE, re.MULTILINE):
        depth = (len(line) - len(line.lstrip())) // 2 - 2
        name = line.split()[0]
        folders[depth:] = [name]
        yield "".join(folders)


@pytest.mark.parametrize("path", list(tree()))
def test_the_tree_shows_what_is_there(path):
    assert (ROOT / path).exists()


def test_the_tree_shows_every_part_of_the_kit():
    listed = subprocess.run(
        ["git", "ls-files", "kit"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    parts = {line.split("/")[1] for line in listed.stdout.splitlines()}
    drawn = {path.split("/")[1] for path in tree() if path.startswith("kit/")}
    assert parts - drawn == {"locales", "fonts"}  # named beside i18n.py and theme.py


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_files_that_are_there(page):
    text = page.read_text("utf-8")
    for path in PATH.findall(text):
        assert (ROOT / path).exists(), path
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        generated = page.is_relative_to(ROOT / "docs") and not GENERATED.isdisjoint(
            (page.parent / link).resolve().parts
        )
        assert generated or (page.parent / link).exists(), link


def test_the_list_of_decisions_is_whole():
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    assert re.findall(r"\]\((\d[^)]+)\)", index) == [page.name for page in DECISIONS]
    for number, page in enumerate(DECISIONS, 1):
        assert page.name.startswith(f"{number:04}-")
        headings = re.findall(r"^#+ .+$", page.read_text("utf-8"), re.MULTILINE)
        assert headings[0].startswith(f"# {number:04}: ")
        assert headings[1:] == ["## Context", "## Decision", "## Consequences"]


def test_the_targets_of_make_are_there():
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", GUIDE)) <= targets


def test_the_floors_of_coverage_are_those_of_the_makefile():
    floors = re.search(r"^FLOORS := (.+)$", MAKEFILE, re.MULTILINE)[1].split()
    for package, percent in (floor.split(":") for floor in floors):
        assert re.search(rf"\b{package} {percent}\s%", GUIDE), package


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[<>=\[;]", each)[0] for each in project["dependencies"]}
    rows = re.findall(r"^\| ([a-z][^|]*) \| .+ \|$", GUIDE.split("## Dependencies")[1], re.M)
    reasons = [name for row in rows if row != "package" for name in row.split(", ")]
    assert sorted(reasons) == sorted(names)


def test_the_citation_is_of_this_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{citation['version']}] - {citation['date-released']}" in changes


@pytest.mark.parametrize("name", ["bug", "wrong-figure", "misread-export", "idea"])
def test_an_issue_form_can_be_read(name):
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text("utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("page", ["README.md", "docs/method.md"])
def test_a_reader_is_led_to_what_is_left_out(page):
    assert re.search(r"\]\((?:docs/)?scope\.md\)", (ROOT / page).read_text("utf-8"))


# --- pictures --------------------------------------------------------------------------------

PICTURES = ROOT / "docs" / "pictures"
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
DOCUMENTED = ROOT / "docs" / "site" / "words.toml"
"""The file that has the texts of the gallery."""

HEAVIEST, MOST = 200_000, 600_000
"""The most bytes of a picture, and of all."""


def shown():
    """Yield the page, the alternative text and the file of each picture."""
    for page in [ROOT / "README.md", *PAGES]:
        for alt, path in SHOWN.findall(page.read_text("utf-8")):
            picture = (page.parent / path).resolve()
            yield page, alt, picture
            # The French site shows the French picture, where there is one (docs/site/conf.py).
            french = picture.with_suffix(f".fr{picture.suffix}")
            if french.is_file() and page.is_relative_to(ROOT / "docs"):
                yield page, alt, french
    for alt, names in gallery.PICTURES.items():
        for lang in LANGUAGES:
            yield DOCUMENTED, word(alt, lang), PICTURES / names[lang]


def test_every_picture_is_there_and_says_what_it_shows():
    found = list(shown())
    assert {"report.webp", "board.webp", "poster.webp"} <= {path.name for _, _, path in found}
    for page, alt, path in found:
        assert path.is_file(), f"{page.name}: {path}"
        assert len(alt) > 40, alt


def test_every_picture_is_shown_somewhere_and_light():
    files = sorted(PICTURES.iterdir())
    assert set(files) == {path for _, _, path in shown() if path.parent == PICTURES}
    assert all(file.stat().st_size < HEAVIEST for file in files)
    assert sum(file.stat().st_size for file in files) < MOST


def test_each_page_with_pictures_says_that_the_data_are_invented():
    for page in {page for page, _, path in shown() if path.parent == PICTURES}:
        assert re.search(r"invented|inventé", page.read_text("utf-8"))
