"""Parse the addresses of databases into fields.

Each field is checked against an allow-list. Drivers receive the fields and never the text, so that
nothing reaches a driver to which the user has not consented.

>>> address = parse_address("postgres://reader@db.example/crm?sslmode=require", "public.tickets")
>>> print(address)
postgresql://reader@db.example:5432/crm?sslmode=require#public.tickets
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import IPv6Address
from urllib.parse import quote, unquote

from kit.evidence.query.address_forms import (
    ALIASES,
    DUCKDB,
    FIELDS,
    FORMS,
    HIGHEST_PORT,
    HOST,
    KNOWN,
    NAME,
    PORT,
    USER,
    Form,
)
from kit.evidence.table import UnreadableError
from kit.i18n import N_, Message, UserText, printable

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")

IDENTIFIER = re.compile(r"[^\W\d][\w$-]*")
PASSWORDS = re.compile(r"pass|pwd|token|secret|credential", re.IGNORECASE)

NOT_AN_ADDRESS = N_("This is not a database address.")
SCHEME = N_("Unknown database type “{scheme}”.")
SCHEMES = N_("Choose from: {names}.")
EXAMPLE = N_("Write the address like this: {example}")
PASSWORD = N_("The database address contains a password.")
PASSWORD_FIX = N_(
    "Remove it from the file and change it, because it may have been read. The driver finds a "
    "password in its own configuration or in the environment. You can also write ${{NAME}} in "
    "its place, for the environment variable of that name."
)
HOSTS = N_("The address has several hosts.")
ONE_HOST = N_("Give one host.")
REFUSED = N_("“{text}” is not a valid {field} in a database address.")
LACKING = N_("The database address needs a {field}.")
NOT_THERE = N_("The address of this type of database takes no {field}.")
PARAMETER = N_("“{name}” cannot be set in a database address.")
PARAMETERS = N_("Remove it. You can set: {names}.")
NO_PARAMETERS = N_("Remove everything from “?” onwards.")
TABLE_LACKING = N_("No table is given.")
TABLE_REFUSED = N_("“{text}” is not a table name.")
TABLE_FIX = N_("Under table, write name or schema.name, with letters, digits, “_”, “$” and “-”.")


class AddressError(UnreadableError):
    """Address or table that is refused, with the field of the source that holds it."""

    def __init__(self, says: Message, fix: Message, field: str = "database") -> None:
        super().__init__(says, fix)
        self.field = field


@dataclass(frozen=True)
class Address:
    """Table in a database outside the client's folder.

    ``${NAME}`` is kept unexpanded. The user consents to the text of an address: addresses are equal
    if their texts are.

    Attributes
    ----------
    host
        The host, the account or the project.
    password
        One ``${NAME}``, or empty.
    path
        The database and the schema, or the dataset.
    schema, table
        The table, and its schema or an empty text.
    """

    scheme: str
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: str = ""
    path: tuple[str, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    schema: str = ""
    table: str = ""

    def __str__(self) -> str:
        user = _quoted(self.user) + (f":{self.password}" if self.password else "")
        host = f"[{self.host}]" if ":" in self.host else _quoted(self.host)
        port = f":{self.port}" if self.port else ""
        place = f"{user}@{host}{port}" if user else f"{host}{port}"
        path = "".join(f"/{_quoted(part)}" for part in self.path)
        query = "&".join(f"{name}={_quoted(value)}" for name, value in self.parameters)
        table = ".".join(_quoted(part) for part in (self.schema, self.table) if part)
        return f"{self.scheme}://{place}{path}{'?' + query if query else ''}#{table}"

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the environment variables that the address contains, without duplicates."""
        return tuple(dict.fromkeys(VARIABLE.findall(str(self))))


def is_file(address: str) -> bool:
    """Return whether an address is one of a DuckDB file."""
    return address.startswith(DUCKDB)


def parse_address(text: str, table: str) -> Address:
    """Parse the address and the table of a source.

    Raises
    ------
    AddressError
        If a part is missing, unknown or malformed, or a password is written out.
    """
    found = re.fullmatch(r"([a-z]+)://([^/?#]*)((?:/[^/?#]*)*)(?:\?([^#]*))?", text)
    if not found or not text.isprintable() or "\\" in text:
        raise AddressError(NOT_AN_ADDRESS, EXAMPLE.filled(example=FORMS["postgresql"].example))
    scheme = ALIASES.get(found[1], found[1])
    if scheme not in FORMS:
        names = ", ".join(KNOWN)
        raise AddressError(
            SCHEME.filled(scheme=UserText(found[1])), SCHEMES.filled(names=UserText(names))
        )
    if "@" in text[found.end(2) :]:  # a password with a character that ends the host
        raise AddressError(PASSWORD, PASSWORD_FIX)
    form = FORMS[scheme]
    userinfo, _, place = found[2].rpartition("@")
    user, password = _user(form, userinfo, "@" in found[2])
    host, port = _place(form, place)
    path = _path(form, found[3])
    parameters = _parameters(form, found[4])
    return Address(scheme, user, password, host, port, path, parameters, *parse_table(table))


def parse_table(text: str) -> tuple[str, str]:
    """Split the name of a table into schema and name; the schema may be empty.

    Raises
    ------
    AddressError
        If it is not ``name`` or ``schema.name``, both identifiers.

    Examples
    --------
    >>> parse_table("public.tickets"), parse_table("tickets")
    (('public', 'tickets'), ('', 'tickets'))
    """
    if not text:
        raise AddressError(TABLE_LACKING, TABLE_FIX, "table")
    schema, dot, name = text.rpartition(".")
    if not all(IDENTIFIER.fullmatch(part) for part in ((schema, name) if dot else (name,))):
        raise AddressError(TABLE_REFUSED.filled(text=UserText(printable(text))), TABLE_FIX, "table")
    return schema, name


# --- the parts of an address ---------------------------------------------------------------------


def _user(form: Form, text: str, given: bool) -> tuple[str, str]:
    user, colon, password = text.partition(":")
    if colon and not VARIABLE.fullmatch(password):
        raise AddressError(PASSWORD, PASSWORD_FIX)
    if given and not form.user:
        raise AddressError(NOT_THERE.filled(field=FIELDS["user"]), _example(form))
    return _part(form, "user", user, USER) if given else "", password


def _place(form: Form, text: str) -> tuple[str, str]:
    """Return host and port."""
    if not form.host:
        if text:
            raise AddressError(NOT_THERE.filled(field=FIELDS["host"]), _example(form))
        return "", ""
    if "," in unquote(text):
        raise AddressError(HOSTS, ONE_HOST)
    found = re.fullmatch(r"\[(.*)\](?::(.*))?", text)
    if found and form.port:
        host, port = _ipv6(form, found[1]), found[2]
    else:
        # A variable holds no colon, so the first one ends the host.
        host, colon, port = text.partition(":")
        if not host:
            raise AddressError(LACKING.filled(field=FIELDS[form.host]), _example(form))
        host = _part(form, form.host, host, HOST)
        host = host if VARIABLE.search(host) or form.host != "host" else host.lower()
        port = port if colon else None
    if port is not None and not form.port:
        raise AddressError(NOT_THERE.filled(field=FIELDS["port"]), _example(form))
    return host, form.port if port is None else _part(form, "port", port, PORT)


def _ipv6(form: Form, text: str) -> str:
    try:
        address = IPv6Address(text)
    except ValueError:
        raise _refused(form, form.host, text) from None
    if address.scope_id:
        raise _refused(form, form.host, text)
    return address.compressed


def _path(form: Form, text: str) -> tuple[str, ...]:
    parts = [part for part in text.split("/") if part]
    for lacking in form.path[len(parts) : form.least]:
        raise AddressError(LACKING.filled(field=FIELDS[lacking]), _example(form))
    if len(parts) > len(form.path):
        raise AddressError(NOT_AN_ADDRESS, _example(form))
    return tuple(
        _part(form, field, part, NAME) for field, part in zip(form.path, parts, strict=False)
    )


def _parameters(form: Form, query: str | None) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for pair in query.split("&") if query else ():
        name, _, value = (unquote(part) for part in pair.partition("="))
        if PASSWORDS.search(name):
            raise AddressError(PASSWORD, PASSWORD_FIX)
        allowed = form.parameters.get(name)
        if allowed is None or name in found or not allowed.fullmatch(value):
            known = ", ".join(form.parameters)
            fix = PARAMETERS.filled(names=UserText(known)) if known else NO_PARAMETERS
            raise AddressError(PARAMETER.filled(name=UserText(printable(name))), fix)
        found[name] = value
    return tuple(sorted(found.items()))


def _part(form: Form, field: str, text: str, allowed: re.Pattern[str]) -> str:
    """Return a part of an address, decoded; for the check, ``${NAME}`` counts as one character."""
    try:
        decoded = unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise _refused(form, field, text) from None
    plain = VARIABLE.sub("1", decoded)
    if not allowed.fullmatch(plain) or (field == "port" and int(plain) > HIGHEST_PORT):
        raise _refused(form, field, text)
    return decoded


def _refused(form: Form, field: str, text: str) -> AddressError:
    says = REFUSED.filled(text=UserText(printable(text)), field=FIELDS[field])
    return AddressError(says, _example(form))


def _example(form: Form) -> Message:
    return EXAMPLE.filled(example=UserText(form.example))


def _quoted(text: str) -> str:
    return quote(text, safe="${}")
