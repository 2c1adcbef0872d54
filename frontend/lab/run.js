/** Running a notebook of the kit's: when it is opened, and again when its kernel has come back. */
import { Dialog, SemanticCommand } from "@jupyterlab/apputils";
import { keepKeys } from "./keys.js";
import { acting, permission, say } from "./permission.js";

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
export const ours = (panel) => Boolean(panel?.context?.model?.getMetadata?.("parcours"));

/**
 * Run all cells of a notebook if they have permission, and return whether they had.
 *
 * What they show is not saved, so that there is nothing to save.
 * @param {JupyterFrontEnd} app
 * @param {NotebookPanel} panel
 */
export async function run(app, panel) {
  await panel.sessionContext.session?.kernel?.info;
  const asked = acting(panel);
  const { allowed, says, changed, kernel, lang } = await permission(app, panel, asked);
  let refusals = allowed ? [] : says;
  // Between the question and this answer, the page may have taken in another file.
  if (allowed && acting(panel) !== asked) refusals = [changed];
  else if (allowed && panel.sessionContext.session?.kernel?.name !== KERNEL) refusals = [kernel];
  say(panel, refusals.length ? "alert" : "status", lang, refusals.length ? refusals : says);
  if (!allowed || refusals.length) return false;
  furnish(app, panel);
  // By name: the one that has the focus by now may be another. All sources are read at once.
  const which = { [SemanticCommand.WIDGET]: panel.id, activate: false };
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
  keepKeys(panel.content.node);
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
    if (status === "autorestarting") for (const wait of SOON) setTimeout(() => Dialog.flush(), wait);
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
export async function begin(app, panel) {
  if (!panel?.sessionContext || !panel.content?.widgets || begun.has(panel)) return;
  begun.add(panel);
  await panel.context.ready;
  if (!ours(panel)) return;
  if ((await permission(app, panel, acting(panel))).allowed) furnish(app, panel);
  await panel.sessionContext.ready;
  if (!panel.isVisible) {
    begun.delete(panel);
    return;
  }
  if (!(await run(app, panel))) return;
  panel.content.activeCellIndex = 0;
  panel.content.node.scrollTop = 0;
}
