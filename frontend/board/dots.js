/** The dots that the room gave to a pain point or an improvement: one more, one less, or how many. */
import { html, useLayoutEffect, useRef } from "./dom.js";

/** @import { App, Place, Plain } from "./types" */

const MANY = 60; // dots that are drawn one by one

/**
 * The number itself, saved once when it stands: twelve people's dots are one edit.
 * @param {{app: App, place: Place, votes: number, give: (count: number) => void}} props
 */
function Count({ app, place, votes, give }) {
  const ref = useRef(/** @type {HTMLInputElement | null} */ (null));
  const own = useRef({ shown: "", give, save: /** @type {(() => void) | null} */ (null) }).current;
  own.give = give;
  const save = (own.save ??= () => {
    const field = ref.current;
    app.store.drafts.delete(save);
    if (!field || field.value === own.shown) return;
    if (field.validity.valid) own.give(Number(field.value));
    else field.value = own.shown;
  });
  useLayoutEffect(() => {
    const typing = app.store.drafts.has(save);
    own.shown = String(votes);
    if (!typing && ref.current) ref.current.value = own.shown;
  }, [votes]);
  useLayoutEffect(() => save, []);
  return html`<input type="number" ref=${ref} min="0" step="1" inputmode="numeric"
    aria-label=${app.t("dots_number")} data-field=${place.join(".")}
    onInput=${() => app.store.drafts.add(save)} onChange=${save} onBlur=${save} />`;
}

/** @param {{app: App, collection: string, record: Plain, name: string}} props */
export function Dots({ app, collection, record, name }) {
  const votes = record.votes ?? 0;
  const place = [collection, record.id, "votes"];
  const give = (/** @type {number} */ count) => app.store.set(place, count || null);
  return html`<div class="pk-dots" role="group" aria-label=${app.t("dots_of", { name })} data-nodrag>
    <button type="button" class="pk-icon" disabled=${!votes} aria-label=${app.t("dot_less")}
      onClick=${() => give(votes - 1)}><span aria-hidden="true">−</span></button>
    <${Count} app=${app} place=${place} votes=${votes} give=${give} />
    <button type="button" class="pk-icon" aria-label=${app.t("dot_more")}
      onClick=${() => give(votes + 1)}><span aria-hidden="true">+</span></button>
    <span class="pk-dot-row" data-votes=${votes}>
      <span class="pk-dot-count">${app.t.count("dots", votes)}</span>
      <span aria-hidden="true">${"●".repeat(Math.min(votes, MANY))}${votes > MANY ? "…" : ""}</span></span>
  </div>`;
}
