// A row in hand is looked at when one of its fields is left. The words come from the server, by the rules of saving.

const groupOf = (field) => field.closest(".govuk-form-group");

function say(field, words) {
  const group = groupOf(field);
  if (!group) return;
  const id = `${field.id}_said`;
  group.querySelectorAll(".govuk-error-message").forEach((old) => old.remove());
  group.classList.toggle("govuk-form-group--error", Boolean(words));
  field.toggleAttribute("aria-invalid", Boolean(words));
  const others = (field.getAttribute("aria-describedby") || "")
    .split(" ")
    .filter((one) => one && !one.includes("error") && one !== id);
  if (words) {
    const line = document.createElement("p");
    line.id = id;
    line.className = "govuk-error-message";
    line.append(words);
    field.before(line);
    others.push(id);
  }
  if (others.length) field.setAttribute("aria-describedby", others.join(" "));
  else field.removeAttribute("aria-describedby");
}

/** What the server says of a row; an answer that a later one has overtaken is dropped. */
async function look(row, left, isNewest) {
  const form = row.closest("form");
  const sent = new FormData();
  row
    .querySelectorAll("input[name], textarea[name], select[name]")
    .forEach((field) => sent.append(field.name, field.value));
  sent.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(row.dataset.checkRow, {
    method: "POST",
    body: sent,
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) return;
  const { problems } = await answer.json();
  if (!isNewest()) return;
  left.forEach((field) => say(field, problems[field.id] || ""));
}

export function watchRows() {
  document.querySelectorAll("[data-check-row]").forEach((row) => {
    const left = new Set();
    let looks = 0;
    row.addEventListener("focusout", (event) => {
      if (!event.target.matches("input:not([type=hidden]), textarea, select")) return;
      left.add(event.target);
      const own = (looks += 1);
      look(row, left, () => own === looks).catch(() => {}); // offline: the row is checked when it is saved
    });
  });
}
