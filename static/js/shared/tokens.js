// On a page of plain boxes a token goes in where the cursor stood last.
export function putTokensIn() {
  const form = document.querySelector("form[data-takes-tokens]");
  if (!form) return;
  let box = form.querySelector("textarea");
  form.addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea")) box = target;
  });
  document.querySelectorAll("[data-insert]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      box.setRangeText(button.dataset.insert, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    });
  });
}
