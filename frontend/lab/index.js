/**
 * The kit's extension of JupyterLab. It runs the cells of the kit's notebooks when they are opened, and
 * again when their kernel has come back, so that nobody has to know what a cell is; and it clears the
 * screen of what a room does not need. A notebook may come from anyone: the server says of the cells that
 * are in the page whether they may run, and without that nothing runs by itself.
 *
 * All this is for `parcours lab`. In any other JupyterLab, and in Notebook 7, nobody is asked and nothing
 * runs by itself; only the keys that are pressed on a board are kept from the notebook.
 */
import { IConnectionLost } from "@jupyterlab/application";
import { PageConfig } from "@jupyterlab/coreutils";
import { keepKeys } from "./keys.js";
import { begin, ours, run } from "./run.js";
import { closeOtherStarts } from "./starts.js";
import { STYLE } from "./style.js";

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
    style.textContent = STYLE;
    document.head.append(style);
    window.addEventListener("parcours:run", () => {
      const panel = [...app.shell.widgets("main")].find((one) => one.isVisible && ours(one));
      if (panel) run(app, /** @type {any} */ (panel));
    });
    app.shell.currentChanged?.connect((_, { newValue }) => {
      begin(app, newValue);
      closeOtherStarts(app, newValue);
    });
    app.restored.then(() => {
      clear(app);
      begin(app, app.shell.currentWidget);
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
  provides: IConnectionLost,
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
      if (panel?.content?.node && ours(panel)) keepKeys(panel.content.node);
    };
    app.shell.currentChanged?.connect((_, { newValue }) => shown(newValue));
    app.restored.then(() => shown(app.shell.currentWidget));
  },
};

export default PageConfig.getOption("parcoursLab") ? [running, calm] : [keeping];
