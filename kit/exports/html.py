"""Write sections as HTML, and an executed notebook as one self-contained page.

Two Jinja environments share the folder of templates: nbconvert's, which goes through the notebook's
cells, and the kit's own, where everything is escaped and which writes all markup.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context as Reading
from markupsafe import Markup, escape
from traitlets.config import Config

from kit.blocks import Block, Chart, Map, Mark, Picture, Section
from kit.errors import legible
from kit.exports.curve_columns import Stretch, height, stretches
from kit.exports.map_sheets import Sheet, groups, sheets
from kit.exports.notebook import FRAME, SECTION, ExecutedNotebook, Frame, to_json, without_blocks
from kit.i18n import N_, RichText, Texts, UserText, joined, pieces_of, texts
from kit.resources import resource
from kit.sections import EDITIONS, LANGUAGE_NAMES, Cover
from kit.sections.marks import FEELING_SHAPES, FEELING_TONES
from kit.theme import READABLE, VISIBLE, FontFace, Theme, darkened, mixed, step_of

if TYPE_CHECKING:
    from nbformat import NotebookNode

MOST_COLUMNS = 7
"""The most stages in one table of a map that are readable on an A4 page."""

SUFFIX = ".html"


# --- what the templates know -----------------------------------------------------------------


@pass_context
def text_html(reading: Reading, value: RichText) -> Markup:
    """Return a text as HTML, with a client's words marked up, and their language if it differs."""
    lang = reading["t"].lang
    # A report says thousands of texts: they are joined as plain strings, each escaped before.
    return Markup("".join(_piece(piece, lang) for piece in pieces_of(value)))  # noqa: S704


def _piece(piece: str | UserText, lang: str) -> str:
    if isinstance(piece, UserText):
        other = f' lang="{escape(piece.lang)}"' if piece.lang not in ("", lang) else ""
        return f'<bdi class="words"{other}>{_escaped(piece.text)}</bdi>'
    return _escaped(piece)


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """Return a text escaped; a report repeats many of its own."""
    return str(escape(text))


IN_ADDRESS = frozenset(ascii_letters + digits + " /:;=,'()!*+-._~@$?")
"""Characters of an SVG that need no escape in a URL, nor in an attribute in double quotes."""


def svg_url(svg: str) -> Markup:
    """Return an SVG as a ``data:`` URL, in which it can run and load nothing.

    It needs no further escape in double quotes: a drawing has tens of thousands of apostrophes,
    each of which would be five characters.
    """
    svg = svg.replace("\n", " ")
    if "'" not in svg:  # three characters fewer for each of many
        svg = svg.replace('"', "'")
    # The per cent sign first: those that escape the others are not escaped again.
    for character in sorted(set(svg) - IN_ADDRESS, key=lambda c: c != "%"):
        svg = svg.replace(character, quote(character))
    return Markup("data:image/svg+xml," + svg)  # noqa: S704 - all but IN_ADDRESS is escaped


@dataclass(frozen=True)
class Part:
    """The stages of a map that one table shows, with each lane's curve.

    Attributes
    ----------
    on
        ``screen`` or ``paper``, or empty for a table of both.
    sheet
        How it is set on paper.
    further
        Whether another table of its medium comes before it.
    """

    columns: range
    curves: tuple[tuple[Stretch, ...], ...]
    on: Literal["", "screen", "paper"]
    sheet: Sheet
    further: bool

    @property
    def first(self) -> int:
        """The position of its first stage, from 0."""
        return self.columns.start


def parts(map: Map) -> Iterator[Part]:
    """Split a map into as many readable tables as it needs, all about as wide.

    On paper a map is one sheet if it can be: where a screen needs another number of tables, paper
    has its own.
    """
    stages = len(map.stages)
    tables = max(1, -(-stages // MOST_COLUMNS))
    width = max(1, -(-stages // tables))
    curves = tuple(stretches(lane.curve) for lane in map.lanes)
    on_screen = [range(n, min(n + width, stages)) for n in range(0, stages, width)]
    on_paper = sheets(map)
    if [sheet.columns for sheet in on_paper] == on_screen:
        for place, sheet in enumerate(on_paper):
            yield Part(sheet.columns, curves, "", sheet, place > 0)
        return
    for place, columns in enumerate(on_screen):
        yield Part(columns, curves, "screen", on_paper[0], place > 0)
    for place, sheet in enumerate(on_paper):
        yield Part(sheet.columns, curves, "paper", sheet, place > 0)


def css_text(text: str) -> str:
    """Return a text as a CSS string, safely escaped."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):x} " for c in text) + '"'


def properties(theme: Theme) -> str:
    """Return the theme as CSS: the only colours of the report, and its fonts."""
    names = ("very-bad", "bad", "neutral", "good", "very-good")
    values = {
        **{n: getattr(theme, n) for n in ("ink", "muted", "line", "wash", "paper", "accent")},
        "on-accent": theme.on_accent,
        "tint": theme.tint,
        "client": theme.client_accent or "transparent",
        "accent-deep": mixed(theme.accent, theme.ink, 0.45),
        "accent-line": mixed(theme.accent, theme.paper, 0.6),
    }
    for name, colour in zip(names, theme.feelings, strict=True):
        tint = mixed(colour, theme.paper, 0.92)
        values |= {
            name: darkened(colour, theme.paper, VISIBLE),
            f"{name}-tint": tint,
            f"{name}-text": darkened(colour, tint, READABLE),
        }
    if theme.fonts:  # with a comma, for the style sheets add the system's
        values["fonts"] = "".join(f"{css_text(family)}," for family in theme.fonts)
    root = ":root{" + "".join(f"--{name}:{value};" for name, value in values.items()) + "}"
    return root + "".join(map(font_rule, theme.faces))


def font_rule(face: FontFace) -> str:
    """Return the CSS rule of an embedded face."""
    style = "italic" if face.italic else "normal"
    return (
        f"@font-face{{font-family:{css_text(face.family)};font-weight:{face.weight};"
        f"font-style:{style};src:url({face.url})}}"
    )


@cache
def environment() -> Environment:
    """Return the kit's own Jinja environment, which escapes everything."""
    env = Environment(
        loader=FileSystemLoader(resource("templates") / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    env.filters.update(
        said=text_html,
        svg_url=svg_url,
        parts=parts,
        groups=groups,
        curve_height=height,
        feeling=lambda score: "feels-" + FEELING_TONES[step_of(score)],
        shape=lambda score: FEELING_SHAPES[step_of(score)],
    )
    env.tests["mark"] = lambda value: isinstance(value, Mark)
    env.tests["words"] = lambda value: isinstance(value, RichText)
    return env


@cache
def stylesheet(*names: str) -> str:
    """Return style sheets of the report's templates."""
    folder = resource("templates") / "report"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


# --- sections and cover ----------------------------------------------------------------------


def section(section: Section, t: Texts) -> str:
    """Return a section as HTML; pictures stand for its charts, and name their sources."""
    shown = replace(section, blocks=tuple(_without_charts(section.blocks)))
    return environment().get_template("section.html.j2").render(section=shown, t=t)


def _without_charts(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks without charts; the last picture of each chart has its sources."""
    cited: tuple[int, ...] = ()
    for place, block in enumerate(blocks):
        if isinstance(block, Chart):
            cited = block.sources
            continue
        if not isinstance(block, Picture):
            cited = ()
        last = place + 1 == len(blocks) or not isinstance(blocks[place + 1], Picture)
        if isinstance(block, Picture) and last and cited:
            yield replace(block, sources=cited)
        else:
            yield block


def cover(cover: Cover, t: Texts) -> str:
    """Return the cover as HTML."""
    return environment().get_template("cover.html.j2").render(cover=cover, t=t)


@dataclass(frozen=True)
class SectionOutput:
    """A section in a notebook, displayed as HTML with its blocks as JSON."""

    section: Section
    lang: str

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        return {
            "text/html": section(self.section, texts(self.lang)),
            "text/plain": str(self.section.title),
            SECTION: to_json(self.section),
        }


@dataclass(frozen=True)
class ReportOutput:
    """A report's frame in a notebook, displayed as the cover with the report's styles."""

    frame: Frame

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        style = properties(self.frame.theme) + stylesheet("section.css")
        return {
            "text/html": f"<style>{style}</style>"
            + cover(self.frame.cover, texts(self.frame.lang)),
            "text/plain": str(self.frame.cover.title),
            FRAME: to_json(self.frame),
        }


# --- the page --------------------------------------------------------------------------------


@cache
def exporter() -> Any:
    """Return nbconvert's exporter with the report's template, prepared once."""
    from nbconvert.exporters import TemplateExporter

    class ReportExporter(TemplateExporter):
        """nbconvert's HTML exporter without parsing its page again."""

        file_extension = SUFFIX
        output_mimetype = "text/html"

    kinds = ["text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"]
    make: Any = ReportExporter
    return make(
        # The usual preprocessors would find nothing to do, and each check the whole notebook.
        config=Config(
            NbConvertBase={"display_data_priority": kinds}, Exporter={"default_preprocessors": []}
        ),
        template_name="report",
        extra_template_basedirs=[str(resource("templates"))],
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )


def edition(frame: Frame, t: Texts) -> RichText:
    """Return the name of the edition, also where the cover lacks it; empty outside reports."""
    if str(frame.cover.edition) or not frame.edition:
        return frame.cover.edition
    return t(EDITIONS[frame.edition])


def imprint(frame: Frame, t: Texts) -> RichText:
    """Return the foot of each page: client, title, edition, language, date and author."""
    language = t(LANGUAGE_NAMES[t.lang])
    parts = (frame.cover.client, frame.cover.title, edition(frame, t), language)
    return joined(
        [part for part in (*parts, frame.cover.date, frame.cover.author) if str(part)], " · "
    )


class NoReportError(ValueError):
    """An error for a notebook without a report's frame."""


def export(notebook: NotebookNode | ExecutedNotebook, annex: bool = False) -> bytes:
    """Return an executed notebook as one HTML page, without scripts or external resources.

    Parameters
    ----------
    annex
        Whether the page is to be printed as the annex: what is folded, open, with the tables.

    Raises
    ------
    NoReportError
        If the notebook has no frame.
    """
    executed = ExecutedNotebook.of(notebook)
    opened = executed.frame
    if opened is None:
        raise NoReportError
    t = texts(opened.lang)
    printed: tuple[str, ...] = ("printed.css",) if opened.edition else ()
    if annex:
        printed = ("printed.css", "annex.css")
        named = [part for part in (edition(opened, t), t(N_("Annex"))) if str(part)]
        opened = replace(opened, cover=replace(opened.cover, edition=joined(named, " · ")))
    page = environment().get_template("page.html.j2")
    footer = imprint(opened, t)
    style = (
        properties(opened.theme)
        + stylesheet("section.css", "page.css", *printed)
        + f"@page{{@bottom-left{{content:{css_text(str(footer))}}}}}"
    )
    module: Any = page.make_module(
        {
            "t": t,
            "cover": opened.cover,
            "imprint": footer,
            "sections": executed.sections,
            "style": Markup(style),  # noqa: S704 - of the theme and the kit, its texts escaped
            "header": Markup(cover(opened.cover, t)),  # noqa: S704 - escaped by its template
        }
    )
    resources = {
        "opening": str(module.opening()).lstrip(),
        "closing": str(module.closing()),
        "frame_mime": FRAME,
    }
    html, _ = exporter().from_notebook_node(without_blocks(executed.notebook), resources)
    return legible(str(html)).encode()
