// Where a notebook is not that of the current item: the way to that one, and the item of this one.
import { filled, h, notebookOf, put } from "../shared/elements.js";

/** @import { AgendaItem } from "./schedule.js" */

/**
 * What is offered in the notebook of a step; `take` is told the number of the item to start.
 * @param {{[name: string]: string}} texts
 * @param {string} step
 * @param {{[notebook: string]: string}} files
 * @param {(item: number) => void} take
 */
export function elsewhere(texts, step, files, take) {
  let file = "";
  let mine = -1;
  // The notebook's head has this link already, and JupyterLab has made it open a tab.
  const link = () => {
    const found = file && notebookOf(element).querySelector(`.step-head a[href*="${file}"]`);
    return /** @type {HTMLAnchorElement | null} */ (found || null);
  };
  const open = /** @type {HTMLAnchorElement} */ (
    h("a", {
      class: "there",
      onclick: (/** @type {Event} */ event) => {
        event.preventDefault();
        link()?.click();
      },
    })
  );
  const start = h("button", { type: "button", class: "take", onclick: () => take(mine) });
  const element = h("div", { class: "elsewhere" }, open, start);

  function tick() {
    const to = link();
    open.hidden = !to;
    if (to) open.href = to.href;
    element.hidden = open.hidden && start.hidden;
  }

  return {
    element,
    /** See whether the head is there by now: it may be drawn after the bar. */
    tick,
    /**
     * @param {AgendaItem[]} items
     * @param {number} here
     */
    draw(items, here) {
      const current = items[here];
      const away = current.notebook !== step;
      const ours = (/** @type {AgendaItem} */ one) => Boolean(step) && one.notebook === step;
      const later = items.findIndex((one, i) => i > here && ours(one));
      file = away ? (files[current.notebook ?? ""] ?? "") : "";
      // A break has no notebook: only what comes after it is offered.
      mine = !away ? -1 : later >= 0 || !current.notebook ? later : items.findIndex(ours);
      start.hidden = mine < 0;
      put(open, filled(texts.open_notebook, { item: current.title }));
      put(start, filled(texts.take, { item: items[mine]?.title ?? "" }));
      tick();
    },
  };
}
