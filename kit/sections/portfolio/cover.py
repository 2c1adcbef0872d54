"""Write the cover of a portfolio: the clients, the number of journeys, the evidence."""

from __future__ import annotations

from kit.i18n import N_, RichText
from kit.sections.cover import Cover
from kit.sections.portfolio.context import Portfolio
from kit.workshop.pictures import AUTHOR_LOGO, CLIENT_LOGO

NAMED = 3
"""The most clients that the cover names."""


def cover(portfolio: Portfolio) -> Cover:
    """Return the texts of the cover; an author stands on it if all the journeys have the same."""
    t, journeys = portfolio.t, portfolio.journeys
    authors = {journey.author for journey in journeys}
    clients = {journey.client.name for journey in journeys}
    first, images = journeys[0], portfolio.contexts[0].images
    author = first.author if len(authors) == 1 else None
    return Cover(
        client=_clients(portfolio),
        title=t.plural(
            "{count} customer journey compared",
            "{count} customer journeys compared",
            len(journeys),
        ),
        personas="",
        date=t.date(portfolio.as_of),
        status=basis(portfolio),
        author=first.words(author.name) if author and author.name else "",
        contact=first.words(author.contact) if author and author.contact else "",
        logo=portfolio.logo or (images.get(AUTHOR_LOGO, "") if author else ""),
        edition="",
        notice=_notice(portfolio),
        client_logo=images.get(CLIENT_LOGO, "") if len(clients) == 1 else "",
    )


def _clients(portfolio: Portfolio) -> RichText:
    t = portfolio.t
    clients: dict[str, RichText] = {}
    for journey in portfolio.journeys:
        clients.setdefault(journey.client.name, journey.words(journey.client.name))
    names = [*clients.values()]
    if len(names) <= NAMED:
        return t.listed(names)
    rest = len(names) - NAMED + 1
    others = t.plural("{count} other client", "{count} other clients", rest)
    return t.listed([*names[: NAMED - 1], others])


def basis(portfolio: Portfolio) -> str:
    """Return how many of the maps are based on research (F11)."""
    research = sum(context.coverage.basis == "research" for context in portfolio.contexts)
    return portfolio.t.plural(
        "{count} of {n} maps is research-based",
        "{count} of {n} maps are research-based",
        research,
        n=len(portfolio.contexts),
    )


def _notice(portfolio: Portfolio) -> str:
    invented = [journey.client.invented for journey in portfolio.journeys]
    if all(invented):
        return portfolio.t(N_("Example: the companies and all data are invented."))
    if any(invented):
        return portfolio.t(N_("Some of these companies and their data are invented examples."))
    return ""
