// Text that an earlier visit could not save: offered with its difference, put into the box only when asked for.
import { diffComm } from "node-diff3";

import { wordsOf } from "./kept-words.js";

export async function offerKept(part, device, saver) {
  const kept = await device.find(part.name);
  if (!kept || part.section.querySelector(".clash")) return; // after a clash the box holds what was kept
  const words = wordsOf(kept.fields);
  const now = part.fields(saver.form);
  if (words === wordsOf(now) && stateOf(kept.fields) === stateOf(now)) return device.forget(part.name);
  const offer = document.createElement("div");
  offer.className = "kept-text";
  const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" });
  const sentence = document.createElement("p");
  sentence.textContent = `This device kept text of ${part.number} that was not saved, typed on ${when.format(kept.at)} (UK time).`;
  const shown = document.createElement("p");
  shown.className = "kept-text__words";
  shown.append(...difference(wordsOf(now), words));
  const row = document.createElement("div");
  row.className = "button-row";
  const close = () => offer.remove();
  row.append(
    choice("Put it into the box", part, () => (putBack(part, kept, saver), close())),
    choice("Throw it away", part, () => (device.forget(part.name), close())),
  );
  offer.append(sentence, shown, row);
  part.section.querySelector("[data-kept-place]").before(offer);
}

/** First what was sent without an answer, exactly as it was; then what was typed after it. */
async function putBack(part, kept, saver) {
  if (kept.sent) {
    saver.unanswered = new Map([[part, kept.sent]]);
    await saver.send();
  }
  const fields = kept.fields.filter(([name]) => !kept.sent || !name.endsWith("base_version"));
  part.putIn(Object.fromEntries(fields));
  saver.touched(part);
}

function choice(words, part, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.className = "govuk-button govuk-button--secondary";
  made.append(
    Object.assign(document.createElement("span"), {
      className: "govuk-visually-hidden",
      textContent: ` (${part.number})`,
    }),
  );
  made.addEventListener("click", act);
  return made;
}

const stateOf = (fields) => fields.find(([name]) => name.endsWith("-state"))?.[1];

/** The words of both, those of one only marked; what is the same for long is shortened. */
function difference(saved, kept) {
  return diffComm(saved.split(" "), kept.split(" ")).flatMap((run) => {
    if (run.common) return [shortened(run.common), " "];
    return [marked("del", run.buffer1), " ", marked("ins", run.buffer2), " "];
  });
}

const shortened = (words) => (words.length > 16 ? [...words.slice(0, 8), "…", ...words.slice(-8)] : words).join(" ");

function marked(tag, words) {
  return Object.assign(document.createElement(tag), { className: "words", textContent: words.join(" ") });
}
