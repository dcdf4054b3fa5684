// Tables: heads are recognised, a cell holds paragraphs and lists, a table inside a cell leaves its words there.
import FORM from "../../../living_docs/prose/form.json";
import { wrapRuns } from "./blocks.js";
import { element, rename, unwrap } from "./source.js";

const HEADINGS = FORM.heading_tags.join(", ");

export function cleanTables(page) {
  for (const table of [...page.querySelectorAll("table table")].reverse()) asParagraphs(page, table);
  page.querySelectorAll("td, th").forEach((cell) => {
    cell.querySelectorAll(HEADINGS).forEach((part) => rename(part, "p"));
    if (cell.querySelector("p, ul, ol")) wrapRuns(page, cell);
  });
  page.querySelectorAll("tr:first-child").forEach(markHead);
  page.querySelectorAll("table").forEach((table) => table.querySelector("td, th") || unwrap(table));
}

/** The rows of an inner table as paragraphs of its cell. */
function asParagraphs(page, table) {
  const rows = [...table.rows].map((row) => {
    const cells = [...row.cells].filter((cell) => cell.textContent.trim());
    const words = cells.flatMap((cell, place) => (place ? [FORM.cell_separator, ...inline(cell)] : inline(cell)));
    return element(page, "p", ...words);
  });
  table.replaceWith(...rows.filter((row) => row.textContent.trim()));
}

/** The words of a cell without the blocks that they stand in. */
function inline(cell) {
  cell.querySelectorAll("p, li, ul, ol, h1, h2, h3, h4, h5, h6").forEach((part) => {
    part.append(" ");
    unwrap(part);
  });
  return [...cell.childNodes];
}

/** A first row that is bold throughout is the head of its table. */
function markHead(row) {
  const cells = [...row.children].filter((cell) => cell.localName === "td");
  const isBold = (cell) => {
    const bold = [...cell.querySelectorAll("strong, b")].filter((part) => !part.parentElement.closest("strong, b"));
    return (
      cell.textContent.trim() ===
      bold
        .map((part) => part.textContent)
        .join("")
        .trim()
    );
  };
  const filled = cells.filter((cell) => cell.textContent.trim());
  if (!filled.length || !filled.every(isBold) || row.parentElement.children.length < 2) return;
  for (const cell of cells) {
    cell.querySelectorAll("strong, b").forEach(unwrap);
    const head = rename(cell, "th");
    for (const name of ["colspan", "rowspan"])
      if (cell.hasAttribute(name)) head.setAttribute(name, cell.getAttribute(name));
  }
}
