"use strict";
(() => {
  // lab/extension.js
  (() => {
    const KERNEL = "parcours";
    const ours = (panel) => Boolean(panel?.context?.model?.getMetadata?.("parcours"));
    const begun = /* @__PURE__ */ new WeakSet();
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
    function keep(event) {
      const command = event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key);
      if (command && event.key !== "Enter") return;
      if (event.target.closest(".jp-OutputArea")) event.stopPropagation();
    }
    function canonical(value) {
      if (Array.isArray(value)) return `[${value.map(canonical)}]`;
      if (value === null || typeof value !== "object") return JSON.stringify(value);
      const names = Object.keys(value).filter((name) => value[name] !== void 0).sort();
      return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
    }
    const without = (fields, ...names) => Object.fromEntries(Object.entries(fields ?? {}).filter(([name]) => !names.includes(name)));
    function acting(panel) {
      const { cells, metadata } = panel.content.model.toJSON();
      const kept = without(metadata, "kernelspec", "language_info", "widgets");
      if (kept.parcours) kept.parcours = without(kept.parcours, "opened");
      return canonical({
        cells: cells.map((cell) => ({
          ...without(cell, "id", "outputs", "execution_count"),
          source: [cell.source].flat().join(""),
          metadata: without(cell.metadata, "trusted", "execution")
        })),
        metadata: kept
      });
    }
    async function digest(text) {
      const hashed = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
      return [...new Uint8Array(hashed)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }
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
    async function run(app, panel) {
      const name = (await apputils)?.SemanticCommand.WIDGET;
      await panel.sessionContext.session?.kernel?.info;
      const asked = acting(panel);
      const { allowed, says, changed, kernel, lang } = await permission(app, panel, asked);
      let refusals = allowed ? [] : says;
      if (allowed && acting(panel) !== asked) refusals = [changed];
      else if (allowed && panel.sessionContext.session?.kernel?.name !== KERNEL) refusals = [kernel];
      say(panel, refusals.length ? "alert" : "status", lang, refusals.length ? refusals : says);
      if (!allowed || refusals.length) return false;
      furnish(app, panel);
      const which = name && { [name]: panel.id, activate: false };
      await app.commands.execute("notebook:run-all-cells", which);
      const first = panel.content.widgets.find(({ model }) => model.id === "run-all");
      if (first?.model.type === "markdown") first.addClass("parcours-run-all");
      panel.content.model.dirty = false;
      return true;
    }
    function furnish(app, panel) {
      if (panel.hasClass("parcours-notebook")) return;
      panel.addClass("parcours-notebook");
      panel.toolbar.hide();
      panel.content.node.addEventListener("keydown", keep);
      revive(app, panel);
    }
    const READING = "import kit.studio.workbook, kit.studio.widgets.board, kit.studio.widgets.live, kit.report.opening";
    const SOON = [100, 500, 2e3];
    const HANGS = 45e3;
    const hush = async () => (await apputils)?.Dialog.flush();
    function revive(app, panel) {
      let gone = false;
      let patience = null;
      const { sessionContext } = panel;
      const replace = () => sessionContext.changeKernel({ name: sessionContext.session.kernel.name });
      sessionContext.statusChanged.connect(async (_, status) => {
        clearTimeout(patience);
        if (["autorestarting", "restarting", "dead"].includes(status)) gone = true;
        if (gone) patience = setTimeout(replace, HANGS);
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
      if (!await run(app, panel)) return;
      panel.content.activeCellIndex = 0;
      panel.content.node.scrollTop = 0;
    }
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
      }
    };
    let apputils = null;
    let application = null;
    let services = null;
    const shared = async (scope, name) => {
      const [one] = Object.values(scope[name] ?? {});
      try {
        return one ? (await one.get())() : null;
      } catch {
        return null;
      }
    };
    const calm = (service) => ({
      id: "parcours-lab:connection-lost",
      description: "Lets people type on while JupyterLab cannot be reached.",
      autoStart: true,
      provides: service,
      activate: () => async () => {
      }
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
      }
    };
  })();
})();
