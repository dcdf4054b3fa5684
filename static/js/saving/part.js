// One part of a page that is saved by itself (a prompt, a comment): its fields, the version they stand on, its save line.
import { tellState } from "./state.js";

const SHOWN = { typing: "Not saved yet", sending: "Saving" };

export class Part {
  constructor(section, editors = []) {
    this.section = section;
    this.name = section.dataset.part;
    this.number = section.dataset.number;
    this.editors = editors;
    this.line = section.querySelector(".save-line");
    this.dirty = false;
    this.held = []; // what was typed here and cannot be saved as it stands
  }

  get base() {
    return this.section.querySelector("[name$='base_version']");
  }

  /** Drawn with something to mend: sent once and not taken as it stood. */
  get wasRefused() {
    return Boolean(this.section.querySelector(".govuk-error-message")) && !this.section.querySelector(".clash");
  }

  get version() {
    return Number(this.base?.value ?? 0);
  }

  set version(number) {
    if (this.base) this.base.value = number;
  }

  /** Every field as a form would send it, [[name, value], …]; files travel with the button alone. */
  fields(form) {
    this.editors.forEach((editor) => editor.writeBack());
    const own = new Set([...this.section.querySelectorAll("[name]")].map((field) => field.name));
    return [...new FormData(form).entries()].filter(([name, value]) => own.has(name) && typeof value === "string");
  }

  /**
   * Take over what the answer holds now, of others too: {name: value}; `sent` is what this page sent, as `fields` gives
   * it. False where what was typed since is in the way.
   */
  apply(fields, sent) {
    const taken = Object.entries(fields).map(([name, value]) => {
      const said = sent.filter(([one]) => one === name).map(([, words]) => words);
      const editor = this.editors.find((one) => one.name === name);
      return editor ? editor.takeOver(value ?? "", said[0] ?? "") : takeOver(this.named(name), value, said);
    });
    return taken.every(Boolean);
  }

  named(name) {
    return [...this.section.querySelectorAll(`[name="${name}"]`)];
  }

  /** Put these values into the fields, as if they were typed. */
  putIn(values) {
    for (const [name, value] of Object.entries(values)) {
      const editor = this.editors.find((one) => one.name === name);
      if (editor && (editor.isSheet || values[`${name}-as`] === "html")) editor.setText(value);
      else this.named(name).forEach((field) => setField(field, value));
    }
  }

  countWords() {
    const line = this.section.querySelector("[data-words]");
    if (!line || this.editors.length === 0) return;
    clearTimeout(this.counting);
    this.counting = setTimeout(() => {
      const words = this.editors.reduce((sum, editor) => sum + editor.words, 0);
      line.textContent = `${words.toLocaleString("en-GB")} words. ${line.dataset.words}`.trim();
    }, 300);
  }

  say(state, words = SHOWN[state] ?? "") {
    const failing = state === "failing";
    this.line.classList.toggle("save-line--failing", failing);
    const [quiet, status] = ["[data-quiet]", "[role=status]"].map((part) => this.line.querySelector(part));
    quiet.textContent = state in SHOWN ? words : "";
    status.hidden = state in SHOWN;
    if (!(state in SHOWN) && status.textContent !== words) status.textContent = words;
    tellState(this.section, words ? state : "clean", words, this.number);
  }
}

/** A plain field takes the others' value, keeps what was typed since it was sent, or says that both have changed. */
function takeOver(fields, value, sent) {
  const here = fields
    .filter((field) => !field.disabled && (!isTick(field) || field.checked))
    .map((field) => field.value);
  if (alike(here, sent)) fields.forEach((field) => setField(field, value));
  return alike(here, sent) || alike([value].flat(), sent);
}

const isTick = (field) => field.type === "radio" || field.type === "checkbox";
const alike = (one, other) => JSON.stringify(plain(one)) === JSON.stringify(plain(other));
const plain = (values) =>
  values
    .map((value) =>
      String(value ?? "")
        .replace(/\r\n/g, "\n")
        .trim(),
    )
    .filter(Boolean);

function setField(field, value) {
  if (isTick(field)) field.checked = [value].flat().includes(field.value);
  else if (!alike([field.value], [value])) field.value = value ?? ""; // else the cursor stays where it is
}
