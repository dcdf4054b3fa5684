// A form whose parts are saved by themselves. Its buttons do what they do without JavaScript, once all is saved.
import { Device } from "./device.js";
import { Part } from "./part.js";
import { offerKept } from "./restore.js";
import { Saver } from "./saver.js";

/** `makePart(section)` gives each [data-part] its fields; returns {parts, saver}. */
export function saveByItself(form, makePart = (section) => new Part(section)) {
  const parts = [...form.querySelectorAll("[data-part]")].map(makePart);
  const saver = new Saver(form, parts, new Device(location.pathname));
  form.addEventListener("input", ({ target }) => {
    const part = parts.find((one) => one.section.contains(target));
    if (part && target.closest("[name]") && !target.closest("[type=file], [data-by-button]")) saver.touched(part);
    if (part) part.countWords();
  });
  saver.addEventListener("clash", ({ detail }) => showClash(detail));
  submitAfterSaving(form, parts, saver);
  offerAll(form, parts, saver);
  return { parts, saver };
}

async function offerAll(form, parts, saver) {
  for (const part of parts) await offerKept(part, saver.device, saver);
  parts.filter((part) => part.wasRefused).forEach((part) => saver.touched(part));
  form.dataset.ready = "";
}

function submitAfterSaving(form, parts, saver) {
  let passing = false;
  form.addEventListener("submit", async (event) => {
    if (passing) return;
    event.preventDefault();
    form.dataset.saving = "";
    passing = await mayGoOn(form, event.submitter, parts, saver);
    const button = nowInPlaceOf(event.submitter, form);
    passing &&= button !== undefined;
    // in a task of its own: while its submit event is under way, a form takes no other
    if (passing) setTimeout(() => form.requestSubmit(button));
    else delete form.dataset.saving;
  });
  window.addEventListener("beforeunload", (event) => !passing && saver.atRisk.length && event.preventDefault());
}

/** The button that was pressed, or the one that a save has drawn in its place; undefined where there is none any more. */
function nowInPlaceOf(pressed, form) {
  if (!pressed || pressed.isConnected) return pressed;
  return [...form.elements].find(
    (one) => one.type === "submit" && one.name === pressed.name && one.value === pressed.value,
  );
}

/** Once everything is saved, or what is not waits for a person's choice between two texts. */
async function mayGoOn(form, pressed, parts, saver) {
  const saved = await saver.flush();
  if (saved && asksOnlyToSave(pressed)) return false;
  parts.forEach((part) => part.fields(form));
  return saved || saver.unsaved.every((part) => part.clashed);
}

/** A "Save" that has done its work. Others draw the page anew: it shows what was saved, or a row, a file, two texts. */
function asksOnlyToSave(button) {
  const part = button?.closest("[data-part]");
  return button?.matches("[data-save='']") && part && !part.querySelector("[name$='-row_id'], [type=file], .clash");
}

function showClash(part) {
  const save = part.section.querySelector("[data-save]");
  if (part.section.querySelector("[data-clash]")) return;
  const show = save.cloneNode();
  show.textContent = "Show both texts";
  show.dataset.clash = "";
  delete show.dataset.save;
  save.before(show);
}
