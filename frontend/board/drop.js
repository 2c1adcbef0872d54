/** What a drag leaves where it ends. */

/** @import { Drop } from "./drag.js" */
/** @import { Places } from "./places.js" */
/** @import { Store } from "./store.js" */
/** @import { Words } from "./words.js" */

/**
 * What happens where something is let go.
 * @param {{store: Store, places: Places, t: Words, announce: (text: string) => void}} app
 * @returns {Drop}
 */
export function createDrop({ store, places, t, announce }) {
  return (what, zone, before) => {
    const stage = zone.stage;
    const cell = { impact: Number(zone.impact), effort: Number(zone.effort) };
    if (what.kind === "notes") {
      places.placeNote(Number(what.number), String(zone.zone), {
        stage,
        before,
        ...(zone.impact ? cell : {}),
      });
      announce(t("placed"));
      return;
    }
    const id = String(what.id);
    if (what.kind === "stages") places.reorder("stages", id, before);
    else if (what.kind === "improvements") {
      const to = zone.impact ? cell : { impact: null, effort: null };
      store.batch([
        store.setting(["improvements", id, "impact"], to.impact),
        store.setting(["improvements", id, "effort"], to.effort),
      ]);
    } else places.toStage(what.kind, id, stage, before);
  };
}
