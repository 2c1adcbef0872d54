/** What things are called, and what a field that names things can name. */
import { touchpointsOf, words } from "./data.js";

/** @import { App, Data, Plain } from "./types" */

/**
 * The name of a channel, of the catalogue or the workshop's own.
 * @param {App} app
 * @param {Data} data
 * @param {string} id
 * @returns {string}
 */
export function channelName(app, data, id) {
  return data.channels?.find((own) => own.id === id)?.name ?? app.labels.channels[id]?.name ?? id;
}

/**
 * What a reader calls a record of a collection.
 * @param {App} app
 * @param {Data} data
 * @param {string} collection
 * @param {Plain} record
 * @returns {string}
 */
export function nameOf(app, data, collection, record) {
  if (collection === "pain_points") return words(record.what);
  if (collection === "improvements") return words(record.solution);
  if (collection === "touchpoints") {
    return record.name ?? (record.channel ? channelName(app, data, record.channel) : app.t("unnamed"));
  }
  return record.name ?? record.id;
}

/**
 * What the thing with an id is called, wherever it stands.
 * @param {App} app
 * @param {Data} data
 * @param {string} id
 * @returns {string}
 */
export function nameById(app, data, id) {
  for (const collection of ["stages", "touchpoints", "personas", "pain_points", "improvements"]) {
    const record = data[collection]?.find((/** @type {Plain} */ one) => one.id === id);
    if (record) return nameOf(app, data, collection, record);
  }
  const owners = [...(data.stages ?? []), ...(data.touchpoints ?? [])];
  return owners.flatMap((one) => one.kpis ?? []).find((kpi) => kpi.id === id)?.name ?? id;
}

/**
 * What a field can name: groups of [id, name], those of a stage together.
 * @param {App} app
 * @param {Data} data
 * @param {string[]} collections
 * @returns {{label: string, options: [string, string][]}[]}
 */
export function linkable(app, data, collections) {
  if (collections.includes("touchpoints")) {
    return (data.stages ?? []).map((stage) => ({
      label: stage.name,
      options: [
        ...(collections.includes("stages")
          ? [/** @type {[string, string]} */ ([stage.id, app.t("whole_stage", { stage: stage.name })])]
          : []),
        ...touchpointsOf(data, stage.id).map(
          (t) => /** @type {[string, string]} */ ([t.id, nameOf(app, data, "touchpoints", t)]),
        ),
      ],
    }));
  }
  if (collections[0] === "kpis") {
    return [...(data.stages ?? []), ...(data.touchpoints ?? [])].map((owner) => ({
      label: owner.name ?? owner.id,
      options: (owner.kpis ?? []).map((kpi) => [kpi.id, kpi.name]),
    }));
  }
  return collections.map((collection) => ({
    label: "",
    options: (data[collection] ?? []).map((/** @type {Plain} */ r) => [
      r.id,
      nameOf(app, data, collection, r),
    ]),
  }));
}

/**
 * The personas' names as one line.
 * @template T
 * @param {T | T[] | null | undefined} ids
 * @returns {T[]}
 */
export function listed(ids) {
  return /** @type {T[]} */ ([ids ?? []].flat());
}
