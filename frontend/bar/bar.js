// The facilitator's bar. It keeps the time itself, so that it goes on whatever the kernel does; all
// bars of a client in this browser tell each other, and the kernel keeps what they say on the disk.

import { corner } from "./corner.js";
import { filled, h, put } from "../shared/elements.js";
import { elsewhere } from "./elsewhere.js";
import { itemList } from "./items.js";
import { clock, elapsed, plan } from "./schedule.js";
import { arm, ring } from "./sound.js";

function render({ model, el }) {
  const texts = model.get("texts");
  const agendas = model.get("agendas");
  const key = `parcours-session:${model.get("client")}`;
  const channel = new BroadcastChannel(key);
  const now = () => Date.now() / 1000;
  let session = { ...model.get("session") };

  const byId = (id) => agendas.find((agenda) => agenda.id === id) ?? agendas[0];
  const items = () => byId(session.agenda).items;
  const begun = () => session.since !== null || session.spent.some((s) => s > 0);
  const later = (other) => {
    if (!other || !(other.at > session.at)) return;
    session = other;
    draw();
  };
  const change = (changes) => {
    session = { ...session, ...changes, at: Date.now() };
    channel.postMessage(session);
    try {
      localStorage.setItem(key, JSON.stringify(session));
    } catch { /* a browser that keeps nothing: the kernel does */ }
    model.send({ session });
    draw();
  };
  /** What was spent up to now, with the clock of the current item taken in. */
  const settled = () => {
    const spent = items().map((_, i) => session.spent[i] ?? 0);
    const here = Math.min(session.index, spent.length - 1);
    spent[here] = elapsed({ ...session, index: here }, here, now());
    return spent;
  };
  const run = () => {
    if (session.since === null) change({ since: now() });
    else change({ spent: settled(), since: null });
  };
  const go = (by) => {
    const index = Math.min(Math.max(session.index + by, 0), items().length - 1);
    if (index !== session.index) change({ spent: settled(), index, since: session.since === null ? null : now() });
  };
  const more = () => {
    const extra = items().map((_, i) => session.extra[i] ?? 0);
    extra[Math.min(session.index, extra.length - 1)] += 300;
    change({ extra });
  };
  const begin = (agenda) => {
    const minutes = agenda === session.agenda ? session.minutes : [];
    change({ agenda, index: 0, since: null, spent: [], extra: [], minutes });
  };
  /** Give an item other minutes than the agenda does, or those again. */
  const give = (item, given) => {
    const minutes = items().map((one, i) => (i === item ? given : session.minutes?.[i]) ?? 0);
    if (given === items()[item].minutes) minutes[item] = 0;
    change({ minutes });
  };

  const button = (name, text, onclick, label) =>
    h("button", { type: "button", class: name, onclick, "aria-label": label, title: label }, text);
  const place = h("span", { class: "place" });
  const title = h("strong", { class: "title" });
  const following = h("span", { class: "following" });
  const time = h("span", { class: "time", role: "timer", "aria-live": "off" });
  const state = h("span", { class: "state" });
  const start = button("start", "", run);
  const back = button("back", "◀", () => go(-1), texts.previous);
  const forth = button("forth", "▶", () => go(1), texts.next);
  const end = h("span", { class: "end" });
  const alert = h("p", { class: "alert", role: "alert" });
  const help = h("dl", { class: "help" });
  const step = model.get("step");
  const take = (index) => change({ spent: settled(), index, since: now() });
  const other = elsewhere(texts, step, model.get("notebooks"), take);
  const all = itemList(texts, step, give);
  const note = h("p", { class: "note", role: "status" });
  const select = h("select", { onchange: () => begin(select.value) });
  select.append(...agendas.map((a) => h("option", { value: a.id }, a.name)));
  const noise = h("input", { type: "checkbox", onchange: () => change({ quiet: !noise.checked }) });
  const bar = h("section", { class: "parcours-bar", "aria-label": texts.bar, lang: model.get("lang") },
    h("div", { class: "row" },
      h("div", { class: "item" }, place, title, following),
      h("div", { class: "left" }, time, state),
      h("div", { class: "keys" }, start, button("more", texts.more, more, texts.more_name), back, forth),
      other.element,
      end),
    alert,
    h("details", { class: "saying" }, h("summary", {}, texts.help), help),
    h("details", {}, h("summary", {}, texts.all),
      h("div", { class: "choice" },
        h("label", {}, texts.agenda, " ", select),
        h("label", {}, noise, " ", texts.sound),
        button("again", texts.again, () => begin(session.agenda)),
        button("copy", texts.copy, () => model.send({ copy: session.agenda }))),
      note, all.element));
  for (const [name, value] of Object.entries(model.get("theme"))) bar.style.setProperty(name, value);
  if (model.get("fault")) bar.prepend(h("p", { class: "fault", role: "alert" }, model.get("fault")));

  const small = corner(bar, time);

  /** Draw what changes only when something is done. */
  function draw() {
    const list = items();
    const here = Math.min(session.index, list.length - 1);
    const item = list[here];
    noise.checked = !session.quiet;
    select.value = byId(session.agenda).id;
    put(place, `${here + 1}/${list.length} `);
    put(title, item.title);
    put(following, list[here + 1] ? filled(texts.next_is, { item: list[here + 1].title }) : texts.last);
    put(start, session.since !== null ? texts.pause : begun() ? texts.go_on : texts.start);
    back.disabled = here === 0;
    forth.disabled = here === list.length - 1;
    const said = ["say", "prepare", "do", "shows", "pace"].filter((name) => item[name]);
    help.replaceChildren(...said.map((name) => h("div", { class: name }, h("dt", {}, texts[name]), h("dd", {}, item[name]))));
    other.draw(list, here);
    all.draw(session, list, here);
    tick();
  }

  /** Draw what changes with time. */
  function tick() {
    const list = items();
    const here = Math.min(session.index, list.length - 1);
    const it = plan(session, list, now());
    const over = it.left < 0;
    const running = session.since !== null;
    const late = Math.round(it.late / 60);
    put(time, `${over ? "+" : ""}${clock(it.left)}`);
    put(state, !running ? texts.paused : over ? texts.over : texts.left);
    bar.dataset.state = !running ? "paused" : over ? "over" : it.left <= 60 ? "soon" : "running";
    const ends = now() + it.items.reduce((a, b) => a + b, 0)
      - list.reduce((sum, _, i) => sum + (i <= here ? elapsed(session, i, now()) : 0), 0);
    const at = new Intl.DateTimeFormat(model.get("lang"), { hour: "2-digit", minute: "2-digit" }).format(ends * 1000);
    const says = late > 0 ? filled(texts.late, { minutes: late }) : late < 0 ? filled(texts.early, { minutes: -late }) : "";
    put(end, [filled(texts.ends, { time: at }), says].filter(Boolean).join(" · "));
    other.tick();
    all.tick(session, list, here, it.items);
    const up = over ? filled(texts.up, { item: list[here].title }) : "";
    put(alert, up);
    small.show(begun() ? time.textContent : "", up, bar.dataset.state);
    if (!over || !running) return;
    const then = plan(session, list, session.since).left;
    // Whoever goes back to an item whose time was up already need not hear it.
    if (then >= 0) ring(`${key} ${session.agenda} ${here}`, session.since + then, session.quiet);
  }

  channel.onmessage = ({ data }) => (data === "hello" ? channel.postMessage(session) : later(data));
  const onmsg = (message) => {
    if (message.session) later(message.session);
    if (message.copied) put(note, filled(texts.copied, { path: message.copied }));
  };
  model.on("msg:custom", onmsg);
  el.replaceChildren(bar);
  arm();
  draw();
  try {
    later(JSON.parse(localStorage.getItem(key)));
  } catch { /* nothing kept that makes sense */ }
  channel.postMessage("hello");
  model.send({ hello: true });
  const timer = setInterval(tick, 250);
  return () => {
    clearInterval(timer);
    channel.close();
    model.off("msg:custom", onmsg);
    small.remove();
  };
}

export default { render };
