// "Open as a sheet" at every table; the choice is remembered, and an address that names a cell opens the sheet there.
import { Sheet } from "./sheet.js";

const wide = window.matchMedia("(min-width: 769px)");
const CELL = /^#id_(?<part>.+)-row-(?<column>\w+)$/;

/** The sheets that this page opens at once, as editors of their part; the others wait for their button. */
export function sheetIn(section, part) {
  const place = section.querySelector("[data-sheet]");
  if (!place || !wide.matches) return;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Open as a sheet" });
  button.className = "govuk-button govuk-button--secondary button-small sheet-button";
  button.append(
    Object.assign(document.createElement("span"), {
      className: "govuk-visually-hidden",
      textContent: `: ${part.number}`,
    }),
  );
  button.addEventListener("click", () => {
    remember(part.name, true);
    open(section, part, place, button).focus();
  });
  place.before(button);
  const named = cellNamed(part);
  if (!named && !remembered(part.name) && !JSON.parse(place.querySelector("script").textContent).unsaved) return;
  if (!named && new URLSearchParams(location.search).get("open")?.startsWith(`${part.number}:`)) return; // a row is in hand
  const sheet = open(section, part, place, button);
  if (named) sheet.goTo(named.row, named.column);
}

function open(section, part, place, button) {
  section.querySelector("[data-sheet-rows]").replaceChildren(); // with the row in hand, which the sheet has too
  section.querySelector("[name=do][value^='add:']")?.remove();
  const sheet = new Sheet(place, section.querySelector("[name$='-rows']"));
  part.editors.push(sheet);
  const back = Object.assign(document.createElement("button"), {
    textContent: "Show as rows",
    name: "do",
    value: `save:${part.number}`,
  });
  back.className = button.className;
  back.append(button.querySelector("span"));
  back.addEventListener("click", () => remember(part.name, false));
  button.replaceWith(back);
  return sheet;
}

function cellNamed(part) {
  const found = CELL.exec(location.hash)?.groups;
  const [number, row] = (new URLSearchParams(location.search).get("open") ?? "").split(":");
  return found?.part === part.name && number === part.number ? { row, column: found.column } : null;
}

// Remembered for this browser window; where nothing may be kept, the sheet is opened by its button each time.

const key = (name) => `sheet|${location.pathname}|${name}`;

function remember(name, isOpen) {
  try {
    isOpen ? sessionStorage.setItem(key(name), "open") : sessionStorage.removeItem(key(name));
  } catch {
    // no storage
  }
}

function remembered(name) {
  try {
    return sessionStorage.getItem(key(name)) === "open";
  } catch {
    return false;
  }
}
