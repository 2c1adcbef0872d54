"""Prepare the pages of a language, and have Sphinx make the site of both."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from docs.site import commands, fields, gallery, knowledge
from docs.site.markdown import contents
from docs.site.words import word
from kit.i18n import LANGUAGES, Language
from kit.journey import SCHEMA_VERSION
from kit.workshop.schema import schema_text

DOCS = Path(__file__).parent.parent
ROOT = DOCS.parent
BUILD = DOCS / "_build"
SITE = "docs/site"

SCHEMA = "workshop.schema.json"
SCHEMA_OF_VERSION = f"workshop-{SCHEMA_VERSION}.schema.json"
"""The published schema: the newest, and that of this version of the format, which stays."""

PAGES_OF_ROOT = {
    "CONTRIBUTING.md": "developer/contributing.md",
    "SECURITY.md": "developer/security.md",
}
"""Files beside ``docs`` that are pages of the site, too."""

ENGLISH_ALONE = (
    "decisions",
    "developer/api",
    "developer/contributing",
    "developer/security",
)
"""Pages, or folders of pages, that are in English on the French site, too."""

IN_CONTENTS = {
    *("assistant", "glossary", "index", "many-clients", "method", "scope", "survey-to-report"),
}
"""Pages of the top folder that a table of contents names; another is reached by its links alone."""

TOGGLE = '<summary><span class="toctree-toggle"'
"""The button that unfolds a part of the contents, as the theme writes it."""

MORE = re.compile(r"(<button[^>]*dropdown-toggle[^>]*>\s*)More(\s*</button>)")
"""The button of the pages that have no room at the head, as the theme writes it."""

ANCHOR_IN_LINK = re.compile(
    r'(<a class="reference internal nav-link" href="[^"]*">)<a id="[^"]*"></a>'
)
"""The anchor of a heading, written again in the link of the contents, where none may stand."""

OF_REPOSITORY = re.compile(r"\[([^\]]+)\]\((?:\.\./)*(?:outputs|kit|tests|workshops)/[^)]*\)")

LANDING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>parcours-kit</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>parcours-kit</h1>
<p><a href="en/index.html">Documentation in English</a></p>
<p lang="fr"><a href="fr/index.html">Documentation en français</a></p></main></body></html>
"""


def prepare(source: Path, lang: Language, *, outputs: bool = True) -> None:
    """Write all pages of a language into an empty folder, as Sphinx takes them.

    Parameters
    ----------
    outputs
        Whether the gallery is made, which takes reports, posters and handouts of the examples.
    """
    ignored = shutil.ignore_patterns("_build", "site", "*.py", "__pycache__")
    shutil.copytree(DOCS, source, ignore=ignored)
    for name, place in PAGES_OF_ROOT.items():
        text = (ROOT / name).read_text("utf-8").replace("](docs/", "](../")
        (source / place).write_text(text, encoding="utf-8")
    shutil.rmtree(source / "reference" / "commands", ignore_errors=True)
    commands.write(source / "reference" / "commands", lang)
    fields.write(source / "reference" / "file", lang)
    knowledge.write(source, lang)
    with (source / "decisions" / "README.md").open("a", encoding="utf-8") as index:
        names = sorted(path.stem for path in (source / "decisions").glob("*.md"))
        index.write("\n".join(["", *contents((n for n in names if n != "README"), hidden=True)]))
    (source / "_extra").mkdir()
    for name in (SCHEMA, SCHEMA_OF_VERSION):
        (source / "_extra" / name).write_text(schema_text(lang), encoding="utf-8")
    gallery.write(source / "gallery", source / "_extra" / "gallery", lang, outputs=outputs)
    for page in source.glob("*.md"):
        if page.stem not in IN_CONTENTS:
            page.write_text(
                f"---\norphan: true\n---\n\n{page.read_text('utf-8')}", encoding="utf-8"
            )
    for page in source.rglob("*.md"):
        text = page.read_text("utf-8")
        name = page.relative_to(source).with_suffix("").as_posix()
        if lang != "en" and name.startswith(ENGLISH_ALONE):
            note = f":::{{note}}\n{word('in_english', lang)}\n:::"
            text = re.sub(r"^# .*$", rf"\g<0>\n\n{note}", text, count=1, flags=re.MULTILINE)
        page.write_text(OF_REPOSITORY.sub(r"\1", text), encoding="utf-8")


def sphinx(source: Path, out: Path, lang: Language, builder: str = "html") -> None:
    """Run Sphinx, for which a warning is an error."""
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--quiet", "-b", builder]
    settings = ["-c", SITE, "-D", f"language={lang}", "-d", str(out) + ".doctrees"]
    settings += ["-D", f"html_extra_path={source / '_extra'}"]
    settings += ["-D", f"locale_dirs={source / 'locales'}"]
    if builder == "gettext":  # a catalogue for each page, not for each folder
        settings += ["-D", "gettext_compact=0"]
    home = source / "_ipython" / "profile_default"
    home.mkdir(parents=True, exist_ok=True)
    # Neither what a user's IPython starts with, nor notices of a kernel about its connection.
    (home / "ipython_kernel_config.py").write_text("c.IPKernelApp.log_level = 'ERROR'\n")
    environ = {**os.environ, "IPYTHONDIR": str(home.parent)}
    subprocess.run([*command, *settings, str(source), str(out)], check=True, cwd=ROOT, env=environ)


def label_toggles(site: Path, lang: Language) -> None:
    """Name the buttons that unfold a part of the contents: the theme leaves them without one.

    That of further pages at the head is in English in each language. Anchors of headings stand
    in the headings alone.
    """
    label = word("unfold", lang)
    named = TOGGLE.replace("<summary", f'<summary aria-label="{label}"')
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        whole = MORE.sub(rf"\g<1>{word('more', lang)}\g<2>", text.replace(TOGGLE, named))
        whole = ANCHOR_IN_LINK.sub(r"\1", whole)
        if whole != text:
            page.write_text(whole, encoding="utf-8")


def build(out: Path = BUILD) -> None:
    """Make the site in both languages."""
    shutil.rmtree(out, ignore_errors=True)
    for lang in LANGUAGES:
        source = out / "source" / lang
        prepare(source, lang)
        sphinx(source, out / lang, lang)
        shutil.rmtree(str(out / lang) + ".doctrees")
        label_toggles(out / lang, lang)
    shutil.rmtree(out / "source")
    shutil.rmtree(out / "jupyter_execute", ignore_errors=True)
    (out / "index.html").write_text(LANDING, encoding="utf-8")
