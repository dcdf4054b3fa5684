// What is typed into a form that does not save by itself: said to be not saved, with the button that sends it, and
// warned about before the page is left.
import { tellState } from "../saving/state.js";

const ASKS = "textarea, select, input:not([type=hidden], [type=submit], [type=button], [type=password])";
const lines = new Map(); // by the button that sends what was typed: where it is said
let leaving = null; // the form that is on its way

export function watchUnsent() {
  if (!document.body.dataset.user) return; // signing in
  for (const kind of ["input", "change"]) document.addEventListener(kind, ({ target }) => look(target), true);
  for (const field of document.querySelectorAll(ASKS)) look(field);
  window.addEventListener("submit", (event) => (leaving = event.defaultPrevented ? null : event.target));
  window.addEventListener("pageshow", () => (leaving = null));
  window.addEventListener("beforeunload", (event) => {
    if ([...lines.keys()].some((button) => isUnsent(button) && button.form !== leaving)) event.preventDefault();
  });
}

function look(field) {
  const button = waitsFor(field);
  if (button) say(button, isUnsent(button));
}

/** The button that sends a field, or none where the field is saved by itself or holds nothing to save. */
function waitsFor(field) {
  const form = field.form;
  if (!form || form.method !== "post" || !field.name || !field.matches(ASKS)) return null;
  if (form.closest("dialog, [data-saves-nothing]") || form.querySelector("[type=password]")) return null;
  const part = form.dataset.autosave && field.closest("[data-part]");
  if (part && field.type !== "file" && !field.closest("[data-by-button]")) return null;
  for (let place = field.parentElement; place; place = place.parentElement) {
    const button = [...place.querySelectorAll("button")].find((one) => one.form === form && sends(one));
    if (button || place === form) return button ?? null;
  }
  return null;
}

const sends = (button) =>
  button.type === "submit" && !button.hidden && !button.ariaHidden && !button.matches(".button-as-link");

function isUnsent(button) {
  const fields = [...button.form.elements].filter((field) => waitsFor(field) === button);
  return fields.some((field) => isChanged(field) || isRefused(field));
}

function isChanged(field) {
  if (field.type === "file") return field.files.length > 0;
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const options = [...field.options];
  const given = options.some((option) => option.defaultSelected)
    ? options.filter((option) => option.defaultSelected)
    : options.slice(0, 1);
  return options.some((option) => option.selected !== given.includes(option));
}

/** Sent once and not taken: it came back with what is to be mended. */
const isRefused = (field) => field.value && field.closest(".govuk-form-group--error") !== null;

function say(button, unsent) {
  if (unsent && !lines.has(button)) lines.set(button, drawLine(button));
  const line = lines.get(button);
  if (!line) return;
  const name = nameOf(button);
  line.hidden = !unsent;
  line.textContent = unsent ? `Not saved yet: press “${name}”.` : "";
  tellState(line, unsent ? "unsent" : "clean", line.textContent, `“${name}” is not pressed yet`);
}

function drawLine(button) {
  const line = Object.assign(document.createElement("p"), { className: "unsent", hidden: true });
  line.setAttribute("role", "status");
  (button.closest(".govuk-button-group, .button-row") ?? button).before(line);
  return line;
}

const nameOf = (button) => button.textContent.replace(/\s+/g, " ").trim();
