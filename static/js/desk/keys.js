// Single keys, as the page says them; never while somebody types or chooses, never with another key held down.
const TYPING = "input, textarea, select, [contenteditable]";

export function watchKeys(desk, changes) {
  if (!desk) return;
  const does = { n: nextPrompt, c: () => changes.next(), a: () => document.getElementById("id_ask")?.focus() };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
    const act = does[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** The heading of the prompt below the one at hand; after the last the first. */
function nextPrompt() {
  const prompts = [...document.querySelectorAll("[data-prompt]")];
  if (!prompts.length) return;
  const here = prompts.findIndex((prompt) => prompt.contains(document.activeElement));
  const heading = prompts[(here + 1) % prompts.length].querySelector("h3");
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}
