/** Cards: what stands in a column, with a handle that moves it and a name that opens it. */

import { words } from "./data.js";
import { classes, html, memo } from "./dom.js";
import { Dots } from "./dots.js";
import { Badge } from "./findings.js";
import { ToBeSaid } from "./guess.js";
import { channelName, nameById, nameOf } from "./links.js";

/** @import { App, Data, Finding, KeyEvent, PainPoint, PointEvent, Touchpoint } from "./types" */
/** @import { What } from "./drag.js" */

/** @typedef {{app: App, data: Data, findings?: Finding[], selected: boolean}} CardProps */

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/**
 * The handle: dragged by finger or mouse, and by the arrow keys.
 * @param {{app: App, collection: string, id: string, name: string}} props
 */
export function Grip({ app, collection, id, name }) {
  const key = (/** @type {KeyEvent} */ event) => {
    if (!ARROWS.includes(event.key)) return;
    event.preventDefault();
    if (app.places.nudge(collection, id, event.key)) app.refocus(`[data-grip="${id}"]`, name);
  };
  return html`<button type="button" class="pk-grip" data-grip=${id} title=${app.t("move")}
    aria-label=${app.t("move_this", { name })} onKeyDown=${key}>
    <span aria-hidden="true">⠿</span></button>`;
}

/**
 * Where a press on something begins to drag it: fingers drag by the handle only, to scroll else.
 * @param {App} app
 * @param {What} what
 */
export function dragging(app, what) {
  return (/** @type {PointEvent} */ event) => {
    if (event.pointerType !== "mouse" && !event.target.closest(".pk-grip, .pk-cell .pk-card")) return;
    app.drag.start(event, what, event.currentTarget);
  };
}

/**
 * @param {App} app
 * @param {string} collection
 * @param {string} id
 */
export function removing(app, collection, id) {
  return (/** @type {KeyEvent} */ event) => {
    if (event.key !== "Delete") return;
    event.preventDefault();
    const card = event.target.closest("[data-card]");
    const beside = card?.nextElementSibling ?? card?.previousElementSibling;
    const next = /** @type {HTMLElement | null | undefined} */ (beside)?.dataset.card;
    app.focus(next ? `[data-open="${next}"]` : ".pk-frame");
    app.places.remove(collection, id);
  };
}

export const TouchpointCard = memo(
  (
    /** @type {CardProps & {record: Touchpoint, feeling?: number | null}} */ {
      app,
      record,
      data,
      findings,
      selected,
      feeling,
    },
  ) => {
    const channel = channelName(app, data, record.channel ?? "");
    const name = nameOf(app, data, "touchpoints", record);
    const online = app.labels.channels[record.channel ?? ""]?.online;
    return html`<li class=${classes("pk-card", selected && "pk-selected", record.nature && `pk-${record.nature}`)}
    data-card=${record.id} onPointerDown=${dragging(app, { kind: "touchpoints", id: record.id })}>
    <${Grip} app=${app} collection="touchpoints" id=${record.id} name=${name} />
    <div class="pk-card-body">
      <button type="button" class="pk-name" data-open=${record.id} lang=${app.written}
        onClick=${() => app.open("touchpoints", record.id)}
        onKeyDown=${removing(app, "touchpoints", record.id)}>${name}</button>
      <p class="pk-meta">
        ${record.channel && record.name && html`<span>${online ? "◍" : "◌"} ${channel}</span>`}
        ${
          !record.channel &&
          html`<${ToBeSaid} app=${app} data=${data} collection="touchpoints" record=${record}
          nameOf=${(/** @type {string} */ id) => channelName(app, data, id)} />`
        }
        ${
          record.importance &&
          html`<span class="pk-rating" title=${app.t("importance", { value: record.importance })}>
          <span aria-hidden="true">${"●".repeat(record.importance)}${"○".repeat(5 - record.importance)}</span>
          <span class="pk-hidden">${app.t("importance", { value: record.importance })}</span></span>`
        }
        ${record.nature && html`<span class="pk-nature">${record.nature === "positive" ? "▲" : "▼"} ${app.t(record.nature)}</span>`}
        ${feeling !== null && feeling !== undefined && html`<span class="pk-chip" data-feeling=${Math.round(feeling)}>${app.t.signed(feeling)}</span>`}
      </p>
    </div>
    <${Badge} app=${app} findings=${findings} />
  </li>`;
  },
);

export const PainCard = memo(
  (
    /** @type {CardProps & {record: PainPoint, says?: string, shape?: string}} */ {
      app,
      record,
      data,
      findings,
      selected,
      says,
      shape,
    },
  ) => {
    const name = words(record.what);
    const at = data.touchpoints?.some((t) => t.id === record.at) && nameById(app, data, record.at);
    return html`<li class=${classes("pk-card", selected && "pk-selected")} data-card=${record.id}
    onPointerDown=${dragging(app, { kind: "pain_points", id: record.id })}>
    <${Grip} app=${app} collection="pain_points" id=${record.id} name=${name} />
    <div class="pk-card-body">
      <button type="button" class="pk-name" data-open=${record.id} lang=${app.written}
        onClick=${() => app.open("pain_points", record.id)}
        onKeyDown=${removing(app, "pain_points", record.id)}>${name}</button>
      <p class="pk-meta">
        ${record.group && html`<span><span aria-hidden="true">${shape}</span> ${app.labels.groups[record.group]}</span>`}
        ${
          !record.group &&
          html`<${ToBeSaid} app=${app} data=${data} collection="pain_points" record=${record}
          nameOf=${(/** @type {string} */ id) => app.labels.groups[id]} />`
        }
        ${at && html`<span lang=${app.written}>${at}</span>`}
        ${says && html`<span>${says}</span>`}
      </p>
      <${Dots} app=${app} collection="pain_points" record=${record} name=${name} />
    </div>
    <${Badge} app=${app} findings=${findings} />
  </li>`;
  },
);
