// An extension of JupyterLab without a build: the container that module federation asks for, with
// one plugin in it. It runs the cells of the kit's notebooks when they are opened, and again when
// their kernel has come back, so that nobody has to know what a cell is; and it clears the screen
// of what a room does not need.
(() => {
  const ours = (panel) => panel?.context?.model?.getMetadata?.("parcours")?.digest;
  const begun = new WeakSet();

  // Code that is folded is not seen at all: a room reads what it yields.
  const STYLE = `
    .parcours-notebook .jp-Cell-inputWrapper:has(.jp-InputPlaceholder) { display: none; }
    .parcours-notebook .jp-Cell :is(.jp-OutputPrompt, .jp-OutputArea-promptOverlay) {
      display: none; /* the overlay would take the clicks of what now stands under it */
    }
    .parcours-notebook .jp-Cell.parcours-run-all { display: none; }
    .parcours-notebook .jp-Cell .jp-Collapser { display: none; }
    .parcours-notebook .jp-Cell.jp-mod-active { border-color: transparent; }
    .parcours-notebook .jp-RenderedHTMLCommon { padding-right: 0; max-width: none; }
    .parcours-notebook .jp-Notebook-footer { display: none; }`;

  /** Keys pressed in what a cell shows are not the notebook's: there, "d d" would delete the cell. */
  function keep(event) {
    const command = event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key);
    if (command && event.key !== "Enter") return; // Ctrl+Enter adds notes, and would run a cell
    if (event.target.closest(".jp-OutputArea")) event.stopPropagation();
  }

  /** Run all cells of a notebook. What they show is not saved, so that there is nothing to save. */
  async function run(app, panel) {
    await panel.sessionContext.session?.kernel?.info;
    // By name: the one that has the focus by now may be another.
    const name = (await apputils)?.SemanticCommand.WIDGET;
    const which = name && { [name]: panel.id, activate: false };
    await app.commands.execute("notebook:run-all-cells", which);
    panel.content.widgets.find(({ model }) => model.id === "run-all")?.addClass("parcours-run-all");
    panel.content.model.dirty = false;
  }

  // What the cells import: while a kernel that has come back reads it, the editor stays on the page.
  const READING = "import kit.studio.workbook, kit.studio.board, kit.studio.live, kit.report.opening";

  const SOON = [100, 500, 2000]; // milliseconds
  const HANGS = 45_000; // a kernel that says nothing for so long will not come back by itself
  const hush = async () => (await apputils)?.Dialog.flush();

  /** Run a notebook again when its kernel is back: what it had not saved waits in the browser. */
  function revive(app, panel) {
    let gone = false;
    let patience = null;
    const { sessionContext } = panel;
    // Another in its place: to start it again, JupyterLab would wait for what it says.
    const replace = () => sessionContext.changeKernel({ name: sessionContext.session.kernel.name });
    sessionContext.statusChanged.connect(async (_, status) => {
      clearTimeout(patience);
      if (["autorestarting", "restarting", "dead"].includes(status)) gone = true;
      if (gone) patience = setTimeout(replace, HANGS);
      // The editor says that it is not saved; nobody has to agree to that before typing on. On a
      // busy machine JupyterLab says so a while later.
      if (status === "autorestarting") for (const wait of SOON) setTimeout(hush, wait);
      if (!gone || status !== "idle") return;
      gone = false;
      clearTimeout(patience);
      const { kernel } = sessionContext.session;
      await kernel.requestExecute({ code: READING, silent: true, store_history: false }).done;
      if (panel.isVisible) await run(app, panel);
      else begun.delete(panel);
    });
  }

  /** Run a notebook of the kit's as soon as its kernel is there, and it is the one that is seen. */
  async function begin(app, panel) {
    if (!panel?.sessionContext || !panel.content?.widgets || begun.has(panel)) return;
    begun.add(panel);
    await panel.context.ready;
    if (!ours(panel)) return;
    if (!panel.hasClass("parcours-notebook")) {
      panel.addClass("parcours-notebook");
      panel.toolbar.hide();
      panel.content.node.addEventListener("keydown", keep);
      revive(app, panel);
    }
    await panel.sessionContext.ready;
    if (!panel.isVisible) {
      begun.delete(panel);
      return;
    }
    await run(app, panel);
    panel.content.activeCellIndex = 0;
    panel.content.node.scrollTop = 0;
  }

  /** Close the side bars; the View menu brings them back. */
  function clear(app) {
    app.shell.collapseLeft?.();
    for (const side of ["left", "right"]) {
      if (app.shell.isSideTabBarVisible?.(side)) {
        app.commands.execute("application:toggle-side-tabbar", { side });
      }
    }
  }

  const plugin = {
    id: "parcours-lab:run",
    description: "Runs the kit's notebooks when they are opened.",
    autoStart: true,
    activate: (app) => {
      const style = document.createElement("style");
      style.textContent = STYLE;
      document.head.append(style);
      window.addEventListener("parcours:run", () => {
        const panel = [...app.shell.widgets("main")].find((one) => one.isVisible && ours(one));
        if (panel) run(app, panel);
      });
      app.shell.currentChanged?.connect((_, { newValue }) => begin(app, newValue));
      app.restored.then(() => {
        clear(app);
        begin(app, app.shell.currentWidget);
      });
    },
  };

  // Of what JupyterLab shares: its dialogs, the names of its commands' arguments, and of services.
  let apputils = null;
  let application = null;
  const shared = async (scope, name) => {
    const [one] = Object.values(scope[name] ?? {});
    try {
      return one ? (await one.get())() : null;
    } catch {
      return null; // JupyterLab's own ways remain
    }
  };

  /** In place of JupyterLab's dialog: the editor says that it is not saved, and work goes on. */
  const calm = (service) => ({
    id: "parcours-lab:connection-lost",
    description: "Lets people type on while JupyterLab cannot be reached.",
    autoStart: true,
    provides: service,
    activate: () => async () => {},
  });

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["parcours-lab"] = {
    init: (scope) => {
      apputils = shared(scope, "@jupyterlab/apputils");
      application = shared(scope, "@jupyterlab/application");
    },
    get: async () => {
      const service = (await application)?.IConnectionLost;
      const plugins = service ? [plugin, calm(service)] : [plugin];
      return () => ({ default: plugins, __esModule: true });
    },
  };
})();
