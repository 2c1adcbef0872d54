"""For each rule, what spoils the clean journey so that this rule finds it, and no other does."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Plain = dict[str, Any]
Mutation = Callable[[Plain], object]

CLEAN = Path(__file__).parent / "clean.yaml"


@cache
def _read() -> Plain:
    plain: Plain = yaml.safe_load(CLEAN.read_text(encoding="utf-8"))
    return plain


def clean() -> Plain:
    """Return the clean journey as plain data, to be spoilt."""
    return deepcopy(_read())


def put(path: str, value: Any) -> Mutation:
    """Return what writes a value at a dotted path."""

    def mutation(journey: Plain) -> None:
        *parents, last = path.split(".")
        for part in parents:
            journey = journey[int(part) if part.isdigit() else part]
        journey[last] = value

    return mutation


def drop(*paths: str) -> Mutation:
    """Return what takes fields away."""

    def mutation(journey: Plain) -> None:
        for path in paths:
            *parents, last = path.split(".")
            part: Any = journey
            for name in parents:
                part = part[int(name) if name.isdigit() else name]
            del part[int(last) if last.isdigit() else last]

    return mutation


def all_of(*mutations: Mutation) -> Mutation:
    """Return several mutations as one."""

    def mutation(journey: Plain) -> None:
        for one in mutations:
            one(journey)

    return mutation


def each(collection: str, change: Callable[[Plain], object]) -> Mutation:
    """Return what changes every record of a collection."""

    def mutation(journey: Plain) -> None:
        records = journey[collection]
        for record in records.values() if isinstance(records, dict) else records:
            change(record)

    return mutation


def emotions_at(*places: str, persona: str = "") -> Callable[[Plain], list[Plain]]:
    """Return what finds the emotions at some places."""
    return lambda journey: [
        e for e in journey["emotions"] if e["at"] in places and persona in ("", e["persona"])
    ]


def felt(at: str, persona: str = "", **changes: Any) -> Mutation:
    """Return what changes the emotions at a place."""

    def mutation(journey: Plain) -> None:
        for emotion in emotions_at(at, persona=persona)(journey):
            emotion.update(changes)

    return mutation


def unfelt(*places: str, persona: str = "") -> Mutation:
    """Return what takes the emotions at some places away."""

    def mutation(journey: Plain) -> None:
        gone = emotions_at(*places, persona=persona)(journey)
        journey["emotions"] = [e for e in journey["emotions"] if e not in gone]

    return mutation


def unsourced(value: Any) -> Any:
    """Return plain data without the evidence that statements name."""
    if isinstance(value, dict):
        return {k: unsourced(v) for k, v in value.items() if k != "evidence"}
    return [unsourced(item) for item in value] if isinstance(value, list) else value


def assume(declared: str) -> Mutation:
    """Return what leaves most statements without a source, under a declared basis."""

    def mutation(journey: Plain) -> None:
        journey["scenario"]["based_on"] = declared
        journey["emotions"] = unsourced(journey["emotions"])
        for persona in journey["personas"].values():
            persona["empathy"] = unsourced(persona["empathy"])
            persona["general"] = unsourced(persona["general"])
            persona["demographics"] = unsourced(persona["demographics"])

    return mutation


def assume_stage(journey: Plain) -> None:
    """Leave one stage without a source; that it has no indicator is known."""
    journey["scenario"]["based_on"] = "assumptions"
    del journey["stages"]["idea"]["kpis"]
    for emotion in emotions_at("neighbour")(journey):
        del emotion["evidence"]
    journey["silenced"] = [{"rule": "stage-without-indicator", "at": "idea", "reason": "Too early"}]


def three_more_stages(journey: Plain) -> None:
    """Let the first stage happen three times more."""
    for number in "234":
        stage = deepcopy(journey["stages"]["idea"])
        stage["kpis"] = {f"visitors-{number}": stage["kpis"]["visitors"]}
        journey["stages"][f"idea-{number}"] = stage
        again = {**journey["touchpoints"]["neighbour"], "stage": f"idea-{number}"}
        journey["touchpoints"][f"neighbour-{number}"] = again
        for emotion in emotions_at("neighbour")(journey):
            journey["emotions"].append({**emotion, "at": f"neighbour-{number}"})


def two_stages(journey: Plain) -> None:
    """Let everything after the idea happen in one stage."""
    stages = journey["stages"]
    for id in ("choose", "plant", "enjoy"):
        stages["buy"]["kpis"] |= stages.pop(id)["kpis"]
    for touchpoint in journey["touchpoints"].values():
        touchpoint["stage"] = "idea" if touchpoint["stage"] == "idea" else "buy"
    unfelt("enjoy")(journey)


def inbound_alone(journey: Plain) -> None:
    """Let everything after the choice happen in the stage of the decision."""
    stages = journey["stages"]
    for id in ("plant", "enjoy"):
        stages["buy"]["kpis"] |= stages.pop(id)["kpis"]
    for id, phase in (("idea", "awareness"), ("choose", "consideration"), ("buy", "decision")):
        stages[id]["phase"] = phase
    for touchpoint in journey["touchpoints"].values():
        if touchpoint["stage"] not in stages:
            touchpoint["stage"] = "buy"
    unfelt("enjoy")(journey)


def empty_stage(journey: Plain) -> None:
    """Leave a stage with what is felt there, but without its touchpoint."""
    del journey["touchpoints"]["photos"]
    for emotion in emotions_at("photos")(journey):
        emotion["at"] = "enjoy"


def no_touchpoints(journey: Plain) -> None:
    """Move all that is said of touchpoints to their stages."""
    stages = {id: t["stage"] for id, t in journey.pop("touchpoints").items()}
    seen: dict[tuple[str, str], Plain] = {}
    for emotion in journey["emotions"]:
        emotion["at"] = stages.get(emotion["at"], emotion["at"])
        seen[emotion["persona"], emotion["at"]] = emotion | {"moment_of_truth": True}
    journey["emotions"] = list(seen.values())
    for pain in journey["pain_points"].values():
        pain.update(at=stages.get(pain["at"], pain["at"]), where="At the gate")
    for improvement in journey["improvements"].values():
        if improvement.pop("strengthens", None):
            improvement["status"] = "dropped"
        for effect in improvement.get("effects", ()):
            effect["at"] = stages[effect["at"]]


def nothing_positive(journey: Plain) -> None:
    """Let nothing be better than neutral."""
    for touchpoint in journey["touchpoints"].values():
        touchpoint.pop("nature", None)
        touchpoint.pop("employee", None)
    journey["touchpoints"]["order"]["employee"] = {"team": "Delivery"}
    for emotion in journey["emotions"]:
        emotion.pop("scores", None)
        if emotion.get("score", 1) >= 0:
            emotion.update(score=0, word="calm")
    for improvement in journey["improvements"].values():
        if "strengthens" in improvement:
            improvement["status"] = "dropped"


def tied(journey: Plain) -> None:
    """Give five improvements the same scores."""
    for improvement in journey["improvements"].values():
        improvement.update(impact=4, effort=3)
    journey["improvements"]["handbook"].update(status="proposed", due="2027-05-01")
    del journey["improvements"]["handbook"]["done"]


MUTATIONS: dict[str, Mutation] = {
    # --- scope
    "situation-missing": drop("scenario.situation"),
    "goal-missing": drop("scenario.goal"),
    "expectations-missing": drop("scenario.expectations"),
    "start-or-end-missing": drop("scenario.ends"),
    "state-undeclared": drop("scenario.state"),
    "basis-undeclared": drop("scenario.based_on"),
    "persona-missing": all_of(
        put("personas", {}),
        put("emotions", []),
        each("stages", lambda s: s.pop("experience")),
        each("touchpoints", lambda t: t.pop("personas", 0)),
    ),
    # --- team
    "team-missing": drop("team"),
    "one-department": each("team", lambda m: m.update(department="Shop")),
    "departments-unknown": each("team", lambda m: m.pop("department")),
    "responsible-team-absent": put("improvements.second-van.owner", "Purchasing"),
    # --- personas
    "several-personas-in-one": put("personas.lena.name", "Lena and Paul"),
    "persona-without-goals": drop("personas.lena.goals"),
    "persona-without-empathy": drop("personas.omar.empathy.needs"),
    "persona-gaps": drop("personas.omar.demographics"),
    # --- stages
    "stages-missing": two_stages,
    "stages-end-at-purchase": inbound_alone,
    "stage-count": three_more_stages,
    "stage-without-touchpoints": empty_stage,
    "stage-named-after-department": put("stages.buy.name", "Logistics"),
    "stage-in-company-words": put("stages.choose.name", "Consideration"),
    "stage-without-objective": drop("stages.buy.objective"),
    "stage-without-owner": drop("stages.buy.owner"),
    "experience-incomplete": drop("stages.buy.experience.omar.thoughts"),
    "stage-without-emotion": unfelt("neighbour", persona="omar"),
    "persona-without-touchpoints": put("stages.enjoy.skipped", False),
    "stage-without-indicator": drop("stages.idea.kpis"),
    "indicator-incomplete": drop("stages.idea.kpis.visitors.target"),
    # --- touchpoints
    "touchpoints-missing": no_touchpoints,
    "no-offline": all_of(
        put("touchpoints.neighbour.channel", "reviews"),
        put("touchpoints.advice.channel", "chat"),
        put("touchpoints.car-park.channel", "email"),
    ),
    "no-online": each("touchpoints", lambda t: t.update(channel="word-of-mouth")),
    "no-uncontrolled": all_of(
        put("touchpoints.neighbour.channel", "print"), put("touchpoints.photos.channel", "website")
    ),
    "importance-missing": drop("touchpoints.video.importance"),
    "backstage-missing": each("touchpoints", lambda t: t.pop("employee", 0)),
    "touchpoint-without-emotion": unfelt("car-park", persona="lena"),
    "hand-over-repeats": put("touchpoints.video.repeats_information", True),
    "irritant-without-pain-point": all_of(
        put("touchpoints.video.nature", "irritant"),
        felt("video", persona="omar", score=0),
        each("improvements", lambda i: i.update(strengthens=["advice"])),
    ),
    "abandonment-without-pain-point": put("touchpoints.video.abandoned", True),
    "nature-against-emotion": put("touchpoints.advice.nature", "irritant"),
    "nothing-positive": nothing_positive,
    "satisfaction-unmeasured": all_of(drop("touchpoints.video.kpis"), felt("video", evidence=None)),
    "message-contradicts": put("touchpoints.video.contradicts", "site"),
    "tones-differ": all_of(
        put("touchpoints.video.tone", "playful"), put("touchpoints.site.tone", "formal")
    ),
    "digital-access-unknown": drop("touchpoints.site.on_phone"),
    "employee-sentiment-low": all_of(
        put("touchpoints.car-park.employee", {"sentiment": -1}),
        felt("car-park", persona="omar", score=0, word="calm"),
    ),
    "customer-employee-divergence": put("touchpoints.order.employee.sentiment", 1),
    "common-fall": put("touchpoints.order.employee.sentiment", -1),
    # --- emotions
    "emotions-ignored": put("emotions", []),
    "emotion-without-score": felt("car-park", persona="lena", score=None),
    "emotion-without-words": felt("car-park", persona="lena", word=None),
    "word-against-score": felt("video", persona="omar", word="angry"),
    "disagreement": felt("video", persona="lena", scores=[-1, 2, 2, -1, 1]),
    "negative-without-pain-point": felt("neighbour", persona="lena", score=-1, word="unsure"),
    "moment-of-truth-missing": felt("order", persona="lena", moment_of_truth=False),
    "bad-end": all_of(
        felt("photos", score=-1, word="disappointed"),
        put("pain_points.labels.at", "photos"),
        felt("site", persona="omar", score=0, word="calm"),
    ),
    "persona-not-there": put("touchpoints.car-park.personas", ["omar"]),
    "touchpoint-without-channel": drop("touchpoints.car-park.channel"),
    # --- pain points
    "pain-point-without-group": drop("pain_points.labels.group"),
    "pain-point-vague": put("pain_points.labels.what", "The plant finder is confusing"),
    "pain-point-unspecific": drop("pain_points.refund.where"),
    "pain-point-unmeasured": drop("pain_points.labels.impact"),
    "pain-point-assumed": drop("pain_points.labels.evidence"),
    "pain-point-without-improvement": put("improvements.water-figures.removes", ["saturday"]),
    "isolated-pain-point-first": all_of(
        put("pain_points.parking.rank", 1),
        put("pain_points.parking.rank_reason", "The gate is ours"),
    ),
    "root-cause-unknown": drop("pain_points.saturday.causes"),
    "pain-point-outlives-improvement": all_of(
        put("improvements.handbook.removes", ["parking"]),
    ),
    "rank-without-reason": put("pain_points.saturday.rank", 1),
    "rank-given-twice": all_of(
        *(put(f"improvements.{i}.rank", 1) for i in ("second-van", "card-refunds")),
        *(put(f"improvements.{i}.rank_reason", "Easy") for i in ("second-van", "card-refunds")),
    ),
    # --- improvements
    "improvement-without-owner": drop("improvements.second-van.owner"),
    "improvement-without-goal": drop("improvements.second-van.goal"),
    "improvement-without-metric": drop("improvements.second-van.expected_change"),
    "personalisation-without-consent": put("improvements.second-van.kind", "personalisation"),
    "opportunity-missing": drop("improvements.second-van.opportunity"),
    "opportunity-is-solution": put(
        "improvements.second-van.opportunity", "Rent a second van, on Saturdays!"
    ),
    "improvement-unscored": drop("improvements.garden-evening.effort"),
    "improvement-without-date": drop("improvements.second-van.due"),
    "improvement-without-reason": drop("improvements.garden-evening.strengthens"),
    "strengthens-not-positive": put("improvements.garden-evening.strengthens", ["order"]),
    "time-sink-begun": put("improvements.garden-evening.status", "under-way"),
    "ranking-fragile": tied,
    "improvement-untested": put("improvements.handbook.done", "2026-10-01"),
    "improvement-done-undated": drop("improvements.handbook.done"),
    "improvement-done-contradicted": put("improvements.second-van.done", "2026-05-01"),
    "target-missing": drop("improvements.second-van.effects"),
    "goal-unserved": put("goals.quiet", {"name": "Fewer calls", "measure": "Calls"}),
    "goal-without-measure": drop("goals.repeat.measure"),
    # --- evidence
    "basis-overclaimed": assume("research"),
    "assumptions-unverified": assume("assumptions"),
    "basis-underclaimed": put("scenario.based_on", "assumptions"),
    "stage-assumed": assume_stage,
    "persona-assumed": lambda j: j["personas"].update(omar=unsourced(j["personas"]["omar"])),
    "evidence-of-one-kind": put("evidence.interviews.kind", "survey"),
    "evidence-unused": put(
        "evidence.diary", {"name": "Diaries", "kind": "user-test", "n": 5, "end": "2026-03-01"}
    ),
    "evidence-incomplete": drop("evidence.survey.n"),
    "evidence-stale": put("evidence.survey.end", "2024-12-31"),
    # --- privacy
    "contact-details-typed": put(
        "pain_points.saturday.verbatims",
        [{"text": "Nobody rang me back on 07700 900123", "evidence": "survey"}],
    ),
    # --- upkeep
    "map-owner-missing": drop("map.owner"),
    "review-cadence-missing": drop("map.review_every_months"),
    "review-undatable": drop("map.created", "map.last_review"),
    "review-overdue": put("map.last_review", "2026-05-21"),
    "touchpoint-changed-since-review": put("touchpoints.video.changed", "2026-10-02"),
    "product-changed-since-review": put(
        "map.product_changes", [{"date": "2026-10-02", "what": "Hedges by the metre"}]
    ),
    "date-in-future": put("stages.idea.kpis.visitors.values", {"2027-01-01": 800}),
    "improvement-late": put("improvements.second-van.due", "2026-11-21"),
    # --- the file
    "silence-unknown-rule": put("silenced", [{"rule": "no-ofline", "reason": "An app"}]),
    "silence-without-effect": put("silenced", [{"rule": "no-offline", "reason": "An app"}]),
}
"""By rule; those that need versions, or more than a mutation, have tests of their own."""
