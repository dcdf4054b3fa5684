// What a place of the page says of its saving, told to the line that stays in view (shared/save-bar.js).
// States: "typing", "sending", "saved", "failing" (not saved, and why), "unsent" (waits for a button), "clean".

/** `place` is the element at hand, `name` what it is called, `words` its sentence. */
export function tellState(place, state, words = "", name = "") {
  document.dispatchEvent(new CustomEvent("save-state", { detail: { place, state, words, name } }));
}
