// An extension of JupyterLab without a build: the container that module federation asks for, with
// one plugin in it. It runs the cells of the kit's notebooks when they are opened, and again when
// their kernel has come back, so that nobody has to know what a cell is; and it clears the screen
// of what a room does not need. A notebook may come from anyone: the server says of the cells that
// are in the page whether they may run, and without that nothing runs by itself.
(() => {
  const KERNEL = "parcours"; // the kit's own: it imports nothing from a client's folder
  const ours = (panel) => Boolean(panel?.context?.model?.getMetadata?.("parcours"));
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
    .parcours-notebook .jp-Notebook-footer { display: none; }
    .parcours-permission {
      margin: 0.75rem; padding: 0.75rem 1rem; border-left: 0.3rem solid currentcolor;
      background: var(--jp-layout-color2); color: var(--jp-ui-font-color0);
      font: var(--jp-content-font-size1) / 1.5 var(--jp-content-font-family);
      white-space: pre-line; overflow-wrap: anywhere; user-select: text;
    }`;

  /** Keys pressed in what a cell shows are not the notebook's: there, "d d" would delete the cell. */
  function keep(event) {
    const command = event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key);
    if (command && event.key !== "Enter") return; // Ctrl+Enter adds notes, and would run a cell
    if (event.target.closest(".jp-OutputArea")) event.stopPropagation();
  }

  /** Return a value as RFC 8785 writes it: the server computes the same digest of it. */
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical)}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const names = Object.keys(value)
      .filter((name) => value[name] !== undefined)
      .sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
  }

  const without = (fields, ...names) =>
    Object.fromEntries(Object.entries(fields ?? {}).filter(([name]) => !names.includes(name)));

  /** Return what acts of the notebook that is in a page, as kit/studio/permission/digest.py has it. */
  function acting(panel) {
    const { cells, metadata } = panel.content.model.toJSON();
    const kept = without(metadata, "kernelspec", "language_info", "widgets");
    if (kept.parcours) kept.parcours = without(kept.parcours, "opened");
    return canonical({
      cells: cells.map((cell) => ({
        ...without(cell, "id", "outputs", "execution_count"),
        source: [cell.source].flat().join(""),
        metadata: without(cell.metadata, "trusted", "execution"),
      })),
      metadata: kept,
    });
  }

  async function digest(text) {
    const hashed = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(hashed)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Ask the server whether what acts may run by itself in this notebook, and what to say of it. */
  async function permission(app, panel, asked) {
    const { ServerConnection } = await services;
    const { serverSettings } = app.serviceManager;
    const body = JSON.stringify({ path: panel.context.path, digest: await digest(asked) });
    const url = `${serverSettings.baseUrl}parcours/permission`;
    const sent = { method: "POST", body };
    const response = await ServerConnection.makeRequest(url, sent, serverSettings);
    if (!response.ok) throw new ServerConnection.ResponseError(response);
    return response.json();
  }

  /** Say something at the top of a notebook: as text, whatever is in it. */
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

  /** Run all cells of a notebook if they have permission, and return whether they had.
   *
   * What they show is not saved, so that there is nothing to save.
   */
  async function run(app, panel) {
    const name = (await apputils)?.SemanticCommand.WIDGET;
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
    const which = name && { [name]: panel.id, activate: false };
    await app.commands.execute("notebook:run-all-cells", which);
    const first = panel.content.widgets.find(({ model }) => model.id === "run-all");
    if (first?.model.type === "markdown") first.addClass("parcours-run-all");
    panel.content.model.dirty = false;
    return true;
  }

  /** Take from the screen of a notebook that has permission what a room does not need. */
  function furnish(app, panel) {
    if (panel.hasClass("parcours-notebook")) return;
    panel.addClass("parcours-notebook");
    panel.toolbar.hide();
    panel.content.node.addEventListener("keydown", keep);
    revive(app, panel);
  }

  // What the cells import: while a kernel that has come back reads it, the editor stays on the page.
  const READING =
    "import kit.studio.workbook, kit.studio.widgets.board, kit.studio.widgets.live, kit.report.opening";

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

  // Of what JupyterLab shares: its dialogs, the names of its commands' arguments, and of services;
  // requests to its server.
  let apputils = null;
  let application = null;
  let services = null;
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
      services = shared(scope, "@jupyterlab/services");
    },
    get: async () => {
      const service = (await application)?.IConnectionLost;
      const plugins = service ? [plugin, calm(service)] : [plugin];
      return () => ({ default: plugins, __esModule: true });
    },
  };
})();
