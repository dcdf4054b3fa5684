// What is folded away is fetched when somebody unfolds it; without JavaScript, or offline, a link leads there.
export function loadWhenUnfolded() {
  document.querySelectorAll("details[data-load]").forEach((part) => part.addEventListener("toggle", () => load(part)));
}

async function load(part) {
  if (!part.open || !part.dataset.load) return;
  const place = part.querySelector("[data-load-here]");
  try {
    const answer = await fetch(part.dataset.load);
    if (!answer.ok) return;
    place.innerHTML = await answer.text();
    delete part.dataset.load;
  } catch {
    // offline: the link stays, and unfolding it again asks again
  }
}
