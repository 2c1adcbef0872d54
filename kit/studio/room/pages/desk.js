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
function typedIn(field) {
  return (
    /** @type {HTMLInputElement} */
    field.value
  );
}
function numberText(value, lang, signed = false) {
  const text = Math.abs(value).toLocaleString(lang, { maximumFractionDigits: 1 });
  if (value < 0) return `−${text}`;
  return signed && value > 0 ? `+${text}` : text;
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
async function command(command2) {
  const reply = await fetch("state", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Parcours-Secret": SECRET },
    body: JSON.stringify(command2)
  });
  const told2 = await reply.json();
  return told2;
}
function showEnd(said = say("ended")) {
  document.body.classList.add("ended");
  byId("notice").textContent = said;
  byId("notice").className = "";
  scrollTo(0, 0);
}
async function follow(show2) {
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
        show2(JSON.parse(text));
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

// room/desk.js
var drawn = "";
var offered = "";
var told = { said: "", problem: false };
var named = false;
var acting = false;
var merged = /* @__PURE__ */ new Map();
var asking = 0;
var latest = null;
follow(show);
function show(state) {
  latest = state;
  const { room } = state;
  byId("title").textContent = `${say("desk")} – ${room.settings.title}`;
  document.title = byId("title").textContent ?? "";
  byId("joined").textContent = `${say("joined", { count: room.devices.length })} · ${state.address} · ${state.code}`;
  showNotice(state);
  const key = JSON.stringify([room.rounds, state.groups, state.fewer, named, [...merged]]);
  if (key !== drawn) {
    drawn = key;
    keepFocus(byId("rounds"), roundsView(state));
  }
  const proposals = JSON.stringify([state.proposals, state.stages]);
  if (proposals !== offered) {
    offered = proposals;
    byId("propose").replaceChildren(...proposalsView(state), ...ownView());
  }
  if (!byId("end").childElementCount) byId("end").append(...endView(state));
}
function showNotice({ notices }) {
  byId("notice").textContent = told.said || notices.at(-1) || "";
  byId("notice").className = told.problem || !told.said ? "problem" : "";
}
function keepFocus(section, contents) {
  const id = section.contains(document.activeElement) ? document.activeElement?.id : "";
  section.replaceChildren(...contents);
  if (id) document.getElementById(id)?.focus();
}
async function act(what) {
  if (acting) return;
  acting = true;
  try {
    told = await command(what);
  } finally {
    acting = false;
  }
  drawn = "";
  if (latest) showNotice(latest);
}
function button(id, text, onclick, main = false) {
  return element("button", { type: "button", id, class: main ? "main" : "", onclick }, text);
}
function roundsView(state) {
  const { rounds, settings } = state.room;
  const parts = [element("h2", { id: "rounds-heading" }, say("rounds"))];
  const names = new Map(state.room.devices.map((one) => [String(one.number), one.name]));
  const row = element("div", { class: "row" });
  if (settings.names) {
    row.append(
      element(
        "label",
        { class: "check" },
        element("input", {
          type: "checkbox",
          id: "names",
          checked: named,
          onchange: () => {
            named = !named;
            drawn = "";
            if (latest) show(latest);
          }
        }),
        say("names")
      )
    );
  }
  row.append(button("undo", say("undo"), () => act({ do: "undo" })));
  parts.push(row);
  for (const round of [...rounds].reverse()) {
    const first = rounds.find((one) => one.number === round.repeats);
    parts.push(roundView(round, first, named ? names : null, state.groups[round.number] ?? []));
  }
  return parts;
}
function roundView(round, first, names, groups) {
  const number2 = round.number;
  const status = (status2) => () => act({ do: "status", round: number2, status: status2 });
  const card = element("article", { class: "card", "aria-label": `${number2}. ${round.question}` });
  const tags = [say(`kind_${round.kind}`), say(round.status)];
  if (round.repeats) tags.push(say("second"));
  if (round.taken) tags.push(say("taken"));
  for (const tag of tags) card.append(element("span", { class: "tag" }, tag), " ");
  card.append(element("h3", {}, `${number2}. ${round.question}`));
  card.append(element("p", {}, progress(round).join(" · ")));
  const row = element("div", { class: "row" });
  if (round.status === "open") row.append(button(`close-${number2}`, say("close_it"), status("closed")));
  if (round.status === "closed") row.append(button(`open-${number2}`, say("reopen"), status("open")));
  if (round.status !== "revealed") {
    row.append(button(`reveal-${number2}`, say("reveal"), status("revealed"), true));
  } else {
    row.append(button(`repeat-${number2}`, say("repeat"), () => act({ do: "repeat", round: number2 })));
    if (round.kind !== "feedback") {
      const take = () => latest?.fewer[number2] ? ask(number2) : takeRound(number2, groups);
      row.append(button(`take-${number2}`, say("take"), take, !round.taken));
    }
  }
  card.append(row);
  const fewer = asking === number2 && latest?.fewer[number2];
  if (fewer) card.append(questionView(number2, groups, fewer));
  if (round.waiting?.length) card.append(waitingView(round));
  const result = round.status === "revealed" ? [chart(round, first, names)] : [];
  if (groups.length) result.push(groupsView(round, groups));
  if (round.taken && result.length) {
    card.append(element("details", {}, element("summary", {}, say("result")), ...result));
  } else card.append(...result);
  return card;
}
function takeRound(number2, groups, replace = false) {
  asking = 0;
  return act({ do: "take", round: number2, groups: mergedGroups(number2, groups), replace });
}
function ask(number2) {
  asking = number2;
  drawn = "";
  if (latest) show(latest);
  document.getElementById(`cancel-${number2}`)?.focus();
}
function questionView(number2, groups, fewer) {
  const replace = button(`replace-${number2}`, say("replace"), () => takeRound(number2, groups, true));
  const cancel = button(`cancel-${number2}`, say("cancel"), () => ask(0));
  const row = element("div", { class: "row" }, replace, cancel);
  return element("div", { class: "question", role: "alert" }, element("p", {}, fewer), row);
}
function waitingView(round) {
  const waiting = round.waiting ?? [];
  const release = (notes2) => () => act({ do: "release", round: round.number, notes: notes2 });
  const list = element("ul", { class: "plain" });
  for (const note of waiting) {
    list.append(
      element(
        "li",
        {},
        element("span", {}, note.text),
        button(`note-${note.id}`, say("release"), release([note.id]))
      )
    );
  }
  const all = button(`all-${round.number}`, say("release_all"), release(waiting.map((one) => one.id)));
  return element("div", {}, element("p", {}, say("waiting_notes", { count: waiting.length })), all, list);
}
function groupsView(round, groups) {
  const texts = new Map((round.result?.notes ?? []).map((one) => [one.id, one.text]));
  const chosen = merged.get(round.number) ?? /* @__PURE__ */ new Set();
  const list = element("ul", { class: "plain" });
  for (const group of groups) {
    const key = group.join();
    const toggle = () => {
      if (chosen.has(key)) chosen.delete(key);
      else chosen.add(key);
      merged.set(round.number, chosen);
      drawn = "";
      if (latest) show(latest);
    };
    const input = element("input", {
      type: "checkbox",
      id: `merge-${key}`,
      checked: chosen.has(key),
      onchange: toggle
    });
    const words2 = group.map((id) => texts.get(id)).join(" / ");
    const label = element(
      "label",
      { class: "check" },
      input,
      say("merge", { count: group.length, notes: words2 })
    );
    list.append(element("li", {}, label));
  }
  return element("div", {}, element("h3", {}, say("groups")), list);
}
function mergedGroups(number2, groups) {
  return groups.filter((group) => merged.get(number2)?.has(group.join()));
}
function proposalsView(state) {
  const list = element("ul", { class: "plain" });
  for (const one of state.proposals) {
    if (one.kind !== "notes" && !one.items.length) continue;
    const stage = one.kind === "scores" && state.stages.length ? stageSelect(one.id, state.stages) : null;
    const open = () => {
      const moderated2 = (
        /** @type {HTMLInputElement} */
        byId("moderated").checked
      );
      const more = stage ? { stage: typedIn(stage) } : {};
      act({ do: "open", proposal: one.id, moderated: one.kind === "notes" && moderated2, ...more });
    };
    list.append(
      element(
        "li",
        {},
        element(
          "div",
          {},
          element("span", { class: "tag" }, say(`kind_${one.kind}`)),
          ` ${one.question}`,
          stage && element("label", {}, say("part"), stage)
        ),
        element(
          "button",
          { type: "button", onclick: open, "aria-label": `${say("open_it")}: ${one.question}` },
          say("open_it")
        )
      )
    );
  }
  const moderated = element(
    "label",
    { class: "check" },
    element("input", { type: "checkbox", id: "moderated" }),
    say("moderated")
  );
  return [element("h2", { id: "propose-heading" }, say("propose")), moderated, list];
}
function stageSelect(proposal, stages) {
  const everything = element("option", { value: "" }, say("everything"));
  const stage = element("select", { id: `stage-${proposal}` }, everything);
  for (const one of stages) stage.append(element("option", { value: one.id }, one.label));
  return stage;
}
function ownView() {
  const kind = element("select", { id: "own-kind" });
  for (const one of ["notes", "choice", "dots"])
    kind.append(element("option", { value: one }, say(`kind_${one}`)));
  const question = element("input", { type: "text", id: "own-question", maxlength: 280, required: true });
  const options = element("textarea", { id: "own-options", rows: 3 });
  const budget = element("input", { type: "number", id: "own-budget", min: 1, max: 50, value: 3 });
  const open = (event) => {
    event.preventDefault();
    const lines = typedIn(options).split("\n").map((one) => one.trim()).filter(Boolean);
    const moderated = (
      /** @type {HTMLInputElement} */
      byId("moderated").checked
    );
    act({
      do: "own",
      kind: typedIn(kind),
      question: typedIn(question),
      options: lines,
      budget: Number(typedIn(budget)),
      moderated
    });
  };
  const optionsField = element("label", {}, say("options"), options);
  const budgetField = element("label", {}, say("budget"), budget);
  const fit = () => {
    optionsField.hidden = typedIn(kind) === "notes";
    budgetField.hidden = typedIn(kind) !== "dots";
  };
  kind.addEventListener("change", fit);
  fit();
  const form = element(
    "form",
    { class: "card", onsubmit: open },
    element("h3", {}, say("own")),
    element("label", {}, say("kind"), kind),
    element("label", {}, say("question"), question),
    optionsField,
    budgetField,
    element("button", {}, say("open_it"))
  );
  return [form];
}
function endView({ folders }) {
  const keep = element("input", { type: "checkbox", id: "keep", "aria-describedby": "kept-in" });
  const end = async () => {
    await act({ do: "end", keep: (
      /** @type {HTMLInputElement} */
      keep.checked
    ) });
    showEnd(told.said);
  };
  return [
    element("p", {}, say("report_in", { path: folders.report })),
    element("label", { class: "check" }, keep, say("keep")),
    element("p", { class: "soft", id: "kept-in" }, say("kept_in", { path: folders.kept })),
    button("close-room", say("end"), end)
  ];
}
