/**
 * The fields of a form, one kind each, drawn from a description (kit/studio/widgets/forms.py): native
 * controls with a label, the question to ask, and what the session said where it refused a value.
 */

import { at, equal, words } from "./data.js";
import { html, useId } from "./dom.js";
import { setStatus } from "./done.js";
import { Entry } from "./entries.js";
import { linkable, listed } from "./links.js";
import { numbersIn } from "./spread.js";

/** @import { App, Field, FieldEvent, KeyEvent, Place, Plain } from "./types" */

/** @typedef {{app: App, field: Field, place: Place, value: Plain, persona?: string, children?: any}} FieldProps */

const BLANK = "";
const UNSAID = new Set(["channel", "group"]);

/**
 * A statement's words changed, its evidence kept.
 * @param {Plain} old
 * @param {string} text
 */
function stated(old, text) {
  text = text.trim();
  if (!text) return null;
  return old?.evidence ? { ...old, text } : text;
}

/**
 * @param {App} app
 * @param {Place} place
 */
function refusalAt(app, place) {
  const refusal = app.store.state.refusal;
  return refusal && equal(refusal.place?.slice(0, place.length), place) ? refusal.why : null;
}

/**
 * The label, the question and the refusal around a control.
 * @param {{field: Field, id: string, why: string | null, children?: any}} props
 */
function Around({ field, id, why, children }) {
  return html`<div class="pk-field">
    <label for=${id}>${field.label}</label>
    ${field.ask && html`<p class="pk-ask" id=${`${id}-ask`}>${field.ask}</p>`}
    ${children}
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </div>`;
}

/** @param {FieldProps} props */
function Line({ app, field, place, value, children }) {
  const id = useId();
  const why = refusalAt(app, place);
  const shownAs = (/** @type {Plain} */ value) =>
    field.statement ? words(value) : shownOf(app, field, value);
  const meaning = (/** @type {string} */ text) =>
    field.statement ? stated(value, text) : meant(field, text);
  const choices = field.free && !field.links ? `${id}-list` : undefined;
  return html`<${Around} field=${field} id=${id} why=${why}>
    <div class="pk-with-evidence">
      <${Entry} app=${app} id=${id} value=${shownAs(value)} long=${field.kind === "long"}
        commit=${(/** @type {string} */ text) => app.store.set(place, meaning(text))} read=${(/** @type {string} */ text) => shownAs(meaning(text))}
        refused=${why} list=${choices} data-field=${place.join(".")}
        inputmode=${field.kind === "number" ? "decimal" : undefined}
        aria-describedby=${field.ask ? `${id}-ask` : undefined} />
      ${field.statement && value && html`<${Evidence} app=${app} place=${place} value=${value} />`}
    </div>
    ${field.meanings?.[value] && html`<p class="pk-ask" data-meaning=${field.name}>${field.meanings[value]}</p>`}
    ${
      choices &&
      html`<datalist id=${choices}>
      ${(field.choices ?? []).map(([, label]) => html`<option value=${label}></option>`)}
    </datalist>`
    }
    ${children}
  </${Around}>`;
}

/**
 * @param {App} app
 * @param {Field} field
 * @param {Plain} value
 * @returns {string}
 */
function shownOf(app, field, value) {
  if (value === null || value === undefined || value === true || value === false) return BLANK;
  if (field.free) return field.choices?.find(([key]) => key === value)?.[1] ?? String(value);
  if (field.many)
    return listed(value)
      .map((/** @type {number} */ one) => app.t.number(one))
      .join("  ");
  if (field.count) return String(value).replace(" of ", ` ${app.t("of")} `);
  return typeof value === "number" ? app.t.number(value) : String(value);
}

/**
 * @param {Field} field
 * @param {string} text
 * @returns {Plain}
 */
function meant(field, text) {
  text = text.trim();
  if (!text) return null;
  if (field.free) {
    const same = (/** @type {string} */ label) => label.toLocaleLowerCase() === text.toLocaleLowerCase();
    return field.choices?.find(([, label]) => same(label))?.[0] ?? text;
  }
  if (field.many) return numbersIn(text) ?? text;
  if (field.count) return /^\d+$/.test(text) ? Number(text) : text;
  if (field.kind !== "number") return text;
  const number = Number(
    text
      .replace(/[\s\u00a0\u202f]/g, "")
      .replace("\u2212", "-")
      .replace(",", "."),
  );
  return Number.isNaN(number) ? text : number;
}

/**
 * Which sources a statement rests on; without any it is an assumption, and says so (M1.2).
 * @param {{app: App, place: Place, value: Plain}} props
 */
function Evidence({ app, place, value }) {
  const data = app.store.state.data;
  const sources = data.evidence ?? [];
  const named = /** @type {string[]} */ (listed(value?.evidence));
  const id = useId();
  const toggle = (/** @type {string} */ source, /** @type {boolean} */ on) => {
    const now = on ? [...named, source] : named.filter((one) => one !== source);
    const text = words(value);
    app.store.set(place, now.length ? { text, evidence: now.length === 1 ? now[0] : now } : text);
  };
  const said = named.length ? app.t.count("sources", named.length) : app.t("assumption");
  return html`<details class=${named.length ? "pk-evidence pk-grounded" : "pk-evidence"}>
    <summary><span aria-hidden="true">${named.length ? "◆" : "◇"}</span> ${said}</summary>
    <div class="pk-popover">
      ${sources.map(
        (source) => html`<label class="pk-check" key=${source.id}>
        <input type="checkbox" id=${`${id}-${source.id}`} checked=${named.includes(source.id)}
          onChange=${(/** @type {FieldEvent} */ event) => toggle(source.id, event.target.checked)} /> ${source.name}
      </label>`,
      )}
      ${!sources.length && html`<p>${app.t("no_sources")}</p>`}
    </div>
  </details>`;
}

/** @param {FieldProps} props */
function List({ app, field, place, value }) {
  const id = useId();
  const items = /** @type {Plain[]} */ (listed(value));
  const why = refusalAt(app, place);
  const change = (/** @type {number} */ n, /** @type {string} */ text) => {
    const made = stated(items[n], text);
    if (made === null) app.store.submit({ op: "remove", place: [...place, n], was: items[n] });
    else app.store.set([...place, n], made);
  };
  const add = (/** @type {KeyEvent} */ event) => {
    if (event.type === "keydown" && event.key !== "Enter") return;
    const text = event.target.value.trim();
    event.preventDefault?.();
    if (!text) return;
    event.target.value = "";
    app.store.submit({ op: "add", place, value: text, before: null });
  };
  return html`<fieldset class="pk-field pk-list">
    <legend>${field.label}</legend>
    ${field.ask && html`<p class="pk-ask">${field.ask}</p>`}
    <ul>
      ${items.map(
        (item, n) => html`<li key=${n}>
        <div class="pk-with-evidence">
          <${Entry} app=${app} long value=${words(item)} commit=${(/** @type {string} */ text) => change(n, text)}
            aria-label=${app.t("item", { label: field.label, number: n + 1 })}
            data-field=${[...place, n].join(".")} />
          <div class="pk-foot">${field.statement && html`<${Evidence} app=${app} place=${[...place, n]} value=${item} />`}
          <button type="button" class="pk-icon" title=${app.t("delete")}
            aria-label=${app.t("delete_item", { label: field.label, number: n + 1 })}
            onClick=${() => app.store.submit({ op: "remove", place: [...place, n], was: item })}>
            <span aria-hidden="true">×</span></button></div>
        </div>
      </li>`,
      )}
    </ul>
    <label class="pk-hidden" for=${id}>${app.t("add_to", { label: field.label })}</label>
    <input id=${id} type="text" placeholder=${app.t("add_line")} onKeyDown=${add} onChange=${add}
      data-field=${[...place, "new"].join(".")} lang=${app.written} />
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </fieldset>`;
}

/** @param {FieldProps} props */
function Choice({ app, field, place, value }) {
  const id = useId();
  const data = app.store.state.data;
  const linked = field.links ? linkable(app, data, field.links).flatMap((g) => g.options) : [];
  const chosen = value ?? field.default ?? BLANK;
  const choose = (/** @type {string | null} */ key) =>
    place[0] === "improvements" && field.name === "status"
      ? setStatus(app, place, key)
      : app.store.set(place, key);
  return html`<${Around} field=${field} id=${id} why=${refusalAt(app, place)}>
    <select id=${id} value=${chosen} data-field=${place.join(".")}
      onChange=${(/** @type {FieldEvent} */ event) => choose(event.target.value || null)}>
      ${!field.required && !field.default && html`<option value="">${UNSAID.has(field.name) ? app.t("to_be_said") : "–"}</option>`}
      ${[...(field.choices ?? []), ...linked].map(
        ([key, label]) =>
          html`<option key=${key} value=${key} title=${field.meanings?.[key]} selected=${key === chosen}>${label}</option>`,
      )}
    </select>
    ${field.meanings?.[chosen] && html`<p class="pk-ask" data-meaning=${field.name}>${field.meanings[chosen]}</p>`}
  </${Around}>`;
}

/** @param {FieldProps} props */
function Scale({ app, field, place, value }) {
  const id = useId();
  const steps = [];
  const { min = 0, max = 0 } = field;
  for (let n = min; n <= max; n++) steps.push(n);
  const said = (/** @type {number} */ n) => (min < 0 ? app.t.signed(n) : app.t.number(n));
  const between = typeof value === "number" && !steps.includes(value);
  return html`<fieldset class="pk-field pk-scale">
    <legend>${field.label}</legend>
    ${field.ask && html`<p class="pk-ask">${field.ask}</p>`}
    <div class="pk-steps">
      ${steps.map(
        (n) => html`<label key=${n}>
        <input type="radio" name=${id} value=${n} checked=${value === n}
          data-field=${place.join(".")} onChange=${() => app.store.set(place, n)} />
        <span>${said(n)}</span>
      </label>`,
      )}
      ${between && html`<span class="pk-between">${said(value)}</span>`}
      ${
        value !== null &&
        value !== undefined &&
        html`<button type="button" class="pk-icon"
        title=${app.t("clear")} aria-label=${app.t("clear_field", { label: field.label })}
        onClick=${() => app.store.set(place, null)}><span aria-hidden="true">×</span></button>`
      }
    </div>
    ${(field.low || field.high) && html`<p class="pk-ends"><span>${field.low}</span><span>${field.high}</span></p>`}
  </fieldset>`;
}

/**
 * Whether the channel of a touchpoint is usually controlled: a default, shown as one (M3.7).
 * @param {App} app
 * @param {Place} place
 * @returns {boolean | null}
 */
function usuallyControlled(app, place) {
  const data = app.store.state.data;
  const channel = at(data, place.slice(0, 2))?.channel;
  const own = data.channels?.find((one) => one.id === channel);
  return own ? (own.controlled ?? true) : (app.labels.channels[channel]?.controlled ?? null);
}

/** @param {FieldProps} props */
function YesNo({ app, field, place, value }) {
  const id = useId();
  const usual =
    field.name === "controlled" && place[0] === "touchpoints" ? usuallyControlled(app, place) : null;
  const given = usual ?? field.default ?? false;
  const on = value ?? given;
  const why = refusalAt(app, place);
  return html`<div class="pk-field">
    <label class="pk-check"><input type="checkbox" checked=${Boolean(on)} data-field=${place.join(".")}
      aria-describedby=${field.ask ? `${id}-ask` : undefined}
      onChange=${(/** @type {FieldEvent} */ event) => app.store.set(place, event.target.checked === Boolean(given) ? null : event.target.checked)} />
      ${field.label}${usual !== null && value === null ? ` (${app.t("by_channel")})` : ""}</label>
    ${field.ask && html`<p class="pk-ask" id=${`${id}-ask`}>${field.ask}</p>`}
    ${
      field.count &&
      on &&
      html`<${Entry} app=${app} value=${shownOf(app, field, value)} refused=${why}
      commit=${(/** @type {string} */ text) => app.store.set(place, meant(field, text) ?? true)}
      placeholder=${app.t("count_example")} aria-label=${app.t("how_many", { label: field.label })} />`
    }
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </div>`;
}

/** @param {FieldProps} props */
function Link({ app, field, place, value }) {
  const id = useId();
  const groups = linkable(app, app.store.state.data, field.links ?? []);
  const why = refusalAt(app, place);
  if (!field.many) {
    const options = (/** @type {[string, string][]} */ pairs) =>
      pairs.map(
        ([key, label]) => html`<option key=${key} value=${key} selected=${key === value}>${label}</option>`,
      );
    return html`<${Around} field=${field} id=${id} why=${why}>
      <select id=${id} value=${value ?? BLANK} data-field=${place.join(".")}
        onChange=${(/** @type {FieldEvent} */ event) => app.store.set(place, event.target.value || null)}>
        ${(!field.required || !value) && html`<option value="">–</option>`}
        ${groups.map((group) =>
          group.label && group.options.length
            ? html`<optgroup key=${group.label} label=${group.label}>${options(group.options)}</optgroup>`
            : options(group.options),
        )}
      </select>
    </${Around}>`;
  }
  const named = /** @type {string[]} */ (listed(value));
  const toggle = (/** @type {string} */ key, /** @type {boolean} */ on) => {
    const now = on ? [...named, key] : named.filter((one) => one !== key);
    app.store.set(place, now.length ? now : null);
  };
  const options = groups.flatMap((group) => group.options);
  return html`<fieldset class="pk-field pk-links">
    <legend>${field.label}</legend>
    ${field.ask && html`<p class="pk-ask">${field.ask}</p>`}
    ${options.map(
      ([key, label]) => html`<label class="pk-check" key=${key}>
      <input type="checkbox" checked=${named.includes(key)} data-field=${[...place, key].join(".")}
        onChange=${(/** @type {FieldEvent} */ event) => toggle(key, event.target.checked)} /> ${label}</label>`,
    )}
    ${!options.length && html`<p class="pk-none">${app.t("nothing_yet")}</p>`}
    ${why && html`<p class="pk-why" role="alert">${why}</p>`}
  </fieldset>`;
}

/** @param {FieldProps} props */
function Day({ app, field, place, value }) {
  const id = useId();
  return html`<${Around} field=${field} id=${id} why=${refusalAt(app, place)}>
    <input type="date" id=${id} value=${value ?? BLANK} data-field=${place.join(".")}
      onChange=${(/** @type {FieldEvent} */ event) => app.store.set(place, event.target.value || null)} />
  </${Around}>`;
}

/** @type {{[kind: string]: (props: FieldProps) => any}} */
export const KINDS = {
  line: Line,
  long: Line,
  number: Line,
  list: List,
  choice: Choice,
  scale: Scale,
  "yes-no": YesNo,
  link: Link,
  date: Day,
};

export { Line };
