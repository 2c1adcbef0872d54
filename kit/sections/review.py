"""Section 9, in the working edition alone: what to fix before the map is shared."""

from __future__ import annotations

from kit.blocks import Column, Mark, Paragraph, Section, Table, Tone, flow
from kit.diagnostics import SEVERITIES, Severity
from kit.i18n import N_, NP_, Message, UserText
from kit.rules import Finding
from kit.sections.context import Context
from kit.sections.marks import tally
from kit.sections.sessions import session_blocks

CAPTIONS: dict[Severity, Message] = {
    Severity.ERROR: N_("Errors"),
    Severity.WARNING: N_("Warnings"),
    Severity.NOTE: N_("Notes", "severity"),
}
MARKS: dict[Severity, tuple[Tone, str]] = {
    Severity.ERROR: ("very-bad", "■"),
    Severity.WARNING: ("bad", "▲"),
    Severity.NOTE: ("plain", "●"),
}


def section(context: Context) -> Section | None:
    """Return the findings by severity, or None in the client's edition."""
    if context.edition != "working":
        return None
    t, found = context.t, context.review.findings
    title = t(N_("Quality check"))
    if not found:
        none = t(N_("The quality check found nothing to fix."))
        return Section("review", title, flow(Paragraph(none, "lead"), session_blocks(context)))
    summed = tally(
        t,
        (context.review.count(Severity.ERROR), NP_("{count} error", "{count} errors")),
        (context.review.count(Severity.WARNING), NP_("{count} warning", "{count} warnings")),
        (context.review.count(Severity.NOTE), NP_("{count} note", "{count} notes")),
    )
    lead = t.inline(
        N_("{findings}. This section is for the team and does not appear in the client edition."),
        findings=summed,
    )
    tables = [_table(context, severity) for severity in Severity if context.review.count(severity)]
    return Section(
        "review",
        title,
        flow(Paragraph(lead, "lead"), tables, session_blocks(context)),
        headline=summed,
    )


def _table(context: Context, severity: Severity) -> Table:
    t = context.t
    columns = (
        Column(t(N_("Finding"))),
        Column(t(N_("Why it matters"))),
        Column(t(N_("How to fix it"))),
        Column(t(N_("Rule and method"))),
    )
    tone, shape = MARKS[severity]
    mark = Mark(t(SEVERITIES[severity]), tone, shape)
    rows = tuple(
        (
            (t.say(finding.says), mark, _where(context, finding)),
            t(finding.rule.why),
            t(finding.rule.fix),
            (UserText(finding.rule.id), ", ".join(finding.rule.method)),
        )
        for finding in context.review.findings
        if finding.rule.severity is severity
    )
    return Table(t(CAPTIONS[severity]), columns, rows)


def _where(context: Context, finding: Finding) -> UserText:
    """Return file and line, which need no translation."""
    return UserText(context.locate(finding.place))
