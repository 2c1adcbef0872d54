"""The message of an error of the model: what it refuses, and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

from kit.diagnostics import Place
from kit.i18n import N_, NP_, Message, UserText
from kit.workshop.document import CONTROL
from kit.workshop.model_errors import ModelError
from kit.workshop.shapes import record_at, shapes
from kit.workshop.slugs import slug

MISSING = N_("“{field}” is missing here. Add a line “{field}: …”.")
MISSING_ASK = N_("“{field}” is missing here: {ask}")
UNKNOWN_FIELD = N_("Unknown field “{field}”. Choose from: {known}.")
UNKNOWN_FIELD_MEANT = N_("Unknown field “{field}”. Did you mean “{meant}”?")
NOTHING = N_("This field is empty. Fill it in or delete the line.")
NOTHING_REQUIRED = N_("“{field}” is required but empty. Fill it in.")
ONE_TEXT = N_("Enter a single text here, not a list.")
ONE_VALUE = N_("Enter a single value here, not a list or nested fields.")
TEXT_NOT_FIELDS = N_(
    "Enter text here, not nested fields. If the text contains a colon, put it in quotation marks."
)
FIELDS = N_("Enter fields here, one per line or between braces: {known}.")
NAMED_FIELDS = N_("Enter names here, each followed by a colon and a value.")
NAMED = N_("Each entry needs its own name before its fields, as in “{example}: …”, not a dash.")
LIST = N_("Enter a list here. Start each entry on its own line with a dash and a space.")
TOO_LONG = NP_(
    "This text has {length} characters; at most one is allowed.",
    "This text has {length} characters; at most {count} are allowed.",
)
TOO_MANY = NP_("At most one entry is allowed here.", "At most {count} entries are allowed here.")
NOT_AN_ID = N_("“{value}” is not a valid ID. Use only the letters a to z, digits and hyphens.")
NOT_AN_ID_BUT = N_(
    "“{value}” is not a valid ID, which has only a to z, digits and hyphens. Write “{id}”."
)
COLOUR = N_('“{value}” is not a colour. Write it in quotation marks, such as "#0b6e4f".')
COUNTRY = N_("“{value}” is not a country code. Write two letters, such as FR, BE, CH, CA or GB.")
NUMBER = N_("“{value}” is not a number.")
WHOLE_NUMBER = N_("“{value}” is not a whole number.")
DECIMAL = N_("“{value}” has a decimal comma. Write {number}.")
MINUS = N_("“{value}” has a long minus sign. Write {number}, with the hyphen of the keyboard.")
BETWEEN = N_("“{value}” is out of range. Use {low} to {high}.")
AT_LEAST = N_("“{value}” is too small. The minimum is {low}.")
MORE_THAN = N_("“{value}” is too small. It must be more than {low}.")
AT_MOST = N_("“{value}” is too large. The maximum is {high}.")
YES_OR_NO = N_("“{value}” is neither yes nor no. Write true or false.")
YES_NO_COUNT = N_("“{value}” is not valid here. Write true, false or a count such as 14 of 60.")
COUNT = N_(
    "“{value}” is not a count. Write 14 of 60, or 14 if the total is unknown. The first number "
    "cannot be the larger one."
)
DATE = N_("“{value}” is not a valid date. Write year-month-day, such as 2026-11-22.")
TIME_ZONE = N_("“{value}” is not a time zone. Write an IANA name, such as Europe/Paris.")
CHOICE = N_("“{value}” is not valid here. Choose from: {choices}.")
CHOICE_MEANT = N_("“{value}” is not valid here. Did you mean “{meant}”? Choose from: {choices}.")
CONFIDENCE = N_("“{value}” is not valid here. Confidence must be 100, 80 or 50.")
TWO_SCORES = N_("A single score and “scores” are both set. Keep only one.")
UNEXPECTED = N_("“{value}” is not valid here.")


def message(case: ModelError) -> Message:
    """Return the message of an error of the model."""
    lacks_a_field = case.kind == "missing" and case.rest
    if case.blank and case.kind != "extra_forbidden" and not lacks_a_field:
        return _nothing(case)
    if case.yes_no_or_count:
        text = case.node.kind == "text"
        return YES_NO_COUNT.filled(value=case.value) if text else ONE_VALUE
    if case.kind == "missing":
        return _missing(case)
    if case.kind == "extra_forbidden":
        return _unknown_field(case)
    for ending, says in KINDS.items():
        if re.fullmatch(ending, case.kind):
            return says(case)
    return UNEXPECTED.filled(value=case.value)


def _nothing(case: ModelError) -> Message:
    """Describe a field that is present and empty; a required one cannot be deleted instead."""
    record = record_at(case.place[:-1])
    field = record.model_fields.get(str(case.place[-1])) if record and case.place else None
    if field is not None and field.is_required():
        return NOTHING_REQUIRED.filled(field=str(case.place[-1]))
    return NOTHING


def _missing(case: ModelError) -> Message:
    name = str(case.rest[0])
    found = shapes((*case.place, name))
    hint = found[0].hint if found else None
    if hint and hint.ask:
        return MISSING_ASK.filled(field=name, ask=hint.ask)
    return MISSING.filled(field=name)


def _fields(place: Place) -> list[str]:
    record = record_at(place)
    return [name for name in record.model_fields if name != "id"] if record else []


def _unknown_field(case: ModelError) -> Message:
    name, known = str(case.place[-1]), _fields(case.place[:-1])
    close = difflib.get_close_matches(name.lower().replace("-", "_"), known, 1)
    if close:
        return UNKNOWN_FIELD_MEANT.filled(field=UserText(name), meant=close[0])
    return UNKNOWN_FIELD.filled(field=UserText(name), known=", ".join(known))


def _wrong_kind(case: ModelError) -> Message:
    """Say what is expected where a text, a list or a mapping of the wrong kind stands."""
    if case.shape.text or case.kind == "string_type":
        return ONE_TEXT if case.node.kind == "list" else TEXT_NOT_FIELDS
    known = _fields(case.place)
    return FIELDS.filled(known=", ".join(known)) if known else NAMED_FIELDS


def _list(case: ModelError) -> Message:
    return LIST


def _keyed(case: ModelError) -> Message:
    if case.node.kind != "list":
        return NAMED_FIELDS
    return NAMED.filled(example=EXAMPLES.get(str(case.place[-1]), "x"))


def _number(case: ModelError) -> Message:
    if case.node.kind != "text":
        return ONE_VALUE
    text = case.written
    whole = "int" in case.kind
    for pattern, says in ((r"−\d+([.,]\d+)?", MINUS), (r"[-+]?\d+,\d+", DECIMAL)):
        if re.fullmatch(pattern, text) and not (whole and "," in text):
            return says.filled(value=case.value, number=text.replace("−", "-").replace(",", "."))
    return (WHOLE_NUMBER if whole else NUMBER).filled(value=case.value)


def _range(case: ModelError) -> Message:
    numbers = [s for s in case.shapes if s.type in (int, float)] or [case.shape]
    low, high = numbers[0].limit("ge"), numbers[0].limit("le")
    filled = {"value": case.value, "low": low, "high": high}
    if low is not None and high is not None:
        return BETWEEN.filled(**filled)
    if "ge" in case.context:
        return AT_LEAST.filled(value=case.value, low=case.context["ge"])
    if "gt" in case.context:
        return MORE_THAN.filled(value=case.value, low=case.context["gt"])
    return AT_MOST.filled(
        value=case.value, high=case.context.get("le", case.context.get("lt", high))
    )


def _choice(case: ModelError) -> Message:
    if case.node.kind != "text":
        return ONE_VALUE
    known = next((s.choices for s in case.shapes if s.choices), ())
    choices = ", ".join(known)
    close = difflib.get_close_matches(case.written.lower(), known, 1)
    if close:
        return CHOICE_MEANT.filled(value=case.value, meant=close[0], choices=choices)
    return CHOICE.filled(value=case.value, choices=choices)


def _pattern(case: ModelError) -> Message:
    if "#" in str(case.context.get("pattern", "")):
        return COLOUR.filled(value=case.value)
    id = slug(case.written)
    if id:
        return NOT_AN_ID_BUT.filled(value=case.value, id=id)
    return NOT_AN_ID.filled(value=case.value)


def _too_long(case: ModelError) -> Message:
    longest = int(case.context["max_length"])
    return TOO_LONG.filled(count=longest, length=len(case.written))


def _too_many(case: ModelError) -> Message:
    return TOO_MANY.filled(count=int(case.context["max_length"]))


def _valued(says: Message) -> Callable[[ModelError], Message]:
    def filled(case: ModelError) -> Message:
        if case.node.kind != "text" and case.written is case.node.value:
            return ONE_VALUE
        return says.filled(value=case.value)

    return filled


def _fixed(says: Message) -> Callable[[ModelError], Message]:
    return lambda case: says


EXAMPLES = {
    "stages": "comparer",
    "touchpoints": "vitrine",
    "personas": "lea",
    "pain_points": "attente",
    "improvements": "caisse-rapide",
    "kpis": "nps",
    "evidence": "enquete-2026",
}

KINDS: dict[str, Callable[[ModelError], Message]] = {
    "model_type|model_attributes_type|dict_type|mapping_type|string_type": _wrong_kind,
    "tuple_type|list_type": _list,
    "keyed": _keyed,
    "string_too_short": _fixed(NOTHING),
    "string_too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "too_long": _too_many,
    "(int|float)_.*|finite_number": _number,
    "(greater|less)_than.*": _range,
    "bool_.*": _valued(YES_OR_NO),
    "date_.*|day": _valued(DATE),
    "literal_error|enum": _choice,
    "count": _valued(COUNT),
    "confidence": _valued(CONFIDENCE),
    "country": _valued(COUNTRY),
    "two_scores": _fixed(TWO_SCORES),
    "time_zone": _valued(TIME_ZONE),
    "control_character": lambda case: CONTROL.filled(**case.context),
}
"""The message of each kind of error of the model."""
