/**
 * Many notes at once: lines, cells of a spreadsheet, or the CSV of a board such as Miro's, Mural's
 * or Klaxoon's. A table whose headings say which column holds the text and which the author is read
 * by them; for any other, the person says how it is to be read, and whether it is a table at all.
 */

/** @typedef {string[][]} Table */
/** @typedef {{text: number, by: number}} Columns of a text and its author; -1 where nobody is named */
/** @typedef {{text: string, by?: string | null, heading?: string}} PastedNote */

/**
 * How a text is read.
 * @typedef {object} Reading
 * @property {"table" | "lines"} kind
 * @property {Table} table
 * @property {number} columns
 * @property {boolean} [either] whether it could be read as the other kind, too
 * @property {boolean} [headings] whether its first row heads the columns
 * @property {number | "cells"} [text] the column of the texts, or every cell
 * @property {number} [by] the column of the authors
 */

const TEXT = [
  "text",
  "texte",
  "content",
  "contenu",
  "note",
  "idea",
  "idee",
  "post-it",
  "post it",
  "postit",
  "title",
  "titre",
  "sticky",
  "sticky note",
  "question",
  "message",
  "description",
  "comment",
  "commentaire",
  "remark",
  "remarque",
  "verbatim",
  "answer",
  "reponse",
];
const AUTHOR = [
  "author",
  "auteur",
  "auteure",
  "by",
  "par",
  "created by",
  "cree par",
  "creator",
  "createur",
  "added by",
  "ajoute par",
  "participant",
  "participante",
  "user",
  "utilisateur",
  "owner",
];

/** @param {string} text */
const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .trim();

/**
 * A heading as the lists above have it: one idea, whether it says “Ideas”, “Idées” or “Idée(s)”.
 * @param {string} text
 */
const heading = (text) => folded(text).replace(/\(s\)|s(?![a-z0-9])/g, "");

/**
 * The rows of a table with quoted cells (RFC 4180), blanks trimmed.
 * @param {string} text
 * @param {string} delimiter
 */
export function rows(text, delimiter) {
  /** @type {Table} */
  const table = [];
  /** @type {string[]} */
  let row = [];
  let cell = "";
  let quoted = false;
  for (let n = 0; n < text.length; n++) {
    const character = text[n];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[n + 1] === '"') cell += text[++n];
      else quoted = false;
    } else if (character === '"' && !cell.trim()) {
      quoted = true;
      cell = "";
    } else if (character === delimiter || character === "\n") {
      row.push(cell.trim());
      cell = "";
      if (character === "\n") {
        table.push(row);
        row = [];
      }
    } else cell += character;
  }
  table.push([...row, cell.trim()]);
  return table.filter((cells) => cells.some(Boolean));
}

/**
 * @param {Table} table
 * @returns {Columns | null}
 */
function headings(table) {
  const names = table[0].map(heading);
  if (table.some((row) => row.length > names.length)) return null; // commas between words
  const text = names.findIndex((name) => TEXT.includes(name));
  if (text >= 0) return { text, by: names.findIndex((name) => AUTHOR.includes(name)) };
  const short = names.every((name) => name && parts(name).length <= 3);
  return short && even(table) ? hinted(names) : null;
}

/**
 * Whether a table has several columns, and as many cells in every row.
 * @param {Table} table
 */
function even(table) {
  const columns = table[0].length;
  return columns > 1 && table.length > 1 && table.every((row) => row.length === columns);
}

/** @param {string} name */
const parts = (name) => name.split(/[\s_\-.]+/).filter(Boolean);

/**
 * Headings such as “note_text” or “Sticky Title”: a word of them tells.
 * @param {string[]} names
 * @returns {Columns | null}
 */
function hinted(names) {
  const told = (/** @type {string[]} */ words) =>
    names.findIndex((name) => parts(name).some((part) => words.includes(part)));
  const text = [TEXT.slice(0, 4), TEXT].map(told).find((n) => n >= 0);
  return text === undefined ? null : { text, by: told(AUTHOR) };
}

/**
 * The text with every quoted cell empty: what stands between the cells is left.
 * @param {string} text
 */
const bare = (text) => text.replace(/(^|[;,\t\n])[^\S\n]*"(?:[^"]|"")*"/g, '$1""');

/**
 * Whether a blank comes after a delimiter, as in speech.
 * @param {string} text
 * @param {string} delimiter
 */
const spoken = (text, delimiter) => new RegExp(`${delimiter}[^\\S\\n]+\\S`).test(text);

/**
 * The table that a text may be: by headings that are known, or else with most columns.
 * @param {string} text
 * @param {string} outside
 */
function tableIn(text, outside) {
  /** @type {{cells: Table, sure: boolean, weight: number} | null} */
  let best = null;
  for (const delimiter of [";", ","]) {
    const cells = rows(text, delimiter);
    const columns = cells[0].length;
    const known = columns > 1 && cells.length > 1 ? headings(cells) : null;
    if (!known && !even(cells)) continue;
    const sure = known
      ? known.by >= 0 || !spoken(outside.split("\n", 1)[0], delimiter)
      : (columns > 2 || outside.startsWith('""')) && !spoken(outside, delimiter);
    const weight = columns + (known ? 1000 : 0);
    if (!best || weight > best.weight) best = { cells, sure, weight };
  }
  return best;
}

/**
 * How a pasted text reads: its table, which column is which, and whether it could be read `as`
 * the other of “table” and “lines” too. Without a wish, what people may have said stays lines.
 * @param {string} pasted
 * @param {"table" | "lines" | null} as
 * @returns {Reading}
 */
export function recognised(pasted, as = null) {
  const text = pasted
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/^sep=(.)\n/, "");
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  /** @type {Reading} */
  const plain = { kind: "lines", table: lines.map((line) => [line]), columns: 1 };
  if (!lines.length) return plain;
  const outside = bare(text);
  if (outside.includes("\t")) return table(rows(text, "\t"), true);
  if (outside.split("\n").every((line) => ["", '""'].includes(line.trim()))) {
    return table(rows(text, "\n"), false); // one column, its cells quoted
  }
  const found = tableIn(text, outside);
  if (!found) return plain;
  const wanted = as ?? (found.sure ? "table" : "lines");
  return { ...(wanted === "table" ? table(found.cells, false) : plain), either: true };
}

/**
 * @param {Table} cells
 * @param {boolean} cellsAreNotes
 * @returns {Reading}
 */
function table(cells, cellsAreNotes) {
  const columns = Math.max(...cells.map((row) => row.length));
  const found = columns > 1 ? headings(cells) : null;
  return {
    kind: columns > 1 ? "table" : "lines",
    table: cells,
    columns,
    headings: Boolean(found) || (columns === 1 && TEXT.includes(heading(cells[0][0]))),
    text: found ? found.text : columns > 1 && cellsAreNotes ? "cells" : longest(cells, columns),
    by: found ? found.by : -1,
  };
}

/**
 * The column with most to say, where no heading tells.
 * @param {Table} cells
 * @param {number} columns
 */
function longest(cells, columns) {
  const length = (/** @type {number} */ n) => cells.reduce((sum, row) => sum + (row[n]?.length ?? 0), 0);
  return [...Array(columns).keys()].reduce((best, n) => (length(n) > length(best) ? n : best), 0);
}

/** A line that heads those below it: “Call centre:” or “# Call centre”. */
const HEADING = /^#+\s*(\S.*?)\s*:?$|^(\S.*?)\s*:$/;

/**
 * The notes of a plain list; one under a heading that is `known` says which.
 * @param {string[]} lines
 * @param {(heading: string) => boolean} known
 * @returns {PastedNote[]}
 */
function underHeadings(lines, known) {
  /** @type {string | null} */
  let heading = null;
  return lines.flatMap((text, n) => {
    const [, hashed, ended] = HEADING.exec(text) ?? [];
    const name = hashed ?? ended;
    if (!name || n === lines.length - 1 || !known(name)) return [heading ? { text, heading } : { text }];
    heading = name;
    return [];
  });
}

/**
 * The notes of a table of which every cell is one; its first row may head the columns.
 * @param {Table} cells
 * @param {(heading: string) => boolean} known
 * @returns {PastedNote[]}
 */
function inColumns(cells, known) {
  const [first, ...rest] = cells;
  if (!rest.length || !first.some(Boolean) || !first.every((cell) => !cell || known(cell))) {
    return cells
      .flat()
      .filter(Boolean)
      .map((text) => ({ text }));
  }
  return rest
    .flatMap((row) => row.map((text, n) => (first[n] ? { text, heading: first[n] } : { text })))
    .filter(({ text }) => text);
}

/**
 * The notes in a pasted text: each a text, with who wrote it where that is said, and the heading
 * under which it stood where that is `known` as a channel's or a group's.
 * @param {Reading} read
 * @param {(heading: string) => boolean} known
 * @returns {PastedNote[]}
 */
export function notesIn(read, known = () => false) {
  const body = read.headings ? read.table.slice(1) : read.table;
  if (read.text === "cells") return inColumns(body, known);
  if (read.kind === "lines" && read.columns === 1 && !read.headings) {
    return underHeadings(body.map(([text]) => text).filter(Boolean), known);
  }
  const column = read.text ?? 0;
  return body
    .filter((row) => row[column])
    .map((row) => ({ text: row[column], by: row[read.by ?? -1] || null }));
}
