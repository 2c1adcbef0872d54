// The trainer's desk: open, close, repeat and reveal rounds, and take them into the map.
import { byId, element, typedIn } from "../shared/page.js";
import { chart } from "./charts.js";
import { command, follow, progress, say, showEnd } from "./state.js";

/** @typedef {import("./state.js").Round} Round */

let drawn = "";
let offered = "";
let told = { said: "", problem: false };
let named = false;
/** Whether a command is under way. */
let acting = false;
/** The groups of similar notes that are merged, by round. @type {Map<number, Set<string>>} */
const merged = new Map();
/** The round of which the desk asks whether it replaces more scores than it has; 0 for none. */
let asking = 0;
/** @type {import("./state.js").State | null} */
let latest = null;

follow(show);

/** @param {import("./state.js").State} state */
function show(state) {
  latest = state;
  const { room } = state;
  byId("title").textContent = `${say("desk")} – ${room.settings.title}`;
  document.title = byId("title").textContent ?? "";
  byId("joined").textContent =
    `${say("joined", { count: room.devices.length })} · ${state.address} · ${state.code}`;
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

/** @param {import("./state.js").State} state */
function showNotice({ notices }) {
  byId("notice").textContent = told.said || notices.at(-1) || "";
  byId("notice").className = told.problem || !told.said ? "problem" : "";
}

/**
 * Replace the contents of a section; the button that has the focus keeps it.
 * @param {HTMLElement} section
 * @param {HTMLElement[]} contents
 */
function keepFocus(section, contents) {
  const id = section.contains(document.activeElement) ? document.activeElement?.id : "";
  section.replaceChildren(...contents);
  if (id) document.getElementById(id)?.focus();
}

/** @param {Record<string, any>} what */
async function act(what) {
  if (acting) return; // a button that is pressed twice is meant once
  acting = true;
  try {
    told = await command(what);
  } finally {
    acting = false;
  }
  drawn = "";
  if (latest) showNotice(latest);
}

/**
 * @param {string} id
 * @param {string} text
 * @param {() => void} onclick
 * @param {boolean} [main]
 */
function button(id, text, onclick, main = false) {
  return element("button", { type: "button", id, class: main ? "main" : "", onclick }, text);
}

/** @param {import("./state.js").State} state */
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
          },
        }),
        say("names"),
      ),
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

/**
 * @param {Round} round
 * @param {Round | undefined} first
 * @param {Map<string, string> | null} names
 * @param {string[][]} groups
 */
function roundView(round, first, names, groups) {
  const number = round.number;
  const status = (/** @type {string} */ status) => () => act({ do: "status", round: number, status });
  const card = element("article", { class: "card", "aria-label": `${number}. ${round.question}` });
  const tags = [say(`kind_${round.kind}`), say(round.status)];
  if (round.repeats) tags.push(say("second"));
  if (round.taken) tags.push(say("taken"));
  for (const tag of tags) card.append(element("span", { class: "tag" }, tag), " ");
  card.append(element("h3", {}, `${number}. ${round.question}`));
  card.append(element("p", {}, progress(round).join(" · ")));
  const row = element("div", { class: "row" });
  if (round.status === "open") row.append(button(`close-${number}`, say("close_it"), status("closed")));
  if (round.status === "closed") row.append(button(`open-${number}`, say("reopen"), status("open")));
  if (round.status !== "revealed") {
    row.append(button(`reveal-${number}`, say("reveal"), status("revealed"), true));
  } else {
    row.append(button(`repeat-${number}`, say("repeat"), () => act({ do: "repeat", round: number })));
    if (round.kind !== "feedback") {
      const take = () => (latest?.fewer[number] ? ask(number) : takeRound(number, groups));
      row.append(button(`take-${number}`, say("take"), take, !round.taken));
    }
  }
  card.append(row);
  const fewer = asking === number && latest?.fewer[number];
  if (fewer) card.append(questionView(number, groups, fewer));
  if (round.waiting?.length) card.append(waitingView(round));
  const result = round.status === "revealed" ? [chart(round, first, names)] : [];
  if (groups.length) result.push(groupsView(round, groups));
  if (round.taken && result.length) {
    card.append(element("details", {}, element("summary", {}, say("result")), ...result));
  } else card.append(...result);
  return card;
}

/**
 * @param {number} number
 * @param {string[][]} groups
 * @param {boolean} [replace]
 */
function takeRound(number, groups, replace = false) {
  asking = 0;
  return act({ do: "take", round: number, groups: mergedGroups(number, groups), replace });
}

/** @param {number} number the round to ask about; 0 to ask no more */
function ask(number) {
  asking = number;
  drawn = "";
  if (latest) show(latest);
  document.getElementById(`cancel-${number}`)?.focus();
}

/**
 * @param {number} number
 * @param {string[][]} groups
 * @param {string} fewer
 */
function questionView(number, groups, fewer) {
  const replace = button(`replace-${number}`, say("replace"), () => takeRound(number, groups, true));
  const cancel = button(`cancel-${number}`, say("cancel"), () => ask(0));
  const row = element("div", { class: "row" }, replace, cancel);
  return element("div", { class: "question", role: "alert" }, element("p", {}, fewer), row);
}

/** @param {Round} round */
function waitingView(round) {
  const waiting = round.waiting ?? [];
  const release = (/** @type {string[]} */ notes) => () => act({ do: "release", round: round.number, notes });
  const list = element("ul", { class: "plain" });
  for (const note of waiting) {
    list.append(
      element(
        "li",
        {},
        element("span", {}, note.text),
        button(`note-${note.id}`, say("release"), release([note.id])),
      ),
    );
  }
  const all = button(`all-${round.number}`, say("release_all"), release(waiting.map((one) => one.id)));
  return element("div", {}, element("p", {}, say("waiting_notes", { count: waiting.length })), all, list);
}

/**
 * @param {Round} round
 * @param {string[][]} groups
 */
function groupsView(round, groups) {
  const texts = new Map((round.result?.notes ?? []).map((one) => [one.id, one.text]));
  const chosen = merged.get(round.number) ?? new Set();
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
      onchange: toggle,
    });
    const words = group.map((id) => texts.get(id)).join(" / ");
    const label = element(
      "label",
      { class: "check" },
      input,
      say("merge", { count: group.length, notes: words }),
    );
    list.append(element("li", {}, label));
  }
  return element("div", {}, element("h3", {}, say("groups")), list);
}

/**
 * @param {number} number
 * @param {string[][]} groups
 */
function mergedGroups(number, groups) {
  return groups.filter((group) => merged.get(number)?.has(group.join()));
}

/** @param {import("./state.js").State} state */
function proposalsView(state) {
  const list = element("ul", { class: "plain" });
  for (const one of state.proposals) {
    if (one.kind !== "notes" && !one.items.length) continue;
    const stage = one.kind === "scores" && state.stages.length ? stageSelect(one.id, state.stages) : null;
    const open = () => {
      const moderated = /** @type {HTMLInputElement} */ (byId("moderated")).checked;
      const more = stage ? { stage: typedIn(stage) } : {};
      act({ do: "open", proposal: one.id, moderated: one.kind === "notes" && moderated, ...more });
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
          stage && element("label", {}, say("part"), stage),
        ),
        element(
          "button",
          { type: "button", onclick: open, "aria-label": `${say("open_it")}: ${one.question}` },
          say("open_it"),
        ),
      ),
    );
  }
  const moderated = element(
    "label",
    { class: "check" },
    element("input", { type: "checkbox", id: "moderated" }),
    say("moderated"),
  );
  return [element("h2", { id: "propose-heading" }, say("propose")), moderated, list];
}

/**
 * @param {string} proposal
 * @param {{id: string, label: string}[]} stages
 */
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
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    const lines = typedIn(options)
      .split("\n")
      .map((one) => one.trim())
      .filter(Boolean);
    const moderated = /** @type {HTMLInputElement} */ (byId("moderated")).checked;
    act({
      do: "own",
      kind: typedIn(kind),
      question: typedIn(question),
      options: lines,
      budget: Number(typedIn(budget)),
      moderated,
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
    element("button", {}, say("open_it")),
  );
  return [form];
}

/** @param {import("./state.js").State} state */
function endView({ folders }) {
  const keep = element("input", { type: "checkbox", id: "keep", "aria-describedby": "kept-in" });
  const end = async () => {
    await act({ do: "end", keep: /** @type {HTMLInputElement} */ (keep).checked });
    showEnd(told.said);
  };
  return [
    element("p", {}, say("report_in", { path: folders.report })),
    element("label", { class: "check" }, keep, say("keep")),
    element("p", { class: "soft", id: "kept-in" }, say("kept_in", { path: folders.kept })),
    button("close-room", say("end"), end),
  ];
}
