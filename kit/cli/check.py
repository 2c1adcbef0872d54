"""``parcours check``: the errors of workshop files, then what the review finds.

As text, findings are grouped by rule: a line ``path:line:column: severity rule message`` for each
place, as editors and CI systems read it, then why and fix once. The five rules that matter most
come first, and only ``--all`` prints the others. As JSON, a list of objects, always with all of
these keys:

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.cli import options
from kit.cli.clients import Client, files, refusals
from kit.cli.localized_click import Command, Day, OneOf
from kit.cli.text_renderer import one_line
from kit.diagnostics import SEVERITIES, Diagnostic, FilePosition, Severity, dotted, file_error
from kit.errors import explain, show_traceback
from kit.i18n import NP_, Message, Texts, UserText
from kit.rules import Finding

if TYPE_CHECKING:
    from kit.evidence.metrics.results import Measurements
    from kit.journey import Journey

MOST_RULES = 5
"""The rules whose findings are printed without ``--all``."""

MOST_PLACES = 5
"""The places of a rule that are printed without ``--all``; errors are printed in full."""

COUNTS = {
    Severity.ERROR: NP_("{count} error", "{count} errors"),
    Severity.WARNING: NP_("{count} warning", "{count} warnings"),
    Severity.NOTE: NP_("{count} note", "{count} notes"),
}


JSON_KEYS = (
    "file",
    "line",
    "column",
    "severity",
    "rule",
    "message",
    "why",
    "fix",
    "method",
    "place",
    "silenced",
)


@dataclass(frozen=True)
class CheckResult:
    """The result of checking a file.

    Attributes
    ----------
    readable
        False if the file could not be checked.
    found
        Diagnostics in the order of the review, each with the reason where the file silences it.
    """

    file: Path
    readable: bool
    found: tuple[tuple[Diagnostic, str | None], ...]

    @property
    def heard(self) -> list[Diagnostic]:
        """The diagnostics that are not silenced."""
        return [found for found, silenced in self.found if silenced is None]


def to_json(found: Diagnostic, silenced: str | None, t: Texts) -> dict[str, object]:
    """Return a diagnostic as an object with all of ``JSON_KEYS``, in a reader's language."""
    place = found.place
    values = (
        str(place.path if isinstance(place, FilePosition) else place.file),
        place.line,
        place.column,
        found.severity,
        found.code,
        t(found.message),
        t(found.why) if found.why else "",
        t(found.hint) if found.hint else "",
        found.method,
        dotted(place.field),
        silenced,
    )
    return dict(zip(JSON_KEYS, values, strict=True))


def by_rule(heard: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """Return diagnostics by rule, those that matter most first.

    Graver ones come before others, then rules with more places; else the order of the review.
    """
    groups: dict[str, list[Diagnostic]] = {}
    for found in heard:
        groups.setdefault(found.code, []).append(found)
    severities = [*Severity]

    def rank(group: list[Diagnostic]) -> tuple[int, int]:
        return min(severities.index(found.severity) for found in group), -len(group)

    return sorted(groups.values(), key=rank)


def to_lines(group: Sequence[Diagnostic], most: int, t: Texts) -> Iterator[str]:
    """Yield the places of a rule, each as editors read it, then why it matters and the fix.

    Parameters
    ----------
    most
        The most places that are printed; errors are printed in full.
    """
    shown = [
        found
        for number, found in enumerate(group)
        if number < most or found.severity == Severity.ERROR
    ]
    for found in shown:
        severity = t(SEVERITIES[found.severity])
        yield f"{found.place.text(t)}: {severity} {found.code} {one_line(t(found.message))}"
    if rest := len(group) - len(shown):
        yield "    " + t.plural("… and {count} more place", "… and {count} more places", rest)
    advice = dict.fromkeys((found.why, found.hint) for found in group)
    for why, hint in advice:
        if why:
            yield "    " + t(why)
        if hint:
            yield "    → " + t(hint)


def command(t: Texts) -> click.Command:
    """Return the subcommand."""

    @click.command(
        "check",
        cls=Command,
        short_help=t("Check a map for errors and gaps"),
        help=_help(t),
        options_metavar=t("[OPTIONS]"),
    )
    @_options(t)
    def check(
        paths: tuple[str, ...], format_: str, all_: bool, fail_on: str, as_of: date | None
    ) -> int:
        with refusals(t):
            found = files(paths)
        checked = [_checked(file, as_of or date.today(), t) for file in found]
        if format_ == "json":
            listed = json.dumps(
                [to_json(*one, t) for each in checked for one in each.found],
                ensure_ascii=False,
                indent=2,
            )
            # A byte of a path that is not UTF-8 is escaped as JSON has it.
            click.echo(listed.encode("utf-8", "backslashreplace").decode())
        else:
            for line in _text(checked, all_, t):
                click.echo(line)
        if not all(each.readable for each in checked):
            return 2
        grave = [*Severity][: [*Severity].index(Severity(fail_on)) + 1]
        return int(any(one.severity in grave for each in checked for one in each.heard))

    return check


def _help(t: Texts) -> str:
    return "\n\n".join(
        (
            t("Check workshop files for errors, gaps and weak points."),
            t(
                "Exit status: 0 if no finding reaches the --fail-on severity, 1 if any "
                "does, 2 if a file cannot be read."
            ),
            t(
                "JSON output: a list of objects, each with {keys}.",
                keys=", ".join(JSON_KEYS),
            ),
        )
    )


def _options(t: Texts) -> options.Option:
    return options.group(
        click.argument("paths", nargs=-1, required=True, metavar=t("PATH…"), type=Client()),
        click.option(
            "--format",
            "format_",
            type=OneOf(("text", "json")),
            default="text",
            help=t("Output format. Default: text."),
        ),
        click.option(
            "--all",
            "all_",
            is_flag=True,
            help=t(
                "Show every finding. Default: up to five places of the five rules that matter most."
            ),
        ),
        click.option(
            "--fail-on",
            type=OneOf([str(severity) for severity in Severity]),
            default="error",
            help=t("Lowest severity that causes exit status 1. Default: error."),
        ),
        click.option(
            "--as-of",
            type=Day(),
            metavar=t("DATE"),
            help=t("Date to compare due dates with. Default: today."),
        ),
        options.allow(t),
    )


def _checked(file: Path, as_of: date, t: Texts) -> CheckResult:
    """Check a file; whatever exception it brings about, the others are checked."""
    try:
        return _check(file, as_of)
    except Exception as error:
        show_traceback(error)
        message = Message("{explained}").filled(explained=UserText(explain(error, t)))
        return CheckResult(file, False, ((file_error(FilePosition(file), message), None),))


def _check(file: Path, as_of: date) -> CheckResult:
    from kit.review import review
    from kit.workshop import WorkshopError, load, versions
    from kit.workshop.pictures import images

    try:
        workshop = load(file)
        images(workshop)  # a report is refused for a picture: better to hear of it here
        past = [version.journey for version in versions(workshop, as_of)]
    except WorkshopError as error:
        return CheckResult(file, False, tuple((found, None) for found in error.diagnostics))
    journey = workshop.journey
    measured = _measured(journey, workshop.folder)
    found = review(journey, as_of, past, workshop.findings, measured)

    def located(finding: Finding) -> Diagnostic:
        position = FilePosition(file, *workshop.locate(finding.place), finding.place)
        return finding.diagnostic(position)

    heard = [(located(finding), None) for finding in found.findings]
    silenced = [(located(silenced.finding), silenced.reason) for silenced in found.silenced]
    return CheckResult(file, True, (*heard, *silenced))


def _measured(journey: Journey, folder: Path) -> Measurements:
    """Measure the sources of a workshop; without data, nothing that reads data is imported."""
    from kit.evidence.metrics.results import Measurements

    if not any(source.has_data for source in journey.evidence):
        return Measurements()
    from kit.evidence.metrics.measure import measure

    return measure(journey, folder)


def _text(checked: list[CheckResult], all_: bool, t: Texts) -> Iterator[str]:
    heard = [found for each in checked for found in each.heard]
    groups = by_rule(heard)
    most = None if all_ else MOST_RULES
    places = len(heard) if all_ else MOST_PLACES
    for group in groups[:most]:
        yield from to_lines(group, places, t)
        yield ""
    if rest := len(groups) - len(groups[:most]):
        yield t.plural(
            "{count} more rule has findings; --all shows them.",
            "{count} more rules have findings; --all shows them.",
            rest,
        )
    silenced = sum(len(each.found) for each in checked) - len(heard)
    yield _summary(heard, len(checked), silenced, t)


def _summary(heard: list[Diagnostic], files: int, silenced: int, t: Texts) -> str:
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
