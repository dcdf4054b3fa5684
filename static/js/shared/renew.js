// A part of a page that tells how far some files are: asked for again until all are made.
const EVERY = 3000;
const TIMES = 100;

export function renewWhatIsMade() {
  document.querySelectorAll("[data-renew]").forEach((part) => renew(part, TIMES));
}

async function renew(part, left) {
  await pause();
  try {
    const answer = document.hidden ? null : await fetch(part.dataset.renew);
    if (answer?.ok) show(part, await answer.text());
  } catch {
    // offline: asked again
  }
  if (left > 1 && part.querySelector("[data-under-way]")) renew(part, left - 1);
}

const pause = () => new Promise((done) => setTimeout(done, EVERY));

/** A page of what the worker is still finding out: asked for again until that is done. */
export function renewPage() {
  const state = document.querySelector("[data-renew-page]");
  if (!state?.querySelector("[data-under-way]")) return;
  state.querySelectorAll("[data-renews]").forEach((part) => (part.hidden = !part.hidden));
  lookAgain(state, TIMES);
}

async function lookAgain(state, left) {
  await pause();
  const page = document.hidden ? null : await pageAt(state.dataset.renewPage);
  const now = page?.querySelector("[data-renew-page]");
  if (now && !now.querySelector("[data-under-way]")) put(page, state, now);
  else if (left > 1) lookAgain(state, left - 1);
}

async function pageAt(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null; // offline: asked again
  }
}

/** Where somebody writes a reason, it stays, and only the state is told. */
function put(page, state, now) {
  for (const part of document.querySelectorAll("[data-renewed]")) {
    if (!part.querySelector("textarea")) part.innerHTML = page.getElementById(part.id).innerHTML;
  }
  state.innerHTML = now.innerHTML;
}

/** Put in only when it has changed, so that it is said once. */
function show(part, html) {
  if (html !== part.shown) part.innerHTML = html;
  part.shown = html;
}
