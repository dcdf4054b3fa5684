// What the coding page adds where JavaScript runs: words chosen by mouse, touch or keys, and one box to find themes by
// typing. Without it paragraphs are ticked and themes chosen from lists; the server does the same with either.
import { watchKeys } from "./coding/keys.js";
import { Passage } from "./coding/passage.js";
import { ThemeBox } from "./coding/themes.js";

const form = document.querySelector("form[data-coding]");
if (form) {
  const passage = new Passage(form);
  const themes = new ThemeBox(form.querySelector("[data-theme-boxes]"));
  form.querySelector("[data-keys]").hidden = false;
  watchKeys(form, themes);
  form.addEventListener("submit", () => passage.fillIn());
  openPassageNamedInAddress();
  addEventListener("hashchange", openPassageNamedInAddress);
  form.dataset.ready = "";
}

/** A label in the margin leads to its passage in the list, which is folded. */
function openPassageNamedInAddress() {
  const place = location.hash.startsWith("#passage-") && document.getElementById(location.hash.slice(1));
  if (!place) return;
  place.closest("details").open = true;
  place.scrollIntoView({ block: "center" });
}
