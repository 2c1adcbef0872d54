"""The gallery: what the kit makes of its examples, to open and to look at."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from docs.site.markdown import plain
from docs.site.words import word
from kit.exports import FORMATS
from kit.i18n import LOCALES, Language
from kit.resources import resource
from kit.workshop import find

DAY = "2026-11-22"
"""The date of the reports, so that a build on another day makes the same ones."""

EXAMPLES: Mapping[Language, str] = {"en": "tandem-app", "fr": "maison-lumen"}
"""The example whose poster and handouts are shown."""

CASE = "tandem-app"
"""The case on which two invented learners are graded."""

PRESENTED = "pptx"
"""The format of slides, where the kit has it."""

PICTURES: Mapping[str, Mapping[Language, str]] = {
    "report_alt": {"en": "report.webp", "fr": "report.fr.webp"},
    "board_alt": {"en": "board.webp", "fr": "board.webp"},
    "poster_alt": {"en": "poster.webp", "fr": "poster.webp"},
}
"""The pictures of ``make pictures``, by their alternative text."""


def write(pages: Path, files: Path, lang: Language, *, outputs: bool = True) -> None:
    """Write the page of the gallery, and the files that it shows."""
    pages.mkdir(parents=True)
    files.mkdir(parents=True)
    lines = [f"# {word('gallery', lang)}", "", word("gallery_intro", lang), ""]
    for alt, picture in PICTURES.items():
        lines += [f"![{word(alt, lang)}](../pictures/{picture[lang]})", ""]
    if outputs:
        with tempfile.TemporaryDirectory() as name:
            _make(Path(name), files, lang)
        lines += _list(files, lang)
    (pages / "index.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _make(work: Path, files: Path, lang: Language) -> None:
    """Make everything in a folder of its own, and keep what is shown."""
    workshops = work / "workshops"
    shutil.copytree(str(resource("workshops")), workshops)
    example = str(workshops / EXAMPLES[lang])
    formats = ",".join(["html", *(["pptx"] if PRESENTED in FORMATS else [])])
    out = work / "outputs"
    common = ["--lang", lang, "--out", str(out)]
    _run(work, lang, "report", str(workshops), "--to", formats, "--as-of", DAY, *common)
    _run(work, lang, "poster", example, "--to", "svg", *common)
    _run(work, lang, "handout", example, *common)
    _learners(work, lang)
    _run(work, lang, "grade", "learners", "--lang", lang, "--html", str(out / "marks.html"))
    for path in sorted(out.rglob("*")):
        below = path.relative_to(out)
        if path.suffix in (".html", ".svg", ".pptx") and below.name != "index.html":
            (files / below).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, files / below)


def _learners(work: Path, lang: Language) -> None:
    """Make the folders of two learners: one has all of the model answer, one has begun."""
    model = (LOCALES / lang / "learning" / CASE / "model.yaml").read_text("utf-8")
    for name, answer in (("Alice", model), ("Bilal", model.partition("\ntouchpoints:")[0])):
        _run(work, lang, "new", name, "--case", CASE, "--lang", lang)
        folder = work / "workshops" / name.lower()
        (folder / "workshop.yaml").write_text(answer.rstrip() + "\n", encoding="utf-8")
        (work / "learners").mkdir(exist_ok=True)
        shutil.move(folder, work / "learners")


def _run(work: Path, lang: Language, *arguments: str) -> None:
    environ = {**os.environ, "PARCOURS_LANG": lang, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "parcours_kit", *arguments]
    done = subprocess.run(command, cwd=work, env=environ, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"parcours {' '.join(arguments)}\n{done.stdout}{done.stderr}")


def _list(files: Path, lang: Language) -> Iterator[str]:
    """Yield the links to the files, by kind."""
    found = [path.relative_to(files) for path in sorted(files.rglob("*")) if path.is_file()]
    named = {
        str(path.parent.relative_to(resource("workshops")).as_posix())
        for path in find([Path(str(resource("workshops")))])
    }
    for kind, pattern in (
        ("reports", "report*"),
        ("posters", "poster*"),
        ("handouts", "handout*"),
        ("marks", "marks*"),
    ):
        shown = [path for path in found if path.match(pattern)]
        yield from (f"## {word(kind, lang)}", "", word(f"{kind}_intro", lang), "")
        for path in shown:
            client = path.parent.as_posix()
            label = f"{client}: {path.name}" if client in named else path.as_posix()
            yield f'- <a href="{path.as_posix()}">{plain(label)}</a>'
        yield ""
