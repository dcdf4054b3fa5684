// What of the page follows a save: states, counts, buttons; the server sends them as it would draw them.
export function showLive(parts) {
  for (const [name, html] of Object.entries(parts)) {
    for (const place of document.querySelectorAll(`[data-live="${CSS.escape(name)}"]`)) {
      if (!isSame(place, html)) put(place, html);
    }
  }
}

function isSame(place, html) {
  const drawn = place.cloneNode(false);
  drawn.innerHTML = html;
  return drawn.isEqualNode(place);
}

/** What is folded open stays open, what is typed there stays typed; where somebody is typing nothing moves. */
function put(place, html) {
  if (place.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) return;
  const open = [...place.querySelectorAll("details")].map((one) => one.open);
  const typed = new Map(
    [...place.querySelectorAll("input:not([type=hidden]), textarea")].map((field) => [field.name, field.value]),
  );
  place.innerHTML = html;
  place
    .querySelectorAll("input:not([type=hidden]), textarea")
    .forEach((field) => (field.value = typed.get(field.name) || field.value));
  place.querySelectorAll("details").forEach((one, at) => (one.open = open[at] ?? one.open));
}
