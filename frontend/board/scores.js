/** Several participants' scores: entered in one line, summed up while it is typed (F2). */
import { html, useId, useState } from "./dom.js";
import { Entry } from "./entries.js";
import { listed } from "./links.js";
import { numbersIn, spread } from "./spread.js";

/** @import { App, FieldEvent, Place, Plain } from "./types" */

/**
 * Median, spread and n in words.
 * @param {App} app
 * @param {NonNullable<ReturnType<typeof spread>>} found
 */
export function said(app, found) {
  return app.t("spread", {
    median: app.t.signed(found.median),
    low: app.t.signed(found.low),
    high: app.t.signed(found.high),
    n: found.n,
  });
}

/**
 * The scores as a strip of dots: every participant is seen, and who disagrees.
 * @param {{app: App, scores: number[]}} props
 */
function Strip({ app, scores }) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
  return html`<div class="pk-strip" aria-hidden="true">
    ${[-2, -1, 0, 1, 2].map((n) => html`<span class="pk-strip-step" style=${{ left: `${(n + 2) * 25}%` }}>${app.t.signed(n)}</span>`)}
    ${[...counts].flatMap(([score, count]) =>
      [...Array(count).keys()].map(
        (n) =>
          html`<i key=${`${score}-${n}`} data-feeling=${Math.round(score)}
        style=${{ left: `${(score + 2) * 25}%`, bottom: `calc(1.3em + ${n * 0.7}em)` }}></i>`,
      ),
    )}
  </div>`;
}

/**
 * The line into which the scores of the room are typed.
 * @param {{app: App, place: Place, feeling: Plain}} props
 */
export function Scores({ app, place, feeling }) {
  const id = useId();
  const stored = /** @type {number[]} */ (listed(feeling?.scores));
  const [typed, type] = useState(/** @type {string | null} */ (null));
  const scores = typed === null ? stored : numbersIn(typed);
  const found = scores?.length ? spread(scores) : null;
  const shownAs = (/** @type {number[]} */ scores) => scores.map((n) => app.t.number(n)).join("  ");
  const read = (/** @type {string} */ text) => {
    const numbers = numbersIn(text);
    return numbers ? shownAs(numbers) : text;
  };
  const commit = (/** @type {string} */ text) => {
    const numbers = numbersIn(text);
    if (numbers === null) return;
    type(null);
    const edits = [app.store.setting([...place, "scores"], numbers.length ? numbers : null)];
    if (numbers.length) edits.push(app.store.setting([...place, "score"], null));
    app.store.batch(edits);
  };
  return html`<div class="pk-field pk-scores">
    <label for=${id}>${app.t("scores")}</label>
    <p class="pk-ask" id=${`${id}-ask`}>${app.t("scores_ask")}</p>
    <${Entry} app=${app} id=${id} value=${shownAs(stored)} commit=${commit}
      read=${read} refused=${typed !== null && scores === null}
      inputmode="text" aria-describedby=${`${id}-ask`} data-field="scores"
      onInput=${(/** @type {FieldEvent} */ event) => type(event.target.value)} />
    ${scores === null && html`<p class="pk-why" role="alert">${app.t("scores_wrong")}</p>`}
    ${
      found &&
      html`<${Strip} app=${app} scores=${scores} />
      <p class="pk-spread" data-n=${found.n}>${said(app, found)}</p>`
    }
    ${found?.disagree && html`<p class="pk-disagree"><span aria-hidden="true">⇅</span> ${app.t("disagree")}</p>`}
  </div>`;
}
