"""Find telephone numbers in free text, in national and international notations (F17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.framing import Client

COUNTRY = {"fr": "FR", "en": "GB"}
"""Country of a client who names none, by the language of the file."""

NEIGHBOURS = {
    "fr": ("FR", "BE", "CH", "LU", "CA"),
    "en": ("GB", "IE", "US", "CA", "AU"),
}
"""Countries whose numbers are likely in texts of a language."""

SHORTEST, LONGEST = 8, 15
"""Number of digits of an international number (E.164)."""

SAME = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a_·•*|", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
    | {"\u2044": "/", "\uff0b": "+"}
)
"""Normalisation of separators, character by character, so that positions stay valid."""

SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\(?(?:\+|(?<![\d.,+])00)[ .-]?[1-9]\d{0,2}\)?[ .-]?(?:\(0\))?(?:[ .-]?\d){6,12}(?!\d)",
        r"(?<![\w+.,/-])0[1-9](?:[ ./-]?\d{2}){4}(?!\d)",
        r"(?<![\w+.,/-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ ./-])\d{3}[ .-]?\d{4}(?![\w€])",
        r"(?<![\w+.,/-])[2-9]\d{9}(?!\w)",
    )
)
"""International; French; North American in groups and as ten digits (F17).

They find numbers that phonenumbers does not know: reserved for fiction, or not yet assigned.
"""

TRUNK = re.compile(r"\(?0 ?[1-9]")
DATE = re.compile(
    r"[0-3]?\d([ ./-])[0-3]?\d\1(?:19|20)\d{2}\b|(?:19|20)\d{2}([ ./-])[01]?\d\2[0-3]?\d\b"
)

CALLING = re.compile(
    r"\b(?:t[ée]l(?:[ée]phone)?|phone|mobile|portable|cell|natel|gsm|whatsapp|sms|text|fax|call|"
    r"ring|appele[rz](?:-moi)?|appel|rappele[rz](?:-moi)?|joindre|joignable|contact|reach|"
    r"j['’]ai|i|me|moi)\b[^.!?\n\d]{0,25}$",
    re.IGNORECASE,
)
"""Words before a telephone number."""

LABELLED = re.compile(
    r"(?:\b(?:commandes?|cde|orders?|r[ée]f|r[ée]f[ée]rences?|reference|factures?|invoices?|devis|po|"
    r"bons? de \w+|"
    r"quotes?|colis|parcels?|suivi|tracking|dossiers?|cases?|tickets?|incidents?|siret|siren|rcs|"
    r"tva|vat|ean|gtin|upc|isbn|issn|imei|sku|articles?|produits?|products?|lots?|batch|s[ée]rie|"
    r"serial|contrats?|contracts?|polices?|policy|client|customer|id|comptes?|accounts?|codes?|"
    r"versions?|builds?|transactions?|vouchers?|coupons?|fid[ée]lit[ée]|loyalty|cadeau|card|bookings?|"
    r"r[ée]servations?|erreurs?|errors?|code-barres|barcode|colissimo|chronopost|fedex|ups|dhl)\b"
    r"[^.!?\n\d,]{0,12}|[#€£$]\s?|\bn[°o]\.? de (?:suivi|commande|dossier)\W{0,4})"
    r"(?:\bn[°o]\.?|\bref\.?|\bno\.?|\bid)?\W{0,3}$",
    re.IGNORECASE,
)
"""Words before another number: of an order, an invoice, a parcel, a product."""

CODE = re.compile(r"\b(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{2,}[ -]$")
"""Start of a longer code, before its groups of digits."""

COUNTED = re.compile(
    r"\s?(?:€|£|\$|%|°|eur\b|euros?\b|usd\b|chf\b|k?m[²2³3]?\b|k?g\b|lm\b|kwh\b|"
    r"visit\w*|clients?\b|customers?\b|personnes?\b|people\b|vues\b|views\b|pas\b|steps\b)",
    re.IGNORECASE,
)
"""Units after a quantity."""


def regions_of(client: Client) -> tuple[str, ...]:
    """Return the countries whose numbering plans apply to a client's texts, likeliest first.

    They are the client's ``country`` or the default of the language, then those likely in texts of
    that language, then those of the other language.
    """
    own = client.country or COUNTRY[client.language]
    others = (*NEIGHBOURS[client.language], *(r for some in NEIGHBOURS.values() for r in some))
    return tuple(dict.fromkeys((own, *others)))


ANYWHERE = regions_of(Client(name="-", language="fr"))
"""Countries for texts without a client."""


def telephone_numbers(text: str, regions: Sequence[str] = ANYWHERE) -> list[tuple[int, int]]:
    """Return the positions of telephone numbers in a text as ``(start, end)``, in order.

    Numbers of orders, parcels and products, prices, dates and versions are told apart by a label
    before ten bare digits, or else by the grouping.

    Parameters
    ----------
    regions
        ISO 3166 codes of the countries whose national numbers are found; of the first, local
        numbers, too.

    Examples
    --------
    >>> telephone_numbers("Call 07700 900123, order 4502817745")
    [(5, 17)]
    """
    if sum(character.isdigit() for character in text) < SHORTEST:
        return []
    plain = text.translate(SAME)
    found = sorted(
        {
            (start, end)
            for start, end, known in _candidates(plain, regions)
            if _is_meant(plain, start, end, known)
        },
        key=lambda span: (span[0], -span[1]),
    )
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _candidates(text: str, regions: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield possible numbers, and whether a numbering plan has them as they are written."""
    from phonenumbers import Leniency, PhoneNumberMatcher

    for shape in SHAPES:
        for found in shape.finditer(text):
            yield _trimmed(text, *found.span(), known=False)
    for region in regions:
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE):
            yield _trimmed(text, match.start, match.end, known=False)
    for match in PhoneNumberMatcher(text, regions[0], leniency=Leniency.VALID):
        yield _trimmed(text, match.start, match.end, known=True)


def _trimmed(text: str, start: int, end: int, known: bool) -> tuple[int, int, bool]:
    """Leave out an opening parenthesis that is not closed within the number."""
    opened = text[start] == "(" and ")" not in text[start:end]
    return start + opened, end, known


def _is_meant(text: str, start: int, end: int, known: bool) -> bool:
    """Return whether digits are a telephone number in their context."""
    raw, before, after = text[start:end], text[:start], text[end:]
    if before[-1:].isalnum() or after[:1].isalnum() or DATE.match(raw):
        return False
    digits = sum(character.isdigit() for character in raw)
    if raw.lstrip("(").startswith("+"):
        return SHORTEST <= digits <= LONGEST
    labelled = bool(LABELLED.search(before)) and not CALLING.search(before)
    if CODE.search(before) and not _looks_dialled(raw, digits):
        return False
    if COUNTED.match(after) or (labelled and not _looks_dialled(raw, digits)):
        return False
    if re.match(r"00[1-9]", raw):
        return 10 <= digits <= LONGEST + 2
    if known and digits >= SHORTEST:
        return True
    if TRUNK.match(raw):
        return 9 <= digits <= 11
    return any(shape.fullmatch(raw) for shape in SHAPES[2:])


def _looks_dialled(raw: str, digits: int) -> bool:
    """Return whether digits are in the French grouping, which outweighs a label before them."""
    return bool(re.fullmatch(r"0[1-9](?:[ ./-]\d{2}){4}", raw)) and digits == 10
