// Words selected in the answer fill the quotation, or in a Periodic Review what a note rests on; a button after each
// paragraph, seen once it has the focus, does it without a pointer. What somebody typed into the box is replaced only
// when they say so.
import { written } from "./desk/selection.js";

const answer = document.querySelector("[data-quote-from]");
const box = document.querySelector("[name=original], [name=passage]");
const offer = document.querySelector("[data-quote-offer]");
const PAUSE = 400; // a selection that still grows is not a choice yet
let waiting = null;
let taken = document.querySelector(".govuk-error-summary") ? "" : box?.value; // put in by us, not typed
let chosen = "";

if (answer && box) {
  document.querySelector("[data-quote-hint]").hidden = false;
  answer.querySelectorAll("p:not(.answer__state), li, td").forEach(addButton);
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => choose(selected()), PAUSE);
  });
  offer.addEventListener("click", () => {
    take(chosen);
    box.focus();
  });
}

function addButton(block) {
  if (block.querySelector("p, ul, ol, table") || !block.textContent.trim()) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-as-link govuk-visually-hidden-focusable";
  button.textContent = "Quote these words";
  button.addEventListener("click", () => {
    const range = document.createRange();
    range.selectNodeContents(block);
    choose(written(range));
    (offer.hidden ? box : offer).focus();
  });
  block.append(" ", button);
}

function selected() {
  const selection = document.getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return "";
  const range = selection.getRangeAt(0).cloneRange();
  if (!answer.contains(range.startContainer)) return "";
  if (!answer.contains(range.endContainer)) range.setEndAfter(answer.lastChild); // three clicks reach into what follows
  return written(range);
}

function choose(words) {
  if (!words || words === box.value) return;
  chosen = words;
  if (box.value.trim() && box.value !== taken) offer.hidden = false;
  else take(words);
}

function take(words) {
  box.value = taken = words;
  offer.hidden = true;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("[data-quoted]").textContent = `Taken: ${words}`;
}
