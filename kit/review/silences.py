"""Review the silences of a file: unknown rules, and silences without effect (M7.9)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from kit.diagnostics import Severity
from kit.framing import Silence
from kit.i18n import N_, UserText
from kit.rules import Finding, Rule

UNKNOWN_RULE = Rule(
    "silence-unknown-rule",
    Severity.ERROR,
    says=N_("Unknown rule “{rule}” under silenced."),
    why=N_("This line silences nothing."),
    fix=N_("Copy the rule’s name from a finding or from the list of rules, or delete the line."),
    method=("M7.9",),
)
MEANT = N_("Unknown rule “{rule}” under silenced. Did you mean “{meant}”?")
WITHOUT_EFFECT = Rule(
    "silence-without-effect",
    Severity.NOTE,
    says=N_("“{rule}” is silenced but no longer finds anything here."),
    why=N_(
        "If you leave the line, it will hide the next finding of this rule, which may have "
        "another cause."
    ),
    fix=N_("Delete the line from silenced."),
    method=("M7.9",),
)


def check(
    silences: Sequence[Silence], known: Sequence[str], effective: Sequence[bool]
) -> Iterator[Finding]:
    """Yield silences of unknown rules, and silences without effect.

    Parameters
    ----------
    known
        Ids of all rules.
    effective
        Whether each silence has silenced a finding.
    """
    own = (UNKNOWN_RULE.id, WITHOUT_EFFECT.id)
    for number, (silence, used) in enumerate(zip(silences, effective, strict=True)):
        if silence.rule not in known:
            close = difflib.get_close_matches(silence.rule, known, 1)
            rule = UserText(silence.rule)
            says = MEANT.filled(rule=rule, meant=close[0]) if close else None
            says = says or UNKNOWN_RULE.says.filled(rule=rule)
            yield Finding(UNKNOWN_RULE, ("silenced", number, "rule"), says)
        elif not used and silence.rule not in own:
            yield WITHOUT_EFFECT.at("silenced", number, rule=silence.rule)
