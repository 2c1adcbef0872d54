/** Ids for new things: of their names, where that can be; and for edits, which need no name. */

import { KEYED } from "./tables.js";

/** @import { Data } from "./types" */

/** The id of an edit. */
export function editId() {
  if (typeof globalThis.crypto?.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text */
function slug(text) {
  return text
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
}

/**
 * An id made of a text, that nothing in the journey has; the session has the last word.
 * @param {Data} data
 * @param {string | undefined} text
 * @param {string} otherwise what the id is where the text yields none
 */
export function freeId(data, text, otherwise) {
  const taken = new Set();
  for (const name of KEYED) {
    for (const record of data[name] ?? []) {
      taken.add(record.id);
      for (const kpi of record.kpis ?? []) taken.add(kpi.id);
    }
  }
  const base = slug(text ?? "") || otherwise;
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
}
