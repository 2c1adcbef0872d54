/**
 * Step 4: the emotion curve, edited by dragging its points. Each point is a native slider, so that
 * the arrow keys and assistive technology move it as they move any other; the pointer's drag is the
 * board's own, since only the point itself may catch a finger that scrolls past.
 */

import { sharing, touchpointsOf } from "./data.js";
import { classes, html, memo, useRef, useState } from "./dom.js";
import { Badge } from "./findings.js";
import { fit } from "./fit.js";
import { listed, nameOf } from "./links.js";
import { inner, Pages, usePages } from "./projection.js";
import { scoreOf, spread } from "./spread.js";

/** @import { App, Data, Feeling, FieldEvent, Finding, Found, KeyEvent, PointEvent } from "./types" */

/** @import { Part } from "./fit.js" */
/** @import { Space } from "./projection.js" */

/** @typedef {{at: string, name: string, feeling: Feeling | null, weight?: number, own?: boolean}} Moment */
/** @typedef {{id: string, name: string, points: Moment[], mean: number | null}} StageMoments */

/**
 * @typedef {object} PointProps
 * @property {App} app
 * @property {Moment} point
 * @property {number} n
 * @property {number} count
 * @property {string} persona
 * @property {{current: HTMLElement | null}} chart
 * @property {(n: number | null, value?: number) => void} live
 * @property {boolean} selected
 */

const STEP = 0.5;
/** @param {number} score */
const top = (score) => ((2 - score) / 4) * 100;

/**
 * What is felt where, in the order lived: a stage's own feeling, then those at its touchpoints.
 * @param {App} app
 * @param {Data} data
 * @param {string} persona
 * @returns {StageMoments[]}
 */
export function moments(app, data, persona) {
  const felt = new Map();
  for (const feeling of data.emotions ?? []) {
    if (feeling.persona === persona) felt.set(feeling.at, feeling);
  }
  return (data.stages ?? []).map((stage) => {
    const touchpoints = touchpointsOf(data, stage.id, persona);
    /** @type {Moment[]} */
    const points = touchpoints.map((t) => ({
      at: t.id,
      name: nameOf(app, data, "touchpoints", t),
      weight: t.importance ?? 3,
      feeling: felt.get(t.id) ?? null,
    }));
    const own = felt.get(stage.id);
    if (own || !points.length) {
      points.unshift({
        at: stage.id,
        name: app.t("whole_stage", { stage: stage.name }),
        own: true,
        feeling: own ?? null,
      });
    }
    return { id: stage.id, name: stage.name, points, mean: mean(points) };
  });
}

/**
 * A stage's score: its own if given, else its touchpoints' weighted mean (F1).
 * @param {Moment[]} points
 * @returns {number | null}
 */
function mean(points) {
  const scored = points.flatMap(({ own, weight = 0, feeling }) => {
    const score = scoreOf(feeling);
    return score === null ? [] : [{ own, weight, score }];
  });
  const own = scored.find((point) => point.own);
  if (own) return own.score;
  const weight = scored.reduce((sum, point) => sum + point.weight, 0);
  return weight ? scored.reduce((sum, point) => sum + point.score * point.weight, 0) / weight : null;
}

const Point = memo((/** @type {PointProps} */ { app, point, n, count, persona, chart, live, selected }) => {
  const { at, feeling, name } = point;
  const [dragged, drag] = useState(/** @type {number | null} */ (null));
  const scores = /** @type {number[]} */ (listed(feeling?.scores));
  const found = scores.length ? spread(scores) : null;
  const score = dragged ?? scoreOf(feeling);
  const place = ["emotions", { persona, at }, "score"];
  const save = (/** @type {number | null} */ value) => app.store.set(place, value);

  const down = (/** @type {PointEvent} */ event) => {
    if (event.button > 0) return;
    event.preventDefault();
    event.target.focus({ preventScroll: true });
    if (found || !chart.current) {
      app.open("emotions", at);
      return;
    }
    const box = chart.current.getBoundingClientRect();
    const start = event.clientY;
    let value = scoreOf(feeling);
    let moved = false;
    const target = event.target;
    target.setPointerCapture(event.pointerId);
    const move = (/** @type {PointerEvent} */ e) => {
      if (!moved && Math.abs(e.clientY - start) < 3) return;
      moved = true;
      const raw = 2 - ((e.clientY - box.top) / box.height) * 4;
      value = Math.max(-2, Math.min(2, Math.round(raw / STEP) * STEP));
      drag(value);
      live(n, value);
    };
    const end = (/** @type {PointerEvent} */ e) => {
      target.removeEventListener("pointermove", move);
      target.removeEventListener("pointerup", end);
      target.removeEventListener("pointercancel", end);
      drag(null);
      live(null);
      if (e.type === "pointercancel") return;
      if (moved) save(value);
      else app.open("emotions", at);
    };
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", end);
    target.addEventListener("pointercancel", end);
  };
  const key = (/** @type {KeyEvent} */ event) => {
    if (event.key === "Enter") app.open("emotions", at);
    if ((event.key === "Delete" || event.key === "Backspace") && !found) save(null);
    if (found && event.key.startsWith("Arrow")) event.preventDefault();
  };
  const style = { left: `${((n + 0.5) / count) * 100}%`, top: `${top(score ?? 0)}%` };
  const said = score === null ? app.t("no_score") : app.t.signed(score);
  return html`
    ${
      found &&
      found.high > found.low &&
      html`<span class="pk-range" aria-hidden="true" data-feeling=${Math.round(score ?? 0)}
      style=${{ left: style.left, top: `${top(found.high)}%`, height: `${top(found.low) - top(found.high)}%` }}></span>`
    }
    <div class=${classes("pk-point", score === null && "pk-open", selected && "pk-selected", dragged !== null && "pk-moving", found && "pk-room")}
      style=${style} data-at=${at} data-feeling=${score === null ? "" : Math.round(score)}>
      <input type="range" min="-2" max="2" step=${STEP} value=${score ?? 0} tabindex="0"
        aria-label=${app.t("feels_at", { place: name })} aria-valuetext=${said}
        aria-readonly=${found ? "true" : undefined} data-score=${score ?? ""}
        onPointerDown=${down} onKeyDown=${key}
        onInput=${(/** @type {FieldEvent} */ event) => (found ? (event.target.value = String(score)) : save(Number(event.target.value)))} />
      <span class="pk-dot" aria-hidden="true"></span>
      ${feeling?.moment_of_truth && html`<span class="pk-truth" title=${app.t("moment_of_truth")} aria-hidden="true">★</span>`}
      <output class="pk-value" aria-hidden="true">${score === null ? "+" : app.t.signed(score)}</output>
    </div>`;
});

const Label = memo(
  (
    /** @type {{app: App, point: Moment, selected: boolean, findings?: Finding[], place: object}} */ {
      app,
      point,
      selected,
      findings,
      place,
    },
  ) => {
    const { feeling } = point;
    const scores = /** @type {number[]} */ (listed(feeling?.scores));
    const found = scores.length ? spread(scores) : null;
    const word = feeling?.word && (app.labels.feelings[feeling.word]?.[0] ?? feeling.word);
    return html`<div class=${classes("pk-moment", selected && "pk-selected")} style=${place}>
    <button type="button" class="pk-name" lang=${app.written} data-open=${point.at} title=${point.name}
      onClick=${() => app.open("emotions", point.at)}>${point.name}</button>
    <span class="pk-felt">
      ${word && html`<span class="pk-word">${word}</span>`}
      ${found && html`<span class="pk-n">${app.t("n", { n: found.n })}</span>`}
      ${found?.disagree && html`<span class="pk-disagree"><span aria-hidden="true">⇅</span> <span class="pk-in-words">${app.t("disagree_short")}</span></span>`}
      <${Badge} app=${app} findings=${findings} />
    </span>
  </div>`;
  },
);

/** @typedef {StageMoments & {from: number, to: number}} Span of the curve's points that are shown */

const AXIS = 8; // em: the scale beside the curve, and room for the last name
const NAME = 9.4; // em: a point's name, and its neighbours' in rows under it
const MOST_ROWS = 3;
const NAME_ROW = 4.7; // em: the height of a row of names
const CHART = 22.5; // em: the height of the curve with all but the names

/**
 * How many rows of names there is room for under the curve.
 * @param {number} height in em
 */
const rowsIn = (height) => Math.max(1, Math.min(MOST_ROWS, Math.floor((height - CHART) / NAME_ROW)));

/**
 * Lay the curve out for a room.
 * @param {StageMoments[]} stages
 * @param {Space | null} space
 */
function fitCurve(stages, space) {
  if (!space) return null;
  const capacity = (/** @type {number} */ size) => {
    const { width, height } = inner(space, size);
    const low = height < CHART + NAME_ROW;
    return { lanes: low ? 1 : ((width - AXIS) * rowsIn(height)) / NAME, rows: 1 };
  };
  return fit(
    stages.map((stage) => stage.points.length),
    capacity,
    space.sizes,
  );
}

/**
 * The stages that are shown, with the numbers of their points on the page.
 * @param {StageMoments[]} stages
 * @param {Part[] | undefined} parts
 * @returns {Span[]}
 */
function spansOf(stages, parts) {
  let first = 0;
  const shown =
    parts?.map(({ stage, from, to }) => ({
      ...stages[stage],
      points: stages[stage].points.slice(from, to),
    })) ?? stages;
  return shown.map((stage) => {
    const from = first;
    first += stage.points.length;
    return { ...stage, from, to: first };
  });
}

/** @param {{app: App}} props */
function Axis({ app }) {
  return html`<div class="pk-axis" aria-hidden="true">
    ${[2, 1, 0, -1, -2].map((n) => html`<span style=${{ top: `${top(n)}%` }}><b>${app.t.signed(n)}</b> ${app.labels.scores[n]}</span>`)}
  </div>`;
}

/**
 * Where the name of a point stands: under it, in turn in each of the rows.
 * @param {number} n
 * @param {number} count
 * @param {number} rows
 */
function labelPlace(n, count, rows) {
  if (rows === 1) return {};
  const [start, end] = [2 * n + 2 - rows, 2 * n + 2 + rows]; // in half columns
  const [from, to] = [Math.max(1, start), Math.min(2 * count + 1, end)];
  const beyond = (/** @type {number} */ halves) => (halves ? `${(-100 * halves) / (to - from)}%` : "");
  return {
    gridColumn: `${from} / ${to}`,
    gridRow: 3 + (n % rows),
    marginLeft: beyond(from - start),
    marginRight: beyond(Math.min(1, end - to)),
  };
}

/** @param {{app: App, data: Data, persona?: string, found: Found, selected?: string, space: Space | null}} props */
export function Curve({ app, data, persona, found, selected, space }) {
  const before = useRef(/** @type {StageMoments[]} */ ([]));
  const stages = persona ? sharing(before.current, moments(app, data, persona)) : [];
  before.current = stages;
  const laid = fitCurve(stages, space);
  const { page, count, turn } = usePages(
    app,
    laid,
    ({ stage, from, to }) =>
      stages[stage].id === selected || stages[stage].points.slice(from, to).some((p) => p.at === selected),
    selected,
  );
  if (!persona) return html`<p class="pk-none">${app.t("no_personas")}</p>`;
  if (!stages.length) return html`<p class="pk-none">${app.t("no_stages")}</p>`;
  const spans = spansOf(stages, laid?.pages[page]);
  const points = spans.reduce((sum, span) => sum + span.points.length, 0);
  const each = space && laid ? (inner(space, laid.size).width - AXIS) / points : NAME;
  const rows = Math.min(MOST_ROWS, Math.max(1, Math.ceil(NAME / each - 0.01)));
  return html`<div class="pk-curve">
    ${!space && html`<${Axis} app=${app} />`}
    <${Chart} app=${app} persona=${persona} spans=${spans} found=${found} selected=${selected}
      rows=${rows} inside=${Boolean(space)} />
    <${Pages} app=${app} parts=${laid?.pages[page] ?? []} stages=${stages.length} page=${page} count=${count} turn=${turn} />
  </div>`;
}

/**
 * The stages, the line with its points, and their names.
 * @param {{app: App, persona: string, spans: Span[], found: Found, selected?: string, rows: number, inside: boolean}} props
 */
function Chart({ app, persona, spans, found, selected, rows, inside }) {
  const chart = useRef(/** @type {HTMLElement | null} */ (null));
  const [moving, setMoving] = useState(/** @type {{n: number, value: number} | null} */ (null));
  const live = useRef((/** @type {number | null} */ n, /** @type {number} */ value = 0) =>
    setMoving(n === null ? null : { n, value }),
  ).current;
  const points = spans.flatMap((span) => span.points);
  const count = points.length;
  const scores = points.map((p, n) => (moving?.n === n ? moving.value : scoreOf(p.feeling)));
  const by = rows > 1 ? 2 : 1;
  const columns = {
    gridTemplateColumns: `repeat(${by * count}, minmax(${rows > 1 || inside ? 0 : "var(--moment)"}, 1fr))`,
  };
  return html`<div class="pk-scroller" tabindex="0" role="region" aria-label=${app.t("curve")}>
    <div class=${classes("pk-curve-grid", rows > 1 && "pk-staggered")} style=${columns}>
      ${spans.map(
        (s) => html`<div class="pk-curve-stage" key=${s.id} lang=${app.written}
        style=${{ gridColumn: `${by * s.from + 1} / ${by * s.to + 1}` }}>
        <button type="button" class="pk-name" data-open=${s.id} title=${s.name}
          onClick=${() => app.open("emotions", s.id)}>${s.name}</button></div>`,
      )}
      <div class="pk-chart" ref=${chart}>
        ${inside && html`<${Axis} app=${app} />`}
        <${Lines} scores=${scores} spans=${spans} count=${count} />
        ${points.map(
          (point, n) => html`<${Point} key=${point.at} app=${app} point=${point} n=${n} count=${count}
          persona=${persona} chart=${chart} live=${live} selected=${selected === point.at} />`,
        )}
      </div>
      ${points.map(
        (point, n) => html`<${Label} key=${point.at} app=${app} point=${point}
        selected=${selected === point.at} findings=${found[point.at]} place=${labelPlace(n, count, rows)} />
        ${
          n % rows > 0 &&
          html`<span class="pk-leader"
          style=${{ gridColumn: `${2 * n + 1} / ${2 * n + 3}`, gridRow: `3 / ${3 + (n % rows)}` }}></span>`
        }`,
      )}
    </div>
  </div>`;
}

/**
 * The scale, the stages' bands and means, and the line through what is known.
 * @param {{scores: (number | null)[], spans: Span[], count: number}} props
 */
function Lines({ scores, spans, count }) {
  const known = scores.flatMap((score, n) => (score === null ? [] : [n]));
  const x = (/** @type {number} */ n) => ((n + 0.5) / count) * 1000;
  const y = (/** @type {number | null} */ score) => ((2 - (score ?? 0)) / 4) * 400;
  return html`<svg viewBox="0 0 1000 400" preserveAspectRatio="none" aria-hidden="true">
    ${spans.map(
      (s, n) => html`<rect key=${s.id} class=${n % 2 ? "pk-band-odd" : "pk-band"} y="0" height="400"
      x=${(s.from / count) * 1000} width=${((s.to - s.from) / count) * 1000} />`,
    )}
    ${[-2, -1, 0, 1, 2].map((s) => html`<line key=${s} class=${s ? "pk-scale-line" : "pk-zero"} x1="0" x2="1000" y1=${y(s)} y2=${y(s)} />`)}
    ${spans.map(
      (s) =>
        s.mean !== null &&
        s.to - s.from > 1 &&
        html`<line key=${s.id} class="pk-mean"
      x1=${(s.from / count) * 1000} x2=${(s.to / count) * 1000} y1=${y(s.mean)} y2=${y(s.mean)} />`,
    )}
    ${known.slice(1).map(
      (n, i) => html`<line key=${n} class=${n === known[i] + 1 ? "pk-line" : "pk-line pk-gap"}
      x1=${x(known[i])} y1=${y(scores[known[i]])} x2=${x(n)} y2=${y(scores[n])} />`,
    )}
  </svg>`;
}
