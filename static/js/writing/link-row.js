// The row in which a link's address is typed: it opens beneath the tools and goes when it is done with.
import { isAllowedAddress } from "./address.js";

export function openLinkRow(editor, bar) {
  bar.parentElement.querySelector(".editor__link")?.remove();
  const row = document.createElement("div");
  row.className = "editor__link";
  const id = `${editor.view.dom.id}_address`;
  const label = Object.assign(document.createElement("label"), {
    htmlFor: id,
    textContent: "Address of the link, like https://www.example.org",
  });
  const box = Object.assign(document.createElement("input"), {
    id,
    type: "text",
    value: editor.getAttributes("link").href ?? "",
    className: "govuk-input",
  });
  const error = Object.assign(document.createElement("p"), {
    id: `${id}_error`,
    className: "govuk-error-message",
    hidden: true,
  });
  const close = () => {
    row.remove();
    editor.commands.focus();
  };
  const put = () => {
    const href = completed(box.value.trim());
    if (href && !isAllowedAddress(href)) {
      error.textContent = "Enter an address that starts with https:// or mailto:";
      error.hidden = false;
      box.setAttribute("aria-describedby", error.id);
      box.setAttribute("aria-invalid", "true");
      return box.focus();
    }
    row.remove();
    setLink(editor, href);
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Enter") put();
    if (event.key === "Escape") close();
  });
  box.addEventListener("input", (event) => event.stopPropagation()); // no part of the answer
  row.append(label, error, box, button("Put the link in", put), button("Cancel", close));
  bar.after(row);
  box.focus();
}

function completed(typed) {
  if (!typed || /^[a-z]+:/i.test(typed)) return typed;
  return typed.includes("@") && !typed.includes("/") ? `mailto:${typed}` : `https://${typed}`;
}

function setLink(editor, href) {
  const run = editor.chain().focus().extendMarkRange("link");
  if (!href) return run.unsetMark("link").run();
  if (!editor.state.selection.empty || editor.isActive("link")) return run.setMark("link", { href }).run();
  return editor
    .chain()
    .focus()
    .insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] })
    .run();
}

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.className = "govuk-button govuk-button--secondary";
  made.addEventListener("click", act);
  return made;
}
