// One line at the foot of the page, in view wherever one types: whether all that stands on the page is saved.
const said = new Map(); // by place
let bar = null;

export function showSaveStates() {
  document.addEventListener("save-state", ({ detail }) => {
    if (detail.state === "clean") said.delete(detail.place);
    else said.set(detail.place, detail);
    show();
  });
  document.addEventListener("input", () => setTimeout(keepCaretInView), true);
}

function show() {
  for (const place of said.keys()) if (!place.isConnected) said.delete(place);
  if (!bar && said.size) make();
  if (!bar) return;
  const all = [...said.values()].reverse();
  const not = all.filter(({ state }) => state === "failing" || state === "unsent");
  const working = all.find(({ state }) => state === "typing" || state === "sending");
  bar.classList.toggle(
    "save-bar--failing",
    not.some(({ state }) => state === "failing"),
  );
  bar.replaceChildren(...(not.length ? notSaved(not) : [working ? "Not saved yet" : (all[0]?.words ?? "")]));
  bar.hidden = !bar.textContent;
}

function notSaved(places) {
  const links = places.flatMap(({ place, name }) => [", ", link(place, name)]).slice(1);
  return ["Not saved: ", ...links];
}

function link(place, name) {
  place.id ||= `not-saved-${Math.random().toString(36).slice(2)}`;
  return Object.assign(document.createElement("a"), {
    className: "govuk-link",
    href: `#${place.id}`,
    textContent: name,
  });
}

function make() {
  bar = Object.assign(document.createElement("p"), { className: "save-bar" });
  document.querySelector("main").append(bar);
  document.documentElement.classList.add("has-save-bar");
}

/** The line may not lie over the words that are being typed. */
function keepCaretInView() {
  if (!bar || bar.hidden) return;
  const selection = document.getSelection();
  const editing = document.activeElement?.closest("[contenteditable]");
  const range = editing && selection.rangeCount ? selection.getRangeAt(0) : null;
  const caret = range?.getClientRects()[0] ?? (editing ? null : document.activeElement?.getBoundingClientRect());
  if (!caret || caret.height > window.innerHeight / 2) return;
  const hidden = caret.bottom - bar.getBoundingClientRect().top;
  if (hidden > 0) window.scrollBy({ top: hidden + 12, behavior: "instant" });
}
