"""State a chart's scale and tones, on how many answers it rests, and on which sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.blocks import Tone
from kit.i18n import N_, Texts
from kit.journey import Journey
from kit.steps.emotions import HIGHEST, LOWEST
from kit.theme import step_of

SCALE = (float(LOWEST), float(HIGHEST))
INTERVAL = N_("95% confidence interval of a measured score")
"""The meaning of a line through a mark or across the end of a bar (F3)."""

FEELINGS: Sequence[Tone] = ("very-bad", "bad", "plain", "good", "very-good")


def tone_of(score: float | None) -> Tone:
    """Return the tone of an emotion score, −2 to +2."""
    return "plain" if score is None else FEELINGS[step_of(score) + 2]


def answers(found: Iterable[int | None], t: Texts) -> str:
    """Return the least and the greatest n, for example “n from 8 to 112”."""
    ns = [*found]
    known = [n for n in ns if n is not None]
    if not known:
        return t(N_("n unknown"))
    if min(known) == max(known):
        said = t(N_("n\u00a0=\u00a0{n}"), n=known[0])
    else:
        said = t(N_("n from {low} to {high}"), low=min(known), high=max(known))
    return said if len(known) == len(ns) else t(N_("{n}, for some unknown"), n=said)


def source_numbers(journey: Journey, ids: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of sources of evidence, each once, in order."""
    order = [source.id for source in journey.evidence]
    return tuple(sorted({order.index(id) + 1 for id in ids if id in order}))
