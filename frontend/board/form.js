/** The form of one record: its fields in their order, groups within frames. */

import { at } from "./data.js";
import { html, useState } from "./dom.js";
import { KINDS, Line } from "./fields.js";
import { nameById } from "./links.js";
import { PictureField } from "./picture.js";

/** @import { App, Field, Place, Plain } from "./types" */
/** @import { FieldProps } from "./fields.js" */

const FEW = 3; // parts that are all shown; of more, each is unfolded where it is wanted

/** @param {FieldProps} props */
function Group({ app, field, place, value, persona }) {
  const inner = field.by ? [...place, String(persona)] : place;
  const name = field.by && app.store.state.data.personas?.find((p) => p.id === persona)?.name;
  if (field.by && !persona) return null;
  return html`<fieldset class="pk-group">
    <legend>${field.label}${name ? ` \u2013 ${name}` : ""}</legend>
    <${Form} app=${app} fields=${field.fields} place=${inner} persona=${persona}
      record=${field.by ? at(value, [String(persona)]) : value} />
  </fieldset>`;
}

/**
 * What tells a part from the others: what its first two fields say.
 * @param {App} app
 * @param {Field[]} fields
 * @param {Plain} part
 */
function told(app, fields, part) {
  const said = fields.slice(0, 2).map((field) => {
    const value = part[field.name] ?? "";
    if (field.links) return nameById(app, app.store.state.data, value);
    return field.choices?.find(([key]) => key === value)?.[1] ?? String(value);
  });
  return said.filter(Boolean).join(" · ");
}

/** @param {{app: App, field: Field, place: Place, part: Plain, persona?: string, number: number, few: boolean, fresh: boolean}} props */
function Part({ app, field, place, part, persona, number, few, fresh }) {
  const [open, unfold] = useState(few || fresh);
  const form =
    open &&
    html`<${Form} app=${app} fields=${field.fields} place=${place} record=${part} persona=${persona} />
    <button type="button" class="pk-small" onClick=${() =>
      app.store.submit({ op: "remove", place, was: part })}>${app.t("delete")}</button>`;
  const name = app.t("item", { label: field.label, number });
  if (few) return html`<fieldset class="pk-part"><legend>${name}</legend>${form}</fieldset>`;
  return html`<details class="pk-part" open=${open} onToggle=${(/** @type {{target: HTMLDetailsElement}} */ event) => unfold(event.target.open)}>
    <summary>${name} <span lang=${app.written}>${told(app, field.fields ?? [], part)}</span></summary>${form}</details>`;
}

/**
 * A list of records without ids, such as the expected effects of an improvement.
 * @param {FieldProps} props
 */
function Parts({ app, field, place, value, persona }) {
  const parts = /** @type {Plain[]} */ (value ?? []);
  const [added, add] = useState(/** @type {number | null} */ (null));
  const first = () => {
    /** @type {Plain} */
    const made = {};
    for (const part of field.fields ?? []) {
      if (!part.required) continue;
      made[part.name] =
        part.kind === "scale"
          ? 1
          : part.kind === "date"
            ? new Date().toISOString().slice(0, 10)
            : part.links
              ? app.store.state.data.stages?.[0]?.id
              : "…";
    }
    return made;
  };
  return html`<fieldset class="pk-group pk-parts">
    <legend>${field.label}</legend>
    ${field.ask && html`<p class="pk-ask">${field.ask}</p>`}
    ${parts.map(
      (part, n) => html`<${Part} key=${`${n} ${parts.length > FEW}`} app=${app} field=${field} part=${part}
      place=${[...place, n]} persona=${persona} number=${n + 1} few=${parts.length <= FEW} fresh=${n === added} />`,
    )}
    <button type="button" class="pk-small" onClick=${() => {
      add(parts.length);
      app.store.submit({ op: "add", place, value: first(), before: null });
    }}>${app.t("add_to", { label: field.label })}</button>
  </fieldset>`;
}

/**
 * The fields of a record at a place; `only` and `without` say which, where not all.
 * @param {{app: App, fields: Field[], place: Place, record: Plain, persona?: string, only?: string[], without?: string[]}} props
 */
export function Form({ app, fields, place, record, persona, only, without = [] }) {
  const shown = fields.filter(
    (field) => (!only || only.includes(field.name)) && !without.includes(field.name),
  );
  return html`<div class="pk-form">
    ${shown.map((field) => {
      const where = [...place, field.name];
      const value = record?.[field.name] ?? null;
      const draw =
        field.kind === "group"
          ? Group
          : field.fields
            ? Parts
            : field.kind === "picture"
              ? PictureField
              : field.free && !field.links
                ? Line
                : KINDS[field.kind];
      return html`<${draw} key=${where.join(".")} app=${app} field=${field} place=${where}
        value=${value} persona=${persona} />`;
    })}
  </div>`;
}
