/** The parking lot: notes that have no place yet, taken down in seconds and placed afterwards. */

import { dragging } from "./cards.js";
import { words } from "./data.js";
import { html, useId, useMemo, useRef, useState } from "./dom.js";
import { OpenFile } from "./files.js";
import { guessed } from "./guess.js";
import { notesIn, recognised } from "./paste.js";
import { Similar } from "./similar.js";
import { unsent } from "./unsent.js";

/** @import { App, Data, FieldEvent, KeyEvent, Plain } from "./types" */
/** @import { Reading } from "./paste.js" */

/**
 * Write or paste many at once: what is read is shown before it is taken.
 * @param {{app: App}} props
 */
function Capture({ app }) {
  const id = useId();
  const ref = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const draft = useMemo(() => unsent(app, `notes.${app.model.get("step")}`), []);
  const [text, setText] = useState(draft.text);
  const [kind, setKind] = useState(/** @type {"table" | "lines" | null} */ (null));
  const [column, setColumn] = useState(/** @type {string | null} */ (null));
  const [author, setAuthor] = useState(/** @type {string | null} */ (null));
  const read = useMemo(() => recognised(text, kind), [text, kind]);
  const as = (/** @type {Reading} */ one) =>
    /** @type {Reading} */ ({
      ...one,
      ...(column === null ? {} : { text: column === "cells" ? "cells" : Number(column) }),
      ...(author === null ? {} : { by: Number(author) }),
    });
  const chosen = as(read);
  const known = (/** @type {string} */ heading) =>
    /** @type {const} */ (["channel", "group"]).some((kind) =>
      guessed(app, app.store.state.data, kind, heading),
    );
  const notes = text.trim() ? notesIn(chosen, known) : [];
  const names = [...Array(read.columns).keys()].map(
    (n) => (read.headings && read.table[0][n]) || app.t("column", { number: n + 1 }),
  );
  const changed = (/** @type {FieldEvent} */ event) => {
    setText(event.target.value);
    draft.keep(event.target.value);
    setKind(null);
    setColumn(null);
    setAuthor(null);
  };
  const add = (/** @type {Event} */ event) => {
    event.preventDefault();
    const field = ref.current;
    if (!field) return;
    // What stands there now: the last keys may not have been drawn yet.
    const typed = field.value;
    const notes = typed.trim() ? notesIn(as(recognised(typed, kind)), known) : [];
    if (!notes.length) return;
    app.places.addNotes(notes);
    app.announce(app.t.count("notes_added", notes.length));
    setText("");
    draft.keep("");
    field.value = "";
    field.focus();
  };
  const key = (/** @type {KeyEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) add(event);
  };
  return html`<form class="pk-capture" onSubmit=${add}>
    <label for=${id}>${app.t("capture")}</label>
    <p class="pk-ask" id=${`${id}-ask`}>${app.t("capture_ask")}</p>
    <textarea id=${id} ref=${ref} rows="3" defaultValue=${draft.text} onInput=${changed} onKeyDown=${key} lang=${app.written}
      aria-describedby=${`${id}-ask`} data-field="capture"></textarea>
    <${OpenFile} app=${app} field=${ref} />
    ${
      read.either &&
      html`<label class="pk-check"><input type="checkbox" checked=${read.kind === "table"}
      onChange=${(/** @type {FieldEvent} */ e) => setKind(e.target.checked ? "table" : "lines")} /> ${app.t("as_table")}</label>`
    }
    ${
      read.kind === "table" &&
      html`<div class="pk-columns-read">
      <label>${app.t("text_in")} <select value=${String(chosen.text)} onChange=${(/** @type {FieldEvent} */ e) => setColumn(e.target.value)}>
        <option value="cells">${app.t("every_cell")}</option>
        ${names.map((name, n) => html`<option key=${n} value=${n} selected=${chosen.text === n}>${name}</option>`)}
      </select></label>
      ${
        chosen.text !== "cells" &&
        html`<label>${app.t("author_in")} <select value=${String(chosen.by)}
        onChange=${(/** @type {FieldEvent} */ e) => setAuthor(e.target.value)}>
        <option value="-1">${app.t("nobody")}</option>
        ${names.map((name, n) => html`<option key=${n} value=${n} selected=${chosen.by === n}>${name}</option>`)}
      </select></label>`
      }
      <ol class="pk-preview">${notes.slice(0, 3).map((note, n) => html`<li key=${n}>${note.text}${note.by ? ` \u2013 ${note.by}` : ""}</li>`)}</ol>
    </div>`
    }
    <button class="pk-primary" disabled=${!notes.length}>${notes.length ? app.t.count("add_notes", notes.length) : app.t("capture")}</button>
  </form>`;
}

const RECORDS = ["touchpoints", "pain_points", "improvements", "stages"];
const OF_PERSONA = ["motivations", "needs", "frustrations", "actions", "thoughts"];
const IN_STAGE = new Set(["touchpoints", "pain_points", "actions", "thoughts"]);
/** @type {{[step: number]: string}} */
const USUAL = {
  1: "needs",
  2: "stages",
  3: "touchpoints",
  4: "touchpoints",
  5: "pain_points",
  6: "improvements",
};

/**
 * The stage that a note's heading names, such as the question to which it is an answer.
 * @param {Data} data
 * @param {string | undefined} heading
 */
function stageNamed(data, heading = "") {
  const named = (data.stages ?? []).filter((one) => one.name && heading.includes(one.name));
  return named.sort((one, other) => other.name.length - one.name.length)[0]?.id;
}

/** @param {{app: App, data: Data, number: number, note: Plain, step: number, persona: string, placed: (said: string) => void}} props */
function Place({ app, data, number, note, step, persona, placed }) {
  const named = stageNamed(data, note.heading);
  const stage = useRef(/** @type {HTMLSelectElement | null} */ (null));
  const who = data.personas?.find((one) => one.id === persona) ?? data.personas?.[0];
  const possible = (/** @type {string} */ kind) =>
    (!IN_STAGE.has(kind) || data.stages?.length) && (!OF_PERSONA.includes(kind) || who);
  const [chosen, choose] = useState(USUAL[step]);
  const as = [chosen, "touchpoints", "stages"].find(possible) ?? "stages";
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    const within = IN_STAGE.has(as) && data.stages?.find((one) => one.id === stage.current?.value)?.name;
    const of = OF_PERSONA.includes(as) && who?.name;
    const where = [app.t(`as_${as}`), within, of].filter(Boolean).join(" \u2013 ");
    app.places.placeNote(number, as, { stage: stage.current?.value, persona: who?.id });
    const said = app.t("placed_as", { name: words(note), where });
    app.announce(said);
    placed(said);
  };
  const option = (
    /** @type {string} */ kind,
    of = "",
  ) => html`<option key=${kind} value=${kind} selected=${kind === as}
    disabled=${!possible(kind)}>${app.t(`as_${kind}`)}${of && ` \u2013 ${of}`}</option>`;
  return html`<form class="pk-place" onSubmit=${go}>
    <label>${app.t("place_as")} <select value=${as} onChange=${(/** @type {FieldEvent} */ e) => choose(e.target.value)}>
      ${RECORDS.map((kind) => option(kind))}
      ${who && OF_PERSONA.map((kind) => option(kind, who.name))}
    </select></label>
    ${
      IN_STAGE.has(as) &&
      html`<label>${app.t("in_stage")} <select ref=${stage}>
      ${(data.stages ?? []).map((s) => html`<option key=${s.id} value=${s.id} selected=${s.id === named}>${s.name}</option>`)}
    </select></label>`
    }
    <button class="pk-small">${app.t("place_here")}</button>
  </form>`;
}

/** @param {{app: App, data: Data, note: Plain, number: number, step: number, persona: string, placed: (said: string) => void}} props */
function Note({ app, data, note, number, step, persona, placed }) {
  const [open, setOpen] = useState(false);
  const text = words(note);
  const remove = () => app.store.submit({ op: "remove", place: ["notes", number], was: note });
  return html`<li class="pk-card pk-sticky" data-card=${number}
    onPointerDown=${dragging(app, { kind: "notes", number })}>
    <span class="pk-grip" aria-hidden="true">⠿</span>
    <div class="pk-card-body">
      <span lang=${app.written}>${text}</span>
      ${(note.by || note.heading) && html`<span class="pk-meta">${[note.heading, note.by].filter(Boolean).join(" · ")}</span>`}
    </div>
    <button type="button" class="pk-small" aria-expanded=${open} aria-label=${app.t("place_this", { name: text })}
      onClick=${() => setOpen(!open)}>${app.t("place")}</button>
    <button type="button" class="pk-icon" title=${app.t("delete")} aria-label=${app.t("delete_this", { name: text })}
      onClick=${remove}><span aria-hidden="true">×</span></button>
    ${
      open &&
      html`<${Place} app=${app} data=${data} number=${number} note=${note} step=${step}
      persona=${persona} placed=${placed} />`
    }
  </li>`;
}

/** @param {{app: App, data: Data, step: number, persona: string, similar: string[][]}} props */
export function Notes({ app, data, step, persona, similar }) {
  const notes = data.notes ?? [];
  const [placed, setPlaced] = useState("");
  return html`<details class="pk-notes" open=${notes.length > 0}>
    <summary>${app.t("parking")}${notes.length > 0 && html` <span class="pk-count">${app.t.count("notes", notes.length)}</span>`}</summary>
    <${Capture} app=${app} />
    <${Similar} app=${app} notes=${notes} proposed=${similar} />
    ${placed && html`<p class="pk-placed" aria-hidden="true">${placed}</p>`}
    <ul class="pk-note-list">
      ${notes.map(
        (note, n) => html`<${Note} key=${`${n}-${words(note)}`} app=${app} data=${data} note=${note}
        number=${n} step=${step} persona=${persona} placed=${setPlaced} />`,
      )}
    </ul>
  </details>`;
}
