"""Makers of tick boxes: blocks with one base, and blocks whose base cannot be known."""

from __future__ import annotations

from typing import Any

from tests.corpus import columns as make
from tests.corpus.model import Document
from tests.corpus.params import Params


def not_shown(p: Params) -> Document:
    """Make boxes that some were never shown: those are not a "no".

    LimeSurvey writes Yes, No, N/A; Qualtrics, with unseen fields left blank, 1, 0 and blank.
    """
    w = p.words
    yes, no, hidden = (p.args.get(k, d) for k, d in (("yes", 6), ("no", 4), ("hidden", 10)))
    p.rows = yes + no + hidden
    marks: dict[str, Any] = {"mark": w["yes"], "unticked": w["no"], "hidden": "N/A"}
    if p.mode == "zeros":
        marks = {"mark": 1, "unticked": 0}
    shown = yes + no
    ticks = {w["areaitems"][0]: yes}
    for label in w["areaitems"][1:]:
        ticks[label] = p.rng.randint(1, shown - 1)
    reached = min(shown, max(max(ticks.values()), p.rng.randint(yes, shown)))
    columns, blocks = make.boxes(
        p.rng, w["areas"], ticks, p.rows, reached, not_shown=hidden, **marks
    )
    return p.document([*columns, p.rated(0), p.commented()], blocks=blocks, message="allowed")


def one_header(p: Params) -> Document:
    """Make boxes that hold their label or are blank: shown cannot be told from blank."""
    w = p.words
    p.rows = int(p.args.get("rows", 20))
    ticked_any = int(p.args.get("any", 12))
    ticks = {w["dishes"][0]: 5, w["dishes"][1]: 7, w["dishes"][2]: 3}
    while sum(ticks.values()) < ticked_any or len(ticks) < int(p.args.get("items", 4)):
        ticks[w["dishes"][len(ticks)]] = p.rng.randint(2, min(9, ticked_any))
    mark = p.args.get("mark")
    columns, blocks = make.boxes(p.rng, w["boxes"], ticks, p.rows, ticked_any, mark=mark)
    if p.mode == "brackets":
        columns = [c.headed(f"{c.headers[0]} [{c.headers[1]}]") for c in columns]
    questions = [p.rated(0), *columns, p.travelled()]
    return p.document(questions, blocks=blocks, message="allowed")


def explicit(p: Params) -> Document:
    """Make boxes with a word for ticked and one for not ticked, shown to all."""
    w = p.words
    ticked_any = p.rows - 4
    ticks = {label: p.rng.randint(3, ticked_any - 1) for label in w["areaitems"]}
    short = ticked_any - sum(ticks.values())
    if short > 0:
        ticks[w["areaitems"][0]] = min(ticked_any, ticks[w["areaitems"][0]] + short)
    ticked_any = min(ticked_any, sum(ticks.values()))
    mark, unticked = {"words": (w["yes"], w["no"]), "bits": (1, 0)}[p.mode or "words"]
    columns, blocks = make.boxes(
        p.rng, w["areas"], ticks, p.rows, ticked_any, mark=mark, unticked=unticked
    )
    message = "allowed" if p.mode == "bits" else "none"
    return p.document([*columns, p.rated(0), p.commented()], blocks=blocks, message=message)
