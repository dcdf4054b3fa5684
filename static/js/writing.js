// What a question page adds where JavaScript runs. Without it every button does the same by a request of its own.
import { saveByItself } from "./saving/page.js";
import { Part } from "./saving/part.js";
import { sheetIn } from "./tables/open.js";
import { ProseEditor } from "./writing/editor.js";
import { Presence } from "./writing/presence.js";
import { watchRows } from "./writing/tables.js";

function prompt(section) {
  const part = new Part(
    section,
    [...section.querySelectorAll("textarea[data-html]")].map((box) => new ProseEditor(box)),
  );
  sheetIn(section, part);
  return part;
}

const form = document.querySelector("form[data-autosave]");
if (form) {
  const { parts, saver } = saveByItself(form, prompt);
  new Presence(form, parts, saver);
}
watchRows();
