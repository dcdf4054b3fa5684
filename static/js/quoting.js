// Words selected in the answer fill the quotation, or in a Periodic Review what a note rests on. Keys and pointers alike; what was typed there by hand is replaced
// only by another selection, and can be taken back with the browser's own undo.
import { written } from "./desk/selection.js";

const answer = document.querySelector("[data-quote-from]");
const box = document.querySelector("[name=original], [name=passage]");
const PAUSE = 400; // a selection that still grows is not a choice yet
let waiting = null;

if (answer && box) {
  document.querySelector("[data-quote-hint]").hidden = false;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(take, PAUSE);
  });
}

function take() {
  const selection = document.getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0).cloneRange();
  if (!answer.contains(range.startContainer)) return;
  if (!answer.contains(range.endContainer)) range.setEndAfter(answer.lastChild); // three clicks reach into what follows
  const words = written(range);
  if (!words || words === box.value) return;
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("[data-quoted]").textContent = `Taken: ${words}`;
}
