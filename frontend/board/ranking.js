/** What comes first: the computed order, dots, and the rank that the room gives, with its reason. */

import { words } from "./data.js";
import { html, useId } from "./dom.js";
import { DotBudget } from "./dot_budget.js";
import { Dots } from "./dots.js";
import { Entry } from "./entries.js";

/** @import { App, Data, FieldEvent, Plain, Ranking as RankingOf } from "./types" */

/** @param {{app: App, collection: string, record: Plain, rank: number | string, says: string, count: number}} props */
function Row({ app, collection, record, rank, says, count }) {
  const id = useId();
  const name = words(record.what ?? record.solution);
  const place = [collection, record.id];
  const placeByHand = (/** @type {FieldEvent} */ event) => {
    const value = Number(event.target.value) || null;
    app.store.batch([
      app.store.setting([...place, "rank"], value),
      !value && app.store.setting([...place, "rank_reason"], null),
    ]);
  };
  return html`<li class=${record.rank ? "pk-by-hand" : ""} data-rank=${rank}>
    <button type="button" class="pk-name" lang=${app.written} onClick=${() => app.open(collection, record.id)}>${name}</button>
    <span class="pk-meta">${says}</span>
    <${Dots} app=${app} collection=${collection} record=${record} name=${name} />
    <span class="pk-rank">
      <label for=${id}>${app.t("rank")}</label>
      <select id=${id} value=${record.rank ?? ""} onChange=${placeByHand} data-field=${[...place, "rank"].join(".")}>
        <option value="">${app.t("computed")}</option>
        ${[...Array(count).keys()].map((n) => html`<option key=${n} value=${n + 1} selected=${record.rank === n + 1}>${n + 1}</option>`)}
      </select>
      ${
        record.rank &&
        html`<${Entry} app=${app} value=${record.rank_reason ?? ""} placeholder=${app.t("rank_reason")}
        aria-label=${app.t("rank_reason_of", { name })} data-field=${[...place, "rank_reason"].join(".")}
        commit=${(/** @type {string} */ text) => app.store.set([...place, "rank_reason"], text.trim() || null)} />`
      }
    </span>
  </li>`;
}

/** @param {{app: App, data: Data, collection: "pain_points" | "improvements", ranking: RankingOf}} props */
export function Ranking({ app, data, collection, ranking }) {
  const records = /** @type {Plain[]} */ (data[collection] ?? []);
  if (!records.length) return null;
  const known = Object.keys(ranking.says);
  const order = ranking.order;
  const place = (/** @type {Plain} */ record) =>
    order.includes(record.id) ? order.indexOf(record.id) : order.length + known.length;
  const sorted = [...records].sort((a, b) => place(a) - place(b));
  return html`<details class="pk-ranking" open>
    <summary>${app.t(collection === "improvements" ? "order_improvements" : "order_pains")}</summary>
    <${DotBudget} app=${app} data=${data} collection=${collection} records=${records} each=${ranking.dots} />
    <ol>${sorted.map(
      (record, index) => html`<${Row} key=${record.id} app=${app} collection=${collection} record=${record}
      rank=${ranking.ranks ? (ranking.ranks[record.id] ?? "") : index + 1} says=${ranking.says[record.id]} count=${records.length} />`,
    )}</ol>
  </details>`;
}
