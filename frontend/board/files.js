/** A file of notes from the person's own disk: its text comes into a field, as if it were pasted. */
import { html } from "./dom.js";

/** @import { App, FieldEvent } from "./types" */

/**
 * The text of a file; one that is no UTF-8 was written by a spreadsheet of Windows.
 * @param {Blob} file
 */
export async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/**
 * Put text into a field so that it counts as typed.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {string} text
 */
function typed(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * A way to choose such a file; `field` is where its text goes.
 * @param {{app: App, field: {current: HTMLTextAreaElement | null}}} props
 */
export function OpenFile({ app, field }) {
  const chosen = async (/** @type {FieldEvent} */ event) => {
    const { target } = event;
    const file = target.files?.[0];
    if (!file) return;
    const text = await textOf(file);
    if (field.current) typed(field.current, text);
    target.value = "";
    field.current?.focus();
  };
  return html`<label class="pk-file"><span>${app.t("open_file")}</span>
    <input type="file" class="pk-hidden" accept=".csv,.tsv,.txt,text/csv,text/plain" onChange=${chosen} data-do="open-file" /></label>`;
}
