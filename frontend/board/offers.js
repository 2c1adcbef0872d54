/** What a stage's phase usually aims at and is measured by, to be taken with one click (M2.7). */
import { html } from "./dom.js";
import { freeId } from "./ids.js";

/** @import { App, Stage } from "./types" */

/** @param {{app: App, stage: Stage}} props */
export function Offers({ app, stage }) {
  const offer = app.labels.offers[stage.phase ?? ""];
  if (!offer) return null;
  const place = ["stages", stage.id];
  const known = new Set((stage.kpis ?? []).map((kpi) => kpi.name));
  const take = (/** @type {string} */ name) =>
    app.store.submit({
      op: "add",
      place: [...place, "kpis", freeId(app.store.state.data, name, "kpi")],
      value: { name },
      before: null,
    });
  const button = (
    /** @type {string} */ name,
    /** @type {() => void} */ does,
  ) => html`<button type="button" class="pk-small" key=${name} data-offer=${name}
    lang=${app.written} aria-label=${app.t("take_offer", { name })} onClick=${does}>+ ${name}</button>`;
  const offered = [
    ...(stage.objective
      ? []
      : [button(offer.objective, () => app.store.set([...place, "objective"], offer.objective))]),
    ...offer.kpis.filter((name) => !known.has(name)).map((name) => button(name, () => take(name))),
  ];
  return (
    offered.length > 0 &&
    html`<div class="pk-offers"><p class="pk-ask">${app.t("offered")}</p>${offered}</div>`
  );
}
