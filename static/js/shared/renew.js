// A part of a page that tells how far some files are: asked for again until all are made.
const EVERY = 3000;
const TIMES = 100;

export function renewWhatIsMade() {
  document.querySelectorAll("[data-renew]").forEach((part) => renew(part, TIMES));
}

async function renew(part, left) {
  await new Promise((done) => setTimeout(done, EVERY));
  try {
    const answer = document.hidden ? null : await fetch(part.dataset.renew);
    if (answer?.ok) show(part, await answer.text());
  } catch {
    // offline: asked again
  }
  if (left > 1 && part.querySelector("[data-under-way]")) renew(part, left - 1);
}

/** Put in only when it has changed, so that it is said once. */
function show(part, html) {
  if (html !== part.shown) part.innerHTML = html;
  part.shown = html;
}
