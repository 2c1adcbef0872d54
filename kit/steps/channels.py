"""Channels of the catalogue, and those that a workshop adds (M3.3, M3.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated

from kit.fields import Id, Record, Text
from kit.hints import Hint, Kind
from kit.i18n import N_, Message, UserText


@dataclass(frozen=True)
class Channel:
    """A channel of the catalogue: where it is, and its usual control (M3.1, M3.7)."""

    name: Message
    online: bool | None
    controlled: bool | None = True


CHANNELS: dict[str, Channel] = {
    "shop": Channel(N_("Shop"), online=False),
    "window": Channel(N_("Window, street and shopping centre"), online=False),
    "call-centre": Channel(N_("Call centre"), online=False),
    "website": Channel(N_("Website"), online=True),
    "search-engine": Channel(N_("Search engine"), online=True, controlled=False),
    "mobile-app": Channel(N_("Mobile app"), online=True),
    "email": Channel(N_("Email"), online=True),
    "newsletter": Channel(N_("Newsletter"), online=True),
    "chat": Channel(N_("Chat and chatbot"), online=True),
    "social-networks": Channel(N_("Social networks"), online=True, controlled=False),
    "online-ads": Channel(N_("Online ads"), online=True),
    "radio": Channel(N_("Radio"), online=False),
    "print": Channel(N_("Print", "channel"), online=False),
    "events": Channel(N_("Events and demonstrations"), online=False),
    "delivery": Channel(N_("Delivery"), online=False),
    "invoice": Channel(N_("Invoice"), online=False),
    "packaging": Channel(N_("Packaging"), online=False),
    "repair": Channel(N_("Repair"), online=False),
    "word-of-mouth": Channel(N_("Word of mouth"), online=False, controlled=False),
    "reviews": Channel(N_("Customer reviews"), online=True, controlled=False),
    "comparison-sites": Channel(N_("Comparison sites"), online=True, controlled=False),
    "blogs-forums": Channel(N_("Blogs and forums"), online=True, controlled=False),
    "posters": Channel(N_("Posters"), online=False),
    "webinars": Channel(N_("Webinars"), online=True),
    "help-desk": Channel(N_("Help desk"), online=False),
    "sales-calls": Channel(N_("Sales calls"), online=False),
    "direct-mail": Channel(N_("Direct mail"), online=False),
    "returns": Channel(N_("Returns"), online=False),
    "payment-terminal": Channel(N_("Payment terminal and mobile payment"), online=False),
    "installation": Channel(N_("Installation"), online=False),
    "refund": Channel(N_("Refund"), online=False),
    "loyalty-programme": Channel(N_("Loyalty programme: points, gifts, offers"), online=False),
    "account": Channel(N_("Customer account on the website"), online=True),
}
"""The channels catalogue (M3.3, M3.9); a workshop can add its own."""

NOT_SAID = Channel(N_("not specified yet"), online=None, controlled=None)
"""The channel of a touchpoint that has none stated yet (M3.2)."""


UNKNOWN_CHANNEL = N_("“{id}” is not one of the channels.")
UNKNOWN_CHANNEL_MEANT = N_("“{id}” is not one of the channels. Did you mean “{meant}”?")
KNOWN_CHANNELS = N_("The channels are: {known}.")
ADD_CHANNELS = N_("To add one of your own, write “{line}” at the left margin.")
ADD_CHANNEL = N_("To add one of your own, write “{line}” on a line under “channels:”.")
UNKNOWN_CHANNEL_ADVICE = Message("{unknown} {known} {add}")


def unknown_channel(id: str, known: Sequence[str]) -> Message:
    """Return the error for an unknown channel: the known ones, and the line that adds it.

    Parameters
    ----------
    known
        The channels of the catalogue, and those that the workshop adds.
    """
    close = get_close_matches(id, known, 1)
    unknown = UNKNOWN_CHANNEL_MEANT.filled(meant=UserText(close[0])) if close else UNKNOWN_CHANNEL
    entry = f'{id}: {{name: "{id.replace("-", " ").capitalize()}", online: false}}'
    added = any(channel not in CHANNELS for channel in known)
    line = f"  {entry}" if added else f"channels: {{{entry}}}"
    return UNKNOWN_CHANNEL_ADVICE.filled(
        unknown=unknown.filled(id=UserText(id)),
        known=KNOWN_CHANNELS.filled(known=", ".join(known)),
        add=(ADD_CHANNEL if added else ADD_CHANNELS).filled(line=UserText(line)),
    )


class OwnChannel(Record):
    """A channel that a workshop adds to the catalogue (M3.3)."""

    id: Id
    name: Annotated[Text, Hint(N_("Channel"))]
    online: Annotated[bool, Hint(N_("Online"), kind=Kind.YES_NO)] = False
    controlled: Annotated[bool, Hint(N_("Controlled by the company"), kind=Kind.YES_NO)] = True
