// One part of a page that is saved by itself (a prompt, a comment): its fields, the version they stand on, its save line.
const SHOWN = { typing: "Not saved yet", sending: "Saving" };

export class Part {
  constructor(section, editors = []) {
    this.section = section;
    this.name = section.dataset.part;
    this.number = section.dataset.number;
    this.editors = editors;
    this.line = section.querySelector(".save-line");
    this.dirty = false;
  }

  get base() {
    return this.section.querySelector("[name$='base_version']");
  }

  get version() {
    return Number(this.base.value);
  }

  set version(number) {
    this.base.value = number;
  }

  /** Every field as a form would send it, [[name, value], …]; files travel with the button alone. */
  fields(form) {
    this.editors.forEach((editor) => editor.writeBack());
    const own = new Set([...this.section.querySelectorAll("[name]")].map((field) => field.name));
    return [...new FormData(form).entries()].filter(([name, value]) => own.has(name) && typeof value === "string");
  }

  /** Take over what the answer holds now, of others too: {name: value}. False where what was typed since is in the way. */
  apply(fields, sent) {
    const taken = Object.entries(fields).map(([name, value]) => {
      const editor = this.editors.find((one) => one.name === name);
      if (editor) return editor.takeOver(value ?? "", sent.get(name) ?? "");
      for (const field of this.section.querySelectorAll(`[name="${name}"]`)) setField(field, value);
      return true;
    });
    return taken.every(Boolean);
  }

  /** Put these values into the fields, as if they were typed. */
  putIn(values) {
    for (const [name, value] of Object.entries(values)) {
      const editor = this.editors.find((one) => one.name === name);
      if (editor && values[`${name}-as`] === "html") editor.setText(value);
      else for (const field of this.section.querySelectorAll(`[name="${name}"]`)) setField(field, value);
    }
    if (values[this.base.name]) this.base.value = values[this.base.name];
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
  }
}

function setField(field, value) {
  if (field.name.endsWith("base_version")) return;
  if (field.type === "radio" || field.type === "checkbox") field.checked = [value].flat().includes(field.value);
  else field.value = value ?? "";
}
