"""Tables of the six steps, linked by id, with declared and assumed values told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.evidence.apply_to_map import kpi_values
from kit.evidence.metrics.missing import missing
from kit.exports.tables.schema import Known, Table, day, flag, integer, number, text
from kit.fields import Count, Statement
from kit.i18n import N_, Texts
from kit.results import (
    coverage,
    persona_statements,
    proposed_curve,
    score_pairs,
    stage_curve,
    target_curve,
)
from kit.steps.emotions import Emotion

Row = tuple[Any, ...]

MISSING = "missing"
"""The basis of a value that is declared to be measured, and is missing."""

BASIS = text("basis", N_("Measured, workshop, declared, assumed, or missing"))
SOURCES = text("sources", N_("IDs of the sources"))
ID = N_("Id")
PERSONA = text("persona_id", N_("Persona"))
STAGE = text("stage_id", N_("Stage"))
AT = text("at_id", N_("At: stage or touchpoint"))
POSITION = integer("position", N_("Place in the journey, from 1"))


def _basis(statement: Statement) -> str:
    return "assumed" if statement.assumed else "declared"


def _ids(ids: tuple[str, ...]) -> str | None:
    return " ".join(ids) or None


def _text_of(statement: Statement | None) -> str | None:
    return statement.text if statement else None


def _counted(value: bool | Count) -> tuple[bool, int | None, int | None]:
    if isinstance(value, Count):
        return value.k > 0, value.k, value.n
    return value, None, None


def _workshop(known: Known, _: Texts) -> Iterator[Row]:
    journey = known.journey
    scenario, upkeep = journey.scenario, journey.map
    yield (
        journey.client.name,
        journey.client.language,
        journey.client.sector,
        journey.client.invented,
        scenario.title,
        scenario.situation,
        _text_of(scenario.goal),
        scenario.starts,
        scenario.ends,
        scenario.state,
        scenario.based_on,
        coverage(journey).basis,
        upkeep.owner,
        upkeep.last_review,
    )


def _personas(known: Known, _: Texts) -> Iterator[Row]:
    for persona in known.journey.personas:
        yield persona.id, persona.name, _text_of(persona.quotation), persona.kind


def _statements(known: Known, _: Texts) -> Iterator[Row]:
    for persona in known.journey.personas:
        for path, statement in persona_statements(persona):
            yield (
                persona.id,
                ".".join(path),
                statement.text,
                _basis(statement),
                _ids(statement.evidence),
            )


def _stages(known: Known, _: Texts) -> Iterator[Row]:
    for position, stage in enumerate(known.journey.stages, 1):
        yield (
            stage.id,
            position,
            stage.name,
            stage.phase,
            _text_of(stage.objective),
            stage.owner,
            *_counted(stage.skipped),
            *_counted(stage.repeated),
            *_counted(stage.abandoned),
        )


def _experiences(known: Known, _: Texts) -> Iterator[Row]:
    for stage in known.journey.stages:
        for persona, lived in stage.experience.items():
            for part in ("goal", "actions", "thoughts"):
                said = getattr(lived, part)
                for one in said if isinstance(said, tuple) else (said,) if said else ():
                    kind = part.removesuffix("s")
                    yield stage.id, persona, kind, one.text, _basis(one), _ids(one.evidence)


def _touchpoints(known: Known, t: Texts) -> Iterator[Row]:
    journey = known.journey
    for position, point in enumerate(journey.ordered_touchpoints(), 1):
        channel, side = journey.channel(point.channel), point.employee
        yield (
            point.id,
            position,
            point.stage,
            str(t.say(journey.name_of(point.id))),
            point.channel,
            channel.online,
            journey.controlled(point),
            point.importance,
            point.nature,
            *_counted(point.skipped),
            *_counted(point.repeated),
            *_counted(point.abandoned),
            side.team,
            side.value,
            side.asked,
            _ids(side.evidence),
            None if point.controlled is None else "touchpoint",
            _text_of(point.promise),
            point.tone,
            _ids(point.contradicts),
            point.accessible,
            point.on_phone,
        )


def _emotions(known: Known, _: Texts) -> Iterator[Row]:
    journey = known.journey
    for emotion in journey.emotions:
        spread, measured = emotion.spread, emotion.measured
        yield (
            emotion.persona,
            emotion.at,
            journey.stage_of(emotion.at).id,
            emotion.value,
            MISSING if emotion.missing else emotion.origin,
            None if emotion.missing else _n(emotion),
            measured.low if measured else None,
            measured.high if measured else None,
            spread.median if spread else None,
            spread.low if spread else None,
            spread.high if spread else None,
            emotion.word,
            _text_of(emotion.thought),
            emotion.moment_of_truth,
            _ids(emotion.evidence),
        )


def _n(emotion: Emotion) -> int | None:
    spread, measured = emotion.spread, emotion.measured
    return measured.n if measured else emotion.n or (spread.n if spread else None)


def _curves(known: Known, _: Texts) -> Iterator[Row]:
    journey = known.journey
    for persona in journey.personas:
        moments = stage_curve(journey, persona.id)
        targets = target_curve(journey, persona.id)
        proposed = proposed_curve(journey, persona.id) or targets
        for moment, target, more in zip(moments, targets, proposed, strict=True):
            if moment.missing:
                yield persona.id, moment.stage, None, None, None, MISSING
            elif moment.score is not None:
                yield persona.id, moment.stage, moment.score, target, more, moment.origin


def _scores(known: Known, _: Texts) -> Iterator[Row]:
    for emotion in known.journey.emotions:
        for participant, score in enumerate(emotion.scores, 1):
            yield emotion.persona, emotion.at, participant, float(score)


def _score_pairs(known: Known, _: Texts) -> Iterator[Row]:
    for pair in score_pairs(known.journey):
        room, measured = pair.room, pair.measured
        yield (
            pair.persona,
            pair.at,
            room.median,
            room.low,
            room.high,
            room.n,
            measured.score,
            measured.low,
            measured.high,
            measured.n,
            measured.whole,
            measured.distance(room),
            pair.comparison,
        )


def _pains(known: Known, _: Texts) -> Iterator[Row]:
    journey = known.journey
    lost = [one.measure for one in missing(journey, known.found)]
    for pain in journey.pain_points:
        measured = any(m.of() for m in known.found.at(pain.id, "share", "count"))
        sourced = "declared" if pain.sources else "assumed"
        if {"share", "count"} & {m.figure for m in lost if m.at == pain.id} and not pain.mentions:
            sourced = MISSING
        yield (
            pain.id,
            pain.at,
            journey.stage_of(pain.at).id,
            pain.group,
            pain.what.text,
            pain.mentions.k if pain.mentions else None,
            pain.mentions.n if pain.mentions else None,
            pain.mentions.share if pain.mentions else None,
            pain.recurrence,
            pain.impact,
            pain.persistence,
            pain.standing,
            *((found.value, found.low, found.high) if (found := pain.severity) else (None,) * 3),
            found.band if found else None,
            "measured" if measured else sourced,
            _ids(tuple(pain.sources)),
        )


def _improvements(known: Known, _: Texts) -> Iterator[Row]:
    for one in known.journey.improvements:
        yield (
            one.id,
            one.solution.text,
            _text_of(one.opportunity),
            one.kind,
            one.impact,
            one.effort,
            one.quadrant,
            one.rice,
            one.goal,
            one.kpi,
            one.owner,
            one.due,
            one.status,
            one.done,
            _text_of(one.knows),
            one.consent,
            one.cost,
            one.decided_by,
        )


def _links(known: Known, _: Texts) -> Iterator[Row]:
    for one in known.journey.improvements:
        for relation in ("removes", "strengthens", "relieves"):
            for id in getattr(one, relation):
                yield one.id, relation, id, None
        for effect in one.effects:
            whose = "changes emotion" if effect.whose == "customers" else "changes sentiment"
            yield one.id, whose, effect.at, float(effect.change)


def _kpis(known: Known, _: Texts) -> Iterator[Row]:
    for place, kpi in known.journey.kpis:
        yield kpi.id, place[1], kpi.name, kpi.unit, kpi.better, kpi.target, _ids(kpi.evidence)


def _kpi_values(known: Known, _: Texts) -> Iterator[Row]:
    for _place, kpi in known.journey.kpis:
        measured = {when for one in known.found.at(kpi.id) for when, _value in kpi_values(one, kpi)}
        declared = "declared" if kpi.evidence else "assumed"
        for when, value in kpi.values.items():
            yield kpi.id, when, value, "measured" if when in measured else declared


def _three(name: str) -> tuple[Any, ...]:
    labels = {"skipped": N_("Skipped"), "repeated": N_("Repeated"), "abandoned": N_("Abandonment")}
    return (
        flag(name, labels[name]),
        integer(f"{name}_k", N_("By how many")),
        integer(f"{name}_n", N_("Out of how many")),
    )


STEPS = (
    Table("workshop", N_("The workshop"), (
        text("client", N_("Client")), text("language", N_("Language")),
        text("sector", N_("Sector")), flag("invented", N_("Invented data")),
        text("title", N_("Title")), text("situation", N_("Situation")), text("goal", N_("Goal")),
        text("starts", N_("Start")), text("ends", N_("End")), text("state", N_("State")),
        text("based_on", N_("Declared basis")),
        text("basis", N_("Computed basis: research, or assumptions")), text("owner", N_("Owner")),
        day("last_review", N_("Last map review")),
    ), _workshop),
    Table("personas", N_("Personas"), (
        PERSONA, text("name", N_("Name")), text("quotation", N_("Quotation")),
        text("kind", N_("Typical or aimed at")),
    ), _personas),
    Table("persona_statements", N_("What is known of the personas"), (
        PERSONA, text("heading", N_("Heading")), text("text", N_("Statement")), BASIS, SOURCES,
    ), _statements),
    Table("stages", N_("Stages"), (
        STAGE, POSITION, text("name", N_("Name")), text("phase", N_("Phase")),
        text("objective", N_("Objective")), text("owner", N_("Owner")),
        *_three("skipped"), *_three("repeated"), *_three("abandoned"),
    ), _stages),
    Table("experiences", N_("Goals, actions and thoughts"), (
        STAGE, PERSONA, text("part", N_("Goal, action or thought")),
        text("text", N_("Statement")), BASIS, SOURCES,
    ), _experiences),
    Table("touchpoints", N_("Touchpoints"), (
        text("touchpoint_id", ID), POSITION, STAGE, text("name", N_("Name")),
        text("channel", N_("Channel")), flag("online", N_("Online")),
        flag("controlled", N_("Controlled by the company")),
        integer("importance", N_("Importance to the customer, 1 to 5")),
        text("nature", N_("Positive or negative")),
        *_three("skipped"), *_three("repeated"), *_three("abandoned"),
        text("team", N_("Team")),
        number("employee_sentiment", N_("Employees’ sentiment, −2 to +2")),
        integer("employee_n", N_("Number of employees asked")),
        text("employee_sources", N_("IDs of the sources of the employees’ sentiment")),
        text("controlled_by", N_("Stated for the touchpoint; empty: as its channel usually is")),
        text("message", N_("Message")), text("tone", N_("Tone")),
        text("contradicts", N_("IDs of touchpoints that say something else")),
        text("accessible", N_("Accessible to all")), text("on_phone", N_("On a phone")),
    ), _touchpoints),
    Table("emotions", N_("Emotions"), (
        PERSONA, AT, STAGE, number("score", N_("Score, −2 to +2")), BASIS,
        integer("n", N_("n")), number("low", N_("95% CI, lower bound")),
        number("high", N_("95% CI, upper bound")),
        number("room_median", N_("Median of the participants’ scores")),
        number("room_low", N_("Their first quartile")),
        number("room_high", N_("Their third quartile")),
        text("word", N_("Emotion")), text("thought", N_("Thought or quotation")),
        flag("moment_of_truth", N_("Moment of truth")), SOURCES,
    ), _emotions),
    Table("emotion_by_stage", N_("Emotion by stage, current and target"), (
        PERSONA, STAGE, number("score", N_("Score, −2 to +2")),
        number("target", N_("Target score, −2 to +2")),
        number("with_proposed", N_("Target score with the improvements proposed")), BASIS,
    ), _curves),
    Table("participant_scores", N_("Participants’ scores"), (
        PERSONA, AT, integer("participant", N_("Participant, from 1")),
        number("score", N_("Score, −2 to +2")),
    ), _scores),
    Table("workshop_and_customers", N_("Workshop scores and customers"), (
        PERSONA, AT, number("room_median", N_("Median of the participants’ scores")),
        number("room_low", N_("Their first quartile")),
        number("room_high", N_("Their third quartile")),
        integer("room_n", N_("Number of participants")),
        number("score", N_("Customers’ mean score, −2 to +2")),
        number("low", N_("95% CI, lower bound")), number("high", N_("95% CI, upper bound")),
        integer("n", N_("n")), flag("whole", N_("Over all customers, not those of the persona")),
        number("distance", N_("Distance of the median from the interval")),
        text("comparison", N_("differ (by a point), close (by half), agree or no-interval")),
    ), _score_pairs),
    Table("pain_points", N_("Pain points"), (
        text("pain_point_id", ID), AT, STAGE, text("group", N_("Group")),
        text("what", N_("What happens")), integer("k", N_("By how many")),
        integer("n", N_("Out of how many")), number("frequency", N_("Frequency, 0 to 1")),
        text("recurrence", N_("Recurring or isolated")), integer("impact", N_("Impact, 1 to 5")),
        integer("persistence", N_("Persistence, 1 to 5")),
        text("standing", N_("Counted, to be counted, isolated or not observed")),
        number("severity", N_("Severity, 0 to 4, defined by this kit")),
        number("severity_low", N_("Severity at the lower 95% bound, used for ranking")),
        number("severity_high", N_("Severity at the upper 95% bound")),
        text("severity_band", N_("Band of severity")), BASIS, SOURCES,
    ), _pains),
    Table("improvements", N_("Improvements"), (
        text("improvement_id", ID), text("solution", N_("Solution")),
        text("opportunity", N_("Opportunity")), text("kind", N_("Kind")),
        integer("impact", N_("Impact, 1 to 5")), integer("effort", N_("Effort, 1 to 5")),
        text("quadrant", N_("Quadrant")), number("rice", N_("RICE")),
        text("goal_id", N_("Company goal")), text("kpi_id", N_("Indicator")),
        text("owner", N_("Owner")), day("due", N_("Due")), text("status", N_("Status")),
        day("done", N_("Done on")), text("knows", N_("Known of the customer")),
        text("consent", N_("Consent")), text("cost", N_("Cost")),
        text("decided_by", N_("Decided by")),
    ), _improvements),
    Table("improvement_links", N_("What each improvement changes"), (
        text("improvement_id", N_("Improvement")), text("relation", N_("Relation")),
        text("target_id", N_("Pain point, touchpoint or stage")),
        number("change", N_("Expected change of emotion")),
    ), _links),
    Table("kpis", N_("Indicators"), (
        text("kpi_id", ID), AT, text("name", N_("Name")), text("unit", N_("Unit")),
        text("better", N_("Better when")), number("target", N_("Target")), SOURCES,
    ), _kpis),
    Table("kpi_values", N_("Indicators’ values over time"), (
        text("kpi_id", N_("Indicator")), day("date", N_("Date")), number("value", N_("Value")),
        BASIS,
    ), _kpi_values),
)  # fmt: skip
