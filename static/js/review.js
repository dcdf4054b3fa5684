// A section of a review: it saves itself, its text has the editor, who else writes is told, and tokens go in where the
// cursor stands.
import { saveByItself } from "./saving/page.js";
import { Part } from "./saving/part.js";
import { ProseEditor } from "./writing/editor.js";
import { Presence } from "./writing/presence.js";

let text = null;

function section(part) {
  const editors = [...part.querySelectorAll("textarea[data-html]")].map((box) => new ProseEditor(box));
  text = editors[0].editor;
  return new Part(part, editors);
}

const form = document.querySelector("form[data-autosave]");
if (form) {
  const { parts, saver } = saveByItself(form, section);
  new Presence(form, parts, saver);
  document.querySelectorAll("[data-insert]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => putIn(button.dataset.insert, "alone" in button.dataset));
  });
}

/** A count goes into the sentence; a quotation or a figure gets a paragraph of its own. */
function putIn(token, alone) {
  const paragraph = { type: "paragraph", content: [{ type: "text", text: token }] };
  text
    .chain()
    .focus()
    .insertContent(alone ? paragraph : token)
    .run();
}
