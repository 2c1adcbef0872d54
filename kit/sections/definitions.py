"""How every figure of the report is computed, in a sentence that stands beside it (F1 to F12)."""

from __future__ import annotations

from kit.blocks import Block, Details, Paragraph
from kit.i18n import N_, Texts

DEFINITIONS = {
    "F1": N_(
        "A stage’s emotion is the score given to the stage itself; where there is none, the mean "
        "of its touchpoints’ scores, each weighted by its importance to the customer (3 where "
        "nobody has given it)."
    ),
    "F2": N_(
        "Where several people scored, the score shown is the median; beside it stand the "
        "interquartile range (the middle half of the scores) and n, the number of people. "
        "From a range of 2 points, it is called a disagreement."
    ),
    "F4": N_(
        "A pain point is isolated when one customer named it; recurring when at least two did "
        "and they make up 5% or more of those asked (at least three where it is not known how "
        "many were asked); otherwise occasional. One that nobody named is not observed."
    ),
    "F5": N_(
        "Severity is the kit’s own figure, from 0 to 4: four times the cube root of "
        "(k ÷ n × impact ÷ 5 × persistence ÷ 5), where k of n customers named the pain point. "
        "Beside it stand its values at the bounds of the 95% Wilson interval of k ÷ n; pain points "
        "are ranked by the lower one. Under 1 cosmetic, under 2 minor, under 3 major, from 3 "
        "critical; no such band where fewer than 5 were asked. Without k or n there is no "
        "severity: such pain points are to be counted, and are listed by k, then by impact × "
        "persistence. In order come the counted ones, those to be counted, isolated ones, and "
        "those not observed (k = 0)."
    ),
    "F6": N_(
        "Impact and effort are rated 1 to 5; 4 and 5 are high. High impact with low effort is a "
        "quick win, high with high a big bet, low with low a fill-in, low impact with high effort "
        "a time sink."
    ),
    "F7": N_(
        "RICE is reach × impact × confidence ÷ effort: customers per quarter; impact 1 to 5 taken "
        "as 0.25, 0.5, 1, 2 and 3; confidence 100, 80 or 50%; effort in person-months (1 to 5 "
        "taken as 0.25, 1, 3, 6 and 12 where none are given)."
    ),
    "F8": N_(
        "Improvements proposed, planned or under way come in the order of impact minus effort, "
        "then of impact, then of dots; equal ones are shown as equal, and a rank given by hand is "
        "shown as such. For each of the first three, every change of one point in one impact or "
        "effort is tried, ranks given by hand aside; where one puts it out, it is named. With "
        "three of them or fewer nothing is tried. The order by RICE stands beside it where it can "
        "be computed for all. A time sink is never among what to do now, unless a person ranked "
        "it there."
    ),
    "F9": N_(
        "The peaks are the highest and the lowest score along the journey, the end is the last "
        "moment lived; the peak-end mean is the mean of the score furthest from zero and of the "
        "last one. People remember an experience mostly by these two."
    ),
    "F10": N_(
        "The score aimed at is the current one plus the effects expected of improvements planned "
        "or under way, and of those done whose effect is not measured yet, kept between −2 and +2. "
        "An effect is measured once the data of the score, or the workshop that gave it, are later "
        "than the day on which the improvement was done. A dotted second line adds those only "
        "proposed. Two improvements that remove the same pain point at one touchpoint count once, "
        "with the greater effect. It is an expectation, not a forecast."
    ),
    "F11": N_(
        "Evidence coverage is the share of statements (persona entries, emotions, pain points, "
        "indicators with values) that name their source. Under 50%, or where a stage has none, "
        "the map is assumption-based."
    ),
    "F12": N_(
        "Customers and employees diverge at a touchpoint when their scores differ by 2 points or "
        "more, and fall together when both are at −1 or below. Spearman’s ρ says whether the two "
        "rise and fall together, from −1 to +1; it is not computed under 8 touchpoints."
    ),
    "F18": N_(
        "A summary is headed by measured scores with n of 30 or more, and of 200 or more or a "
        "tenth of those who answered the source; if there is none, by measured ones with n of 5 "
        "or more, marked as a small base; by workshop scores only where nothing is measured, "
        "marked as such. A question that everybody answered alike, or that over 20% of those "
        "asked left blank, does not head it. What was passed over, and why, is among the limits."
    ),
}
"""The figures' definitions by their ids in the method."""

NAMES = {
    "F1": N_("Emotion of a stage"),
    "F2": N_("Several scores"),
    "F4": N_("Recurring or isolated"),
    "F5": N_("Severity"),
    "F6": N_("Quadrants"),
    "F7": N_("RICE"),
    "F8": N_("Order and robustness"),
    "F9": N_("Peak and end"),
    "F10": N_("Target curve"),
    "F11": N_("Evidence coverage"),
    "F12": N_("Customers and employees"),
    "F18": N_("What heads the summary"),
}


def definition(t: Texts, id: str) -> Paragraph:
    """Return how a figure is computed, to stand beside it."""
    return Paragraph(t.inline(DEFINITIONS[id]), "definition")


def definitions(t: Texts, *ids: str) -> Block:
    """Return how several figures are computed, to be opened by those who want to know."""
    return Details(t(N_("How these figures are computed")), tuple(definition(t, id) for id in ids))
