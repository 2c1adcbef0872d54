/** Code that is folded is not seen at all: a room reads what it yields. */
export const STYLE = `
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
