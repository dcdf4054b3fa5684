// What a question page adds where JavaScript runs. Without it every button does the same by a request of its own.
import { saveByItself } from "./saving/page.js";
import { Part } from "./saving/part.js";
import { ProseEditor } from "./writing/editor.js";
import { Presence } from "./writing/presence.js";
import { watchRows } from "./writing/tables.js";

function prompt(section) {
  return new Part(section, [...section.querySelectorAll("textarea[data-html]")].map((box) => new ProseEditor(box)));
}

const form = document.querySelector("form[data-autosave]");
if (form) {
  const { parts, saver } = saveByItself(form, prompt);
  new Presence(form, parts, saver);
}
watchRows();
