"""The rules as people read them, written from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from string import Formatter

from kit.i18n import N_, Message, Texts
from kit.rules import SEVERITIES, Rule

TITLE = N_("The rules of the review")
INTRODUCTION = N_(
    "What parcours check looks for in a workshop file. An error means that the map is wrong or "
    "misleading; a warning, that a correct map has something which this one lacks; a note, that "
    "something is worth knowing. No finding is a reproach: a map is a tool, and it is finished "
    "when it serves its readers."
)
SILENCING = N_(
    "Where a rule does not suit your case, silence it in the file, with the reason, and for one "
    "place alone if you name it with “at”. The report lists what was silenced, and why."
)
EXAMPLE = N_("everything happens in the app")
SAYS, WHY, FIX = N_("It says"), N_("Why it matters"), N_("What to do")


def document(subjects: Iterable[tuple[Message, tuple[Rule, ...]]], t: Texts) -> str:
    """Return the documentation of the rules as Markdown, in the language of ``t``."""
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
        f"- **{t(SAYS)}** {t(opened(rule.says))}",
        f"- **{t(WHY)}** {t(rule.why)}",
        f"- **{t(FIX)}** {t(rule.fix)}",
    ]


def opened(message: Message) -> Message:
    """Return a message with an ellipsis in each of its gaps, as of several things."""
    gaps = {name for _, name, _, _ in Formatter().parse(message.text) if name}
    return replace(message, values=dict.fromkeys(gaps, "…"), count=2)
