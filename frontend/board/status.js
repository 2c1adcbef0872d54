/** Whether everything is on the disk, and if not, why; and what the session would not do. */
import { html } from "./dom.js";
import { undone } from "./undone.js";

/** @import { App, Broken as BrokenFile, Notice as NoticeOf, SingleEdit, Status as StatusOf, Went } from "./types" */

const MARKS = { saved: "✓", saving: "…", unsaved: "!" };

/** @param {{app: App, status: StatusOf, went: Went | null}} props */
export function Status({ app, status, went }) {
  const said = {
    saved: () => app.t("saved"),
    saving: () => app.t("saving"),
    unsaved: () => app.t("not_saved", { why: status.why }),
  }[status.state]();
  return html`<p class=${`pk-status pk-${status.state}`} role="status" data-state=${status.state}>
    <span aria-hidden="true">${MARKS[status.state]}</span> ${said}
    ${went && status.state !== "unsaved" && html` <b>${undone(app, went)}</b>`}</p>`;
}

/**
 * What was refused, why, and what could be done instead.
 * @param {{app: App, notice: NoticeOf | null}} props
 */
export function Notice({ app, notice }) {
  if (!notice) return null;
  const away = () => app.store.change({ notice: null });
  const accept = () => {
    const { id: _, new: __, ...edit } = /** @type {SingleEdit} */ (notice.offer);
    app.store.submit(edit);
  };
  return html`<div class="pk-notice" role="alert">
    <p>${notice.why}</p>
    ${notice.offer && html`<button type="button" class="pk-primary" onClick=${accept}>${app.t("remove_these_too")}</button>`}
    <button type="button" class="pk-small" onClick=${away}>${app.t(notice.offer ? "keep" : "understood")}</button>
  </div>`;
}

/**
 * A file that a hand has made unreadable: where, and what is wrong.
 * @param {{app: App, broken: BrokenFile | null}} props
 */
export function Broken({ app, broken }) {
  if (!broken) return null;
  return html`<div class="pk-notice pk-broken" role="alert">
    <p>${broken.why}</p>
    <details><summary>${app.t("show_faults")}</summary>
      <ul>${(broken.faults ?? []).map(
        (fault, n) => html`<li key=${n}>
        ${app.t("fault", { line: fault.line ?? "?", at: fault.at ?? "", says: fault.says })}</li>`,
      )}</ul>
    </details>
  </div>`;
}
