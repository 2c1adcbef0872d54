// Generated from the model by: python -m tests.frontend.tables

/** The collections whose records have an id; they share one id space. */
export const KEYED = [
  "goals",
  "evidence",
  "channels",
  "personas",
  "stages",
  "touchpoints",
  "pain_points",
  "improvements",
];

/** Fields that hold the ids of records. */
export const LINK_FIELDS = [
  "emotions.*.at",
  "emotions.*.evidence",
  "emotions.*.persona",
  "emotions.*.thought.evidence",
  "evidence.*.measures.*.at",
  "evidence.*.measures.*.persona",
  "improvements.*.effects.*.at",
  "improvements.*.effects.*.persona",
  "improvements.*.goal",
  "improvements.*.knows.evidence",
  "improvements.*.kpi",
  "improvements.*.opportunity.evidence",
  "improvements.*.relieves",
  "improvements.*.removes",
  "improvements.*.solution.evidence",
  "improvements.*.stage",
  "improvements.*.strengthens",
  "pain_points.*.at",
  "pain_points.*.causes.*.evidence",
  "pain_points.*.evidence",
  "pain_points.*.personas",
  "pain_points.*.verbatims.*.evidence",
  "pain_points.*.what.evidence",
  "personas.*.demographics.age.evidence",
  "personas.*.demographics.area.evidence",
  "personas.*.demographics.gender.evidence",
  "personas.*.demographics.income.evidence",
  "personas.*.empathy.frustrations.*.evidence",
  "personas.*.empathy.motivations.*.evidence",
  "personas.*.empathy.needs.*.evidence",
  "personas.*.general.household.evidence",
  "personas.*.general.occupation.evidence",
  "personas.*.general.place.evidence",
  "personas.*.goals.long_term.*.evidence",
  "personas.*.goals.short_term.*.evidence",
  "personas.*.personality.character.*.evidence",
  "personas.*.personality.information.*.evidence",
  "personas.*.problems.life.*.evidence",
  "personas.*.problems.product.*.evidence",
  "personas.*.quotation.evidence",
  "personas.*.relation.alternatives.*.evidence",
  "personas.*.relation.how.*.evidence",
  "personas.*.relation.likes.*.evidence",
  "personas.*.relation.why.*.evidence",
  "personas.*.wishes.improve.*.evidence",
  "personas.*.wishes.solutions.*.evidence",
  "scenario.expectations.*.evidence",
  "scenario.goal.evidence",
  "silenced.*.at",
  "stages.*.experience.*.actions.*.evidence",
  "stages.*.experience.*.goal.evidence",
  "stages.*.experience.*.thoughts.*.evidence",
  "stages.*.kpis.*.evidence",
  "stages.*.objective.evidence",
  "touchpoints.*.channel",
  "touchpoints.*.contradicts",
  "touchpoints.*.employee.does.evidence",
  "touchpoints.*.employee.evidence",
  "touchpoints.*.employee.initiative.evidence",
  "touchpoints.*.employee.irritant.evidence",
  "touchpoints.*.employee.mistakes.evidence",
  "touchpoints.*.kpis.*.evidence",
  "touchpoints.*.personas",
  "touchpoints.*.promise.evidence",
  "touchpoints.*.stage",
];

/** Fields that hold values by the ids of records. */
export const LINK_MAPS = [
  "evidence.*.personas",
  "evidence.*.steps",
  "stages.*.experience",
];

/** From here on an impact or an effort is high (F6). */
export const HIGH = 4;

/** The interquartile range from which participants disagree (F2). */
export const DISAGREEMENT = 2;
