// The list of an agenda's items: the minutes that each is to take, which can be changed for this
// workshop, and those that it takes as it stands now.
import { filled, h, put } from "../shared/elements.js";
import { wanted, wholeMinutes } from "./schedule.js";

/** @import { AgendaItem, Session } from "./schedule.js" */

const MOST = 24 * 60;

/**
 * The list in a step's notebook; `change` is told of an item's number and minutes, or of none: the agenda's again.
 * @param {{[name: string]: string}} texts
 * @param {string} step
 * @param {(item: number, minutes: number | null) => void} change
 */
export function itemList(texts, step, change) {
  const rows = h("tbody");
  const shared = h("p", { class: "shared", role: "status" });
  const column = (/** @type {string} */ text) => h("th", { scope: "col" }, text);
  const element = h(
    "div",
    {},
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, column(texts.item), column(texts.planned), column(texts.now))),
      rows,
    ),
    shared,
  );
  /** @type {AgendaItem[] | null} */
  let drawn = null;
  /** @type {Element | null} */
  let typing = null;

  /**
   * @param {AgendaItem} item
   * @param {number} i
   */
  function row(item, i) {
    const field = /** @type {HTMLInputElement} */ (
      h("input", {
        type: "number",
        min: 1,
        max: MOST,
        "aria-label": filled(texts.minutes_of, { item: item.title }),
        oninput: () => (typing = field),
        onblur: () => (typing = null),
        onchange: () => {
          typing = null;
          const minutes = field.valueAsNumber;
          change(i, minutes ? Math.min(Math.max(minutes, 1), MOST) : null);
        },
      })
    );
    const [before, after] = texts.minutes.split("{minutes}");
    const here = step && item.notebook === step ? [" ", h("small", {}, texts.here)] : [];
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, item.title, ...here),
      h("td", {}, before, field, after),
      h("td"),
    );
  }

  return {
    element,
    /**
     * Draw what changes only when something is done; a field that is typed in stays as it is.
     * @param {Session} session
     * @param {AgendaItem[]} items
     * @param {number} here
     */
    draw(session, items, here) {
      if (items !== drawn) rows.replaceChildren(...items.map(row));
      drawn = items;
      const minutes = wanted(session, items);
      [...rows.children].forEach((one, i) => {
        one.ariaCurrent = i === here ? "step" : null;
        const field = /** @type {HTMLInputElement} */ (one.querySelector("input"));
        field.disabled = i < here;
        if (field !== typing) field.value = String(minutes[i]);
      });
    },
    /**
     * Draw what changes with time: the seconds that each item takes.
     * @param {Session} session
     * @param {AgendaItem[]} items
     * @param {number} here
     * @param {number[]} seconds
     */
    tick(session, items, here, seconds) {
      const minutes = wanted(session, items);
      const told = wholeMinutes(seconds);
      [...rows.children].forEach((one, i) => {
        put(/** @type {Element} */ (one.lastElementChild), filled(texts.minutes, { minutes: told[i] }));
        one.classList.toggle("changed", told[i] !== minutes[i]);
      });
      const shortened = seconds.some((s, i) => i > here && s < 60 * minutes[i]);
      put(shared, shortened ? texts.shared : "");
    },
  };
}
