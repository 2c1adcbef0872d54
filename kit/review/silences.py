"""What is wrong with the silences of a file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from kit.framing import Silence
from kit.i18n import N_, UserText
from kit.rules import Finding, Rule, Severity

UNKNOWN_RULE = Rule(
    "silence-unknown-rule",
    Severity.ERROR,
    says=N_("There is no rule “{rule}” to be silenced."),
    why=N_("Whoever wrote the line believes that something is silenced which is not."),
    fix=N_("Copy the rule's name from a finding or from the list of rules, or take the line away."),
    method=("M7.9",),
)
MEANT = N_("There is no rule “{rule}” to be silenced: did you mean “{meant}”?")
WITHOUT_EFFECT = Rule(
    "silence-without-effect",
    Severity.NOTE,
    says=N_("“{rule}” is silenced, but finds nothing here any more."),
    why=N_(
        "The reason given no longer holds for anything; left in the file, it would hide the next "
        "finding of this rule, to which it was never meant to apply."
    ),
    fix=N_("Take the line away from silenced."),
    method=("M7.9",),
)


def check(
    silences: Sequence[Silence], known: Sequence[str], effective: Sequence[bool]
) -> Iterator[Finding]:
    """Yield what is wrong with the silences of a file.

    Parameters
    ----------
    known
        The ids of all rules.
    effective
        For each silence, whether it has silenced a finding.
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
