// The time in a corner, while the bar is not in sight: the notebook is scrolled, or its board is in
// full screen. An output of JupyterLab's clips what is in it, so that the bar itself cannot stay.
import { filled, h, notebookOf, put } from "../shared/elements.js";

/**
 * @typedef {object} Shown what is shown there
 * @property {string} time that is left, or nothing
 * @property {string} item that the time is of
 * @property {string} following item, if there is one
 * @property {string} alert at the end of the time
 * @property {string | undefined} state
 */

/**
 * Show the item and its time in a corner of a bar's notebook while an element of the bar is not seen.
 * On a board in full screen there are the buttons for what follows, too.
 * @param {HTMLElement} bar
 * @param {Element} watched
 * @param {{[name: string]: string}} texts
 * @param {{more: () => void, forth: () => void}} does
 */
export function corner(bar, watched, texts, does) {
  const time = h("span", { class: "time", "aria-hidden": "true" });
  const name = h("span", { class: "name", "aria-hidden": "true" });
  const alert = h("p", { class: "alert" });
  const more = h(
    "button",
    {
      type: "button",
      class: "more",
      onclick: does.more,
      "aria-label": texts.more_name,
      title: texts.more_name,
    },
    texts.more,
  );
  const forth = h("button", { type: "button", class: "forth", onclick: does.forth }, "▶▶");
  const box = h(
    "div",
    { class: "parcours-corner", lang: bar.lang, style: bar.style.cssText },
    name,
    alert,
    time,
    h("span", { class: "does" }, more, forth),
  );
  let seen = true;

  function place() {
    const home = notebookOf(bar);
    const full = document.fullscreenElement;
    const covers = full && home.contains(full) && !full.contains(bar);
    if (!bar.isConnected || !time.textContent || (seen && !covers)) {
      box.remove();
      return;
    }
    // A board in full screen has a place for it beside its buttons.
    const slot = covers ? full.querySelector("[data-clock]") : null;
    const at = slot ?? (covers ? full : home);
    if (box.parentElement === at) return;
    // What is in full screen hides the bar's own alert from screen readers too: then this one is read.
    alert.role = covers ? "alert" : null;
    alert.ariaHidden = name.ariaHidden = covers ? null : "true";
    box.popover = covers && !slot ? "manual" : null; // stays in its corner when the board is scrolled
    at.append(box);
    if (box.popover) box.showPopover?.();
  }

  const observer = new IntersectionObserver((entries) => {
    seen = Boolean(entries.at(-1)?.isIntersecting);
    place();
  });
  observer.observe(watched);
  document.addEventListener("fullscreenchange", place);

  return {
    /** @param {Shown} shown */
    show(shown) {
      put(time, shown.time);
      put(name, shown.item);
      put(alert, shown.alert);
      const next = filled(texts.take, { item: shown.following });
      if (forth.title !== next) forth.title = forth.ariaLabel = next;
      forth.hidden = !shown.following;
      box.dataset.state = shown.state;
      place();
    },
    remove() {
      observer.disconnect();
      document.removeEventListener("fullscreenchange", place);
      box.remove();
    },
  };
}
