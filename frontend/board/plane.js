/**
 * Step 6: improvements in the impact/effort plane. From 4 an impact or an effort is high (F6), so
 * the quadrants are not of one size. A cell holds as many as are put there: none covers another.
 */

import { dragging, removing } from "./cards.js";
import { words } from "./data.js";
import { classes, html, memo, useLayoutEffect } from "./dom.js";
import { QuickEntry } from "./entries.js";
import { Badge } from "./findings.js";
import { inner } from "./projection.js";
import { HIGH } from "./tables.js";

/** @import { Space } from "./projection.js" */
/** @import { App, Data, Finding, Found, Improvement, KeyEvent } from "./types" */

/**
 * @param {number} impact
 * @param {number} effort
 */
export function quadrant(impact, effort) {
  if (impact >= HIGH) return effort >= HIGH ? "big-bet" : "quick-win";
  return effort >= HIGH ? "time-sink" : "fill-in";
}

/** @type {{[cell: string]: string}} */
const NAMED_IN = { "5-1": "quick-win", "5-5": "big-bet", "1-1": "fill-in", "1-5": "time-sink" };

/** @type {{[key: string]: ["impact" | "effort", number]}} */
const MOVES = {
  ArrowUp: ["impact", 1],
  ArrowDown: ["impact", -1],
  ArrowRight: ["effort", 1],
  ArrowLeft: ["effort", -1],
};

/**
 * @typedef {object} ChipProps
 * @property {App} app
 * @property {Improvement} record
 * @property {boolean} selected
 * @property {Finding[]} [findings]
 * @property {number} number
 * @property {boolean} placed
 * @property {boolean} dense whether it is a number alone
 * @property {string} says
 */

const Chip = memo(
  (/** @type {ChipProps} */ { app, record, selected, findings, number, placed, dense, says }) => {
    const name = words(record.solution);
    const key = (/** @type {KeyEvent} */ event) => {
      removing(app, "improvements", record.id)(event);
      const move = MOVES[event.key];
      if (!move) return;
      const [field, by] = move;
      event.preventDefault();
      const other = field === "impact" ? "effort" : "impact";
      const value = placed ? Math.max(1, Math.min(5, (record[field] ?? 0) + by)) : 3;
      app.store.batch([
        app.store.setting(["improvements", record.id, field], value),
        app.store.setting(["improvements", record.id, other], record[other] ?? 3),
      ]);
      app.refocus(`[data-open="${record.id}"]`, name);
    };
    const where =
      placed &&
      app.t("placed_at", {
        impact: record.impact,
        effort: record.effort,
        quadrant: app.labels.quadrants[quadrant(record.impact ?? 0, record.effort ?? 0)],
      });
    return html`<li class=${classes("pk-card pk-chip-card", selected && "pk-selected")} data-card=${record.id}
    onPointerDown=${dragging(app, { kind: "improvements", id: record.id })}>
    <span class="pk-grip" aria-hidden="true">⠿</span>
    ${(number > 0 || dense) && html`<span class="pk-number" aria-hidden="true">${number || UNRANKED}</span>`}
    <button type="button" class="pk-name" data-open=${record.id} lang=${app.written}
      aria-description=${where || app.t("not_placed")}
      onClick=${() => app.open("improvements", record.id)} onKeyDown=${key}>${name}</button>
    <${Badge} app=${app} findings=${findings} />
    ${says && html`<span class="pk-meta">${says}</span>`}
  </li>`;
  },
);

const UNRANKED = "✓"; // in place of the number of what is done or dropped
const CHIP = 3.3; // em: an improvement in a cell of the room's view
const ROW = 4; // em: a row without any
const EDGE = 0.6; // em: what a cell leaves free above and below its improvements
const NAMED = 3.4; // em: the same in the first row and in the last, with the quadrants' names
const AXES = 4.4; // em: the ticks and the effort's name

/**
 * Set the type of a room's plane: the largest with which all rows fit. Where the least is too large,
 * cells show numbers, and a list their names.
 * @param {App} app
 * @param {Improvement[]} all
 * @param {Space | null} space
 * @returns {boolean} whether cells show numbers alone
 */
function useDense(app, all, space) {
  const rows = [1, 2, 3, 4, 5].map((impact) => {
    const inCell = [1, 2, 3, 4, 5].map(
      (effort) => all.filter((one) => one.impact === impact && one.effort === effort).length,
    );
    const around = impact === 1 || impact === 5 ? NAMED : EDGE;
    return Math.max(ROW, Math.max(...inCell) * CHIP + around);
  });
  const needed = AXES + rows.reduce((sum, height) => sum + height, 0);
  let size = space?.sizes.most ?? 0;
  while (space && size > space.sizes.least && inner(space, size).height < needed) size--;
  useLayoutEffect(() => {
    const style = app.root().style;
    style.setProperty("--room-size", space ? `${size}px` : "");
    return () => style.setProperty("--room-size", "");
  }, [size]);
  return Boolean(space && inner(space, size).height < needed);
}

/**
 * The names of the improvements that cells show by their numbers.
 * @param {{app: App, placed: Improvement[], ranks: {[id: string]: number}}} props
 */
function Legend({ app, placed, ranks }) {
  const sorted = [...placed].sort((one, other) => (ranks[one.id] ?? 1e6) - (ranks[other.id] ?? 1e6));
  return html`<ol class="pk-legend">${sorted.map(
    (one) => html`<li key=${one.id}><span class="pk-number">${ranks[one.id] ?? UNRANKED}</span>
    <button type="button" class="pk-name" lang=${app.written} onClick=${() => app.open("improvements", one.id)}>${words(one.solution)}</button></li>`,
  )}</ol>`;
}

/** @param {{app: App, data: Data, found: Found, selected?: string, ranks: {[id: string]: number}, space: Space | null}} props */
export function Plane({ app, data, found, selected, ranks, space }) {
  const all = data.improvements ?? [];
  const dense = useDense(app, all, space);
  const is = (/** @type {Improvement} */ record) => Boolean(record.impact && record.effort);
  const tray = all.filter((record) => !is(record));
  const chip = (
    /** @type {Improvement} */ record,
  ) => html`<${Chip} key=${record.id} app=${app} record=${record} placed=${is(record)} dense=${dense && is(record)}
    says=${record.status && record.status !== "proposed" ? app.labels.statuses[record.status] : ""}
    number=${is(record) ? ranks[record.id] : 0} selected=${selected === record.id} findings=${found[record.id]} />`;
  const cells = [5, 4, 3, 2, 1].flatMap((impact) => [1, 2, 3, 4, 5].map((effort) => ({ impact, effort })));
  return html`<div class=${classes("pk-plane", dense && "pk-dense")}>
    <div class="pk-tray">
      <h3>${app.t("to_place")}</h3>
      <ul class="pk-cards" data-zone="improvements" data-accepts="improvements notes">
        ${tray.map(chip)}
        ${!tray.length && html`<li class="pk-none">${app.t(all.length ? "all_placed" : "nothing_yet")}</li>`}
      </ul>
      <${QuickEntry} app=${app} name="improvements" label=${app.t("add_improvement")} short=${app.t("add")} button=${app.t("add_improvement")}
        add=${(/** @type {string} */ text) => (text ? app.places.add("improvements", { solution: text }) : false)} />
      ${dense && html`<${Legend} app=${app} placed=${all.filter(is)} ranks=${ranks} />`}
    </div>
    <div class="pk-field-of-play" role="group" aria-label=${app.t("plane")}>
      <span class="pk-y" aria-hidden="true">${app.t("impact")} →</span>
      <div class="pk-grid">
        ${cells.map(({ impact, effort }) => {
          const name = NAMED_IN[`${impact}-${effort}`];
          return html`<div key=${`${impact}-${effort}`} data-quadrant=${quadrant(impact, effort)}
            data-impact=${impact} data-effort=${effort} data-zone="improvements" data-accepts="improvements notes"
            class=${classes("pk-cell", effort === HIGH && "pk-edge-left", impact === HIGH - 1 && "pk-edge-top")}>
            ${name && html`<span class=${`pk-quadrant pk-at-${name}`}>${app.labels.quadrants[name]}</span>`}
            <ul>${all.filter((r) => r.impact === impact && r.effort === effort).map(chip)}</ul>
            ${effort === 1 && html`<span class="pk-tick pk-tick-y" aria-hidden="true">${impact}</span>`}
            ${impact === 1 && html`<span class="pk-tick pk-tick-x" aria-hidden="true">${effort}</span>`}
          </div>`;
        })}
      </div>
      <span class="pk-x" aria-hidden="true">${app.t("effort")} →</span>
    </div>
  </div>`;
}
