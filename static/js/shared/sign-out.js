// Before signing out: say what is still unsaved on this device, then forget it.
import { forgetAll, unsavedTexts } from "../saving/device.js";

export async function guardSignOut() {
  const form = document.querySelector("form[data-sign-out]");
  if (!form) return;
  const count = await unsavedTexts();
  if (count) {
    const note = form.querySelector("[data-unsaved]");
    note.hidden = false;
    note.textContent =
      count === 1
        ? "One text on this device is not saved yet. Signing out removes it."
        : `${count} texts on this device are not saved yet. Signing out removes them.`;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.dataset.saving = "";
    await forgetAll();
    form.submit();
  });
}
