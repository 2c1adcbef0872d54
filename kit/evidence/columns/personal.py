"""Recognise columns about persons: by their names, by their values, or by both together.

Contact details, account numbers and postal addresses show in the values, whatever the column is
called. Names of persons look like names of shops: they count only under a heading about persons.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kit.evidence.columns.answer_words import normalize_cell
from kit.evidence.columns.cells import ParsedColumn
from kit.evidence.privacy.telephone import telephone_numbers

SAMPLE = 200
LONGEST = 60
"""Number of characters of a heading or a name."""

FEW_ANSWERS = 3
LONGEST_NAME = 6
"""Number of words of a name or an address."""


def _word_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)


_BIRTH = (
    r"birth ?date|birthday|date of birth|dob|date de naissance|geburtsdatum|geburtstag|"
    r"fecha de nacimiento|data di nascita|geboortedatum|data de nascimento"
)
BIRTH = _word_pattern(_BIRTH)
PERSONAL = _word_pattern(
    r"(?:first|last|full|sur|given|family|contact|customer|client|requester|submitter|recipient\w*|"
    r"account|user|display|agent|assignee|employee|patient|guest|student|member|owner|author|"
    r"manager|respondent|participant|maiden|legal) ?names?|firstname|lastname|surname|"
    r"recipient(?:first|last)name|noms?(?: et prénoms?)?|prénoms?|prenoms?|nom complet|"
    r"nom de famille|"
    r"nachname|vorname|familienname|name|nombre completo|nombre y apellidos?|apellidos?|cognome|"
    r"naam|achternaam|sobrenome|"
    r"e-?mail(?:s| ?address(?:es)?| ?adres(?:se)?| ?id)?|mail|courriel|adresse (?:e-?)?mail|"
    r"adresse électronique|(?:contact|supplied|recipient)e?mail|"
    r"(?:supplied|contact)(?:name|phone|mobile|fax)|correo(?: electrónico)?|"
    r"phone(?: ?numbers?)?|telephone|téléphone(?: portable| mobile)?|telefon(?:nummer)?|teléfono"
    r"(?: móvil)?|handy(?:nummer)?|mobile(?: phone)?|portable|"
    r"ip(?:[ -]?(?:address|adresse))?|ipaddress|adresse ip|"
    r"(?:location)?(?:latitude|longitude)|breitengrad[\w ]*|längengrad[\w ]*|"
    r"(?:postal|home|mailing) address|adresse postale|adresse du domicile|postanschrift|"
    rf"dirección postal|street(?: address)?|iban|{_BIRTH}|"
    r"(?:student|employee|staff|patient|social security|insurance|passport|national|tax|"
    r"member(?:ship)?) (?:id|no|nr|number)|ssn|passport|matricule|"
    r"(?:numéro|numero|n°|no) (?:d'|de )?(?:étudiante?|etudiante?|salariée?|adhérente?|patiente?|"
    r"sécurité sociale|passeport|carte)|personalnummer|matrikelnummer|sozialversicherungsnummer|"
    r"número de (?:estudiante|empleado|paciente|socio|pasaporte)|dni|nif"
)
NOT_PERSONAL = _word_pattern(
    r"event|page|item|product|campaign|file(?:name)?|stage|deal|pipeline|company|brand|stream|screen|"
    r"source|medium|channel|country|city|store|produit|entreprise|marque|segment|team|group|plan|"
    r"account|property|case|activity|concept|list|form|survey|question|category|class|region|role|"
    r"app|application|shop|laden|magasin|tienda|negozio|restaurant|hotel|ticket|topic|task|project|"
    r"queue|tag|course|dish|plato|plat|menu|model|modell|modelo|modèle|type|opened|clicked|bounced|"
    r"sent|status|consent|opt-?in|subscri\w+|domain|count|fichier|datei(?:name)?|archivo|projet|"
    r"événement|evenement|étape|sujet|thème|software|host|device|browser|platform|table|sheet|field"
)
PERSON = _word_pattern(
    r"agents?|assignees?|assigned to|owners?|\w+ed by|advis[eo]rs?|consultants?|employees?|"
    r"staff(?: member)?|technicians?|authors?|managers?|teachers?|doctors?|physicians?|contacts?|"
    r"conseill(?:er|ère)|vendeu(?:r|se)|responsables?|interlocut(?:eur|rice)|propriétaires?|"
    r"chargée? de clientèle|médecin|enseignante?|traité par|"
    r"bearbeiter(?:in)?|zuständig(?:e|er)?|betreuer(?:in)?|berater(?:in)?|ansprechpartner(?:in)?|"
    r"agentes?|asesor(?:a)?|propietari[oa]|atendido por|operatore|medewerker|behandelaar"
)
"""Headings about a person; the values tell whether it is named."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]*:[0-9a-f:]{4,}", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d(][\d\s().-]{7,18}\d")
_IBAN = re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?")
_STREET = re.compile(
    r"\d{1,5}(?: ?(?:bis|ter|[a-d]))?,? (?:(?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|"
    r"impasse|quai|route|cours)\b.*|.*\b(?:street|st|road|rd|avenue|ave|lane|drive|close|square)\b.*)|"
    r"[^\W\d]+(?:straße|strasse|str\.|weg|gasse|platz|allee|ring) \d{1,4}\b.*|"
    r"(?:calle|avenida|plaza|paseo|via|rua) .*\d.*",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:dr|prof|mr|mrs|ms|mme|m|herr|frau|sr|sra)\.? )?"
    r"[^\W\d_a-zß-ÿ][\w.'’-]*(?: (?:de|del|della|di|da|van|von|der|den|le|la|du|el|al|bin|y))*"
    r"(?: [^\W\d_a-zß-ÿ][\w.'’-]*){1,3}"
)
_GROUP = _word_pattern(
    r"team|groups?|service|support|desk|department|office|care|queue|sales|marketing|gmbh|inc|ltd|"
    r"sarl|sas|ag|équipe|groupe|abteilung|equipo|grupo|shop|store|back|front"
)


def is_personal(name: str, column: ParsedColumn) -> bool:
    """Return whether a column holds names, numbers or contact details of persons."""
    texts = column.sample(SAMPLE)
    short = _words(name)
    if len(short) <= LONGEST:
        named = PERSONAL.search(short) and not NOT_PERSONAL.search(short)
        if named and not _answers_a_question(column, texts):
            return True
        if PERSON.search(short) and column.type == "text" and _mostly(texts, _is_name):
            return True
    return column.type == "text" and _mostly(texts, _is_detail)


def _answers_a_question(column: ParsedColumn, texts: list[str]) -> bool:
    """Return whether values are remarks or a few answers, as to “Have you a mobile phone?”."""
    if column.type != "text":
        return False
    few = column.different <= FEW_ANSWERS and column.n >= 5 * column.different
    return (few and not _mostly(texts, _is_detail)) or _mostly(texts, _is_sentence)


def is_birth_date(name: str) -> bool:
    """Return whether a column of dates is named as dates of birth."""
    return bool(BIRTH.search(_words(name)))


def _words(name: str) -> str:
    """Return a heading as words: ``assigneeName``, ``Case.acme__Owner_Name__c``."""
    parted = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", name)
    return normalize_cell(re.sub(r"__c$|[_.]+", " ", parted))


def _mostly(texts: list[str], fits: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(fits, texts)) > len(texts) / 2


def _is_sentence(text: str) -> bool:
    """Return whether a cell is a remark, as in answer to “Name one thing we could improve”."""
    return len(text.split()) > LONGEST_NAME and not _is_detail(text)


def _is_name(text: str) -> bool:
    """Return whether a cell looks like a person's name, and not like that of a group.

    >>> _is_name("Ada van Dunmore"), _is_name("Sales Team"), _is_name("Refund is late")
    (True, False, False)
    """
    return len(text) <= LONGEST and bool(_NAME.fullmatch(text)) and not _GROUP.search(text)


def _is_detail(text: str) -> bool:
    """Return whether a cell is a contact detail, an account number or a postal address."""
    if any(pattern.fullmatch(text) for pattern in (_EMAIL, _IP, _IBAN, _STREET)):
        return True
    dialled = _PHONE.fullmatch(text) and (text[0] in "+(0" or not text.isdigit())
    return bool(dialled) and telephone_numbers(text) == [(0, len(text))]
