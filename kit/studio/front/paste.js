/**
 * Many notes at once: lines, cells of a spreadsheet, or the CSV of a board such as Miro's or
 * Klaxoon's. A table whose headings say which column holds the text and which the author is read by
 * them; for any other, the person says how it is to be read.
 */

const TEXT = [
  "text", "texte", "content", "contenu", "note", "notes", "idea", "idee", "post-it", "title",
  "titre", "sticky note", "question", "message", "description",
];
const AUTHOR = [
  "author", "auteur", "by", "par", "created by", "cree par", "creator", "createur", "participant",
  "user", "utilisateur", "owner",
];

const folded = (text) =>
  text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();

/** The rows of a table with quoted cells (RFC 4180), blanks trimmed. */
export function rows(text, delimiter) {
  const table = [];
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

function headings(table) {
  const names = table[0].map(folded);
  if (table.some((row) => row.length > names.length)) return null; // commas between words
  const text = names.findIndex((name) => TEXT.includes(name));
  if (text >= 0) return { text, by: names.findIndex((name) => AUTHOR.includes(name)) };
  return even(table) ? hinted(names) : null;
}

/** Whether a table has as many cells in every row, and short names above them. */
function even(table) {
  const [names, ...rest] = table;
  return rest.length > 0 && rest.every((row) => row.length === names.length)
    && names.every((name) => name && parts(name).length <= 3);
}

const parts = (name) => name.split(/[\s_\-.]+/).filter(Boolean);

/** Headings such as “note_text” or “Sticky Title”: a word of them tells. */
function hinted(names) {
  const told = (words) => names.findIndex((name) => parts(name).some((part) => words.includes(part)));
  const text = [TEXT.slice(0, 4), TEXT].map(told).find((n) => n >= 0);
  return text === undefined ? null : { text, by: told(AUTHOR) };
}

/** How a pasted text reads: its table, which column is which, and what else is possible. */
export function recognised(pasted) {
  const text = pasted.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").replace(/^sep=(.)\n/, "");
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  const plain = { kind: "lines", table: lines.map((line) => [line]), columns: 1 };
  if (!lines.length) return plain;
  if (text.includes("\t")) return table(rows(text, "\t"), true);
  for (const delimiter of [";", ","]) {
    const cells = rows(text, delimiter);
    const found = cells[0].length > 1 || lines.every((line) => /^"/.test(line)) ? cells : null;
    if (found && (headings(found) || /^"/.test(text))) return table(found, false);
  }
  return plain;
}

function table(cells, cellsAreNotes) {
  const columns = Math.max(...cells.map((row) => row.length));
  const found = columns > 1 ? headings(cells) : null;
  return {
    kind: columns > 1 ? "table" : "lines",
    table: cells,
    columns,
    headings: Boolean(found) || (columns === 1 && TEXT.includes(folded(cells[0][0]))),
    text: found ? found.text : columns > 1 && cellsAreNotes ? "cells" : longest(cells, columns),
    by: found ? found.by : -1,
  };
}

/** The column with most to say, where no heading tells. */
function longest(cells, columns) {
  const length = (n) => cells.reduce((sum, row) => sum + (row[n]?.length ?? 0), 0);
  return [...Array(columns).keys()].reduce((best, n) => (length(n) > length(best) ? n : best), 0);
}

/** The notes in a pasted text: each a text, with who wrote it where that is said. */
export function notesIn(read) {
  const body = read.headings ? read.table.slice(1) : read.table;
  if (read.text === "cells") return body.flat().filter(Boolean).map((text) => ({ text }));
  const column = read.text ?? 0;
  return body
    .filter((row) => row[column])
    .map((row) => ({ text: row[column], by: row[read.by ?? -1] || null }));
}
