// "Comment on selected text": the words chosen in an answer, and how many letters stand before them, go into the form.
const NOT_WRITTEN_NOW =
  "del, .govuk-visually-hidden, .change__word, .change--removed, .comment-mark, summary, button, .answer__state";

export function watchSelection(text, remarks) {
  const button = remarks?.querySelector("[data-comment-on-selection]");
  if (!button) return;
  let chosen = null;
  button.hidden = false;
  document.addEventListener("selectionchange", () => (chosen = passageOf(document.getSelection(), text) ?? chosen));
  button.addEventListener("click", () => {
    const box = remarks.querySelector("[data-remark-box]");
    box.open = true;
    if (chosen) fillIn(remarks, chosen);
    box.querySelector("[name=remark-text]").focus();
  });
}

function passageOf(selection, text) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const words = range.startContainer.parentElement?.closest("[data-words]");
  if (!words || !text.contains(words)) return null;
  if (!words.contains(range.endContainer)) range.setEndAfter(words.lastChild);
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const quoted = written(range);
  const prompt = words.closest("[data-prompt]").dataset.prompt;
  return quoted && { prompt, quoted, before: [...written(before).replace(/\s/g, "")].length };
}

/** What stands in the later text within a range, blocks and cells apart. */
export function written(range) {
  const part = document.createElement("div");
  part.append(range.cloneContents());
  part.querySelectorAll(NOT_WRITTEN_NOW).forEach((one) => one.remove());
  part.querySelectorAll("p, td, th, dd, dt, li, div").forEach((block) => block.append(" "));
  return part.textContent.replace(/\s+/g, " ").trim();
}

function fillIn(remarks, { prompt, quoted, before }) {
  const field = (name) => remarks.querySelector(`[name=remark-${name}]`);
  field("prompt").value = prompt;
  field("quoted").value = quoted;
  field("letters_before").value = before;
  field("quoted").dispatchEvent(new Event("input", { bubbles: true }));
}
