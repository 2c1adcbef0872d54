// The time in a corner, while the bar is not in sight: the notebook is scrolled, or its board is in
// full screen. An output of JupyterLab's clips what is in it, so that the bar itself cannot stay.
import { h, notebookOf, put } from "../shared/elements.js";

/**
 * Show the time in a corner of a bar's notebook while an element of the bar is not seen.
 * @param {HTMLElement} bar
 * @param {Element} watched
 */
export function corner(bar, watched) {
  const time = h("span", { class: "time", "aria-hidden": "true" });
  const alert = h("p", { class: "alert" });
  const box = h("div", { class: "parcours-corner", lang: bar.lang, style: bar.style.cssText }, time, alert);
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
    alert.ariaHidden = covers ? null : "true";
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
    /**
     * Say what time is left, if any is told, and what is to be seen at its end.
     * @param {string} text
     * @param {string} said
     * @param {string | undefined} state
     */
    show(text, said, state) {
      put(time, text);
      put(alert, said);
      box.dataset.state = state;
      place();
    },
    remove() {
      observer.disconnect();
      document.removeEventListener("fullscreenchange", place);
      box.remove();
    },
  };
}
