// The document moved on while somebody typed: the text goes to the manager or into the diary in one step.
export const NOT_SENT = "Not sent – the service did not answer. Try again.";

export function offerToPassOn(part, saver) {
  if (!saver.form.dataset.passOn || part.section.querySelector("[data-pass-on]")) return;
  const row = document.createElement("div");
  row.className = "button-row";
  row.dataset.passOn = "";
  const { managers } = saver.stopped;
  if (managers) row.append(choice(`Send it to ${managers}`, part, () => passOn(part, saver, "manager", row)));
  row.append(choice("Put it into the diary", part, () => passOn(part, saver, "diary", row)));
  part.line.after(row);
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

async function passOn(part, saver, keep, row) {
  const token = saver.form.querySelector("[name=csrfmiddlewaretoken]").value;
  const sentence = await sendOn(saver.form.dataset.passOn, part.fields(saver.form), keep, token);
  if (!sentence) return part.say("failing", NOT_SENT);
  row.remove();
  saver.letGo(part);
  part.say("saved", sentence);
}

/** What the server says of it, or null where it did not take it. */
export async function sendOn(address, fields, keep, token) {
  const body = new FormData();
  fields.forEach(([name, value]) => body.append(name, value));
  body.append("keep", keep);
  const options = { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } };
  const answer = await fetch(address, options).catch(() => null);
  return answer?.ok ? (await answer.json()).sentence : null;
}
