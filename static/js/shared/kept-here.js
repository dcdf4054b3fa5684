// Text that this device holds and the server does not: announced where a person starts and before a document is sent.
import { keptUnder } from "../saving/device.js";

const EVERY = 3000; // a page in another tab may save it meanwhile

export function announceKept() {
  document.querySelectorAll("[data-kept-here]").forEach(announce);
}

async function announce(place) {
  const found = await keptUnder(place.dataset.keptHere).catch(() => []);
  const said = found.map(({ page, part, number }) => `${page}#${part} ${number}`).join();
  if (said !== place.said) place.replaceChildren(...found.map(line));
  place.said = said;
  place.hidden = found.length === 0;
  if (found.length) setTimeout(() => announce(place), EVERY);
}

function line({ page, part, number }) {
  const made = document.createElement("p");
  const link = Object.assign(document.createElement("a"), { className: "govuk-link", href: `${page}#${part}`, textContent: `Go to ${number}` });
  made.append(`This device holds text of ${number} that was not saved. `, link);
  return made;
}
