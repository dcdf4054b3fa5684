// Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, a cell of several lines in quotes.

/** The cells of a block, [[text, …], …]. */
export function readBlock(text) {
  const lines = [[]];
  let at = 0;
  const all = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "") + "\n";
  while (at < all.length) {
    const { cell, end } = cellAt(all, at);
    lines[lines.length - 1].push(cell);
    if (all[end] === "\n") lines.push([]);
    at = end + 1;
  }
  lines.pop();
  return lines;
}

function cellAt(text, at) {
  if (text[at] === '"') {
    let end = at + 1;
    while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
    const inside = text.slice(at + 1, end).replaceAll('""', '"');
    if (/[\t\n]/.test(text[end + 1] ?? "") && /[\t\n"]/.test(inside)) return { cell: inside, end: end + 1 };
  }
  const found = text.slice(at).search(/[\t\n]/);
  return { cell: text.slice(at, at + found), end: at + found };
}

export const writeBlock = (lines) => lines.map((line) => line.map(quoted).join("\t")).join("\n");

const quoted = (cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
