// The outline: a section moves with its two buttons, or with Alt and an arrow key. The places are saved with the form.
const outline = document.querySelector("[data-outline]");

const rows = () => [...outline.children];

function move(row, way) {
  const to = way === "up" ? row.previousElementSibling : row.nextElementSibling;
  if (!to) return;
  const focused = document.activeElement;
  to[way === "up" ? "before" : "after"](row);
  rows().forEach(number);
  (focused.hidden ? row.querySelector("[data-move]:not([hidden])") : focused).focus();
  row.scrollIntoView({ block: "nearest" });
  const title = row.querySelector("[name^='title-']").value;
  const place = rows().indexOf(row) + 1;
  document.querySelector("[data-outline-moved]").textContent =
    `${title} is now section ${place} of ${rows().length}. Not saved yet.`;
}

function number(row, at, all) {
  const place = row.querySelector("[name^='place-']");
  place.value = at + 1;
  place.dispatchEvent(new Event("input", { bubbles: true }));
  row.querySelector("[data-move=up]").hidden = at === 0;
  row.querySelector("[data-move=down]").hidden = at === all.length - 1;
}

outline?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  event.preventDefault();
  move(button.closest("li"), button.dataset.move);
});
outline?.addEventListener("keydown", (event) => {
  const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const row = event.target.closest("[data-outline] > li");
  if (!event.altKey || !way || !row || event.target.matches("select")) return;
  event.preventDefault();
  move(row, way);
});
