"""Document the rules in Markdown, for readers of either language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from string import Formatter

from kit.diagnostics import SEVERITIES
from kit.i18n import N_, Message, Texts
from kit.rules import Rule

TITLE = N_("Quality check rules")
INTRODUCTION = N_(
    "The rules that parcours check applies to a workshop file. Error: the map is wrong or "
    "misleading. Warning: the map lacks something it needs. Note: worth knowing. Findings are "
    "advice, not blame."
)
SILENCING = N_(
    "If a rule does not fit your case, silence it in the file and give a reason. To silence it "
    "in one place only, add “at”. The report lists silenced findings with their reasons."
)
EXAMPLE = N_("everything happens in the app")
SAYS, WHY, FIX = N_("Message"), N_("Why it matters"), N_("What to do")


def document(subjects: Iterable[tuple[Message, tuple[Rule, ...]]], t: Texts) -> str:
    """Return the documentation of the rules in Markdown, in the language of ``t``."""
    lines = [f"# {t(TITLE)}", "", t(INTRODUCTION), "", t(SILENCING), ""]
    lines += ["```yaml", "silenced:"]
    lines += [f"  - {{rule: no-offline, reason: {t(EXAMPLE)}}}", "```"]
    for title, rules in subjects:
        lines += ["", f"## {t(title)}"]
        for rule in rules:
            lines += ["", *_entry(rule, t)]
    return "\n".join(lines) + "\n"


def _entry(rule: Rule, t: Texts) -> list[str]:
    label = t(SEVERITIES[rule.severity])
    method = ", ".join(rule.method)
    return [
        f"### `{rule.id}`",
        "",
        f"*{label} · {method}*",
        "",
        f"- **{t(SAYS)}** {t(with_ellipses(rule.says)).replace('….', '…')}",
        f"- **{t(WHY)}** {t(rule.why)}",
        f"- **{t(FIX)}** {t(rule.fix)}",
    ]


def with_ellipses(message: Message) -> Message:
    """Fill every gap of a message with an ellipsis, and use its plural.

    Examples
    --------
    >>> with_ellipses(Message("No moment of truth for {persona}.")).values
    {'persona': '…'}
    """
    gaps = {name for _, name, _, _ in Formatter().parse(message.text) if name}
    return replace(message, values=dict.fromkeys(gaps, "…"), count=2)
