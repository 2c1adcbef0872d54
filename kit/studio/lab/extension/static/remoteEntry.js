// An extension of JupyterLab without a build: the container that module federation asks for, with
// one plugin in it. It runs the cells of the kit's notebooks when they are opened, so that nobody
// has to know what a cell is.
(() => {
  const ours = (panel) => panel?.context?.model?.getMetadata?.("parcours")?.digest;
  const begun = new WeakSet();

  // Code that is folded is not seen at all: a room reads what it yields.
  const STYLE = `
    .parcours-notebook .jp-Cell-inputWrapper:has(.jp-InputPlaceholder) { display: none; }
    .parcours-notebook .jp-Cell .jp-OutputPrompt { display: none; }
    .parcours-notebook .jp-RenderedHTMLCommon { padding-right: 0; max-width: none; }`;

  /** Run a notebook of the kit's once, as soon as its kernel is there. */
  async function begin(app, panel) {
    if (!panel?.sessionContext || !panel.content?.widgets || begun.has(panel)) return;
    begun.add(panel);
    await panel.context.ready;
    if (!ours(panel)) return;
    panel.addClass("parcours-notebook");
    app.shell.collapseLeft?.();
    await panel.sessionContext.ready;
    await panel.sessionContext.session?.kernel?.info;
    if (app.shell.currentWidget !== panel) {
      begun.delete(panel);
      return;
    }
    await app.commands.execute("notebook:run-all-cells");
    panel.content.activeCellIndex = 0;
    panel.content.node.scrollTop = 0;
  }

  const plugin = {
    id: "parcours-lab:run",
    description: "Runs the kit's notebooks when they are opened.",
    autoStart: true,
    activate: (app) => {
      const style = document.createElement("style");
      style.textContent = STYLE;
      document.head.append(style);
      window.addEventListener("parcours:run", () => app.commands.execute("notebook:run-all-cells"));
      app.shell.currentChanged?.connect((_, { newValue }) => begin(app, newValue));
      app.restored.then(() => begin(app, app.shell.currentWidget));
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["parcours-lab"] = {
    init: () => {},
    get: async () => () => ({ default: plugin, __esModule: true }),
  };
})();
