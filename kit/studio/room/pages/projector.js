// shared/elements.js
function h(name, attributes = {}, ...children) {
  const element2 = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element2.addEventListener(key.slice(2), value);
    else if (value !== false && value !== void 0)
      element2.setAttribute(key, value === true ? "" : String(value));
  }
  element2.append(...children);
  return element2;
}
function filled(text, gaps) {
  return text.replace(/\{(\w+)\}/g, (all, name) => String(gaps[name] ?? all));
}

// shared/page.js
function element(name, attributes = {}, ...children) {
  return h(name, attributes, .../** @type {(Node | string)[]} */
  children.filter(Boolean));
}
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(id);
  return found;
}
function numberText(value, lang, signed = false) {
  const text = Math.abs(value).toLocaleString(lang, { maximumFractionDigits: 1 });
  if (value < 0) return `−${text}`;
  return signed && value > 0 ? `+${text}` : text;
}
function drawing(text) {
  const svg2 = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return document.importNode(svg2, true);
}

// room/state.js
var SECRET = location.hash.slice(1);
var PAUSE = 700;
var words = {};
function say(name, values = {}) {
  return filled(words[name] ?? name, values);
}
function number(value, signed = false) {
  return numberText(value, words.lang, signed);
}
function progress({ answered, begun, here }) {
  if (!here) return [say("joined", { count: 0 })];
  return [say("answered", { answered, here }), ...begun ? [say("begun", { begun })] : []];
}
function showEnd(said = say("ended")) {
  document.body.classList.add("ended");
  byId("notice").textContent = said;
  byId("notice").className = "";
  scrollTo(0, 0);
}
async function follow(show) {
  const headers = { "X-Parcours-Secret": SECRET };
  words = await (await fetch("texts.json")).json();
  document.documentElement.lang = words.lang;
  let before = "";
  let lost = false;
  for (; ; ) {
    try {
      const text = await (await fetch("state", { headers })).text();
      if (lost) {
        document.body.classList.remove("ended");
        before = "";
        lost = false;
      }
      if (text !== before) {
        before = text;
        show(JSON.parse(text));
      }
    } catch {
      if (!document.body.classList.contains("ended")) {
        lost = true;
        showEnd();
      }
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

// room/charts.js
var SVG = "http://www.w3.org/2000/svg";
function svg(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text) made.textContent = text;
  return made;
}
function chart(round, first, names) {
  const result = round.result;
  if (!result?.n) return element("p", {}, say("no_answers"));
  if (round.kind === "notes") return notes(result);
  const body = element("tbody");
  const undotted = round.kind === "dots" ? (result.items ?? []).filter((one) => !one.count) : [];
  for (const found of result.items ?? []) {
    if (undotted.includes(found)) continue;
    const item = round.items.find((one) => one.id === found.id);
    const before = first?.result?.items?.find((one) => one.id === found.id);
    if (found.count !== void 0) body.append(countedRow(round, found, item?.label ?? ""));
    for (
      const field of
      /** @type {const} */
      ["score", "impact", "effort"]
    ) {
      const figures = found[field];
      if (figures) {
        const label = field === "score" ? item?.label ?? "" : `${item?.label} – ${say(field)}`;
        body.append(figuresRow(round, figures, label, before?.[field], who(round, found.id, field, names)));
      }
    }
    if (!found.n && (round.kind === "scores" || round.kind === "impact-effort")) {
      const none = element("td", { colspan: 2, class: "soft" }, say("no_answers"));
      body.append(element("tr", {}, element("th", { scope: "row" }, item?.label ?? ""), none));
    }
    const texts = (found.texts ?? []).filter((one) => one.text);
    if (texts.length && round.kind === "feedback") {
      const list = element("ul", { class: "notes" });
      for (const one of texts) list.append(element("li", {}, one.text));
      body.append(element("tr", {}, element("td", { colspan: 3 }, element("p", {}, item?.label), list)));
    } else if (texts.length) {
      const list = element("ul", { class: "notes" });
      for (const one of texts) list.append(element("li", {}, one.text));
      body.append(element("tr", {}, element("td", { colspan: 3 }, list)));
    }
  }
  const left = undotted.map(({ id }) => round.items.find((one) => one.id === id)?.label);
  return element(
    "div",
    {},
    element("table", {}, body),
    left.length > 0 && element("p", { class: "soft" }, say("no_dots", { items: left.join(" · ") }))
  );
}
function notes(result) {
  const list = element("ul", { class: "notes" });
  for (const note of result.notes ?? []) list.append(element("li", {}, note.text));
  return list;
}
function countedRow(round, found, label) {
  const most = Math.max(1, ...(round.result?.items ?? []).map((one) => one.count ?? 0));
  const count = found.count ?? 0;
  const picture = svg("svg", {
    class: "chart bar",
    viewBox: "0 0 100 10",
    preserveAspectRatio: "none",
    "aria-hidden": "true"
  });
  picture.append(svg("rect", { x: 0, y: 2, width: 100 * count / most, height: 6, fill: "#14506e" }));
  const words2 = round.kind === "dots" ? say("dots", { count }) : say("people", { count });
  const people = round.kind === "dots" ? element("span", { class: "soft" }, ` ${say("people", { count: found.n })}`) : null;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, label),
    element("td", { class: "chart" }, picture),
    element("td", { class: "num" }, words2, people)
  );
}
function figuresRow(round, figures, label, before, who2) {
  const signed = round.kind === "scores";
  const cell = element(
    "td",
    { class: "num" },
    say("median", { median: number(figures.median, signed), count: figures.n })
  );
  const range = { low: number(figures.low, signed), high: number(figures.high, signed) };
  cell.append(element("br"), element("span", { class: "soft" }, say("spread", range)));
  if (figures.apart) cell.append(element("br"), element("span", { class: "tag apart" }, say("apart")));
  if (figures.apart && who2) cell.append(element("br"), who2);
  if (before) {
    const text = say("before", { median: number(before.median, signed) });
    cell.append(element("br"), element("span", { class: "soft" }, text));
  }
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, label),
    element("td", { class: "chart" }, distribution(figures, signed ? -2 : 1, before)),
    cell
  );
}
function distribution(figures, lowest, before) {
  const picture = svg("svg", { class: "chart", viewBox: "0 -4 200 52", "aria-hidden": "true" });
  const at = (value) => 20 + 40 * (value - lowest);
  const most = Math.max(...Object.values(figures.counts));
  for (let value = lowest; value < lowest + 5; value += 1) {
    const count = figures.counts[String(value)] ?? 0;
    const height = 22 * count / most;
    picture.append(
      svg("rect", { x: at(value) - 14, y: 30 - height, width: 28, height, fill: "#7fa7bd" }),
      svg("text", { x: at(value), y: 45, "text-anchor": "middle" }, number(value, lowest < 0))
    );
    if (count) {
      const above = { x: at(value), y: 28 - height, "text-anchor": "middle" };
      picture.append(svg("text", above, String(count)));
    }
  }
  picture.append(
    svg("line", {
      x1: at(figures.low),
      x2: at(figures.high),
      y1: 31.5,
      y2: 31.5,
      stroke: "#14506e",
      "stroke-width": 2.5
    }),
    svg("circle", { cx: at(figures.median), cy: 31.5, r: 3.5, fill: "#14506e" })
  );
  if (before) {
    picture.append(
      svg("circle", {
        cx: at(before.median),
        cy: 31.5,
        r: 3.2,
        fill: "#fff",
        stroke: "#8a2b06",
        "stroke-width": 1.5
      })
    );
  }
  return picture;
}
function who(round, item, field, names) {
  if (!names || !round.answers) return "";
  const given = Object.entries(round.answers).map(([device, values2]) => ({ name: names.get(device) || `#${device}`, value: values2[item]?.[field] })).filter((one) => one.value !== void 0);
  const values = given.map((one) => one.value);
  const of = (value) => given.filter((one) => one.value === value).map((one) => one.name).join(", ");
  return say("who_apart", { low: of(Math.min(...values)), high: of(Math.max(...values)) });
}

// room/projector.js
var drawn = "";
follow((state) => {
  const { room } = state;
  byId("title").textContent = room.settings.title;
  document.title = `${say("projector")} – ${room.settings.title}`;
  byId("joined").textContent = say("joined", { count: room.devices.length });
  byId("notice").textContent = state.notices.at(-1) ?? "";
  const round = room.rounds.at(-1);
  showJoin(state, !round);
  const key = JSON.stringify(round);
  if (key === drawn) return;
  drawn = key;
  byId("main").replaceChildren(...round ? roundView(round, room.rounds) : []);
});
function addressView(address) {
  const [scheme, host] = address.split("//");
  const rest = element("span", { class: "host" }, host);
  return element("p", { class: "address" }, `${scheme}//`, element("wbr"), rest);
}
var joinShown = "";
function showJoin(state, lobby) {
  const key = [lobby, state.address, state.code, state.wifi].join();
  if (key === joinShown) return;
  joinShown = key;
  const aside = byId("join");
  aside.className = lobby ? "lobby" : "";
  const parts = [];
  if (state.wifi && lobby) {
    parts.push(
      element(
        "div",
        {},
        element("p", {}, say("wifi_first", { name: state.wifi })),
        element("div", { class: "qr" }, drawing(state.wifi_qr))
      )
    );
  }
  parts.push(
    element(
      "div",
      {},
      element("p", {}, say("scan")),
      element("div", { class: "qr", id: "qr" }, drawing(state.qr)),
      element("p", { class: "soft" }, say("type")),
      addressView(state.address),
      element("p", { class: "code" }, state.code),
      lobby && element("p", { class: "soft" }, say("same_network"))
    )
  );
  aside.replaceChildren(...parts);
}
function roundView(round, rounds) {
  const parts = [element("p", {}, element("span", { class: "tag" }, say(round.status)), " ")];
  if (round.repeats) parts[0].append(element("span", { class: "tag" }, say("second")));
  parts.push(element("h2", {}, round.question));
  if (round.status !== "revealed") {
    const [answered, ...more] = progress(round);
    if (round.asked) more.unshift(say("given", { given: round.given, asked: round.asked }));
    parts.push(
      element("p", { class: "big" }, answered),
      element("p", {}, more.join(" · ")),
      element("p", { class: "soft" }, say("private"))
    );
    return parts;
  }
  const first = rounds.find((one) => one.number === round.repeats);
  parts.push(chart(round, first, null));
  if (round.waiting?.length) {
    parts.push(element("p", { class: "soft" }, say("waiting_notes", { count: round.waiting.length })));
  }
  return parts;
}
