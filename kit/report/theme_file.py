"""Read a theme file, print a sample of one, and say what a report does not use as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from kit.client_files import ClientFolder, named
from kit.diagnostics import FilePosition
from kit.i18n import N_, Message, Texts, UserText
from kit.plain_data import Data
from kit.report.theme_fonts import embedded, font_files
from kit.theme import BRAND, READABLE, VISIBLE, Theme, contrast, darkened
from kit.workshop import WorkshopError
from kit.workshop.pictures import AUTHOR_LOGO, LARGEST, PictureError, data_url
from kit.workshop.yaml_parser import Loader

LARGEST_THEME = 500_000
"""The most bytes of a theme file."""

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

UNREADABLE = N_("The theme cannot be read. Write it in YAML, such as “brand: '#0b6e4f'”.")
UNKNOWN = N_("Unknown theme field “{field}”. Choose from: {known}.")
WRONG_COLOUR = N_(
    "“{field}” is not a colour. Write a # and six hexadecimal digits in quotation marks, such as "
    "'#0b6e4f'."
)
WRONG_FEELINGS = N_(
    "“{field}” is not a list of five colours. Write them from the worst feeling to the best, such "
    "as {example}."
)
WRONG_FONTS = N_(
    "“{field}” is not a list of font families. Write at least one name between brackets, such as "
    "[Noto Sans, Georgia]."
)
WRONG_LOGO = N_(
    "“{field}” is not a picture that can be shown. Write the name of a PNG, JPEG, GIF, WebP or SVG "
    "file beside the theme file, of at most {most} KB."
)
WRONG_SIZE = N_("“{field}” is not a size. Write a number of points from 5 to 20, such as 9.")
LOW_CONTRAST = N_(
    "“{field}” has too little contrast with its background: {contrast}; text needs at least "
    "{least}."
)
ALTERED = N_(
    "The colour {stated} (“{field}”) is too light for its background, so {used} is used instead."
)
NO_FILE = N_(
    "The font “{font}” is not embedded, because no .ttf or .otf file of that family is in the "
    "theme’s folder: whoever does not have it sees another."
)
LICENCE = N_(
    "The font “{font}” is not embedded, because its licence (fsType) does not allow it: whoever "
    "does not have it sees another."
)


@dataclass(frozen=True)
class Field:
    """A field of a theme file.

    Attributes
    ----------
    says
        Its purpose, for the sample.
    wrong
        The error for a value that it does not accept.
    """

    says: Message
    wrong: Message = WRONG_COLOUR


FIELDS: Mapping[str, Field] = {
    "brand": Field(N_("Your brand colour: titles, links, bars and the first curve.")),
    "logo": Field(
        N_("Your logo: the name of a PNG, JPEG, GIF, WebP or SVG file beside this one."), WRONG_LOGO
    ),
    "client_brand": Field(N_("The client’s brand colour: a band on the cover and on posters.")),
    "ink": Field(N_("Text.")),
    "muted": Field(N_("Captions and notes.")),
    "line": Field(N_("Lines of tables and figures.")),
    "wash": Field(N_("Background of headings in tables.")),
    "paper": Field(N_("Background of the page.")),
    "feelings": Field(
        N_("Five colours of feelings, from the worst (−2) to the best (+2)."), WRONG_FEELINGS
    ),
    "fonts": Field(
        N_(
            "Font families of the report, the preferred one first. The .ttf and .otf files of a "
            "family beside this file are embedded where their licence allows it; figures and "
            "posters use the first one embedded, or the kit’s own font."
        ),
        WRONG_FONTS,
    ),
    "text_size": Field(N_("No effect; accepted from earlier versions."), WRONG_SIZE),
    "small_size": Field(N_("No effect; accepted from earlier versions."), WRONG_SIZE),
}
HEAD = N_(
    "Theme of reports, posters and canvases: parcours report CLIENT --theme theme.yaml. Every "
    "field is optional; the values below are those without a theme. Without “brand”, "
    "“logo” and “client_brand”, those in workshop.yaml count: “colour” and “logo” of “author”, "
    "“colour” of “client”. The client’s logo is set there, too."
)
EXAMPLES = {"logo": "logo.png", "client_brand": "'#8a4b08'", "fonts": "[Noto Sans, Georgia]"}
"""Values of the fields that have no default, in the sample's comments."""

Default = str | float | tuple[str, ...]
"""A value of a theme's field."""

LINE = 88
"""The longest line of a sample's comments."""


def sample(t: Texts) -> str:
    """Return a theme file with every field, its purpose and its default value."""
    from textwrap import wrap

    theme = Theme()
    lines = [f"# {line}" for line in wrap(t(HEAD), LINE)]
    for name, field in FIELDS.items():
        lines += ["", *(f"# {line}" for line in wrap(t(field.says), LINE))]
        example = EXAMPLES.get(name)
        lines.append(
            f"# {name}: {example}" if example else f"{name}: {_yaml(getattr(theme, name))}"
        )
    return "\n".join(lines) + "\n"


def _yaml(value: Default) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"


def theme_of(path: Path | None, colour: str | None, client_colour: str | None = None) -> Theme:
    """Return the theme of a report: that of a file, in the author's and the client's colours.

    A colour that the file states goes before the workshop's.

    Raises
    ------
    WorkshopError
        If the file cannot be read, or for the first field that has no accepted value.
    """
    theme = Theme(brand=colour or BRAND, client_brand=client_colour or "")
    if path is None:
        return theme
    folder, name = named(path)
    try:
        stated, lines = _parsed(folder.read_text(name, limit=LARGEST_THEME))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        stated, lines = None, {}
    if not isinstance(stated, dict):
        raise WorkshopError.at(FilePosition(path), UNREADABLE)
    changes = {}
    for field, value in stated.items():
        position = FilePosition(path, lines.get(field, 0), field=(str(field),))
        if field not in FIELDS:
            says = UNKNOWN.filled(field=UserText(str(field)), known=list(FIELDS))
            raise WorkshopError.at(position, says)
        changes[field] = _value(position, field, value, getattr(theme, field))
    theme = replace(theme, **changes)
    for field, ground in (("ink", theme.paper), ("ink", theme.wash), ("muted", theme.wash)):
        reached = contrast(getattr(theme, field), ground)
        if reached < READABLE:
            says = LOW_CONTRAST.filled(field=field, contrast=reached, least=READABLE)
            raise WorkshopError.at(FilePosition(path, lines.get(field, 0), field=(field,)), says)
    if theme.logo:
        position = FilePosition(path, lines.get("logo", 0), field=("logo",))
        theme = replace(theme, logo=_logo(position, folder, theme.logo))
    fonts = embedded(folder, theme.fonts)
    return replace(theme, faces=fonts.faces, refused=fonts.refused)


def _logo(position: FilePosition, folder: ClientFolder, name: str) -> str:
    """Return a picture beside a theme as a ``data:`` URL, or raise."""
    try:
        if name != Path(name).name:
            raise PictureError(WRONG_LOGO, name)
        return data_url(folder.path, name)
    except PictureError:
        says = WRONG_LOGO.filled(field="logo", most=LARGEST // 1000)
        raise WorkshopError.at(position, says) from None


def logos(images: Mapping[str, str], theme: Theme) -> Mapping[str, str]:
    """Return a workshop's pictures with the author's logo of a theme, if it has one."""
    return {**images, AUTHOR_LOGO: theme.logo} if theme.logo else images


def theme_files(folder: ClientFolder) -> list[str]:
    """Return the names of the files beside a theme that it may name: fonts and pictures."""
    pictures = [name for name in folder.files() if name.lower().endswith(PICTURES)]
    return [*font_files(folder), *pictures]


def _parsed(text: str) -> tuple[Data, dict[str, int]]:
    """Return what a theme states, and the line of each field."""
    loader = Loader(text)
    try:
        node: Any = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return None, {}
        stated = loader.construct_document(node)
        return stated, {key.value: key.start_mark.line + 1 for key, _ in node.value}
    finally:
        loader.dispose()


def _value(position: FilePosition, field: str, value: Data, default: Default) -> Any:
    """Return a field of a theme, of the type of the default, or raise."""
    if isinstance(default, tuple) and isinstance(value, list):
        fits = all(_is_colour(v) for v in value) and len(value) == len(default)
        if fits if field == "feelings" else value and all(_is_name(v) for v in value):
            return tuple(value)
    elif isinstance(default, str) and (_is_name if field == "logo" else _is_colour)(value):
        return value
    elif isinstance(default, float) and isinstance(value, int | float) and 5 <= value <= 20:
        return float(value)
    example = UserText(_yaml(Theme().feelings).replace('"', "'"))
    says = FIELDS[field].wrong.filled(field=field, example=example, most=LARGEST // 1000)
    raise WorkshopError.at(position, says)


def _is_colour(value: Data) -> bool:
    return isinstance(value, str) and COLOUR.fullmatch(value) is not None


def _is_name(value: Data) -> bool:
    return isinstance(value, str) and bool(value.strip())


def altered_colours(theme: Theme) -> Iterator[Message]:
    """Yield a notice for each colour that is not used as stated, because it would not be seen."""
    used = [("brand", theme.brand, theme.accent)]
    used += [("client_brand", theme.client_brand, theme.client_accent)]
    used += [
        ("feelings", colour, darkened(colour, theme.paper, VISIBLE)) for colour in theme.feelings
    ]
    for field, stated, shown in used:
        if shown.lower() != stated.lower():
            yield ALTERED.filled(field=field, stated=stated, used=shown)


def notices(theme: Theme) -> Iterator[Message]:
    """Yield what a report does not take from a theme as it is written: colours and fonts."""
    yield from altered_colours(theme)
    there = {face.family for face in theme.faces}
    for family in theme.fonts:
        if family not in there:
            says = LICENCE if family in theme.refused else NO_FILE
            yield says.filled(font=UserText(family))
