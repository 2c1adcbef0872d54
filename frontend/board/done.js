/** The day since which an improvement is done: asked for when its status becomes done (F10). */

import { at, words } from "./data.js";
import { html, useEffect, useId, useRef } from "./dom.js";

/** @import { App, Data, FormEvent, Place } from "./types" */

/**
 * Set the status of an improvement; what is done no more loses its date.
 * @param {App} app
 * @param {Place} place
 * @param {string | null} status
 */
export function setStatus(app, place, status) {
  const [collection, id] = place;
  const { done } = at(app.store.state.data, [collection, id]);
  app.store.batch([
    app.store.setting(place, status),
    status !== "done" && done && app.store.setting([collection, id, "done"], null),
  ]);
  if (status === "done" && !done) app.store.change({ asked: String(id) });
}

function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {{app: App, id: string | null, data: Data}} props */
export function DoneDialog({ app, id, data }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const label = useId();
  const record = id && at(data, ["improvements", id]);
  useEffect(() => {
    if (record && !ref.current?.open) ref.current?.showModal();
  }, [id]);
  if (!record) return null;
  const close = () => app.store.change({ asked: null });
  const save = (/** @type {FormEvent} */ event) => {
    const day = new FormData(event.target).get("done");
    if (day && id) app.store.set(["improvements", id, "done"], day);
  };
  return html`<dialog class="pk-dialog" ref=${ref} aria-labelledby=${label} onClose=${close}>
    <form method="dialog" onSubmit=${save} data-done=${id}>
      <h3 id=${label}>${app.t("done_since", { name: words(record.solution) })}</h3>
      <p>${app.t("done_why")}</p>
      <p><input type="date" name="done" defaultValue=${today()} max=${today()} required aria-labelledby=${label} /></p>
      <p><button class="pk-small">${app.t("done_save")}</button></p>
    </form>
    <form method="dialog"><button class="pk-small">${app.t("done_unknown")}</button></form>
  </dialog>`;
}
