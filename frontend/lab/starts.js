/** One start at a time: that of all clients goes when that of a client comes. */
import { ours } from "./run.js";

/** @import { JupyterFrontEnd } from "@jupyterlab/application" */

const START = "0_start.ipynb";

/**
 * Return whether a panel shows a start notebook of the kit's.
 * @param {any} panel
 */
const isStart = (panel) => ours(panel) && panel.context.path.split("/").at(-1) === START;

/**
 * Close the tabs of other starts once a start is shown, and end their kernels.
 * @param {JupyterFrontEnd} app
 * @param {any} panel
 */
export async function closeOtherStarts(app, panel) {
  await panel?.context?.ready;
  if (!panel || panel.isDisposed || !isStart(panel)) return;
  for (const other of [...app.shell.widgets("main")].map((one) => /** @type {any} */ (one))) {
    if (!isStart(other) || other.context.path === panel.context.path) continue;
    await other.sessionContext.shutdown();
    other.dispose();
  }
}
