/** What things are called, and what a field that names things can name. */
import { touchpointsOf, words } from "./data.js";

/** The name of a channel, of the catalogue or the workshop's own. */
export function channelName(app, data, id) {
  return data.channels?.find((own) => own.id === id)?.name ?? app.labels.channels[id]?.name ?? id;
}

/** What a reader calls a record of a collection. */
export function nameOf(app, data, collection, record) {
  if (collection === "pain_points") return words(record.what);
  if (collection === "improvements") return words(record.solution);
  if (collection === "touchpoints") {
    return record.name ?? (record.channel ? channelName(app, data, record.channel) : app.t("unnamed"));
  }
  return record.name ?? record.id;
}

/** What the thing with an id is called, wherever it stands. */
export function nameById(app, data, id) {
  for (const collection of ["stages", "touchpoints", "personas", "pain_points", "improvements"]) {
    const record = data[collection]?.find((one) => one.id === id);
    if (record) return nameOf(app, data, collection, record);
  }
  const owners = [...(data.stages ?? []), ...(data.touchpoints ?? [])];
  return owners.flatMap((one) => one.kpis ?? []).find((kpi) => kpi.id === id)?.name ?? id;
}

/** What a field can name: groups of [id, name], those of a stage together. */
export function linkable(app, data, collections) {
  if (collections.includes("touchpoints")) {
    return (data.stages ?? []).map((stage) => ({
      label: stage.name,
      options: [
        ...(collections.includes("stages") ? [[stage.id, app.t("whole_stage", { stage: stage.name })]] : []),
        ...touchpointsOf(data, stage.id).map((t) => [t.id, nameOf(app, data, "touchpoints", t)]),
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
    options: (data[collection] ?? []).map((r) => [r.id, nameOf(app, data, collection, r)]),
  }));
}

/** The personas' names as one line. */
export function listed(ids) {
  return [ids ?? []].flat();
}
