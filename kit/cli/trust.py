"""``parcours lab CLIENT --trust NOTEBOOK``: a person reads a notebook's code, and decides."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click

from kit.cli.clients import Refused, refusals
from kit.i18n import N_, Texts

PLAIN = ("L", "M", "N", "P", "S", "Zs")
"""The Unicode categories that are seen as they are; all others are controls, or unassigned."""

UNSEEN = frozenset(
    (0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
)
"""Characters of those categories that are not seen all the same: fillers, variation selectors."""


def trust(t: Texts, client: Path, named: str) -> int:
    """Show the code of a notebook and ask whether it may run by itself; return the exit status."""
    from kit.studio.permission import StoreError
    from kit.studio.permission.trust import Candidate, UntrustableError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused(
            t(
                "A notebook is trusted in a terminal only, by someone who has read its code: type "
                "this command there, without a pipe."
            )
        )
    try:
        candidate = Candidate.read(client, named)
    except UntrustableError as error:
        raise Refused(t(error.message)) from None
    for line in listing(t, candidate.cells()):
        click.echo(line)
    click.echo("")
    click.echo(
        t(
            "This code will run with your rights whenever {notebook} is opened in “parcours lab”: "
            "it can read, change and send whatever you can.",
            notebook=visible(str(candidate.target)),
        )
    )
    yes = t(N_("yes", "answer"))
    asked = t("Type “{yes}” to trust it", yes=yes)
    if click.prompt(asked, default="", show_default=False).strip() != yes:
        click.echo(t("It has not been trusted, and nothing has changed."))
        return 1
    with refusals(t):
        try:
            candidate.trust()
        except StoreError as error:
            raise Refused(t(error.message)) from None
    click.echo(t("{notebook} is trusted.", notebook=visible(str(candidate.target))))
    return 0


def listing(t: Texts, cells: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield a notebook's cells as lines for a terminal, on which none of their text acts."""
    for number, (kind, source) in enumerate(cells, 1):
        yield t("Cell {number} ({kind})", number=str(number), kind=visible(kind))
        lines = source.split("\n")
        width = len(str(len(lines)))
        for place, line in enumerate(lines, 1):
            yield f"{place:>{width}} │ {visible(line)}"


def visible(text: str) -> str:
    r"""Return a text in which every character can be seen: ``<U+001B>`` in place of an escape.

    So no text moves the cursor, hides a line, turns the direction of writing round or stands for
    nothing at all.

    Examples
    --------
    >>> visible("a\x1b[2Jb")
    'a<U+001B>[2Jb'
    """
    return "".join(one if _is_seen(one) else f"<U+{ord(one):04X}>" for one in text)


def _is_seen(character: str) -> bool:
    plain = unicodedata.category(character).startswith(PLAIN)
    return plain and ord(character) not in UNSEEN
