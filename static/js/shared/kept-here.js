// Text that this device holds and the server does not: announced where a person starts and before a document is sent.
import { forgetOne, keptUnder } from "../saving/device.js";
import { wordsOf } from "../saving/kept-words.js";
import { NOT_SENT, sendOn } from "../saving/pass-on.js";
import { sessionNow } from "./session.js";

const EVERY = 3000; // a page in another tab may save it meanwhile

export function announceKept() {
  document.querySelectorAll("[data-kept-here]").forEach(announce);
}

async function announce(place) {
  const found = await keptUnder(place.dataset.keptHere).catch(() => []);
  const isWhole = "keptWhole" in place.dataset;
  const said = found.map(({ page, part, number }) => `${page}#${part} ${number}`).join();
  if (said !== place.said) place.replaceChildren(...found.map((text) => (isWhole ? whole(text, place) : line(text))));
  place.said = said;
  place.hidden = !place.hasChildNodes();
  if (found.length && !isWhole) setTimeout(() => announce(place), EVERY);
}

/** Of a document that can be changed no more: the words, and where they can go. */
function whole(text, place) {
  const made = document.createElement("div");
  const said = Object.assign(document.createElement("p"), {
    textContent: `This device holds text of ${text.number} that was not saved:`,
  });
  const words = Object.assign(document.createElement("p"), {
    className: "kept-text__words",
    textContent: wordsOf(text.fields),
  });
  const row = Object.assign(document.createElement("div"), { className: "button-row" });
  const to = (keep) => async () => {
    const address = `${text.page.replace(/cover\/$/, "question/0/")}pass-on/`;
    const sentence = await sendOn(address, text.fields, keep, (await sessionNow()).token);
    if (sentence) await forgetOne(text.page, text.part);
    made.replaceChildren(sentence ?? NOT_SENT);
  };
  if (place.dataset.keptWhole) row.append(button(`Send it to ${place.dataset.keptWhole}`, to("manager")));
  row.append(button("Put it into the diary", to("diary")));
  row.append(button("Throw it away", async () => (await forgetOne(text.page, text.part), made.remove())));
  made.append(said, words, row);
  return made;
}

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.className = "govuk-button govuk-button--secondary button-small";
  made.addEventListener("click", act);
  return made;
}

function line({ page, part, number }) {
  const made = document.createElement("p");
  const link = Object.assign(document.createElement("a"), {
    className: "govuk-link",
    href: `${page}#${part}`,
    textContent: `Go to ${number}`,
  });
  made.append(`This device holds text of ${number} that was not saved. `, link);
  return made;
}
