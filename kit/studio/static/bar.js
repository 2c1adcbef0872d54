// shared/elements.js
function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== void 0) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
function filled(text, gaps) {
  return text.replace(/\{(\w+)\}/g, (all, name) => gaps[name] ?? all);
}
function notebookOf(element) {
  return element.closest(".jp-NotebookPanel") ?? document.body;
}

// bar/corner.js
function corner(bar, watched) {
  const time = h("span", { class: "time", "aria-hidden": "true" });
  const alert = h("p", { class: "alert" });
  const box = h("div", { class: "parcours-corner", lang: bar.lang, style: bar.style.cssText }, time, alert);
  let seen = true;
  function place() {
    const home = notebookOf(bar);
    const full = document.fullscreenElement;
    const covers = full && home.contains(full) && !full.contains(bar);
    if (!bar.isConnected || !time.textContent || seen && !covers) {
      box.remove();
      return;
    }
    const at = covers ? full : home;
    if (box.parentElement === at) return;
    alert.role = covers ? "alert" : null;
    alert.ariaHidden = covers ? null : "true";
    box.popover = covers ? "manual" : null;
    at.append(box);
    if (covers) box.showPopover?.();
  }
  const observer = new IntersectionObserver((entries) => {
    seen = entries.at(-1).isIntersecting;
    place();
  });
  observer.observe(watched);
  document.addEventListener("fullscreenchange", place);
  return {
    /** Say what time is left, if any is told, and what is to be seen at its end. */
    show(text, said, state) {
      put(time, text);
      put(alert, said);
      box.dataset.state = state;
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
  const link = () => file && notebookOf(element).querySelector(`.step-head a[href*="${file}"]`);
  const open = h("a", { class: "there", onclick: (event) => {
    event.preventDefault();
    link()?.click();
  } });
  const start = h("button", { type: "button", class: "take", onclick: () => take(mine) });
  const element = h("div", { class: "elsewhere" }, open, start);
  function tick() {
    const to = link();
    open.hidden = !to;
    if (to) open.href = to.href;
    element.hidden = open.hidden && start.hidden;
  }
  return {
    element,
    /** See whether the head is there by now: it may be drawn after the bar. */
    tick,
    draw(items, here) {
      const current = items[here];
      const away = current.notebook !== step;
      const ours = (one) => step && one.notebook === step;
      const later = items.findIndex((one, i) => i > here && ours(one));
      file = away ? files[current.notebook] ?? "" : "";
      mine = !away ? -1 : later >= 0 || !current.notebook ? later : items.findIndex(ours);
      start.hidden = mine < 0;
      put(open, filled(texts.open_notebook, { item: current.title }));
      put(start, filled(texts.take, { item: items[mine]?.title ?? "" }));
      tick();
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
function elapsed(session, item, now) {
  const running = session.since !== null && item === session.index ? now - session.since : 0;
  return (session.spent[item] ?? 0) + Math.max(running, 0);
}
function wanted(session, items) {
  return items.map((item, i) => session.minutes?.[i] || item.minutes);
}
function plan(session, items, now) {
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const wants = wanted(session, items).map((minutes) => 60 * minutes);
  const planned = wants.map((seconds, i) => seconds + (session.extra[i] ?? 0));
  const here = Math.min(session.index, items.length - 1);
  const past = items.slice(0, here).map((_, i) => elapsed(session, i, now));
  const current = Math.max(planned[here], elapsed(session, here, now));
  const rest = wants.slice(here + 1);
  const firm = items.map((item, i) => item.firm || Boolean(session.minutes?.[i])).slice(here + 1);
  const total = 60 * sum(items.map((item) => item.minutes));
  const overrun = sum(past) + current + sum(rest) - total;
  const [shortened, over] = shareOverrun(rest, firm, overrun);
  const left = planned[here] - elapsed(session, here, now);
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
  const shared = h("p", { class: "shared", role: "status" });
  const column = (text) => h("th", { scope: "col" }, text);
  const element = h(
    "div",
    {},
    h("table", {}, h("thead", {}, h("tr", {}, column(texts.item), column(texts.planned), column(texts.now))), rows),
    shared
  );
  let drawn = null;
  let typing = null;
  function row(item, i) {
    const field = h("input", {
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
    });
    const [before, after] = texts.minutes.split("{minutes}");
    const here = step && item.notebook === step ? [" ", h("small", {}, texts.here)] : [];
    return h("tr", {}, h("th", { scope: "row" }, item.title, ...here), h("td", {}, before, field, after), h("td"));
  }
  return {
    element,
    /** Draw what changes only when something is done; a field that is typed in stays as it is. */
    draw(session, items, here) {
      if (items !== drawn) rows.replaceChildren(...items.map(row));
      drawn = items;
      const minutes = wanted(session, items);
      [...rows.children].forEach((one, i) => {
        one.ariaCurrent = i === here ? "step" : null;
        const field = one.querySelector("input");
        field.disabled = i < here;
        if (field !== typing) field.value = minutes[i];
      });
    },
    /** Draw what changes with time: the seconds that each item takes. */
    tick(session, items, here, seconds) {
      const minutes = wanted(session, items);
      const told = wholeMinutes(seconds);
      [...rows.children].forEach((one, i) => {
        put(one.lastChild, filled(texts.minutes, { minutes: told[i] }));
        one.classList.toggle("changed", told[i] !== minutes[i]);
      });
      const shortened = seconds.some((s, i) => i > here && s < 60 * minutes[i]);
      put(shared, shortened ? texts.shared : "");
    }
  };
}

// bar/sound.js
var page = window.parcoursSound ??= { context: null, rung: /* @__PURE__ */ new Set() };
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
  if (quiet || page.context?.state !== "running" || Date.now() / 1e3 > at + LATEST) return;
  if (!navigator.locks) {
    tones();
    return;
  }
  navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (!lock) return null;
    tones();
    return new Promise((done) => setTimeout(done, 1e3 * LATEST));
  }).catch(() => {
  });
}
function tones() {
  for (const [number, hertz] of [660, 660, 880].entries()) {
    const tone = page.context.createOscillator();
    const volume = page.context.createGain();
    const begin = page.context.currentTime + number * 0.35;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.3, begin + 0.02);
    volume.gain.linearRampToValueAtTime(0, begin + 0.3);
    tone.connect(volume).connect(page.context.destination);
    tone.start(begin);
    tone.stop(begin + 0.3);
  }
}

// bar/bar.js
function render({ model, el }) {
  const texts = model.get("texts");
  const agendas = model.get("agendas");
  const key = `parcours-session:${model.get("client")}`;
  const channel = new BroadcastChannel(key);
  const now = () => Date.now() / 1e3;
  let session = { ...model.get("session") };
  const byId = (id) => agendas.find((agenda) => agenda.id === id) ?? agendas[0];
  const items = () => byId(session.agenda).items;
  const begun = () => session.since !== null || session.spent.some((s) => s > 0);
  const later = (other2) => {
    if (!other2 || !(other2.at > session.at)) return;
    session = other2;
    draw();
  };
  const change = (changes) => {
    session = { ...session, ...changes, at: Date.now() };
    channel.postMessage(session);
    try {
      localStorage.setItem(key, JSON.stringify(session));
    } catch {
    }
    model.send({ session });
    draw();
  };
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
  const give = (item, given) => {
    const minutes = items().map((one, i) => (i === item ? given : session.minutes?.[i]) ?? 0);
    if (given === items()[item].minutes) minutes[item] = 0;
    change({ minutes });
  };
  const button = (name, text, onclick, label) => h("button", { type: "button", class: name, onclick, "aria-label": label, title: label }, text);
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
  const bar = h(
    "section",
    { class: "parcours-bar", "aria-label": texts.bar, lang: model.get("lang") },
    h(
      "div",
      { class: "row" },
      h("div", { class: "item" }, place, title, following),
      h("div", { class: "left" }, time, state),
      h("div", { class: "keys" }, start, button("more", texts.more, more, texts.more_name), back, forth),
      other.element,
      end
    ),
    alert,
    h("details", { class: "saying" }, h("summary", {}, texts.help), help),
    h(
      "details",
      {},
      h("summary", {}, texts.all),
      h(
        "div",
        { class: "choice" },
        h("label", {}, texts.agenda, " ", select),
        h("label", {}, noise, " ", texts.sound),
        button("again", texts.again, () => begin(session.agenda)),
        button("copy", texts.copy, () => model.send({ copy: session.agenda }))
      ),
      note,
      all.element
    )
  );
  for (const [name, value] of Object.entries(model.get("theme"))) bar.style.setProperty(name, value);
  if (model.get("fault")) bar.prepend(h("p", { class: "fault", role: "alert" }, model.get("fault")));
  const small = corner(bar, time);
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
    const ends = now() + it.items.reduce((a, b) => a + b, 0) - list.reduce((sum, _, i) => sum + (i <= here ? elapsed(session, i, now()) : 0), 0);
    const at = new Intl.DateTimeFormat(model.get("lang"), { hour: "2-digit", minute: "2-digit" }).format(ends * 1e3);
    const says = late > 0 ? filled(texts.late, { minutes: late }) : late < 0 ? filled(texts.early, { minutes: -late }) : "";
    put(end, [filled(texts.ends, { time: at }), says].filter(Boolean).join(" · "));
    other.tick();
    all.tick(session, list, here, it.items);
    const up = over ? filled(texts.up, { item: list[here].title }) : "";
    put(alert, up);
    small.show(begun() ? time.textContent : "", up, bar.dataset.state);
    if (!over || !running) return;
    const then = plan(session, list, session.since).left;
    if (then >= 0) ring(`${key} ${session.agenda} ${here}`, session.since + then, session.quiet);
  }
  channel.onmessage = ({ data }) => data === "hello" ? channel.postMessage(session) : later(data);
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
  } catch {
  }
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
var bar_default = { render };
export {
  bar_default as default
};
