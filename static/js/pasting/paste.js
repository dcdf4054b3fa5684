// What is pasted, from Word, Excel, Outlook, Google Docs, LibreOffice, Pages or a browser: whatever a text may hold stays,
// the words of everything else too, and what has to be left out is counted.
import { markEmphasis } from "./emphasis.js";
import { LeftOut } from "./left-out.js";
import { cleanLists } from "./lists.js";
import { cleanNotes } from "./notes.js";
import { parsed } from "./source.js";
import { cleanTables } from "./tables.js";
import { cleanBlocks } from "./blocks.js";

/** Pasted HTML as the editor may read it, and what was left out of it. */
export function cleanPasted(html) {
  const page = parsed(html);
  const left = new LeftOut();
  left.takeOut(page);
  markEmphasis(page, left);
  cleanNotes(page);
  cleanLists(page);
  cleanBlocks(page);
  cleanTables(page);
  return { html: page.body.innerHTML, left };
}
