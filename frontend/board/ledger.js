/**
 * Edits of which nobody has said yet that they are on the disk. They are kept in the browser, so
 * that a page that is reloaded, or a kernel that dies, loses none: each has an entry of its own, and
 * the session knows an edit that it is sent twice by its id.
 */

/** @import { SentEdit } from "./types" */

/** @type {Map<string, string>} */
const memory = new Map();

function storage() {
  try {
    localStorage.setItem("parcours", "1");
    localStorage.removeItem("parcours");
    return localStorage;
  } catch {
    return null; // full, or forbidden: then they are kept as long as the page is
  }
}

/** @param {string} client the client's folder */
export function ledger(client) {
  const prefix = `parcours:${client}:`;
  const kept = storage();
  let turn = 0;
  return {
    /** @param {SentEdit} edit */
    keep(edit) {
      const line = JSON.stringify({ at: Date.now(), turn: turn++, edit });
      try {
        if (kept) kept.setItem(prefix + edit.id, line);
        else memory.set(prefix + edit.id, line);
      } catch {
        memory.set(prefix + edit.id, line);
      }
    },
    /** @param {string} id */
    drop(id) {
      kept?.removeItem(prefix + id);
      memory.delete(prefix + id);
    },
    /** What an earlier page has left, in the order in which it was edited. */
    left() {
      /** @type {{at: number, turn: number, edit: SentEdit}[]} */
      const lines = [];
      for (let n = 0; n < (kept?.length ?? 0); n++) {
        const key = kept?.key(n);
        if (!key?.startsWith(prefix)) continue;
        try {
          lines.push(JSON.parse(kept?.getItem(key) ?? ""));
        } catch {
          kept?.removeItem(key);
        }
      }
      return lines.sort((a, b) => a.at - b.at || a.turn - b.turn).map((line) => line.edit);
    },
  };
}
