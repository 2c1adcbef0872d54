/** What the review says: of a step, and beside each thing that it is about. */
import { html } from "./dom.js";

/** @import { App, Data, Finding, Found } from "./types" */

const MARKS = { error: "✕", warning: "!", note: "i" };
const SEVERITIES = /** @type {const} */ (["error", "warning", "note"]);

/**
 * The findings by the id of what they are about.
 * @param {Finding[]} findings
 * @param {Data} data
 * @returns {Found}
 */
export function byThing(findings, data) {
  /** @type {Found} */
  const found = {};
  for (const finding of findings) {
    let [collection, id] = finding.place;
    if (collection === "emotions" && typeof id === "number") id = data.emotions?.[id]?.at;
    if (typeof id === "string") (found[id] ??= []).push(finding);
  }
  return found;
}

/**
 * The findings that a step settles, and those of no single step.
 * @param {Finding[]} findings
 * @param {number} step
 */
export const ofStep = (findings, step) => findings.filter((one) => !one.step || one.step === step);

/**
 * A mark that says how many findings there are, and how grave the gravest is.
 * @param {{app: App, findings?: Finding[]}} props
 */
export function Badge({ app, findings }) {
  if (!findings?.length) return null;
  const worst = SEVERITIES.find((severity) => findings.some((f) => f.severity === severity)) ?? "note";
  const said = app.t.count("findings", findings.length);
  return html`<span class=${`pk-badge pk-${worst}`} title=${findings.map((f) => f.says).join("\n")}>
    <span aria-hidden="true">${MARKS[worst]}</span><span class="pk-hidden">${said}</span>
  </span>`;
}

/**
 * Return the selector of the first field that a remedy names, in what is open.
 * @param {Finding} finding
 */
export const fieldOf = ({ fields }) =>
  fields
    .map((name) => `[data-field$=".${name}"], [data-field*=".${name}."], [data-quick="${name}"]`)
    .map((named) => `:is(.pk-panel, .pk-records) :is(${named})`)[0];

/**
 * Give the focus to the field that a finding is about, in what is open.
 * @param {App} app
 * @param {Finding} finding
 */
export function toField(app, finding) {
  app.focus(fieldOf(finding) ?? ".pk-frame");
  app.announce("");
}

/**
 * Findings in full: what was found, why it matters, how to mend it.
 * @param {{app: App, findings: Finding[], go?: (finding: Finding) => void, inside?: boolean}} props
 */
export function Findings({ findings, go, app, inside }) {
  return html`<ul class="pk-findings">
    ${findings.map(
      (f) => html`<li key=${f.rule + JSON.stringify(f.place)} class=${`pk-${f.severity}`}>
      <details>
        <summary><span class=${`pk-badge pk-${f.severity}`}><span aria-hidden="true">${MARKS[f.severity]}</span>
          <span class="pk-hidden">${f.severity_label}</span></span> ${f.says}</summary>
        <p>${f.why}</p><p>${f.fix}</p>
        ${
          go &&
          (f.fields.length > 0 || !inside) &&
          html`<button type="button" class="pk-small" data-do="to-field"
          onClick=${() => go(f)}>${app.t(f.fields.length ? "go_to_field" : "show")}</button>`
        }
      </details>
    </li>`,
    )}
  </ul>`;
}

/**
 * The review of a step, folded away until it is wanted.
 * @param {{app: App, findings: Finding[], go: ((finding: Finding) => void) | null}} props
 */
export function StepReview({ app, findings, go }) {
  return html`<details class="pk-review">
    <summary>${findings.length ? app.t.count("review_says", findings.length) : app.t("review_nothing")}</summary>
    <${Findings} app=${app} findings=${findings} go=${go} />
  </details>`;
}
