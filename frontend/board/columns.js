/** The stages side by side, each with its cards: steps 2, 3 and 5. */

import { dragging, Grip, PainCard, TouchpointCard } from "./cards.js";
import { sharing, words } from "./data.js";
import { classes, html, memo, useMemo, useRef, useState } from "./dom.js";
import { Entry, QuickEntry } from "./entries.js";
import { Badge } from "./findings.js";
import { fit } from "./fit.js";
import { listed } from "./links.js";
import { inStage } from "./places.js";
import { inner, Pages, usePages } from "./projection.js";
import { widestWord } from "./widest_word.js";

/** @import { App, Data, FieldEvent, Finding, Found, Plain, Stage } from "./types" */
/** @import { Scores } from "./board.js" */
/** @import { Part } from "./fit.js" */
/** @import { Space } from "./projection.js" */

/**
 * @typedef {object} ColumnProps
 * @property {App} app
 * @property {Stage} stage
 * @property {number} number
 * @property {number} step
 * @property {Plain[]} records
 * @property {Found} found
 * @property {string} [selected]
 * @property {string} persona
 * @property {Data} data
 * @property {{[id: string]: string}} ranking
 * @property {Scores} feelings
 * @property {number} [lanes] columns of cards, in the room's view
 * @property {number} [rows] cards in each of them
 * @property {number} [lines] for which a card has room beyond those of a full page
 */

/** @type {{[group: string]: string}} */
export const SHAPES = { financial: "◆", productivity: "◷", process: "⟳", support: "☂", offer: "▣" };

/** @type {{[step: number]: string}} */
const COLLECTIONS = { 3: "touchpoints", 5: "pain_points" };

/**
 * What a persona wants, does and thinks in a stage, in short.
 * @param {{app: App, stage: Stage, persona: string}} props
 */
function Experience({ app, stage, persona }) {
  const lived = stage.experience?.[persona];
  const line = (/** @type {string} */ label, /** @type {string} */ text) =>
    text && html`<p><b>${label}</b> <span lang=${app.written}>${text}</span></p>`;
  const list = (/** @type {Plain} */ items) => listed(items).map(words).join(" · ");
  return html`<div class="pk-experience">
    ${stage.phase && html`<p class="pk-meta">${app.labels.phases[stage.phase] ?? stage.phase}</p>`}
    ${line(app.t("goal"), words(lived?.goal))}
    ${line(app.t("actions"), list(lived?.actions))}
    ${line(app.t("thoughts"), list(lived?.thoughts))}
    ${!lived && html`<p class="pk-none">${app.t("nothing_yet")}</p>`}
  </div>`;
}

const Head = memo(
  (
    /** @type {{app: App, stage: Stage, number: number, editable: boolean, findings?: Finding[]}} */ {
      app,
      stage,
      number,
      editable,
      findings,
    },
  ) =>
    html`<header class="pk-stage">
    <span class="pk-number" aria-hidden="true">${number}</span>
    ${
      editable
        ? html`<${Grip} app=${app} collection="stages" id=${stage.id} name=${stage.name} />
          <${Entry} app=${app} long oneLine value=${stage.name} class="pk-stage-name"
            commit=${(/** @type {string} */ text) => app.store.set(["stages", stage.id, "name"], text)}
            aria-label=${app.t("stage_name", { number })} data-field=${`stages.${stage.id}.name`} />`
        : html`<h3 class="pk-stage-name" lang=${app.written}>${stage.name}</h3>`
    }
    <${Badge} app=${app} findings=${findings} />
    <button type="button" class="pk-icon pk-more" data-open=${stage.id} title=${app.t("details")}
      aria-label=${app.t("details_of", { name: stage.name })}
      onClick=${() => app.open("stages", stage.id)}><span aria-hidden="true">⋯</span></button>
  </header>`,
);

const Column = memo((/** @type {ColumnProps} */ props) => {
  const {
    app,
    stage,
    number,
    step,
    records,
    found,
    selected,
    persona,
    data,
    ranking,
    feelings,
    lanes,
    rows,
    lines = 0,
  } = props;
  const name = COLLECTIONS[step];
  return html`<section class=${classes("pk-column", selected === stage.id && "pk-selected", Boolean(lanes) && lines < 2 && "pk-full")}
    aria-label=${stage.name} data-card=${step === 2 ? stage.id : undefined}
    style=${lanes ? { "--lanes": lanes, "--rows": rows, ...linesOfCard(lines) } : undefined}
    onPointerDown=${step === 2 ? dragging(app, { kind: "stages", id: stage.id }) : undefined}>
    <${Head} app=${app} stage=${stage} number=${number} editable=${step === 2} findings=${found[stage.id]} />
    ${step === 2 && html`<${Experience} app=${app} stage=${stage} persona=${persona} />`}
    ${
      step !== 2 &&
      html`<ul class="pk-cards" data-zone=${name} data-axis="y" data-stage=${stage.id}
        data-accepts=${`${name} notes`}>
      ${records.map((record) =>
        step === 3
          ? html`<${TouchpointCard} key=${record.id} app=${app} record=${record} data=${data}
            persona=${persona} feeling=${feelings[record.id]}
            findings=${found[record.id]} selected=${selected === record.id} />`
          : html`<${PainCard} key=${record.id} app=${app} record=${record} data=${data}
            says=${ranking[record.id]} shape=${SHAPES[record.group]}
            findings=${found[record.id]} selected=${selected === record.id} />`,
      )}
    </ul>`
    }
    ${step === 3 && html`<${AddTouchpoint} app=${app} stage=${stage.id} data=${data} />`}
    ${step === 5 && html`<${AddPain} app=${app} stage=${stage.id} />`}
  </section>`;
});

/**
 * A choice beside a line that adds something: nothing is chosen until someone does (M3.2).
 * @param {{app: App, label: string, value: string, choose: (value: string) => void, options: [string, string][]}} props
 */
function Choice({ app, label, value, choose, options }) {
  return html`<select aria-label=${label} value=${value} onChange=${(/** @type {FieldEvent} */ event) => choose(event.target.value)}>
    <option value="" selected=${!value}>${app.t("to_be_said")}</option>
    ${options.map(([id, name]) => html`<option key=${id} value=${id} selected=${id === value}>${name}</option>`)}
  </select>`;
}

/** @param {{app: App, stage: string, data: Data}} props */
function AddTouchpoint({ app, stage, data }) {
  /** @type {[string, string][]} */
  const channels = [
    ...Object.entries(app.labels.channels).map(([id, c]) => /** @type {[string, string]} */ ([id, c.name])),
    ...(data.channels ?? []).map((own) => /** @type {[string, string]} */ ([own.id, own.name])),
  ];
  const [channel, choose] = useState("");
  const add = (/** @type {string} */ text) => {
    if (!text && !channel) return false;
    const said = { ...(channel ? { channel } : {}), ...(text ? { name: text } : {}) };
    app.places.toEndOf("touchpoints", stage, { stage, ...said });
    choose("");
    return true;
  };
  return html`<${QuickEntry} app=${app} name=${`touchpoints.${stage}`} label=${app.t("add_touchpoint")} short=${app.t("add")}
    button=${app.t("add_touchpoint")} add=${add}>
    <${Choice} app=${app} label=${app.t("channel")} value=${channel} choose=${choose} options=${channels} />
  </${QuickEntry}>`;
}

/** @param {{app: App, stage: string}} props */
function AddPain({ app, stage }) {
  const groups = Object.entries(app.labels.groups).map(
    ([id, label]) => /** @type {[string, string]} */ ([id, `${SHAPES[id]} ${label}`]),
  );
  const [group, choose] = useState("");
  const add = (/** @type {string} */ text) => {
    if (!text) return false;
    app.places.toEndOf("pain_points", stage, { at: stage, ...(group ? { group } : {}), what: text });
    choose("");
    return true;
  };
  return html`<${QuickEntry} app=${app} name=${`pain_points.${stage}`} label=${app.t("add_pain")} short=${app.t("add")}
    button=${app.t("add_pain")} add=${add}>
    <${Choice} app=${app} label=${app.t("group")} value=${group} choose=${choose} options=${groups} />
  </${QuickEntry}>`;
}

/** @type {any[]} */
const NONE = [];

const LANE = 13; // em: a column of cards in the room's view
/** @type {{[step: number]: number}} */
const CARD = { 2: 26, 3: 7.2, 5: 11.4 }; // em: the height of a card in the room's view, at most
const AROUND_CARDS = 10.4; // em: a stage's name, the field under its cards, and the way to other pages

const BESIDE_NAME = 2.8; // em: what stands beside a card's name in its column, but for the handle
const HANDLE = 44; // pixels, as in room.css
const LINE = 1.5; // em: the height of a line
const MOST_LINES = 4; // beyond those of a full page
const TEXTS = 3; // of a stage: goal, actions and thoughts
const AROUND_TEXTS = 14.8; // em: a stage's name and phase, gaps, and the way to other pages
const FEWEST_TEXT = 3; // lines of one of them, with its label
const MOST_TEXT = 5; // lines of one of them

/**
 * Lay the columns out for a room: no word of a name is torn, unless that would take another page.
 * @param {number[]} counts of each stage's cards
 * @param {number} step
 * @param {Space | null} space
 * @param {number} word the width of the longest word of a name, in em
 */
function fitColumns(counts, step, space, word) {
  if (!space) return null;
  const capacity = (/** @type {number} */ size, lane = LANE) => {
    const { width, height } = inner(space, size);
    const rows = (height - AROUND_CARDS) / CARD[step];
    return { lanes: rows < 1 ? 1 : width / lane, rows };
  };
  const whole = (/** @type {number} */ size) => Math.max(LANE, word + BESIDE_NAME + HANDLE / size);
  const usual = fit(counts, capacity, space.sizes);
  if (step === 2) {
    const short = fit(counts, (size) => shortened(space, size), space.sizes);
    return short.pages.length < usual.pages.length ? short : usual;
  }
  const wide = fit(counts, (size) => capacity(size, whole(size)), space.sizes);
  return wide.pages.length > usual.pages.length ? usual : wide;
}

/**
 * Return the lines for which each card of a page has room, beyond those of a full page.
 * @param {Part[]} parts of the page
 * @param {number} step
 * @param {Space} space
 * @param {number} size of the type
 */
function spareLines(parts, step, space, size) {
  const rows = Math.max(1, ...parts.map(({ from, to, lanes }) => Math.ceil((to - from) / lanes)));
  const each = (inner(space, size).height - AROUND_CARDS) / rows - CARD[step];
  return Math.max(0, Math.min(MOST_LINES, Math.floor(each / LINE)));
}

/**
 * Return the lines for which each text of a stage has room on a screen, with that of its label.
 * @param {Space} space
 * @param {number} size of the type
 */
function linesOfText(space, size) {
  const { height } = inner(space, size);
  if (height - AROUND_CARDS >= CARD[2]) return MOST_TEXT;
  const lines = (height - AROUND_TEXTS) / LINE / TEXTS;
  return Math.max(2, Math.min(MOST_TEXT, Math.floor(lines)));
}

/**
 * Return how many stages stand on a page of a low screen: their texts are cut to a few lines.
 * @param {Space} space
 * @param {number} size of the type
 */
function shortened(space, size) {
  const read = linesOfText(space, size) >= FEWEST_TEXT || size === space.sizes.least;
  return { lanes: read ? inner(space, size).width / LANE : 1, rows: 1 };
}

/**
 * Share spare lines between a card's name and what stands under it, and the name has the first of them.
 * @param {number} lines
 */
const linesOfCard = (lines) => ({
  "--name-lines": 2 + Math.ceil(lines / 2),
  "--meta-lines": 2 + Math.floor(lines / 2),
});

/**
 * The cards of each stage, as they were where nothing of them has changed.
 * @param {Data} data
 * @param {number} step
 * @param {string} persona
 */
function useGrouped(data, step, persona) {
  const before = useRef(/** @type {{[stage: string]: Plain[]}} */ ({}));
  const collection = COLLECTIONS[step];
  /** @type {{[stage: string]: Plain[]}} */
  const grouped = {};
  for (const stage of data.stages ?? NONE) {
    const all = collection ? inStage(data, collection, stage.id) : NONE;
    grouped[stage.id] = all.filter((record) => ofPersona(record, persona));
  }
  before.current = sharing(before.current, grouped);
  return before.current;
}

/**
 * The width of the longest word of the cards' names, in em; measured in a room alone.
 * @param {App} app
 * @param {{[stage: string]: Plain[]}} grouped
 * @param {boolean} room
 */
function useWidestWord(app, grouped, room) {
  return useMemo(() => {
    const names = Object.values(grouped).flatMap((cards) =>
      cards.map((card) => words(card.what) || card.name),
    );
    return room ? widestWord(names.filter(Boolean), getComputedStyle(app.root()).fontFamily) : 0;
  }, [grouped, room]);
}

/** @param {{app: App, data: Data, step: number, persona: string, found: Found, selected?: string, ranking: {[id: string]: string}, feelings: Scores, space: Space | null}} props */
export function Columns({ app, data, step, persona, found, selected, ranking, feelings, space }) {
  const stages = data.stages ?? NONE;
  const grouped = useGrouped(data, step, persona);
  // A card is drawn again where what it names has another name, not with every edit.
  const names = useRef({});
  names.current = sharing(names.current, {
    touchpoints: step === 5 ? (data.touchpoints ?? NONE) : NONE,
    channels: data.channels ?? NONE,
    evidence: NONE,
  });
  const holds = (/** @type {Stage} */ stage, /** @type {string | undefined} */ id) =>
    stage.id === id || grouped[stage.id].some((one) => one.id === id);
  const counts = stages.map((/** @type {Stage} */ stage) => grouped[stage.id].length);
  const word = useWidestWord(app, grouped, Boolean(space));
  const laid = fitColumns(step === 2 ? [...counts, 0] : counts, step, space, word); // and where one is added
  const { page, count, turn } = usePages(
    app,
    laid,
    ({ stage, from, to }) =>
      stages[stage]?.id === selected ||
      Boolean(stages[stage] && grouped[stages[stage].id].slice(from, to).some((one) => one.id === selected)),
    selected,
  );
  const parts = laid?.pages[page] ?? stages.map((_, stage) => ({ stage, from: 0, to: undefined, lanes: 0 }));
  const lines = space && laid ? spareLines(laid.pages[page], step, space, laid.size) : 0;
  const adding = step === 2 && (!laid || parts.some(({ stage }) => stage === stages.length));
  return html`<div class="pk-scroller" tabindex="0" role="region" aria-label=${app.t("stages")}>
    <div class="pk-columns" style=${space && laid && step === 2 ? { "--text-lines": linesOfText(space, laid.size) } : undefined}
      data-zone="stages" data-axis="x" data-accepts=${step === 2 ? "stages notes" : "-"}>
      ${parts.map(({ stage: n, from, to, lanes }) => {
        const stage = stages[n];
        const all = stage && grouped[stage.id];
        return (
          stage &&
          html`<${Column} key=${stage.id} app=${app} stage=${stage} number=${n + 1} step=${step}
          records=${from || (to ?? all.length) < all.length ? all.slice(from, to) : all} found=${found}
          selected=${holds(stage, selected) ? selected : undefined} persona=${persona} data=${names.current}
          ranking=${ranking} feelings=${feelings} lanes=${lanes || undefined} rows=${laid?.rows} lines=${lines} />`
        );
      })}
      ${
        adding &&
        html`<div class="pk-column pk-new">
        <${QuickEntry} app=${app} name="stages" label=${app.t("add_stage")} short=${app.t("add")} button=${app.t("add_stage")}
          add=${(/** @type {string} */ text) => (text ? app.places.add("stages", { name: text }) : false)} /></div>`
      }
      ${step !== 2 && !stages.length && html`<p class="pk-none">${app.t("no_stages")}</p>`}
    </div>
    <${Pages} app=${app} parts=${laid?.pages[page] ?? []} stages=${stages.length} page=${page} count=${count} turn=${turn} />
  </div>`;
}

/**
 * @param {{personas?: string[] | string}} record
 * @param {string} persona
 */
function ofPersona(record, persona) {
  const named = listed(record.personas);
  return !persona || !named.length || named.includes(persona);
}
