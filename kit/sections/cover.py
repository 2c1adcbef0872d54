"""Write the cover: client, journey, date, and how well the map is supported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.framing import BASES
from kit.i18n import N_, Message, RichText
from kit.sections.context import Context, Edition
from kit.workshop.pictures import AUTHOR_LOGO, CLIENT_LOGO

EDITIONS: Mapping[Edition, Message] = {
    "client": N_("Client edition"),
    "working": N_("Working edition"),
}
LANGUAGE_NAMES: Mapping[str, Message] = {"fr": N_("French"), "en": N_("English")}


@dataclass(frozen=True)
class Cover:
    """The texts of the cover; the template places them.

    Attributes
    ----------
    client
        The company whose customers' journey it is.
    status
        Assumption-based or research-based, with the evidence coverage (F11).
    author
        The consultant's brand, or nothing.
    logo, client_logo
        The author's and the client's, each a ``data:`` URL or nothing.
    notice
        That the data are invented, where they are.
    several
        Whether there is more than one persona.
    """

    client: RichText
    title: RichText
    personas: RichText
    date: RichText
    status: RichText
    author: RichText
    contact: RichText
    logo: str
    edition: RichText
    notice: RichText
    several: bool = False
    client_logo: str = ""


def status(context: Context) -> RichText:
    """Return the computed basis of the map with the share of statements that it rests on (F11)."""
    t, total = context.t, context.coverage.total
    if total.value is None:
        return t.inline(N_("No statements yet."))
    return t.inline(
        N_("The map is {basis}: {share} of its statements cite a source."),
        basis=BASES[context.coverage.basis],
        share=t.percent(total.value),
    )


def cover(context: Context) -> Cover:
    """Return the texts of the cover."""
    journey, t = context.journey, context.t
    title, author = journey.scenario.title, journey.author
    names = [journey.words(p.name) for p in journey.personas]
    return Cover(
        client=journey.words(journey.client.name),
        title=journey.words(title) if title else t(N_("Customer journey")),
        personas=t.listed(names),
        date=t.date(context.as_of),
        status=status(context),
        author=journey.words(author.name) if author.name else "",
        contact=journey.words(author.contact) if author.contact else "",
        logo=context.images.get(AUTHOR_LOGO, ""),
        edition=t(EDITIONS[context.edition]) if context.edition == "working" else "",
        notice=t(N_("Example: the company and all data are invented."))
        if journey.client.invented
        else "",
        several=context.several,
        client_logo=context.images.get(CLIENT_LOGO, ""),
    )
