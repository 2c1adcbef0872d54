"""Rules of the review, and their findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter

from kit.diagnostics import Diagnostic, FilePosition, Place, Severity
from kit.i18n import Message, RichText, Value, quote


@dataclass(frozen=True)
class Rule:
    """A rule of the review.

    Attributes
    ----------
    id
        Stable for ever: people silence rules by it.
    says
        What is wrong, its gaps filled from each case.
    why, fix
        Why it matters, in a sentence; and how to mend it. Gaps of ``fix`` are fields of the file:
        ``{owner}``, or ``{state__current}`` for a field and its value. They are filled as the file
        writes them; :func:`kit.studio.sync.remedies.on_screen` fills them for the screen.
    method
        The lines of the method that it checks (M- and F-ids).
    """

    id: str
    severity: Severity
    says: Message
    why: Message
    fix: Message
    method: tuple[str, ...]

    def __post_init__(self) -> None:
        gaps = [name for _, name, _, _ in Formatter().parse(self.fix.text) if name]
        as_in_file = {name: quote(name.replace("__", ": ")) for name in gaps}
        object.__setattr__(self, "fix", self.fix.filled(**as_in_file))

    def at(self, *place: str | int, **values: Value) -> Finding:
        """Return a finding of this rule at a place of the journey."""
        return Finding(self, place, self.says.filled(**values))


@dataclass(frozen=True)
class Finding:
    """A finding of a rule, with its place."""

    rule: Rule
    place: Place
    says: Message

    def diagnostic(self, position: FilePosition) -> Diagnostic:
        """Return the finding as a diagnostic at a position of the file."""
        rule = self.rule
        return Diagnostic(
            rule.id, rule.severity, position, self.says, rule.fix, rule.why, rule.method
        )


Named = Callable[[str], RichText | Message]
"""A function that returns the name of the thing with an id, whichever step it belongs to."""
