/** Records as forms: the persona, the sources, the scope; in the room's view the persona's portrait. */

import { classes, html, useState } from "./dom.js";
import { QuickEntry } from "./entries.js";
import { Form } from "./form.js";
import { nameOf } from "./links.js";
import { Portrait } from "./portrait.js";
import { Team } from "./team.js";

/** @import { Space } from "./projection.js" */
/** @import { AnyRecord, App, Data } from "./types" */

/** @type {any[]} */
const NONE = [];
const TABBED = new Set(["personas", "goals", "evidence", "channels"]);

/**
 * Records as forms, one at a time where there are several: the persona, the sources, the scope.
 * @param {{app: App, data: Data, collection: string, chosen: string | null, choose: (id: string) => void, space?: Space | null}} props
 */
export function Records({ app, data, collection, chosen, choose, space }) {
  const [editing, edit] = useState(false);
  if (collection === "team") return html`<${Team} app=${app} data=${data} />`;
  if (!TABBED.has(collection)) {
    return html`<div class="pk-records"><${Form} app=${app} fields=${app.forms[collection]} place=${[collection]}
      record=${data[collection]} /></div>`;
  }
  const records = /** @type {AnyRecord[]} */ (data[collection] ?? NONE);
  const record = records.find((one) => one.id === chosen) ?? records[0];
  const add = (/** @type {string} */ text) => {
    if (!text) return false;
    const more = collection === "evidence" ? { kind: "interviews" } : {};
    choose(app.places.add(collection, { name: text, ...more }));
    return true;
  };
  const portrait = Boolean(space && record && !editing);
  return html`<div class=${classes("pk-records", portrait && "pk-portrayed")}>
    <nav class="pk-tabs" aria-label=${app.t(`all_${collection}`)}>
      ${records.map(
        (one) => html`<button type="button" key=${one.id} data-open=${one.id} lang=${app.written}
        aria-current=${one === record ? "true" : undefined} onClick=${() => choose(one.id)}>
        ${nameOf(app, data, collection, one)}</button>`,
      )}
      ${
        portrait
          ? html`<button type="button" class="pk-small pk-right" data-do="edit" onClick=${() => edit(true)}>${app.t("edit")}</button>`
          : html`<${QuickEntry} app=${app} name=${collection} label=${app.t(`add_${collection}`)}
        button=${app.t(`add_${collection}`)} add=${add} />
      ${space && html`<button type="button" class="pk-small pk-right" data-do="portrait" onClick=${() => edit(false)}>${app.t("portrait")}</button>`}`
      }
    </nav>
    ${portrait && html`<${Portrait} key=${record.id} app=${app} persona=${record} space=${space} />`}
    ${
      record &&
      !portrait &&
      html`<${Form} key=${record.id} app=${app} fields=${app.forms[collection]} place=${[collection, record.id]}
        record=${record} persona=${record.id} />
      <div class="pk-actions">
        <button type="button" class="pk-small" data-do="duplicate"
          onClick=${() => choose(app.places.duplicate(collection, record.id))}>${app.t("duplicate")}</button>
        <button type="button" class="pk-small pk-danger" data-do="delete"
          onClick=${() => app.places.remove(collection, record.id)}>${app.t("delete")}</button>
      </div>`
    }
  </div>`;
}
