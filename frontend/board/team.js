/** The participants, each on a line: name, department, role. */

import { html } from "./dom.js";
import { QuickEntry } from "./entries.js";
import { Form } from "./form.js";

/** @import { App, Data, Plain } from "./types" */

/** @param {{app: App, data: Data}} props */
export function Team({ app, data }) {
  const team = /** @type {Plain[]} */ (data.team ?? []);
  const add = (/** @type {string} */ name) => {
    if (!name) return false;
    app.store.submit({ op: "add", place: ["team"], value: { name }, before: null });
    return true;
  };
  return html`<fieldset class="pk-records pk-team">
    <legend>${app.t("all_team")}</legend>
    ${team.map(
      (member, n) => html`<div class="pk-member" key=${n} role="group" aria-label=${member.name}>
      <${Form} app=${app} fields=${app.forms.team} place=${["team", n]} record=${member} />
      <button type="button" class="pk-icon" title=${app.t("delete")} aria-label=${app.t("delete_this", { name: member.name })}
        onClick=${() => app.store.submit({ op: "remove", place: ["team", n], was: member })}><span aria-hidden="true">×</span></button>
    </div>`,
    )}
    <${QuickEntry} app=${app} name="team" label=${app.t("add_team")} button=${app.t("add_team")} add=${add} />
  </fieldset>`;
}
