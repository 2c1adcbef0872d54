/** The persona in a room: who it is, in their words, and what moves them; on one screen where it fits. */

import { words } from "./data.js";
import { html, useLayoutEffect, useRef, useState } from "./dom.js";
import { listed } from "./links.js";
import { usePicture } from "./picture.js";
import { Turn } from "./projection.js";

/** @import { App, Field, Persona, Plain } from "./types" */
/** @import { Space } from "./projection.js" */

const FACTS = new Set(["general", "demographics"]);
const FIRST = "empathy"; // what a room speaks of most

/**
 * The initials of a persona: those given, or of the first two words of the name.
 * @param {Persona} persona
 */
function monogram(persona) {
  const first = persona.name.split(/\s+/).slice(0, 2);
  return (
    persona.initials ??
    first
      .map((word) => [...word][0] ?? "")
      .join("")
      .toUpperCase()
  );
}

/**
 * The texts of a field, each of its statements.
 * @param {Plain} value
 * @returns {string[]}
 */
const textsOf = (value) => listed(value).map(words).filter(Boolean);

/**
 * What is known under a heading: its fields that say something.
 * @param {Field} group
 * @param {Plain} value
 */
function saidIn(group, value) {
  return (group.fields ?? []).flatMap((field) => {
    const texts = textsOf(value?.[field.name]);
    return texts.length ? [{ name: field.name, label: field.label, texts }] : [];
  });
}

/** @param {{app: App, group: Field, value: Plain}} props */
function Group({ app, group, value }) {
  return saidIn(group, value).map(
    ({ name, label, texts }) => html`<section key=${`${group.name} ${name}`} data-of=${group.name}>
      <h4>${label}</h4>
      <ul lang=${app.written}>${texts.map((text) => html`<li>${text}</li>`)}</ul>
    </section>`,
  );
}

/**
 * Set the largest type with which all columns are seen, and return how many screens they take.
 * @param {HTMLElement} columns
 * @param {CSSStyleDeclaration} style of the board
 * @param {Space} space
 */
function fitColumns(columns, style, { sizes: { least, most } }) {
  for (let size = most; size >= least; size--) {
    style.setProperty("--room-size", `${size}px`);
    if (columns.scrollWidth <= columns.clientWidth + 1) return 1;
  }
  return Math.ceil(columns.scrollWidth / columns.clientWidth);
}

/** @param {{app: App, persona: Persona, space: Space}} props */
export function Portrait({ app, persona, space }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [count, setCount] = useState(1);
  const [wanted, turn] = useState(0);
  const page = Math.min(wanted, count - 1);
  const fields = /** @type {Field[]} */ (app.forms.personas);
  const groups = fields.filter((field) => field.kind === "group");
  const facts = groups.filter((group) => FACTS.has(group.name));
  const rest = groups.filter((group) => !FACTS.has(group.name));
  rest.sort((one, other) => Number(other.name === FIRST) - Number(one.name === FIRST));
  const record = /** @type {Plain} */ (persona);
  useLayoutEffect(() => {
    const style = app.root().style;
    if (ref.current) setCount(fitColumns(ref.current, style, space));
    return () => style.setProperty("--room-size", "");
  }, [persona, space]);
  useLayoutEffect(() => {
    const columns = ref.current;
    if (!columns) return;
    const gap = Number.parseFloat(getComputedStyle(columns).columnGap) || 0;
    columns.scrollLeft = page * (columns.clientWidth + gap);
  }, [page, count]);
  const said = facts.flatMap((group) => saidIn(group, record[group.name]));
  const { url } = usePicture(app, ["personas", persona.id, "picture"]);
  return html`<article class="pk-portrait" aria-label=${persona.name}>
    <header>
      ${
        url
          ? html`<img class="pk-portrayal" src=${url} alt="" />`
          : html`<span class="pk-monogram" aria-hidden="true">${monogram(persona)}</span>`
      }
      <div>
        <h3 lang=${app.written}>${persona.name}</h3>
        ${words(record.quotation) && html`<blockquote lang=${app.written}>${app.t("quoted", { text: words(record.quotation) })}</blockquote>`}
        <dl>${said.map(
          ({ name, label, texts }) => html`<div key=${name}><dt>${label}</dt>
          <dd lang=${app.written}>${texts.join(" · ")}</dd></div>`,
        )}</dl>
      </div>
    </header>
    <div class="pk-portrait-columns" ref=${ref}>
      ${rest.map((group) => html`<${Group} key=${group.name} app=${app} group=${group} value=${record[group.name]} />`)}
      ${!rest.some((group) => saidIn(group, record[group.name]).length) && html`<p class="pk-none">${app.t("nothing_yet")}</p>`}
    </div>
    <${Turn} app=${app} page=${page} count=${count} turn=${turn} said=${app.t("page_of", { page: page + 1, count })} />
  </article>`;
}
