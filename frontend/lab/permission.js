/** Whether the cells of a notebook may run by themselves: the server says so of what is in the page. */
import { ServerConnection } from "@jupyterlab/services";

/** @import { JupyterFrontEnd } from "@jupyterlab/application" */
/** @import { NotebookPanel } from "@jupyterlab/notebook" */

/** @typedef {{allowed: boolean, says: string[], changed: string, kernel: string, lang: string}} Answer */

/**
 * Return a value as RFC 8785 writes it: the server computes the same digest of it.
 * @param {any} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
}

/**
 * @param {any} fields
 * @param {...string} names
 */
function without(fields, ...names) {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([name]) => !names.includes(name)));
}

/**
 * Return what acts of a notebook, as kit/studio/permission/digest.py has it.
 * @param {any} notebook
 */
export function actingIn({ cells, metadata }) {
  const kept = without(metadata, "kernelspec", "language_info", "widgets");
  if (kept.parcours) kept.parcours = without(kept.parcours, "opened");
  return canonical({
    cells: cells.map((/** @type {any} */ cell) => ({
      ...without(cell, "id", "outputs", "execution_count"),
      source: [cell.source].flat().join(""),
      metadata: without(cell.metadata, "trusted", "execution"),
    })),
    metadata: kept,
  });
}

/**
 * Return what acts of the notebook that is in a page.
 * @param {NotebookPanel} panel
 */
export function acting(panel) {
  return actingIn(panel.content.model?.toJSON());
}

/** @param {string} text */
async function digest(text) {
  const hashed = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hashed)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Ask the server whether what acts may run by itself in a notebook, and what to say of it.
 * @param {JupyterFrontEnd} app
 * @param {NotebookPanel} panel
 * @param {string} asked
 * @returns {Promise<Answer>}
 */
export async function permission(app, panel, asked) {
  const { serverSettings } = app.serviceManager;
  const body = JSON.stringify({ path: panel.context.path, digest: await digest(asked) });
  const url = `${serverSettings.baseUrl}parcours/permission`;
  const response = await ServerConnection.makeRequest(url, { method: "POST", body }, serverSettings);
  if (!response.ok) throw new ServerConnection.ResponseError(response);
  return response.json();
}

/**
 * Say something at the top of a notebook: as text, whatever is in it.
 * @param {NotebookPanel} panel
 * @param {string} role
 * @param {string} lang
 * @param {string[]} texts
 */
export function say(panel, role, lang, texts) {
  const { node } = panel.content;
  for (const old of node.querySelectorAll(".parcours-permission")) old.remove();
  const top = node.querySelector(".jp-WindowedPanel-outer") ?? node;
  for (const text of [...texts].reverse()) {
    const said = document.createElement("div");
    said.className = "parcours-permission";
    said.setAttribute("role", role);
    said.lang = lang;
    said.textContent = text;
    top.prepend(said);
  }
}
