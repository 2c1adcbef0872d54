"""Alternative texts of the curves, with every number that they show (WCAG 1.1.1)."""

from __future__ import annotations

from collections.abc import Sequence

from kit.i18n import N_, Message, RichText, Texts
from kit.journey import Journey
from kit.results import Moment, curve, extremes, proposed_curve, stage_curve, target_curve


def curve_alt(journey: Journey, persona: str, t: Texts, peaks: bool = True) -> str:
    """Describe a persona's emotion curve: start, peaks, end, then every score."""
    moments = curve(journey, persona)
    by_stage = all(m.score is None for m in moments)
    if by_stage:
        moments = stage_curve(journey, persona)
    scored = [(m, m.score) for m in moments if m.score is not None]
    found = extremes(journey, persona)
    if not scored or found is None:
        return ""
    name = journey.words(journey[persona].name)
    if by_stage:
        said = t.plural(
            "Emotion of {name} over {count} stage.",
            "Emotion of {name} over {count} stages.",
            len(scored),
            name=name,
        )
    else:
        said = t.plural(
            "Emotion of {name} over {count} touchpoint.",
            "Emotion of {name} over {count} touchpoints.",
            len(scored),
            name=name,
        )
    sentences = [said]
    first, score = scored[0]
    sentences.append(t("Starts at {score:+} ({at}).", score=score, at=_name(journey, first)))
    for message, equal in (
        (N_("Highest {score:+}: {at}."), found.highest),
        (N_("Lowest {score:+}: {at}."), found.lowest),
    ):
        if peaks and equal:
            names = t.listed([t.say(_name(journey, one)) for one in equal])
            sentences.append(t(message, score=equal[-1].score or 0, at=names))
    if found.end:
        last, score = scored[-1]
        sentences.append(t("Ends at {score:+} ({at}).", score=score, at=_name(journey, last)))
    if found.missing:
        names = t.listed([t.say(_name(journey, m)) for m in found.missing])
        sentences.append(t("Measured value missing: {moments}.", moments=names))
    truths = [t.say(_name(journey, m)) for m, _ in scored if m.truth]
    if truths:
        sentences.append(t("Moments of truth: {moments}.", moments=t.listed(truths)))
    sentences.append(t("Stage by stage: {scores}.", scores=scores_by_stage(journey, moments, t)))
    return " ".join(sentences)


def joined(parts: Sequence[str], t: Texts) -> str:
    """Join statements with the semicolon of the reader's language."""
    return t(N_("; ", "between statements")).join(parts)


def scores_by_stage(journey: Journey, moments: Sequence[Moment], t: Texts) -> str:
    """Return every score, stage by stage: « Je cherche : +1, 0; J’achète : −2 »."""
    parts = []
    for stage in journey.stages:
        scores = [m.score for m in moments if m.stage == stage.id]
        if scores:
            said = ", ".join("–" if score is None else t.signed(score) for score in scores)
            parts.append(t("{name}: {values}", name=journey.words(stage.name), values=said))
    return joined(parts, t)


def _name(journey: Journey, moment: Moment) -> RichText | Message:
    return journey.name_of(moment.at)


def compared_alt(journey: Journey, t: Texts) -> str:
    """Describe the emotion of each persona, stage by stage (F1)."""
    curves = []
    for persona in journey.personas:
        moments = stage_curve(journey, persona.id)
        if any(m.score is not None for m in moments):
            curves.append(
                t(
                    "{name} ({scores}).",
                    name=journey.words(persona.name),
                    scores=scores_by_stage(journey, moments, t),
                )
            )
    return " ".join([t("Emotion per stage, persona by persona:"), *curves])


def target_alt(journey: Journey, persona: str, t: Texts) -> str:
    """Describe each stage's score and the target that the improvements set (F10)."""
    parts = []
    for moment, aim in zip(
        stage_curve(journey, persona), target_curve(journey, persona), strict=True
    ):
        if moment.score is not None and aim is not None:
            parts.append(
                t(
                    "{name} {now:+} → {aim:+}",
                    name=journey.words(journey[moment.stage].name),
                    now=moment.score,
                    aim=aim,
                )
            )
    said = t(
        "Emotion of {name} per stage, now and once the improvements decided on are done: "
        "{changes}.",
        name=journey.words(journey[persona].name),
        changes=joined(parts, t),
    )
    proposed = [
        t("{name} {score:+}", name=journey.words(stage.name), score=score)
        for stage, score in zip(journey.stages, proposed_curve(journey, persona), strict=False)
        if score is not None
    ]
    if not proposed:
        return said
    more = t("With those only proposed: {scores}.", scores=joined(proposed, t))
    return f"{said} {more}"
