/** A file of notes from the person's own disk: its text comes into a field, as if it were pasted. */
import { html } from "./dom.js";

/** The text of a file; one that is no UTF-8 was written by a spreadsheet of Windows. */
export async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Put text into a field so that it counts as typed. */
function typed(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A way to choose such a file; `field` is where its text goes. */
export function OpenFile({ app, field }) {
  const chosen = async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    typed(field.current, await textOf(file));
    event.target.value = "";
    field.current.focus();
  };
  return html`<label class="pk-file"><span>${app.t("open_file")}</span>
    <input type="file" class="pk-hidden" accept=".csv,.tsv,.txt,text/csv,text/plain" onChange=${chosen} data-do="open-file" /></label>`;
}
