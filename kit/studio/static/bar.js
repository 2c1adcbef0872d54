// shared/elements.js
function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== void 0)
      element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
function filled(text, gaps) {
  return text.replace(/\{(\w+)\}/g, (all, name) => String(gaps[name] ?? all));
}
function notebookOf(element) {
  return (
    /** @type {HTMLElement | null} */
    element.closest(".jp-NotebookPanel") ?? document.body
  );
}

// shared/keys.js
var SUPPRESSED = "data-lm-suppress-shortcuts";
function keepKeys(el, own = (event) => !event.ctrlKey && !event.metaKey) {
  const pressed = (event) => {
    const { target } = event;
    if (target instanceof Element && el.contains(target)) target.toggleAttribute(SUPPRESSED, own(event));
  };
  window.addEventListener("keydown", pressed, true);
  return () => window.removeEventListener("keydown", pressed, true);
}

// bar/corner.js
function corner(bar, watched, texts, does) {
  const time = h("span", { class: "time", "aria-hidden": "true" });
  const name = h("span", { class: "name", "aria-hidden": "true" });
  const alert = h("p", { class: "alert" });
  const more = h(
    "button",
    {
      type: "button",
      class: "more",
      onclick: does.more,
      "aria-label": texts.more_name,
      title: texts.more_name
    },
    texts.more
  );
  const forth = h("button", { type: "button", class: "forth", onclick: does.forth }, "▶▶");
  const box = h(
    "div",
    { class: "parcours-corner", lang: bar.lang, style: bar.style.cssText },
    name,
    alert,
    time,
    h("span", { class: "does" }, more, forth)
  );
  let seen = true;
  function place() {
    const home = notebookOf(bar);
    const full = document.fullscreenElement;
    const covers = full && home.contains(full) && !full.contains(bar);
    if (!bar.isConnected || !time.textContent || seen && !covers) {
      box.remove();
      return;
    }
    const slot = covers ? full.querySelector("[data-clock]") : null;
    const at = slot ?? (covers ? full : home);
    if (box.parentElement === at) return;
    alert.role = covers ? "alert" : null;
    alert.ariaHidden = name.ariaHidden = covers ? null : "true";
    box.popover = covers && !slot ? "manual" : null;
    at.append(box);
    if (box.popover) box.showPopover?.();
  }
  const observer = new IntersectionObserver((entries) => {
    seen = Boolean(entries.at(-1)?.isIntersecting);
    place();
  });
  observer.observe(watched);
  document.addEventListener("fullscreenchange", place);
  return {
    /** @param {Shown} shown */
    show(shown) {
      put(time, shown.time);
      put(name, shown.item);
      put(alert, shown.alert);
      const next = filled(texts.take, { item: shown.following });
      if (forth.title !== next) forth.title = forth.ariaLabel = next;
      forth.hidden = !shown.following;
      box.dataset.state = shown.state;
      place();
    },
    remove() {
      observer.disconnect();
      document.removeEventListener("fullscreenchange", place);
      box.remove();
    }
  };
}

// bar/elsewhere.js
function elsewhere(texts, step, files, take) {
  let file = "";
  let mine = -1;
  const link = () => {
    const found = file && notebookOf(element).querySelector(`.step-head a[href*="${file}"]`);
    return (
      /** @type {HTMLAnchorElement | null} */
      found || null
    );
  };
  const open = (
    /** @type {HTMLAnchorElement} */
    h("a", {
      class: "there",
      onclick: (event) => {
        event.preventDefault();
        link()?.click();
      }
    })
  );
  const start = h("button", { type: "button", class: "take", onclick: () => take(mine) });
  const element = h("div", { class: "elsewhere" }, open, start);
  function tick2() {
    const to = link();
    open.hidden = !to;
    if (to) open.href = to.href;
    element.hidden = open.hidden && start.hidden;
  }
  return {
    element,
    /** See whether the head is there by now: it may be drawn after the bar. */
    tick: tick2,
    /**
     * @param {AgendaItem[]} items
     * @param {number} here
     */
    draw(items, here) {
      const current = items[here];
      const away = current.notebook !== step;
      const ours = (one) => Boolean(step) && one.notebook === step;
      const later = items.findIndex((one, i) => i > here && ours(one));
      file = away ? files[current.notebook ?? ""] ?? "" : "";
      mine = !away ? -1 : later >= 0 || !current.notebook ? later : items.findIndex(ours);
      start.hidden = mine < 0;
      put(open, filled(texts.open_notebook, { item: current.title }));
      put(start, filled(texts.take, { item: items[mine]?.title ?? "" }));
      tick2();
    }
  };
}

// bar/schedule.js
var LEAST = 0.5;
function shareOverrun(planned, firm, overrun) {
  const canGive = planned.reduce((sum, t, i) => sum + (firm[i] ? 0 : t), 0) * (1 - LEAST);
  const given = Math.min(Math.max(overrun, 0), canGive);
  const share = canGive ? given / canGive * (1 - LEAST) : 0;
  return [planned.map((t, i) => firm[i] ? t : t * (1 - share)), Math.max(overrun, 0) - given];
}
function elapsed(session, item, now2) {
  const running = session.since !== null && item === session.index ? now2 - session.since : 0;
  return (session.spent[item] ?? 0) + Math.max(running, 0);
}
function wanted(session, items) {
  return items.map((item, i) => session.minutes?.[i] || item.minutes);
}
function plan(session, items, now2) {
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const wants = wanted(session, items).map((minutes) => 60 * minutes);
  const planned = wants.map((seconds, i) => seconds + (session.extra[i] ?? 0));
  const here = Math.min(session.index, items.length - 1);
  const past = items.slice(0, here).map((_, i) => elapsed(session, i, now2));
  const current = Math.max(planned[here], elapsed(session, here, now2));
  const rest = wants.slice(here + 1);
  const firm = items.map((item, i) => Boolean(item.firm) || Boolean(session.minutes?.[i])).slice(here + 1);
  const total = 60 * sum(items.map((item) => item.minutes));
  const overrun = sum(past) + current + sum(rest) - total;
  const [shortened, over] = shareOverrun(rest, firm, overrun);
  const left = planned[here] - elapsed(session, here, now2);
  return { left, items: [...past, current, ...shortened], late: overrun > 0 ? over : overrun };
}
function wholeMinutes(seconds) {
  let told = 0;
  let sum = 0;
  return seconds.map((s) => {
    sum += s;
    const minutes = Math.max(0, Math.round(sum / 60) - told);
    told += minutes;
    return minutes;
  });
}
function clock(seconds) {
  const s = Math.abs(seconds < 0 ? Math.floor(-seconds) : Math.ceil(seconds));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
}

// bar/items.js
var MOST = 24 * 60;
function itemList(texts, step, change) {
  const rows = h("tbody");
  const shared2 = h("p", { class: "shared", role: "status" });
  const column = (text) => h("th", { scope: "col" }, text);
  const element = h(
    "div",
    {},
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, column(texts.item), column(texts.planned), column(texts.now))),
      rows
    ),
    shared2
  );
  let drawn = null;
  let typing = null;
  function row(item, i) {
    const field = (
      /** @type {HTMLInputElement} */
      h("input", {
        type: "number",
        min: 1,
        max: MOST,
        "aria-label": filled(texts.minutes_of, { item: item.title }),
        oninput: () => typing = field,
        onblur: () => typing = null,
        onchange: () => {
          typing = null;
          const minutes = field.valueAsNumber;
          change(i, minutes ? Math.min(Math.max(minutes, 1), MOST) : null);
        }
      })
    );
    const [before, after] = texts.minutes.split("{minutes}");
    const here = step && item.notebook === step ? [" ", h("small", {}, texts.here)] : [];
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, item.title, ...here),
      h("td", {}, before, field, after),
      h("td")
    );
  }
  return {
    element,
    /**
     * Draw what changes only when something is done; a field that is typed in stays as it is.
     * @param {Session} session
     * @param {AgendaItem[]} items
     * @param {number} here
     */
    draw(session, items, here) {
      if (items !== drawn) rows.replaceChildren(...items.map(row));
      drawn = items;
      const minutes = wanted(session, items);
      [...rows.children].forEach((one, i) => {
        one.ariaCurrent = i === here ? "step" : null;
        const field = (
          /** @type {HTMLInputElement} */
          one.querySelector("input")
        );
        field.disabled = i < here;
        if (field !== typing) field.value = String(minutes[i]);
      });
    },
    /**
     * Draw what changes with time: the seconds that each item takes.
     * @param {Session} session
     * @param {AgendaItem[]} items
     * @param {number} here
     * @param {number[]} seconds
     */
    tick(session, items, here, seconds) {
      const minutes = wanted(session, items);
      const told = wholeMinutes(seconds);
      [...rows.children].forEach((one, i) => {
        put(
          /** @type {Element} */
          one.lastElementChild,
          filled(texts.minutes, { minutes: told[i] })
        );
        one.classList.toggle("changed", told[i] !== minutes[i]);
      });
      const shortened = seconds.some((s, i) => i > here && s < 60 * minutes[i]);
      put(shared2, shortened ? texts.shared : "");
    }
  };
}

// bar/session.js
var MORE = 300;
var now = () => Date.now() / 1e3;
var WorkshopSession = class {
  /** What it is called among all tabs of this browser. */
  key;
  /** @type {Agenda[]} */
  agendas;
  /** @type {Session} */
  state;
  #model;
  #channel;
  #draw;
  /**
   * @param {Model} model
   * @param {() => void} draw what to do after a change
   */
  constructor(model, draw2) {
    this.#model = model;
    this.#draw = draw2;
    this.agendas = model.get("agendas");
    this.state = { ...model.get("session") };
    this.key = `parcours-session:${model.get("client")}`;
    this.#channel = new BroadcastChannel(this.key);
    this.#channel.onmessage = ({ data }) => {
      if (data === "hello") this.#channel.postMessage(this.state);
      else this.take(data);
    };
  }
  /** Ask other bars, the browser and the kernel for a session that is newer. */
  ask() {
    try {
      this.take(JSON.parse(localStorage.getItem(this.key) ?? "null"));
    } catch {
    }
    this.#channel.postMessage("hello");
    this.#model.send({ hello: true });
  }
  /** The agenda that is followed. */
  get agenda() {
    return this.agendas.find((agenda) => agenda.id === this.state.agenda) ?? this.agendas[0];
  }
  /** @returns {AgendaItem[]} */
  get items() {
    return this.agenda.items;
  }
  /** The number of the current item. */
  get here() {
    return Math.min(this.state.index, this.items.length - 1);
  }
  get begun() {
    return this.state.since !== null || this.state.spent.some((seconds) => seconds > 0);
  }
  /**
   * Take another bar's session where it is newer.
   * @param {Session | null | undefined} other
   */
  take(other) {
    if (!other || !(other.at > this.state.at)) return;
    this.state = other;
    this.#draw();
  }
  /** @param {Partial<Session>} changes */
  change(changes) {
    const session = this.state = { ...this.state, ...changes, at: Date.now() };
    this.#channel.postMessage(session);
    try {
      localStorage.setItem(this.key, JSON.stringify(session));
    } catch {
    }
    this.#model.send({ session });
    this.#draw();
  }
  /** What was spent up to now, with the clock of the current item taken in. */
  #settled() {
    const { here, state } = this;
    const spent = this.items.map((_, i) => state.spent[i] ?? 0);
    spent[here] = elapsed({ ...state, index: here }, here, now());
    return spent;
  }
  /** Start the clock, or stop it. */
  run() {
    if (this.state.since === null) this.change({ since: now() });
    else this.change({ spent: this.#settled(), since: null });
  }
  /**
   * Go on or back by a number of items.
   * @param {number} by
   */
  go(by) {
    const index = Math.min(Math.max(this.state.index + by, 0), this.items.length - 1);
    if (index === this.state.index) return;
    this.change({ spent: this.#settled(), index, since: this.state.since === null ? null : now() });
  }
  /**
   * Start an item.
   * @param {number} index
   */
  start(index) {
    this.change({ spent: this.#settled(), index, since: now() });
  }
  /** Give the current item some minutes more. */
  more() {
    const extra = this.items.map((_, i) => this.state.extra[i] ?? 0);
    extra[this.here] += MORE;
    this.change({ extra });
  }
  /**
   * Begin an agenda from its first item.
   * @param {string} agenda
   */
  begin(agenda) {
    const minutes = agenda === this.state.agenda ? this.state.minutes : [];
    this.change({ agenda, index: 0, since: null, spent: [], extra: [], minutes });
  }
  /**
   * Give an item other minutes than the agenda does, or those again.
   * @param {number} item
   * @param {number | null} given
   */
  give(item, given) {
    const minutes = this.items.map((_, i) => (i === item ? given : this.state.minutes?.[i]) ?? 0);
    if (given === this.items[item].minutes) minutes[item] = 0;
    this.change({ minutes });
  }
  close() {
    this.#channel.close();
  }
};

// bar/sound.js
var shared = (
  /** @type {{parcoursSound?: Page}} */
  /** @type {unknown} */
  window
);
var page = shared.parcoursSound ??= { context: null, rung: /* @__PURE__ */ new Set() };
var LATEST = 120;
function arm() {
  if (page.armed || !("AudioContext" in window)) return;
  page.armed = true;
  const gesture = () => {
    if (navigator.userActivation?.hasBeenActive === false) return;
    page.context ??= new AudioContext();
    if (page.context.state !== "running") page.context.resume().catch(() => {
    });
  };
  for (const name of ["pointerdown", "pointerup", "keydown"]) window.addEventListener(name, gesture, true);
}
function ring(what, at, quiet) {
  const name = `${what} ${at}`;
  if (page.rung.has(name)) return;
  page.rung.add(name);
  if (quiet || !page.context || page.context.state !== "running" || Date.now() / 1e3 > at + LATEST) return;
  if (!navigator.locks) {
    tones(page.context);
    return;
  }
  navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (!lock || !page.context) return null;
    tones(page.context);
    return new Promise((done) => setTimeout(done, 1e3 * LATEST));
  }).catch(() => {
  });
}
function tones(context) {
  for (const [number, hertz] of [660, 660, 880].entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const begin = context.currentTime + number * 0.35;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.3, begin + 0.02);
    volume.gain.linearRampToValueAtTime(0, begin + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + 0.3);
  }
}

// bar/bar.js
var SAID = ["say", "prepare", "do", "shows", "pace"];
function button(name, text, onclick, label) {
  const attributes = { type: "button", class: name, onclick, "aria-label": label, title: label };
  return (
    /** @type {HTMLButtonElement} */
    h("button", attributes, text)
  );
}
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
    help: h("dl", { class: "help" })
  };
}
function createChoice(session) {
  const select = (
    /** @type {HTMLSelectElement} */
    h("select", { onchange: () => session.begin(select.value) })
  );
  select.append(...session.agendas.map((a) => h("option", { value: a.id }, a.name)));
  const noise = (
    /** @type {HTMLInputElement} */
    h("input", { type: "checkbox", onchange: () => session.change({ quiet: !noise.checked }) })
  );
  return { select, noise };
}
function createBar(model, session) {
  const texts = (
    /** @type {Texts} */
    model.get("texts")
  );
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
      row.end
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
          button("copy", texts.copy, () => model.send({ copy: session.state.agenda }))
        ),
        note,
        all.element
      )
    )
  );
  for (const [name, value] of Object.entries(model.get("theme"))) bar.style.setProperty(name, String(value));
  const small = corner(bar, row.time, texts, { more: () => session.more(), forth: () => session.go(1) });
  if (model.get("fault")) bar.prepend(h("p", { class: "fault", role: "alert" }, model.get("fault")));
  return { bar, row, select, noise, other, all, note, texts, small };
}
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
    ...said.map((name) => h("div", { class: name }, h("dt", {}, texts[name]), h("dd", {}, item[name])))
  );
  other.draw(items, here);
  all.draw(state, items, here);
}
function endSaid(texts, lang, { items, here, state }, planned) {
  const spent = items.reduce((sum, _, i) => sum + (i <= here ? elapsed(state, i, now()) : 0), 0);
  const ends = now() + planned.items.reduce((a, b) => a + b, 0) - spent;
  const time = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit" }).format(ends * 1e3);
  const late = Math.round(planned.late / 60);
  const says = late > 0 ? filled(texts.late, { minutes: late }) : late < 0 ? filled(texts.early, { minutes: -late }) : "";
  return [filled(texts.ends, { time }), says].filter(Boolean).join(" · ");
}
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
    time: session.begun ? row.time.textContent ?? "" : "",
    item: items[here].title,
    following: items[here + 1]?.title ?? "",
    alert: up,
    state: bar.dataset.state
  });
  if (over && state.since !== null) ringOnce(session, state.since);
}
function ringOnce({ key, state, items, here }, since) {
  const left = plan(state, items, since).left;
  if (left >= 0) ring(`${key} ${state.agenda} ${here}`, since + left, state.quiet);
}
function render({ model, el }) {
  const redraw = () => {
    draw(parts, session);
    tick(parts, session);
  };
  const session = new WorkshopSession(model, redraw);
  const parts = createBar(model, session);
  const heard = (message) => {
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
var bar_default = { render };
export {
  bar_default as default
};
