"use strict";
(Array.isArray(self["webpackChunkparcours_lab"]) ? self["webpackChunkparcours_lab"] : (self["webpackChunkparcours_lab"] = [])).push([["index_js"],{

/***/ "./index.js"
/*!******************!*\
  !*** ./index.js ***!
  \******************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _jupyterlab_application__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! @jupyterlab/application */ "webpack/sharing/consume/default/@jupyterlab/application");
/* harmony import */ var _jupyterlab_coreutils__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! @jupyterlab/coreutils */ "webpack/sharing/consume/default/@jupyterlab/coreutils");
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(/*! ./keys.js */ "./keys.js");
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(/*! ./run.js */ "./run.js");
/* harmony import */ var _starts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(/*! ./starts.js */ "./starts.js");
/* harmony import */ var _style_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(/*! ./style.js */ "./style.js");
/**
 * The kit's extension of JupyterLab. It runs the cells of the kit's notebooks when they are opened, and
 * again when their kernel has come back, so that nobody has to know what a cell is; and it clears the
 * screen of what a room does not need. A notebook may come from anyone: the server says of the cells that
 * are in the page whether they may run, and without that nothing runs by itself.
 *
 * All this is for `parcours lab`. In any other JupyterLab, and in Notebook 7, nobody is asked and nothing
 * runs by itself; only the keys that are pressed on a board are kept from the notebook.
 */







/** @import { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application" */

/**
 * Close the side bars; the View menu brings them back.
 * @param {JupyterFrontEnd} app
 */
function clear(app) {
  const shell = /** @type {any} */ (app.shell);
  shell.collapseLeft?.();
  for (const side of ["left", "right"]) {
    if (shell.isSideTabBarVisible?.(side)) app.commands.execute("application:toggle-side-tabbar", { side });
  }
}

/** @type {JupyterFrontEndPlugin<void>} */
const running = {
  id: "parcours-lab:run",
  description: "Runs the kit's notebooks when they are opened.",
  autoStart: true,
  activate: (app) => {
    const style = document.createElement("style");
    style.textContent = _style_js__WEBPACK_IMPORTED_MODULE_5__.STYLE;
    document.head.append(style);
    window.addEventListener("parcours:run", () => {
      const panel = [...app.shell.widgets("main")].find((one) => one.isVisible && (0,_run_js__WEBPACK_IMPORTED_MODULE_3__.ours)(one));
      if (panel) (0,_run_js__WEBPACK_IMPORTED_MODULE_3__.run)(app, /** @type {any} */ (panel));
    });
    app.shell.currentChanged?.connect((_, { newValue }) => {
      (0,_run_js__WEBPACK_IMPORTED_MODULE_3__.begin)(app, newValue);
      (0,_starts_js__WEBPACK_IMPORTED_MODULE_4__.closeOtherStarts)(app, newValue);
    });
    app.restored.then(() => {
      clear(app);
      (0,_run_js__WEBPACK_IMPORTED_MODULE_3__.begin)(app, app.shell.currentWidget);
    });
  },
};

/**
 * In place of JupyterLab's dialog: the editor says that it is not saved, and work goes on.
 * @type {JupyterFrontEndPlugin<IConnectionLost>}
 */
const calm = {
  id: "parcours-lab:connection-lost",
  description: "Lets people type on while JupyterLab cannot be reached.",
  autoStart: true,
  provides: _jupyterlab_application__WEBPACK_IMPORTED_MODULE_0__.IConnectionLost,
  activate: () => async () => {},
};

/**
 * Keep the keys of what the kit's notebooks show, where `parcours lab` does not.
 * @type {JupyterFrontEndPlugin<void>}
 */
const keeping = {
  id: "parcours-lab:keys",
  description: "Keeps keys pressed on a board of the kit's from the notebook around it.",
  autoStart: true,
  activate: (app) => {
    const shown = async (/** @type {any} */ panel) => {
      await panel?.context?.ready;
      if (panel?.content?.node && (0,_run_js__WEBPACK_IMPORTED_MODULE_3__.ours)(panel)) (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__.keepKeys)(panel.content.node);
    };
    app.shell.currentChanged?.connect((_, { newValue }) => shown(newValue));
    app.restored.then(() => shown(app.shell.currentWidget));
  },
};

/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = (_jupyterlab_coreutils__WEBPACK_IMPORTED_MODULE_1__.PageConfig.getOption("parcoursLab") ? [running, calm] : [keeping]);


/***/ },

/***/ "./keys.js"
/*!*****************!*\
  !*** ./keys.js ***!
  \*****************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keepKeys: () => (/* binding */ keepKeys)
/* harmony export */ });
/** Keys pressed in what a cell shows are not the notebook's: there, "d d" would delete the cell. */

/** @param {KeyboardEvent} event */
function keep(event) {
  const command = event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key);
  if (command && event.key !== "Enter") return; // Ctrl+Enter adds notes, and would run a cell
  if (/** @type {Element} */ (event.target).closest(".jp-OutputArea")) event.stopPropagation();
}

/**
 * Keep such keys from a notebook.
 * @param {HTMLElement} notebook
 */
function keepKeys(notebook) {
  notebook.addEventListener("keydown", keep);
}


/***/ },

/***/ "./permission.js"
/*!***********************!*\
  !*** ./permission.js ***!
  \***********************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   acting: () => (/* binding */ acting),
/* harmony export */   actingIn: () => (/* binding */ actingIn),
/* harmony export */   canonical: () => (/* binding */ canonical),
/* harmony export */   permission: () => (/* binding */ permission),
/* harmony export */   say: () => (/* binding */ say)
/* harmony export */ });
/* harmony import */ var _jupyterlab_services__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! @jupyterlab/services */ "webpack/sharing/consume/default/@jupyterlab/services");
/** Whether the cells of a notebook may run by themselves: the server says so of what is in the page. */


/** @import { JupyterFrontEnd } from "@jupyterlab/application" */
/** @import { NotebookPanel } from "@jupyterlab/notebook" */

/** @typedef {{allowed: boolean, says: string[], changed: string, kernel: string, lang: string}} Answer */

/**
 * Return a value as RFC 8785 writes it: the server computes the same digest of it.
 * @param {any} value
 * @returns {string}
 */
function canonical(value) {
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
function actingIn({ cells, metadata }) {
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
function acting(panel) {
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
async function permission(app, panel, asked) {
  const { serverSettings } = app.serviceManager;
  const body = JSON.stringify({ path: panel.context.path, digest: await digest(asked) });
  const url = `${serverSettings.baseUrl}parcours/permission`;
  const response = await _jupyterlab_services__WEBPACK_IMPORTED_MODULE_0__.ServerConnection.makeRequest(url, { method: "POST", body }, serverSettings);
  if (!response.ok) throw new _jupyterlab_services__WEBPACK_IMPORTED_MODULE_0__.ServerConnection.ResponseError(response);
  return response.json();
}

/**
 * Say something at the top of a notebook: as text, whatever is in it.
 * @param {NotebookPanel} panel
 * @param {string} role
 * @param {string} lang
 * @param {string[]} texts
 */
function say(panel, role, lang, texts) {
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


/***/ },

/***/ "./run.js"
/*!****************!*\
  !*** ./run.js ***!
  \****************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   begin: () => (/* binding */ begin),
/* harmony export */   ours: () => (/* binding */ ours),
/* harmony export */   run: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _jupyterlab_apputils__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! @jupyterlab/apputils */ "webpack/sharing/consume/default/@jupyterlab/apputils");
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(/*! ./keys.js */ "./keys.js");
/* harmony import */ var _permission_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(/*! ./permission.js */ "./permission.js");
/** Running a notebook of the kit's: when it is opened, and again when its kernel has come back. */




/** @import { JupyterFrontEnd } from "@jupyterlab/application" */
/** @import { NotebookPanel } from "@jupyterlab/notebook" */

const KERNEL = "parcours"; // the kit's own: it imports nothing from a client's folder

// What the cells import: while a kernel that has come back reads it, the editor stays on the page.
const READING =
  "import kit.studio.workbook, kit.studio.widgets.board, kit.studio.widgets.live, kit.report.opening";

const SOON = [100, 500, 2000]; // milliseconds
const HANGS = 45_000; // milliseconds: a kernel that says nothing for so long will not come back by itself

/** @type {WeakSet<object>} */
const begun = new WeakSet();

/**
 * Return whether a panel shows a notebook of the kit's.
 * @param {any} panel
 */
const ours = (panel) => Boolean(panel?.context?.model?.getMetadata?.("parcours"));

/**
 * Run all cells of a notebook if they have permission, and return whether they had.
 *
 * What they show is not saved, so that there is nothing to save.
 * @param {JupyterFrontEnd} app
 * @param {NotebookPanel} panel
 */
async function run(app, panel) {
  await panel.sessionContext.session?.kernel?.info;
  const asked = (0,_permission_js__WEBPACK_IMPORTED_MODULE_2__.acting)(panel);
  const { allowed, says, changed, kernel, lang } = await (0,_permission_js__WEBPACK_IMPORTED_MODULE_2__.permission)(app, panel, asked);
  let refusals = allowed ? [] : says;
  // Between the question and this answer, the page may have taken in another file.
  if (allowed && (0,_permission_js__WEBPACK_IMPORTED_MODULE_2__.acting)(panel) !== asked) refusals = [changed];
  else if (allowed && panel.sessionContext.session?.kernel?.name !== KERNEL) refusals = [kernel];
  (0,_permission_js__WEBPACK_IMPORTED_MODULE_2__.say)(panel, refusals.length ? "alert" : "status", lang, refusals.length ? refusals : says);
  if (!allowed || refusals.length) return false;
  furnish(app, panel);
  // By name: the one that has the focus by now may be another. All sources are read at once.
  const which = { [_jupyterlab_apputils__WEBPACK_IMPORTED_MODULE_0__.SemanticCommand.WIDGET]: panel.id, activate: false };
  await app.commands.execute("notebook:run-all-cells", which);
  const first = panel.content.widgets.find(({ model }) => model.id === "run-all");
  if (first?.model.type === "markdown") first.addClass("parcours-run-all");
  if (panel.content.model) panel.content.model.dirty = false;
  return true;
}

/**
 * Take from the screen of a notebook that has permission what a room does not need.
 * @param {JupyterFrontEnd} app
 * @param {NotebookPanel} panel
 */
function furnish(app, panel) {
  if (panel.hasClass("parcours-notebook")) return;
  panel.addClass("parcours-notebook");
  panel.toolbar.hide();
  (0,_keys_js__WEBPACK_IMPORTED_MODULE_1__.keepKeys)(panel.content.node);
  revive(app, panel);
}

/**
 * Run a notebook again when its kernel is back: what it had not saved waits in the browser.
 * @param {JupyterFrontEnd} app
 * @param {NotebookPanel} panel
 */
function revive(app, panel) {
  let gone = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  const { sessionContext } = panel;
  // Another in its place: to start it again, JupyterLab would wait for what it says.
  const replace = () => sessionContext.changeKernel({ name: sessionContext.session?.kernel?.name });
  sessionContext.statusChanged.connect(async (_, status) => {
    clearTimeout(patience);
    if (["autorestarting", "restarting", "dead"].includes(status)) gone = true;
    if (gone) patience = setTimeout(replace, HANGS);
    // The editor says that it is not saved; nobody has to agree to that before typing on. On a
    // busy machine JupyterLab says so a while later.
    if (status === "autorestarting") for (const wait of SOON) setTimeout(() => _jupyterlab_apputils__WEBPACK_IMPORTED_MODULE_0__.Dialog.flush(), wait);
    if (!gone || status !== "idle") return;
    gone = false;
    clearTimeout(patience);
    await sessionContext.session?.kernel?.requestExecute({
      code: READING,
      silent: true,
      store_history: false,
    }).done;
    if (panel.isVisible) await run(app, panel);
    else begun.delete(panel);
  });
}

/**
 * Run a notebook of the kit's as soon as its kernel is there, and it is the one that is seen.
 * @param {JupyterFrontEnd} app
 * @param {any} panel
 */
async function begin(app, panel) {
  if (!panel?.sessionContext || !panel.content?.widgets || begun.has(panel)) return;
  begun.add(panel);
  await panel.context.ready;
  if (!ours(panel)) return;
  if ((await (0,_permission_js__WEBPACK_IMPORTED_MODULE_2__.permission)(app, panel, (0,_permission_js__WEBPACK_IMPORTED_MODULE_2__.acting)(panel))).allowed) furnish(app, panel);
  await panel.sessionContext.ready;
  if (!panel.isVisible) {
    begun.delete(panel);
    return;
  }
  if (!(await run(app, panel))) return;
  panel.content.activeCellIndex = 0;
  panel.content.node.scrollTop = 0;
}


/***/ },

/***/ "./starts.js"
/*!*******************!*\
  !*** ./starts.js ***!
  \*******************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   closeOtherStarts: () => (/* binding */ closeOtherStarts)
/* harmony export */ });
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(/*! ./run.js */ "./run.js");
/** One start at a time: that of all clients goes when that of a client comes. */


/** @import { JupyterFrontEnd } from "@jupyterlab/application" */

const START = "0_start.ipynb";

/**
 * Return whether a panel shows a start notebook of the kit's.
 * @param {any} panel
 */
const isStart = (panel) => (0,_run_js__WEBPACK_IMPORTED_MODULE_0__.ours)(panel) && panel.context.path.split("/").at(-1) === START;

/**
 * Close the tabs of other starts once a start is shown, and end their kernels.
 * @param {JupyterFrontEnd} app
 * @param {any} panel
 */
async function closeOtherStarts(app, panel) {
  await panel?.context?.ready;
  if (!panel || panel.isDisposed || !isStart(panel)) return;
  for (const other of [...app.shell.widgets("main")].map((one) => /** @type {any} */ (one))) {
    if (!isStart(other) || other.context.path === panel.context.path) continue;
    await other.sessionContext.shutdown();
    other.dispose();
  }
}


/***/ },

/***/ "./style.js"
/*!******************!*\
  !*** ./style.js ***!
  \******************/
(__unused_webpack_module, __webpack_exports__, __webpack_require__) {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   STYLE: () => (/* binding */ STYLE)
/* harmony export */ });
/** Code that is folded is not seen at all: a room reads what it yields. */
const STYLE = `
  .parcours-notebook .jp-Cell-inputWrapper:has(.jp-InputPlaceholder) { display: none; }
  .parcours-notebook .jp-Cell :is(.jp-OutputPrompt, .jp-OutputArea-promptOverlay) {
    display: none; /* the overlay would take the clicks of what now stands under it */
  }
  .parcours-notebook .jp-Cell.parcours-run-all { display: none; }
  .parcours-notebook .jp-Cell .jp-Collapser { display: none; }
  .parcours-notebook .jp-Cell.jp-mod-active { border-color: transparent; }
  .parcours-notebook .jp-RenderedHTMLCommon { padding-right: 0; max-width: none; }
  .parcours-notebook .jp-Notebook-footer { display: none; }
  .parcours-permission {
    margin: 0.75rem; padding: 0.75rem 1rem; border-left: 0.3rem solid currentcolor;
    background: var(--jp-layout-color2); color: var(--jp-ui-font-color0);
    font: var(--jp-content-font-size1) / 1.5 var(--jp-content-font-family);
    white-space: pre-line; overflow-wrap: anywhere; user-select: text;
  }`;


/***/ }

}]);
