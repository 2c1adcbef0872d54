"""One report in the manifest: what it is, when it was made and of what; a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from kit.report.output import report_name

PLAIN, WORKING = report_name("client"), report_name("working")


@dataclass(frozen=True)
class Entry:
    """A report in the manifest.

    Attributes
    ----------
    key
        Where it is, from the folder of the manifest: ``maison-exemple/report``.
    files
        What was written, by its path from there, with its SHA-256.
    status
        ``done``, ``incomplete`` (measured values are missing in it) or ``failed``. Only what is
        done need not be made again.
    fingerprint, dated, day
        What it was made of; what the day changed in it; and the last day on which that was so.
    made
        When, in UTC.
    notebook, theme, template
        The paths of a custom notebook, a theme file and a template, or nothing.
    """

    key: str
    workshop: str
    status: str
    fingerprint: str
    dated: str
    day: str
    files: Mapping[str, str]
    seconds: float
    made: str
    identity: str = ""
    client: str = ""
    title: str = ""
    lang: str = ""
    edition: str = ""
    problems: tuple[str, ...] = ()
    notebook: str = ""
    theme: str = ""
    template: str = ""

    @property
    def name(self) -> str:
        """The name of its files, without suffix."""
        return self.key.rpartition("/")[2]

    @property
    def has_old_name(self) -> bool:
        """True if it is a working edition named as the client edition is, as 0.1 did."""
        return self.edition == "working" and self.name.split(".")[:2] != WORKING.split(".")

    @property
    def current_key(self) -> str:
        """Its key with the edition in the name."""
        if not self.has_old_name:
            return self.key
        return f"{self.key[: -len(self.name)]}{self.name.replace(PLAIN, WORKING, 1)}"


NAMES = {field.name for field in fields(Entry)}


def line_of(entry: Entry) -> bytes:
    """Return an entry as a line of the manifest."""
    # A byte of a path that is not UTF-8 is escaped as JSON has it, and read back as it was.
    text = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n"
    return text.encode("utf-8", "backslashreplace")


def entry_of(line: bytes) -> Entry | None:
    """Return the entry of a line, or None if it is truncated or of another kind."""
    try:
        found = json.loads(line)
        known = {name: value for name, value in found.items() if name in NAMES}
        return Entry(**{**known, "problems": tuple(known.get("problems", ()))})
    except (ValueError, TypeError, AttributeError):
        return None
