/** Notes that say the same, proposed as groups: merged into one with every wording, or left. */

import { words } from "./data.js";
import { html, useState } from "./dom.js";

/** @import { App, Note, SingleEdit } from "./types" */

/** @typedef {{n: number, note: Note}} Numbered a note with its number in the parking lot */
/** @typedef {{merged: string, merged_alike: string}} Templates of a text, with and without other wordings */

/**
 * Of how many notes one was merged already.
 * @param {string} text
 */
const timesSaid = (text) => Number(text.match(/\(×[\s\u00a0\u202f]*(\d+)/)?.[1] ?? 1);

/** @param {(string | undefined)[]} parts */
const once = (parts) => [...new Set(parts.filter((part) => !!part))];

/**
 * The text of several notes as one: the first, how many they are, and all other wordings.
 * @param {Templates} templates
 * @param {string[]} texts
 */
export function mergedText(templates, texts) {
  const [first, ...others] = once(texts);
  const count = texts.reduce((sum, text) => sum + timesSaid(text), 0);
  /** @type {{[gap: string]: string | number | undefined}} */
  const gaps = { first, count, others: others.join(" / ") };
  const template = others.length ? templates.merged : templates.merged_alike;
  return template.replace(/\{(\w+)\}/g, (gap, name) => String(gaps[name] ?? gap));
}

/**
 * The edits that make one note of several: in the place of the first, the others removed.
 * @param {Templates} templates
 * @param {Numbered[]} group in the order of the parking lot
 * @returns {SingleEdit[]}
 */
export function merging(templates, group) {
  const [first, ...others] = group;
  const parts = group.map(({ note }) => (typeof note === "string" ? { text: note } : note));
  const by = once(parts.map((part) => part.by)).join(", ");
  const heading = once(parts.map((part) => part.heading)).join(" · ");
  const text = mergedText(
    templates,
    parts.map((part) => part.text),
  );
  const value = by || heading ? { text, ...(by ? { by } : {}), ...(heading ? { heading } : {}) } : text;
  return [
    ...others
      .reverse()
      .map(({ n, note }) => /** @type {SingleEdit} */ ({ op: "remove", place: ["notes", n], was: note })),
    { op: "set", place: ["notes", first.n], value, was: first.note },
  ];
}

/**
 * The notes of each proposed group that are still there.
 * @param {Note[]} notes
 * @param {string[][]} proposed texts of notes, as the session found them
 * @returns {Numbered[][]}
 */
export function groupsOf(notes, proposed) {
  const numbered = notes.map((note, n) => ({ n, note }));
  return proposed
    .map((texts) => numbered.filter(({ note }) => texts.includes(words(note))))
    .filter((group) => group.length > 1);
}

/** @param {{app: App, notes: Note[], proposed: string[][]}} props */
export function Similar({ app, notes, proposed }) {
  const [left, leave] = useState(/** @type {string[]} */ ([]));
  const key = (/** @type {Numbered[]} */ group) => group.map(({ note }) => words(note)).join("\n");
  const groups = groupsOf(notes, proposed).filter((group) => !left.includes(key(group)));
  const merge = (/** @type {Numbered[]} */ group) => {
    app.store.batch(merging(app.labels, group));
    app.announce(app.t("merged"));
  };
  if (!groups.length) return null;
  return html`<section class="pk-similar" aria-label=${app.t("similar")}>
    <h4>${app.t("similar")}</h4>
    ${groups.map(
      (group) => html`<div class="pk-similar-group" key=${key(group)}>
      <ul lang=${app.written}>${group.map(({ n, note }) => html`<li key=${n}>${words(note)}</li>`)}</ul>
      <button type="button" class="pk-small" data-do="merge"
        onClick=${() => merge(group)}>${app.t.count("merge", group.length)}</button>
      <button type="button" class="pk-small" data-do="leave"
        onClick=${() => leave([...left, key(group)])}>${app.t("leave_apart")}</button>
    </div>`,
    )}
  </section>`;
}
