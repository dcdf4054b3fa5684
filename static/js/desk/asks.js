// A standing ask goes into the box at once, below what stands there, to be changed; the save counts it.
export function watchAsks(form) {
  const asks = form?.querySelector("[data-asks]");
  if (!asks) return;
  const [ask, into] = asks.querySelectorAll("select");
  [ask, into].forEach((select) => select.removeAttribute("name")); // nothing to save by themselves
  asks.querySelector("[data-insert]").addEventListener("click", (event) => {
    event.preventDefault();
    const { sentence, field } = ask.selectedOptions[0].dataset;
    const box = form.elements[into.value || field];
    noteMade(asks, ask.value);
    put(box, sentence);
  });
}

function noteMade(asks, slug) {
  const made = Object.assign(document.createElement("input"), { type: "hidden", name: "asked", value: slug });
  asks.append(made);
}

function put(box, sentence) {
  const before = box.value.trimEnd();
  box.value = before ? `${before}\n${sentence}` : sentence;
  box.focus();
  box.setSelectionRange(box.value.length - sentence.length, box.value.length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
