// What a question page adds where JavaScript runs. Without it every button does the same by a request of its own.
import { Device } from "./shared/device.js";
import { ProseEditor } from "./writing/editor.js";
import { Part } from "./writing/part.js";
import { Presence } from "./writing/presence.js";
import { offerKept } from "./writing/restore.js";
import { Saver } from "./writing/saver.js";
import { watchRows } from "./writing/tables.js";

const form = document.querySelector("form[data-autosave]");

function partOf(section) {
  return new Part(section, [...section.querySelectorAll("textarea[data-html]")].map((box) => new ProseEditor(box)));
}

/** Buttons first save what is unsaved; "Save" needs no more, all others go on as without JavaScript. */
function submitAfterSaving(parts, saver) {
  let passing = false;
  form.addEventListener("submit", async (event) => {
    if (passing) return;
    event.preventDefault();
    form.dataset.saving = "";
    passing = await mayGoOn(event.submitter, parts, saver);
    // in a task of its own: while its submit event is under way, a form takes no other
    if (passing) setTimeout(() => form.requestSubmit(event.submitter));
    else delete form.dataset.saving;
  });
  window.addEventListener("beforeunload", (event) => !passing && saver.unsaved.length && event.preventDefault());
}

/** Once everything is saved, or what is not waits for a person's choice between two texts. */
async function mayGoOn(pressed, parts, saver) {
  const saved = await saver.flush();
  if (saved && isPlainSave(pressed, parts)) return false;
  parts.forEach((part) => part.fields(form));
  return saved || saver.unsaved.every((part) => part.clashed);
}

function isPlainSave(button, parts) {
  const part = parts.find((one) => button?.value === `save:${one.number}`);
  return part && !part.section.querySelector("[name$='-row_id'], [type=file]") && !part.section.querySelector(".clash");
}

function showClash(part) {
  const row = part.section.querySelector(".button-row");
  if (row.querySelector("[data-clash]")) return;
  const show = Object.assign(document.createElement("button"), { name: "do", value: `save:${part.number}`, textContent: "Show both texts" });
  show.className = "govuk-button govuk-button--secondary";
  show.dataset.clash = "";
  row.prepend(show);
}

async function start() {
  const parts = [...form.querySelectorAll("[data-part]")].map(partOf);
  const saver = new Saver(form, parts, await Device.open(location.pathname));
  form.addEventListener("input", ({ target }) => {
    const part = parts.find((one) => one.section.contains(target));
    if (part && target.type !== "file" && target.closest("[name]")) saver.touched(part);
    if (part) part.countWords();
  });
  saver.addEventListener("clash", ({ detail }) => showClash(detail));
  submitAfterSaving(parts, saver);
  new Presence(form, parts, saver);
  for (const part of parts) await offerKept(part, saver.device, saver);
  form.dataset.ready = "";
}

if (form) start();
watchRows();
