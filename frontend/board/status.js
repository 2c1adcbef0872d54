/** Whether everything is on the disk, and if not, why; and what the session would not do. */
import { notebookOf } from "../shared/elements.js";
import { html, useEffect, useId, useRef } from "./dom.js";
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
    <span aria-hidden="true">${MARKS[status.state]}</span> <span class=${status.state === "unsaved" ? "" : "pk-shown-as"}>${said}</span>
    ${went && status.state !== "unsaved" && html` <b key=${went}>${undone(app, went)}</b>`}</p>`;
}

/**
 * Where the board says that something is not saved, and that is out of sight: say it at the edge of the
 * notebook, of the full screen, or of the page where another notebook is seen.
 * @param {{app: App, status: StatusOf}} props
 */
export function UnsavedElsewhere({ app, status }) {
  const why = status.state === "unsaved" ? status.why : "";
  useEffect(() => {
    const root = app.root();
    const said = root.querySelector(".pk-status");
    if (!why || !said) return undefined;
    const box = document.createElement("p");
    box.className = "pk-unsaved-elsewhere";
    box.style.cssText = root.style.cssText; // the colours
    box.ariaHidden = "true"; // the status itself is read aloud
    box.textContent = app.t("not_saved", { why });
    const observer = new IntersectionObserver((entries) => {
      const home = notebookOf(root);
      const full = document.fullscreenElement;
      if (entries.at(-1)?.isIntersecting) box.remove();
      else if (full && root.contains(full)) full.append(box);
      else (home.checkVisibility() ? home : document.body).append(box);
    });
    observer.observe(said);
    return () => {
      observer.disconnect();
      box.remove();
    };
  }, [why]);
  return null;
}

/**
 * What was refused, and why; a question where something could be done instead.
 * @param {{app: App, notice: NoticeOf | null}} props
 */
export function Notice({ app, notice }) {
  if (!notice) return null;
  if (notice.offer) return html`<${Offer} app=${app} notice=${notice} />`;
  return html`<div class="pk-notice" role="alert">
    <p>${notice.why}</p>
    <button type="button" class="pk-small" onClick=${() => app.store.change({ notice: null })}>${app.t("understood")}</button>
  </div>`;
}

/**
 * Ask over the board, wherever it is scrolled to: the answer is due before anything else.
 * @param {{app: App, notice: NoticeOf}} props
 */
function Offer({ app, notice }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const label = useId();
  useEffect(() => {
    if (!ref.current?.open) ref.current?.showModal();
  }, []);
  const away = () => app.store.change({ notice: null });
  const accept = () => {
    const { id: _, new: __, ...edit } = /** @type {SingleEdit} */ (notice.offer);
    app.store.submit(edit);
  };
  return html`<dialog class="pk-dialog pk-offer" ref=${ref} aria-labelledby=${label} onClose=${away}>
    <p id=${label}>${notice.why}</p>
    <p class="pk-answers">
      <button type="button" class="pk-small" onClick=${away}>${app.t("keep")}</button>
      <button type="button" class="pk-primary" onClick=${accept}>${app.t("remove_these_too")}</button>
    </p>
  </dialog>`;
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
