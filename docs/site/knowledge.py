"""Pages of what the kit knows: rules, theme, formats, tables, guides, agendas and cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docs.site.markdown import code, contents, fenced, plain, table
from docs.site.words import quirks, word
from kit.evidence.formats import Format, formats
from kit.exports.tables import dictionary
from kit.i18n import LOCALES, Language, texts
from kit.report.theme_file import FIELDS, sample
from kit.review import SUBJECTS, rules_of
from kit.review.document import document
from kit.sources import SOURCE_KINDS
from kit.studio.facilitation.agenda import agendas
from kit.studio.learning.cases import cases as known_cases

ANCHOR = re.compile(r" *\{#[\w-]+\}$", re.MULTILINE)

Pages = Iterator[tuple[str, str]]


def rules(lang: Language) -> Pages:
    """Yield the pages of the review's rules, one for each subject."""
    t = texts(lang)
    head = document([], t)
    names = [modules[0].__name__.rpartition(".")[2] for _, modules in SUBJECTS]
    lines = [head, ""]
    for name, (title, modules) in zip(names, SUBJECTS, strict=True):
        lines += [f"[{plain(t(title))}]({name}.md)"]
        lines += [": " + ", ".join(code(rule.id) for rule in rules_of(modules)), ""]
    yield "index", "\n".join([*lines, *contents(names, hidden=True)])
    for name, (title, modules) in zip(names, SUBJECTS, strict=True):
        text = document([(title, rules_of(modules))], t).partition("\n## ")[2]
        yield name, f"# {text}".replace("\n### ", "\n## ")


def theme(lang: Language) -> Pages:
    """Yield the page of the theme's fields."""
    t = texts(lang)
    lines = [f"# {word('theme', lang)}", "", word("theme_intro", lang), ""]
    for name, field in FIELDS.items():
        lines += [code(name), f": {plain(t(field.says))}", ""]
    lines += [f"## {word('sample', lang)}", "", *fenced("yaml", sample(t))]
    yield "theme", "\n".join(lines)


def evidence(lang: Language) -> Pages:
    """Yield the pages of the formats of evidence, one for each tool."""
    t = texts(lang)
    found = sorted(formats(), key=lambda each: each.label.lower())
    lines = [f"# {word('formats', lang)}", "", word("formats_intro", lang), ""]
    for each in found:
        lines += [f"[{plain(_label(each, lang))}]({each.name}.md)"]
        lines += [f": {quirks(each.name, lang)[0]}", ""]
    names = [each.name for each in found]
    yield "index", "\n".join([*lines, *contents(names, hidden=True)])
    for each in found:
        lines = [f"# {plain(_label(each, lang))}", ""]
        lines += [word("format_is", lang, name=each.name, kind=t(SOURCE_KINDS[each.kind])), ""]
        lines += [*(f"- {sentence}" for sentence in quirks(each.name, lang)), ""]
        lines += [word("format_after", lang), ""]
        yield each.name, "\n".join(lines)


def _label(format: Format, lang: Language) -> str:
    known = {"event-log": "event_log", "analytics-table": "analytics_table", "table": "any_table"}
    return word(known[format.name], lang) if format.name in known else format.label


def tables(lang: Language) -> Pages:
    """Yield the page of the tables that ``parcours tables`` exports."""
    lines = [f"# {word('tables', lang)}", "", word("tables_intro", lang), ""]
    head = [word("column", lang), word("type", lang), word("meaning", lang)]
    grouped: dict[str, list[dict[str, str | None]]] = {}
    for row in dictionary().to_pylist():
        grouped.setdefault(row["table"], []).append(row)
    for name, columns in grouped.items():
        lines += [f"## {code(name)}", "", plain(columns[0][f"table_{lang}"] or ""), ""]
        lines += table(
            head,
            (
                (code(each["column"] or ""), each["type"] or "", plain(each[f"label_{lang}"] or ""))
                for each in columns
            ),
        )
    yield "tables", "\n".join(lines)


def guides(lang: Language) -> Pages:
    """Yield the guides of the six steps."""
    found = sorted((LOCALES / lang / "guides").glob("*.md"))
    lines = [f"# {word('guides', lang)}", "", word("guides_intro", lang), ""]
    yield "index", "\n".join([*lines, *contents(path.stem for path in found)])
    for path in found:
        yield path.stem, ANCHOR.sub("", path.read_text("utf-8"))


def plans(lang: Language) -> Pages:
    """Yield the page of the agendas."""
    lines = [f"# {word('agendas', lang)}", "", word("agendas_intro", lang), ""]
    head = [word(name, lang) for name in ("minutes", "item", "pace")]
    for agenda in agendas(texts(lang)):
        rows = [(f"{item.minutes:g}", plain(item.title), plain(item.pace)) for item in agenda.items]
        lines += [f"## {plain(agenda.name)}", "", *table(head, rows)]
    yield "agendas", "\n".join(lines)


def cases(lang: Language) -> Pages:
    """Yield the briefs of the cases to learn on."""
    names = sorted(known_cases())
    lines = [f"# {word('cases', lang)}", "", word("cases_intro", lang), ""]
    yield "index", "\n".join([*lines, *contents(names)])
    for name in names:
        yield name, (LOCALES / lang / "learning" / name / "brief.md").read_text("utf-8")


def write(folder: Path, lang: Language) -> None:
    """Write all these pages below a folder."""
    for below, pages in (
        ("reference/rules", rules),
        ("reference", theme),
        ("reference/formats", evidence),
        ("reference", tables),
        ("trainer/guides", guides),
        ("trainer", plans),
        ("learn/cases", cases),
    ):
        (folder / below).mkdir(parents=True, exist_ok=True)
        for name, text in pages(lang):
            (folder / below / f"{name}.md").write_text(text, encoding="utf-8")
