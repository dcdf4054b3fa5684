// Single keys, as the page says them; never while somebody types, never with another key held down.
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

export function watchKeys(form, themes) {
  if (!("singleKeys" in form.dataset)) return;
  const does = { n: () => nextParagraph(form), c: () => themes.input.focus() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
    const act = does[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** The box of the paragraph below the one at hand; after the last the first. */
function nextParagraph(form) {
  const boxes = [...form.querySelectorAll(".coded-block__number input")];
  const here = boxes.findIndex((box) => box.closest(".coded-block").contains(document.activeElement));
  const next = boxes[(here + 1) % boxes.length];
  next?.focus();
  next?.scrollIntoView({ block: "center" });
}
