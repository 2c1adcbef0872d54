"""Pages of the commands, from click: their help, arguments and options."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from docs.site.markdown import code, contents, fenced, plain
from docs.site.words import word
from kit.cli import parcours
from kit.i18n import Language, texts

EXAMPLES: dict[str, tuple[str, ...]] = {
    "new": (
        'parcours new "Maison Exemple" --template e-commerce --lang fr',
        "parcours new alice --case tandem-app --lang en",
    ),
    "room": ("parcours room maison-exemple",),
    "lab": ("parcours lab maison-exemple", "parcours lab alice --mode learn"),
    "check": (
        "parcours check maison-exemple --fail-on error",
        "parcours check workshops/maison-exemple --all --format json",
    ),
    "report": (
        "parcours report maison-exemple",
        "parcours report maison-exemple --edition both --lang fr --lang en",
    ),
    "compare": ("parcours compare maison-exemple alice --lang en",),
    "status": ("parcours status",),
    "handout": ("parcours handout maison-exemple",),
    "grade": ("parcours grade workshops/alice --html marks.html --csv marks.csv",),
    "version": ('parcours version maison-exemple -m "Revue de novembre"',),
    "questions": (
        "parcours questions maison-exemple",
        "parcours questions maison-exemple --employees",
    ),
    "sheets": ("parcours sheets maison-exemple",),
    "poster": ("parcours poster maison-exemple --to svg",),
    "canvas": ("parcours canvas maison-exemple",),
    "tables": ("parcours tables maison-exemple --to csv",),
    "theme": ("parcours theme",),
    "schema": ("parcours schema --lang fr --out workshops/workshop.schema.json",),
    "completion": ("parcours completion bash",),
    "evidence-add": (
        "parcours evidence add maison-exemple docs/examples/bicycle-survey.csv --yes --id enquete "
        '--name "Enquête" --kind survey',
    ),
    "evidence-show": ("parcours evidence show maison-exemple",),
    "evidence-suggest": ("parcours evidence suggest maison-exemple",),
    "evidence-forget": ("parcours evidence forget maison-exemple R001",),
    "evidence-allow": ("parcours evidence allow maison-exemple --list",),
}
"""Lines to copy, by page; the tests run them in this order but for those that wait for people."""


def pages(lang: Language) -> Iterator[tuple[str, str]]:
    """Yield the name and the Markdown of each page, the overview first."""
    t = texts(lang)
    group = parcours(t)
    top = group.context_class(group, info_name="parcours", obj=t)
    found = list(_walk(group, top))
    lines = [f"# {word('commands', lang)}", "", word("commands_intro", lang), ""]
    for name, command, _ in found:
        lines += [f"[`parcours {name.replace('-', ' ')}`]({name}.md)"]
        lines += [f": {plain(command.get_short_help_str(200))}", ""]
    lines += [f"## {word('every_command', lang)}", "", *_options(group, top)]
    lines += contents((name for name, _, _ in found), hidden=True)
    yield "index", "\n".join(lines)
    for name, command, context in found:
        yield name, "\n".join(_page(name, command, context, lang))


def _walk(
    group: click.Group, parent: click.Context
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield each command below a group with the name of its page and its context."""
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        if command is None:
            continue
        context = command.context_class(command, info_name=name, parent=parent, obj=parent.obj)
        if isinstance(command, click.Group):
            for below, command_below, its_context in _walk(command, context):
                yield f"{name}-{below}", command_below, its_context
        else:
            yield name, command, context


def _page(name: str, command: click.Command, context: click.Context, lang: Language) -> list[str]:
    lines = [f"# `parcours {name.replace('-', ' ')}`", ""]
    for paragraph in (command.help or "").split("\n\n"):
        lines += [plain(paragraph), ""]
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    lines += [f"## {word('usage', lang)}", "", *fenced("text", usage)]
    if name in EXAMPLES:
        lines += [f"## {word('examples', lang)}", "", *fenced("sh", "\n".join(EXAMPLES[name]))]
    return [*lines, f"## {word('options', lang)}", "", *_options(command, context)]


def _options(command: click.Command, context: click.Context) -> list[str]:
    lines: list[str] = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            lines += [code(record[0]), f": {plain(record[1]) or '–'}", ""]
    return lines


def write(folder: Path, lang: Language) -> None:
    """Write the pages into a folder."""
    folder.mkdir(parents=True)
    for name, text in pages(lang):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
