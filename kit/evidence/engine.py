"""Counting where the rows are: one way through Ibis, over DuckDB for files, over a database by URL.

Rows never come to Python: what comes is sums over them, per persona, segment and period, and the
statistics are made of these.
"""

from __future__ import annotations

import atexit
import difflib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from kit.evidence.table import Column, Scale, Table, Unreadable
from kit.fields import folded
from kit.i18n import N_, Words
from kit.sources import Options, Role, Source

FOLDER = "evidence"
"""Where a client's files lie, in the workshop's folder."""

NO_FILE = N_("There is no file “{file}” in the evidence folder.")
PUT_FILE = N_("Put it there, or correct the name under file.")
OUTSIDE = N_("“{file}” leads out of the evidence folder.")
BOTH = N_("Both a file and a database are named.")
KEEP_ONE = N_("Keep one of the two.")
NO_TABLE = N_("There is no table “{table}”.")
TABLES = N_("The tables are: {names}.")
NO_COLUMN = N_("There is no column “{column}”.")
COLUMN_MEANT = N_("There is no column “{column}”: did you mean “{meant}”?")
COLUMNS = N_("The columns are: {names}.")
PASSWORD = N_("The address of the database holds a password.")
PASSWORD_FIX = N_(
    "Take it out of the file: the driver finds it in its own configuration or in the environment, "
    "and ${{NAME}} in the address is replaced by the environment variable of that name."
)
NO_VARIABLE = N_("The environment variable “{name}” is not set.")
SET_VARIABLE = N_("Set it before you call the kit.")
NO_CONNECTION = N_("The database cannot be reached ({reason}).")
CHECK_CONNECTION = N_("Check the address, and that the driver is installed.")
NO_RESULT = N_("The database does not answer the question ({reason}).")
CHECK_RIGHTS = N_("Check that its user may read the table and make temporary tables.")
NOT_COMPARABLE = N_("“{answer}” cannot be compared with the values of “{column}”.")
ANSWERS = N_("Write an answer as it stands in the file, or a comparison such as <= 2.")
NO_TIME = N_("The table has no column of dates.")
NO_PERIODS = N_("Leave out the period, or give a column the role “time”.")

NO_PARQUET = N_("It is not a Parquet file that can be read.")
EXPORT_AGAIN = N_("Export it again.")
MEMORY = "1500MB"
"""How much the embedded engine takes before it goes on on disk."""

COMPARISON = re.compile(r"(<=|>=|<|>|!=)\s*(.+)")
VARIABLE = re.compile(r"\$\{(\w+)\}")
TRUE = {"oui", "yes", "true", "vrai", "1", "x", "ja", "si"}
FALSE = {"non", "no", "false", "faux", "0", "nein"}
MOST_NAMES = 12


@dataclass(frozen=True)
class Data:
    """The rows of a source, wherever they are, with what their columns hold.

    Attributes
    ----------
    expr
        The rows as an Ibis table.
    backend
        What counts them.
    """

    expr: Any
    backend: Any
    columns: tuple[Column, ...]
    time: str = ""
    start: date | None = None
    end: date | None = None
    fingerprint: str = ""
    table: Table | None = field(default=None, repr=False, compare=False)

    def column(self, name: str) -> Column:
        """Return a column by its name, by the start of it, or by its item, if that will do."""
        wanted = folded(name)
        for fits in (str.__eq__, str.startswith):
            exact = [c for c in self.columns if c.name == name]
            found = exact or [c for c in self.columns if fits(folded(c.name), wanted)]
            if len(found) == 1:
                return found[0]
        asked = [c for c in self.columns if c.item and folded(c.item) == wanted]
        if len(asked) == 1:
            return asked[0]
        known = [c.name for c in self.columns]
        close = difflib.get_close_matches(name, known, 1, 0.5)
        says = (
            COLUMN_MEANT.filled(column=Words(name), meant=Words(close[0]))
            if close
            else NO_COLUMN.filled(column=Words(name))
        )
        shown = ", ".join(known[:MOST_NAMES]) + (", …" if len(known) > MOST_NAMES else "")
        raise Unreadable(says, COLUMNS.filled(names=Words(shown)))

    def of_role(self, *roles: Role) -> tuple[Column, ...]:
        """Return the columns of these roles."""
        return tuple(column for column in self.columns if column.role in roles)

    def value(self, column: Column) -> Any:
        """Return a column as an expression."""
        return self.expr[column.name]

    def rows(self, query: Any) -> list[dict[str, Any]]:
        """Return what a query yields."""
        try:
            found: list[dict[str, Any]] = self.backend.to_pyarrow(query).to_pylist()
        except Exception as error:
            raise self._failed(error) from None
        return found

    def _failed(self, error: Exception) -> Exception:
        """Return what a database's error is told as: what its driver says may hold anything."""
        if self.table is not None or isinstance(error, Unreadable):
            return error
        return Unreadable(NO_RESULT.filled(reason=Words(type(error).__name__)), CHECK_RIGHTS)

    @contextmanager
    def kept(self, query: Any) -> Iterator[Any]:
        """Give what a query yields as a table of the engine's own, for several questions."""
        if self.table is None:
            try:
                cached = query.cache()
            except Exception as error:
                raise self._failed(error) from None
            with cached as kept:
                yield kept
            return
        # A table in memory is bound to no engine, and would be kept by another.
        name = f"kept_{uuid4().hex}"
        try:
            yield self.backend.create_table(name, query, temp=True)
        finally:
            self.backend.drop_table(name, force=True)

    # --- which rows ---

    def condition(self, filter: Mapping[str, Sequence[str]]) -> Any:
        """Return whether a row is meant by a filter, or None where all are."""
        found = None
        for name, answers in filter.items():
            column = self.column(name)
            fits = self.answered(column, answers)
            found = fits if found is None else found & fits
        return found

    def answered(self, column: Column, answers: Sequence[str]) -> Any:
        """Return whether a row gives one of some answers, in a column."""
        import ibis

        return ibis.or_(*(self._fits(column, answer) for answer in answers)).fill_null(False)

    def _fits(self, column: Column, answer: str) -> Any:
        import ibis

        value, compared = self.value(column), COMPARISON.fullmatch(answer.strip())
        sign, text = compared.groups() if compared else ("==", answer.strip())
        kind = value.type()
        try:
            if kind.is_boolean():
                wanted = _truth(text)
                return _compared(value, sign, ibis.literal(wanted))
            if kind.is_numeric():
                return _compared(value, sign, ibis.literal(_number(column, text)))
            if kind.is_temporal():
                return _on_day(value, sign, date.fromisoformat(text))
        except ValueError:
            raise Unreadable(
                NOT_COMPARABLE.filled(answer=Words(answer), column=Words(column.name)), ANSWERS
            ) from None
        held = value.cast("string").strip().lower()
        if column.role is Role.CHOICES and column.separator:
            separator = column.separator.strip() or column.separator
            spaced = held.replace(f"{separator} ", separator).replace(f" {separator}", separator)
            return (separator + spaced + separator).contains(
                f"{separator}{text.lower()}{separator}"
            )
        return _compared(held, sign, ibis.literal(text.lower()))

    def within(self, start: date | None, end: date | None) -> Any:
        """Return whether a row is of a period, or None where all are."""
        bounds = []
        if start:
            bounds.append(self.moment() >= datetime.combine(start, time()))
        if end:
            bounds.append(self.moment() < datetime.combine(end + timedelta(days=1), time()))
        if not bounds:
            return None
        import ibis

        return ibis.and_(*bounds).fill_null(False)

    def moment(self) -> Any:
        """Return the time of a row."""
        if not self.time:
            raise Unreadable(NO_TIME, NO_PERIODS)
        return self.expr[self.time].cast("timestamp")

    def saying(self, column: Column, words: Sequence[str]) -> Any:
        """Return whether a text has one of some words; ``livr*`` is any word that begins so."""
        text = self.value(column).cast("string").fill_null("").lower()
        letters = LETTERS.get(self.backend.name, EVERY_LETTER)
        return text.re_search(pattern_of(words, letters))


EVERY_LETTER = r"\p{L}\p{N}_"
LETTERS = {"postgres": "[:alnum:]_"}
"""How an engine names the letters and figures of all languages, where not in the usual way."""


def pattern_of(words: Sequence[str], letters: str = EVERY_LETTER) -> str:
    """Return the regular expression of a keyword rule, accents written or not."""
    return "|".join(f"(?:^|[^{letters}]){_loosely(word, letters)}" for word in words)


ACCENTS = {
    "a": "aàâäáã", "c": "cç", "e": "eéèêë", "i": "iîïí", "n": "nñ", "o": "oôöóõ", "u": "uùûüú",
    "y": "yÿ", "'": "'’", " ": " \u00a0\u202f",
}  # fmt: skip


def _loosely(word: str, letters: str) -> str:
    ends = "" if word.endswith("*") else f"(?:s|x)?(?:$|[^{letters}])"
    loose = []
    for letter in word.rstrip("*").lower():
        family = next((f for f in ACCENTS.values() if letter in f), "")
        loose.append(f"[{family}]" if family else re.escape(letter))
    return "".join(loose) + ends


def _compared(value: Any, sign: str, wanted: Any) -> Any:
    return {
        "==": value.__eq__,
        "!=": value.__ne__,
        "<": value.__lt__,
        "<=": value.__le__,
        ">": value.__gt__,
        ">=": value.__ge__,
    }[sign](wanted)


def _on_day(value: Any, sign: str, day: date) -> Any:
    moment = value.cast("timestamp")
    begins = datetime.combine(day, time())
    ends = begins + timedelta(days=1)
    if sign in ("==", "!="):
        fits = (moment >= begins) & (moment < ends)
        return fits if sign == "==" else ~fits
    return _compared(
        moment,
        *{
            "<": ("<", begins),
            "<=": ("<", ends),
            ">": (">=", ends),
            ">=": (">=", begins),
        }[sign],
    )


def _truth(text: str) -> bool:
    word = folded(text)
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ValueError(text)


def _number(column: Column, text: str) -> float:
    try:
        return float(text.replace("\u2212", "-").replace(",", "."))
    except ValueError:
        words = column.scale.words if column.scale else {}
        for word, number in words.items():
            if folded(word) == folded(text):
                return number
        raise


# --- opening -------------------------------------------------------------------------------------


def open_source(source: Source, folder: Path) -> Data:
    """Return the rows of a source.

    Parameters
    ----------
    folder
        The workshop's folder; files lie in its folder ``evidence``.

    Raises
    ------
    Unreadable
        If it is not there, or cannot be read rightly.
    """
    if source.file and source.database:
        raise Unreadable(BOTH, KEEP_ONE)
    return _of_database(source) if source.database else of_file(source, folder)


def path_of(source: Source, folder: Path) -> Path:
    """Return the file of a source, which lies in the evidence folder."""
    name = source.file or ""
    root = (folder / FOLDER).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise Unreadable(OUTSIDE.filled(file=Words(name)), PUT_FILE)
    if not path.is_file():
        raise Unreadable(NO_FILE.filled(file=Words(name)), PUT_FILE)
    return path


def of_file(source: Source, folder: Path) -> Data:
    """Return the rows of a file."""
    from kit.evidence.reading import read

    path = path_of(source, folder)
    if source.steps and is_parquet(path):
        return _in_place(path, source.options)
    reading = read(path, source.options)
    table = reading.table
    if source.table:
        named = [t for t in reading.tables if folded(t.name) == folded(source.table)]
        if not named:
            names = ", ".join(t.name for t in reading.tables if t.name)
            raise Unreadable(
                NO_TABLE.filled(table=Words(source.table)), TABLES.filled(names=Words(names))
            ).at(path.name)
        table = named[0]
    return of_table(table, fingerprint(path))


def of_table(table: Table, fingerprint: str = "") -> Data:
    """Return the rows of a table that has been read."""
    import ibis

    # Columns without a value have no type that a database knows.
    known = [c for c in table.columns if str(table.data.schema.field(c.name).type) != "null"]
    rows = ibis.memtable(table.data.select([c.name for c in known]))
    return Data(rows, local(), tuple(known), table.time, table.start, table.end, fingerprint, table)


def _in_place(path: Path, options: Options) -> Data:
    """Return a log of typed events where it lies: it may be larger than memory."""
    from kit.evidence.formats.event_log import roles_of

    try:
        rows = local().read_parquet(path)
    except Exception:
        raise Unreadable(NO_PARQUET, EXPORT_AGAIN).at(path.name) from None
    roles = {**roles_of(rows.columns), **options.roles}
    return _typed(rows, local(), options.but(roles=roles), fingerprint(path))


@cache
def local() -> Any:
    """Return the embedded engine: within a share of the memory, on disk beyond it."""
    import ibis

    spill = TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True)
    atexit.register(spill.cleanup)
    backend = ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=spill.name)
    backend.raw_sql("SET preserve_insertion_order = false")
    return backend


def is_parquet(path: Path) -> bool:
    """Whether a file is Parquet, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _of_database(source: Source) -> Data:
    url = address(source.database or "")
    backend = connect(url)
    try:
        schema, _, name = (source.table or "").rpartition(".")
        rows = backend.table(name, database=schema or None)
    except Exception as error:
        raise Unreadable(
            NO_TABLE.filled(table=Words(source.table or "")),
            TABLES.filled(names=Words(", ".join(sorted(backend.list_tables())[:MOST_NAMES]))),
        ) from error
    return _typed(rows, backend, source.options)


def _typed(rows: Any, backend: Any, options: Options, fingerprint: str = "") -> Data:
    """Return rows whose columns have types already."""
    columns = tuple(_described(rows, options))
    dated = [column.name for column in columns if column.role is Role.TIME]
    found = Data(rows, backend, columns, dated[0] if dated else "", fingerprint=fingerprint)
    if not dated:
        return found
    moment = found.moment()
    (span,) = found.rows(rows.aggregate(start=moment.min(), end=moment.max()))
    start, end = (span[name].date() if span[name] else None for name in ("start", "end"))
    return replace(found, start=start, end=end)


def address(url: str) -> str:
    """Return the URL of a database with environment variables put in; no password in the file."""
    if urlsplit(VARIABLE.sub("", url)).password:
        raise Unreadable(PASSWORD, PASSWORD_FIX)

    def known(found: re.Match[str]) -> str:
        value = os.environ.get(found[1])
        if value is None:
            raise Unreadable(NO_VARIABLE.filled(name=Words(found[1])), SET_VARIABLE)
        return value

    return VARIABLE.sub(known, url)


@cache
def connect(url: str) -> Any:
    """Return the backend of a database; what its driver says may hold credentials and is not told.

    Raises
    ------
    Unreadable
        If it cannot be reached.
    """
    import ibis

    try:
        return ibis.connect(url)
    except Exception as error:
        reason = Words(type(error).__name__)
        raise Unreadable(NO_CONNECTION.filled(reason=reason), CHECK_CONNECTION) from None


def _described(rows: Any, options: Options) -> Iterator[Column]:
    """Yield the columns of a table in a database: types tell most, options the rest."""
    for position, (name, kind) in enumerate(rows.schema().items(), 1):
        told = options.scales.get(name, "")
        low, _, high = told.replace("–", "-").partition("-")
        scale = Scale(float(low), float(high), "told") if high else None
        role = options.roles.get(name)
        if role is None and scale:
            role = Role.RATING
        elif role is None and kind.is_temporal():
            role = Role.TIME
        elif role is None and kind.is_numeric():
            role = Role.NUMBER
        elif role is None and kind.is_boolean():
            role = Role.CHOSEN
        yield Column(name, role or Role.CHOICE, scale=scale, position=position)
