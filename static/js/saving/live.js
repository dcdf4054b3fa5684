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

/** What is folded open stays open. */
function put(place, html) {
  const open = [...place.querySelectorAll("details")].map((one) => one.open);
  place.innerHTML = html;
  place.querySelectorAll("details").forEach((one, at) => (one.open = open[at] ?? one.open));
}
