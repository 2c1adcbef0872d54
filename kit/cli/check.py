"""``parcours check``: the errors of workshop files, then what the review finds.

As text, each finding is ``path:line:column: severity rule message``, with why and fix below it, as
editors and CI systems read it. As JSON, a list of objects, always with all of these keys:

``file``, ``line``, ``column``
    where; line and column count from 1, 0 where the file as a whole is meant
``severity``
    ``error``, ``warning`` or ``note``
``rule``
    the rule's id; ``file`` for an error of the file itself
``message``, ``why``, ``fix``
    for the reader, in the command's language; ``why`` and ``fix`` are empty for errors of the file
``method``
    the lines of the method that the rule checks, as a list
``place``
    the field, as in ``stages.decouvrir.name``
``silenced``
    the reason where the file silences the rule there, else null
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import click

from kit.cli import options
from kit.cli.clients import Client, files, refusals
from kit.cli.localized_click import Command, Day, OneOf
from kit.cli.text_renderer import one_line
from kit.errors import explain, show_traceback
from kit.i18n import NP_, Texts
from kit.rules import SEVERITIES, Finding, Severity

COUNTS = {
    Severity.ERROR: NP_("{count} error", "{count} errors"),
    Severity.WARNING: NP_("{count} warning", "{count} warnings"),
    Severity.NOTE: NP_("{count} note", "{count} notes"),
}


@dataclass(frozen=True)
class Said:
    """A fault or a finding as it is handed on."""

    file: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    why: str = ""
    fix: str = ""
    method: tuple[str, ...] = ()
    place: str = ""
    silenced: str | None = None

    def lines(self, t: Texts) -> Iterator[str]:
        """Yield it as text."""
        at = f":{self.line}:{self.column}" if self.line else ""
        severity = t(SEVERITIES[self.severity])
        yield f"{self.file}{at}: {severity} {self.rule} {one_line(self.message)}"
        if self.why:
            yield "    " + self.why
        if self.fix:
            yield "    → " + self.fix


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "check",
        cls=Command,
        short_help=t("Check a map for errors and gaps"),
        help="\n\n".join(
            (
                t("Check workshop files for errors, gaps and weak points."),
                t(
                    "Exit status: 0 if no finding reaches the --fail-on severity, 1 if any "
                    "does, 2 if a file cannot be read."
                ),
                t(
                    "JSON output: a list of objects, each with {keys}.",
                    keys=", ".join(field.name for field in fields(Said)),
                ),
            )
        ),
        options_metavar=t("[OPTIONS]"),
    )
    @click.argument("paths", nargs=-1, required=True, metavar=t("PATH…"), type=Client())
    @click.option(
        "--format",
        "format_",
        type=OneOf(("text", "json")),
        default="text",
        help=t("Output format. Default: text."),
    )
    @click.option(
        "--fail-on",
        type=OneOf([str(severity) for severity in Severity]),
        default="error",
        help=t("Lowest severity that causes exit status 1. Default: error."),
    )
    @click.option(
        "--as-of",
        type=Day(),
        metavar=t("DATE"),
        help=t("Date to compare due dates with. Default: today."),
    )
    @options.allow(t)
    def check(paths: tuple[str, ...], format_: str, fail_on: str, as_of: date | None) -> int:
        with refusals(t):
            found = files(paths)
        reports = [_checked(file, as_of or date.today(), t) for file in found]
        said = [one for _, several in reports for one in several]
        if format_ == "json":
            listed = json.dumps([asdict(one) for one in said], ensure_ascii=False, indent=2)
            # A byte of a path that is not UTF-8 is escaped as JSON has it.
            click.echo(listed.encode("utf-8", "backslashreplace").decode())
        else:
            for line in _text(said, len(found), t):
                click.echo(line)
        if not all(readable for readable, _ in reports):
            return 2
        grave = [*Severity][: [*Severity].index(Severity(fail_on)) + 1]
        return int(any(one.severity in grave and one.silenced is None for one in said))

    return check


def _checked(file: Path, as_of: date, t: Texts) -> tuple[bool, list[Said]]:
    """Return whether a file could be checked, and what is to be said of it.

    Whatever exception one file brings about, the others are checked.
    """
    try:
        return _findings(file, as_of, t)
    except Exception as error:
        show_traceback(error)
        said = explain(error, t)
        return False, [Said(str(file), 0, 0, Severity.ERROR, "file", said)]


def _findings(file: Path, as_of: date, t: Texts) -> tuple[bool, list[Said]]:
    from kit.evidence.metrics.measure import measure
    from kit.journey import dotted
    from kit.review import review
    from kit.workshop import WorkshopError, load, versions
    from kit.workshop.pictures import images

    try:
        workshop = load(file)
        images(workshop)  # a report is refused for a picture: better to hear of it here
        past = [version.journey for version in versions(workshop, as_of)]
    except WorkshopError as error:
        return False, [
            Said(
                str(fault.path),
                fault.line,
                fault.column,
                Severity.ERROR,
                "file",
                t(fault.says),
                place=dotted(fault.place),
            )
            for fault in error.faults
        ]
    journey = workshop.journey
    measured = measure(journey, workshop.folder)
    found = review(journey, as_of, past, workshop.findings, measured)

    def said(finding: Finding, reason: str | None = None) -> Said:
        return Said(
            str(file),
            *workshop.locate(finding.place),
            finding.rule.severity,
            finding.rule.id,
            t(finding.says),
            t(finding.rule.why),
            t(finding.rule.fix),
            finding.rule.method,
            dotted(finding.place),
            reason,
        )

    return True, [
        *(said(finding) for finding in found.findings),
        *(said(silenced.finding, silenced.reason) for silenced in found.silenced),
    ]


def _text(said: list[Said], files: int, t: Texts) -> Iterator[str]:
    heard = [one for one in said if one.silenced is None]
    for one in heard:
        yield from one.lines(t)
    if heard:
        yield ""
    yield _summary(heard, files, len(said) - len(heard), t)


def _summary(heard: list[Said], files: int, silenced: int, t: Texts) -> str:
    counts = Counter(one.severity for one in heard)
    among = t.plural("{count} file", "{count} files", files)
    parts: list[Any] = [
        t(COUNTS[severity], count=counts[severity]) for severity in Severity if counts[severity]
    ]
    line = (
        t("{counts} in {files}.", counts=parts, files=among)
        if parts
        else t("Nothing found in {files}.", files=among)
    )
    if silenced:
        line += " " + t.plural(
            "{count} finding is silenced in the file.",
            "{count} findings are silenced in the file.",
            silenced,
        )
    return line
