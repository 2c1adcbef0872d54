"""Define every value of the report in a sentence in the annex of its section (F1 to F18)."""

from __future__ import annotations

from kit.blocks import Paragraph
from kit.i18n import N_, Texts

DEFINITIONS = {
    "F1": N_(
        "A stage’s score is the one given to the stage itself or, without one, the mean of its "
        "touchpoints’ scores, each weighted by its importance to the customer (3 if not given)."
    ),
    "F2": N_(
        "If several people scored, the score shown is the median, with the interquartile range "
        "(the middle 50% of the scores) and n, the number of people. A range of 2 points or "
        "more is called a disagreement."
    ),
    "F4": N_(
        "A pain point is isolated if one customer named it; recurring if at least two did and "
        "they make up 5% or more of those asked (at least three if it is not known how many "
        "were asked); otherwise occasional. If nobody named it, it is not observed."
    ),
    "F5": N_(
        "Severity is a score from 0 to 4 defined by this kit: four times the cube root of (k ÷ "
        "n × impact ÷ 5 × persistence ÷ 5), where k of n customers named the pain point. Its "
        "values at the bounds of the 95% Wilson interval of k ÷ n are shown beside it; pain "
        "points are ranked by the lower one. Under 1 cosmetic, under 2 minor, under 3 major, "
        "from 3 critical; no band if fewer than 5 were asked. Without k or n there is no "
        "severity: such pain points are to be counted, and are listed by k, then by impact × "
        "persistence. The order is: counted, to be counted, isolated, not observed (k = 0)."
    ),
    "F6": N_(
        "Impact and effort are rated 1 to 5; 4 and 5 are high. High impact with low effort is a "
        "quick win, high with high a big bet, low with low a fill-in, low impact with high effort "
        "a time sink."
    ),
    "F7": N_(
        "RICE is reach × impact × confidence ÷ effort: customers per quarter; impact 1 to 5 "
        "taken as 0.25, 0.5, 1, 2 and 3; confidence 100, 80 or 50%; effort in person-months "
        "(if not given, effort 1 to 5 taken as 0.25, 1, 3, 6 and 12)."
    ),
    "F8": N_(
        "Improvements proposed, planned or under way are ranked by impact minus effort, then "
        "by impact, then by dots; equal ones are shown as equal, and manual ranks as such. For "
        "each of the top three, every change of one point in one impact or effort is tried, "
        "ignoring manual ranks; a change that pushes it out is listed. With three improvements "
        "or fewer, nothing is tried. The order by RICE is shown too if it can be computed for "
        "all. A time sink is never a priority action, unless it has a manual rank."
    ),
    "F9": N_(
        "The peaks are the highest and the lowest score along the journey; the end is the last "
        "moment. The peak-end mean is the mean of the score furthest from zero and the last "
        "one. People remember an experience mostly by these two."
    ),
    "F10": N_(
        "The target score is the current score plus the expected effects of improvements "
        "planned or under way, and of those done whose effect is not measured yet, limited to "
        "−2 to +2. An effect is measured once the data of the score, or the workshop that gave "
        "it, are later than the day on which the improvement was done. A dotted second line "
        "adds the improvements only proposed. Two improvements that remove the same pain point "
        "at one touchpoint count once, with the greater effect. It is an expectation, not a "
        "forecast."
    ),
    "F11": N_(
        "Evidence coverage is the share of statements (persona entries, emotions, pain points, "
        "indicators with values) that cite a source. Under 50%, or if a stage has none, the "
        "map is assumption-based."
    ),
    "F12": N_(
        "The scores of customers and employees have a gap at a touchpoint when they differ by "
        "2 points or more, and are both low when both are at −1 or below. Spearman’s ρ, from "
        "−1 to +1, shows whether the two rise and fall together; it is not computed for fewer "
        "than 8 touchpoints."
    ),
    "F18": N_(
        "A summary is headed by measured scores with n of 30 or more, and of 200 or more or a "
        "tenth of those who answered the source; if there is none, by measured ones with n of 5 "
        "or more, marked as a small base; by workshop scores only where nothing is measured, "
        "marked as such. A question that everybody answered alike, or that over 20% of those "
        "asked left blank, does not head it. What was passed over, and why, is among the limits."
    ),
}
"""The definitions by their ids in the method."""

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
    """Return the definition of a value."""
    return Paragraph(t.inline(DEFINITIONS[id]), "definition")


def definitions(t: Texts, *ids: str) -> tuple[Paragraph, ...]:
    """Return the definitions of several values."""
    return tuple(definition(t, id) for id in ids)
