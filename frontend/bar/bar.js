// The facilitator's bar. It keeps the time itself, so that it goes on whatever the kernel does.

import { filled, h, put } from "../shared/elements.js";
import { keepKeys } from "../shared/keys.js";
import { corner } from "./corner.js";
import { elsewhere } from "./elsewhere.js";
import { itemList } from "./items.js";
import { clock, elapsed, plan } from "./schedule.js";
import { now, WorkshopSession } from "./session.js";
import { arm, ring } from "./sound.js";

/** @import { Model } from "../board/types" */

/** @typedef {{[name: string]: string}} Texts */

const SAID = ["say", "prepare", "do", "shows", "pace"]; // texts of an item

/**
 * @param {string} name
 * @param {string} text
 * @param {() => void} onclick
 * @param {string} [label]
 */
function button(name, text, onclick, label) {
  const attributes = { type: "button", class: name, onclick, "aria-label": label, title: label };
  return /** @type {HTMLButtonElement} */ (h("button", attributes, text));
}

/**
 * The current item and its time, with the buttons that change them.
 * @param {Texts} texts
 * @param {WorkshopSession} session
 */
function createRow(texts, session) {
  return {
    place: h("span", { class: "place" }),
    title: h("strong", { class: "title" }),
    following: h("span", { class: "following" }),
    time: h("span", { class: "time", role: "timer", "aria-live": "off" }),
    state: h("span", { class: "state" }),
    start: button("start", "", () => session.run()),
    more: button("more", texts.more, () => session.more(), texts.more_name),
    back: button("back", "◀", () => session.go(-1), texts.previous),
    forth: button("forth", "▶", () => session.go(1), texts.next),
    end: h("span", { class: "end" }),
    alert: h("p", { class: "alert", role: "alert" }),
    help: h("dl", { class: "help" }),
  };
}

/**
 * The choice of an agenda, and of the sound at the end of an item.
 * @param {WorkshopSession} session
 */
function createChoice(session) {
  const select = /** @type {HTMLSelectElement} */ (
    h("select", { onchange: () => session.begin(select.value) })
  );
  select.append(...session.agendas.map((a) => h("option", { value: a.id }, a.name)));
  const noise = /** @type {HTMLInputElement} */ (
    h("input", { type: "checkbox", onchange: () => session.change({ quiet: !noise.checked }) })
  );
  return { select, noise };
}

/**
 * The bar's parts put together.
 * @param {Model} model
 * @param {WorkshopSession} session
 */
function createBar(model, session) {
  const texts = /** @type {Texts} */ (model.get("texts"));
  const step = model.get("step");
  const row = createRow(texts, session);
  const { select, noise } = createChoice(session);
  const other = elsewhere(texts, step, model.get("notebooks"), (index) => session.start(index));
  const all = itemList(texts, step, (item, given) => session.give(item, given));
  const note = h("p", { class: "note", role: "status" });
  const bar = h(
    "section",
    { class: "parcours-bar", "aria-label": texts.bar, lang: model.get("lang") },
    h(
      "div",
      { class: "row" },
      h("div", { class: "item" }, row.place, row.title, row.following),
      h("div", { class: "left" }, row.time, row.state),
      h("div", { class: "keys" }, row.start, row.more, row.back, row.forth),
      other.element,
      row.end,
    ),
    row.alert,
    h(
      "div",
      { class: "unfold" },
      h("details", { class: "saying" }, h("summary", {}, texts.help), row.help),
      h(
        "details",
        {},
        h("summary", {}, texts.all),
        h(
          "div",
          { class: "choice" },
          h("label", {}, texts.agenda, " ", select),
          h("label", {}, noise, " ", texts.sound),
          button("again", texts.again, () => session.begin(session.state.agenda)),
          button("copy", texts.copy, () => model.send({ copy: session.state.agenda })),
        ),
        note,
        all.element,
      ),
    ),
  );
  for (const [name, value] of Object.entries(model.get("theme"))) bar.style.setProperty(name, String(value));
  const small = corner(bar, row.time, texts, { more: () => session.more(), forth: () => session.go(1) });
  if (model.get("fault")) bar.prepend(h("p", { class: "fault", role: "alert" }, model.get("fault")));
  return { bar, row, select, noise, other, all, note, texts, small };
}

/** @typedef {ReturnType<typeof createBar>} Parts */

/**
 * Draw what changes only when something is done.
 * @param {Parts} parts
 * @param {WorkshopSession} session
 */
function draw({ row, select, noise, other, all, texts }, session) {
  const { items, here, state } = session;
  const item = items[here];
  noise.checked = !state.quiet;
  select.value = session.agenda.id;
  put(row.place, `${here + 1}/${items.length} `);
  put(row.title, item.title);
  put(row.following, items[here + 1] ? filled(texts.next_is, { item: items[here + 1].title }) : texts.last);
  put(row.start, state.since !== null ? texts.pause : session.begun ? texts.go_on : texts.start);
  row.back.disabled = here === 0;
  row.forth.disabled = here === items.length - 1;
  const said = SAID.filter((name) => item[name]);
  row.help.replaceChildren(
    ...said.map((name) => h("div", { class: name }, h("dt", {}, texts[name]), h("dd", {}, item[name]))),
  );
  other.draw(items, here);
  all.draw(state, items, here);
}

/**
 * When all items end, and how far that is from the agenda's end.
 * @param {Texts} texts
 * @param {string} lang
 * @param {WorkshopSession} session
 * @param {ReturnType<typeof plan>} planned
 */
function endSaid(texts, lang, { items, here, state }, planned) {
  const spent = items.reduce((sum, _, i) => sum + (i <= here ? elapsed(state, i, now()) : 0), 0);
  const ends = now() + planned.items.reduce((a, b) => a + b, 0) - spent;
  const time = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit" }).format(ends * 1000);
  const late = Math.round(planned.late / 60);
  const says =
    late > 0
      ? filled(texts.late, { minutes: late })
      : late < 0
        ? filled(texts.early, { minutes: -late })
        : "";
  return [filled(texts.ends, { time }), says].filter(Boolean).join(" · ");
}

/**
 * Draw what changes with time.
 * @param {Parts} parts
 * @param {WorkshopSession} session
 */
function tick({ bar, row, other, all, texts, small }, session) {
  const { items, here, state } = session;
  const planned = plan(state, items, now());
  const over = planned.left < 0;
  const running = state.since !== null;
  put(row.time, `${over ? "+" : ""}${clock(planned.left)}`);
  put(row.state, !running ? texts.paused : over ? texts.over : texts.left);
  bar.dataset.state = !running ? "paused" : over ? "over" : planned.left <= 60 ? "soon" : "running";
  put(row.end, endSaid(texts, bar.lang, session, planned));
  other.tick();
  all.tick(state, items, here, planned.items);
  const up = over ? filled(texts.up, { item: items[here].title }) : "";
  put(row.alert, up);
  small.show({
    time: session.begun ? (row.time.textContent ?? "") : "",
    item: items[here].title,
    following: items[here + 1]?.title ?? "",
    alert: up,
    state: bar.dataset.state,
  });
  if (over && state.since !== null) ringOnce(session, state.since);
}

/**
 * Ring for the end of the current item, but not for who goes back to one whose time was up already.
 * @param {WorkshopSession} session
 * @param {number} since
 */
function ringOnce({ key, state, items, here }, since) {
  const left = plan(state, items, since).left;
  if (left >= 0) ring(`${key} ${state.agenda} ${here}`, since + left, state.quiet);
}

/** @param {{model: Model, el: HTMLElement}} widget */
function render({ model, el }) {
  const redraw = () => {
    draw(parts, session);
    tick(parts, session);
  };
  const session = new WorkshopSession(model, redraw);
  const parts = createBar(model, session);
  const heard = (/** @type {{session?: any, copied?: string}} */ message) => {
    if (message.session) session.take(message.session);
    if (message.copied) put(parts.note, filled(parts.texts.copied, { path: message.copied }));
  };
  model.on("msg:custom", heard);
  el.replaceChildren(parts.bar);
  arm();
  redraw();
  session.ask();
  const timer = setInterval(() => tick(parts, session), 250);
  const giveKeysBack = keepKeys(el);
  return () => {
    giveKeysBack();
    clearInterval(timer);
    session.close();
    model.off("msg:custom", heard);
    parts.small.remove();
  };
}

export default { render };
