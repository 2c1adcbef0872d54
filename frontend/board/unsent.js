/**
 * What stands in a line that nobody has added yet: kept for as long as the tab is, so that a
 * notebook that is run again, or a page that is loaded again, does not throw away what was typed.
 */

/** @import { App } from "./types" */

function storage() {
  try {
    return sessionStorage;
  } catch {
    return null; // forbidden: then it is kept as long as the board is
  }
}

/**
 * @param {App} app
 * @param {string} name
 */
export function unsent(app, name) {
  const key = `parcours-unsent:${app.model.get("client")}:${name}`;
  const kept = storage();
  return {
    text: kept?.getItem(key) ?? "",
    /** @param {string} text */
    keep(text) {
      try {
        if (text) kept?.setItem(key, text);
        else kept?.removeItem(key);
      } catch {
        // full: it still stands in the field
      }
    },
  };
}
