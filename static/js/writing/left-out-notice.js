// What a paste could not bring along: said beneath its box until somebody dismisses it, after a reload too. A picture
// that came along can be added as a file to the answer in one step.
import { inWords } from "../pasting/left-out.js";

export class LeftOutNotice {
  constructor(frame, box) {
    this.frame = frame;
    this.box = box;
    this.key = `left out|${location.pathname}|${box.name}`;
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
    if (kept) this.show(kept, []);
  }

  /** Say what was left out, beside what was said before. */
  tell(left) {
    if (left.isEmpty) return;
    const counts = JSON.parse(sessionStorage.getItem(this.key) ?? "{}");
    for (const [kind, number] of Object.entries(left.counts)) counts[kind] = (counts[kind] ?? 0) + number;
    sessionStorage.setItem(this.key, JSON.stringify(counts));
    this.hasPicturesElsewhere = left.counts.pictures > 0 && !left.pictures.length; // the clipboard holds them as files
    this.show(counts, left.pictures.map(fileOf));
  }

  /** A paste of nothing but pictures, as from a screen; true when it is dealt with. */
  tellFiles(clipboard) {
    const pictures = [...(clipboard?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return false;
    if (clipboard.types.some((type) => type.startsWith("text/"))) {
      if (this.hasPicturesElsewhere) this.offer(pictures);
      return false;
    }
    this.tell({ isEmpty: false, counts: { pictures: pictures.length }, pictures: [] });
    this.offer(pictures);
    return true;
  }

  show(counts, pictures) {
    this.notice?.remove();
    this.notice = document.createElement("div");
    this.notice.className = "left-out";
    const sentence = Object.assign(document.createElement("p"), { textContent: `Left out of what you pasted: ${inWords(counts)}.` });
    sentence.setAttribute("role", "status");
    this.buttons = Object.assign(document.createElement("div"), { className: "button-row" });
    this.buttons.append(this.button("Dismiss", () => this.dismiss()));
    this.notice.append(sentence, this.buttons);
    this.frame.after(this.notice);
    this.offer(pictures);
  }

  offer(pictures) {
    const address = this.box.form?.dataset.pictures;
    if (!address) return;
    pictures.forEach((picture, place) => {
      const words = pictures.length > 1 ? `Add picture ${place + 1} as a file` : "Add the picture as a file";
      const made = this.button(words, () => this.send(picture, made, address));
      this.buttons.prepend(made);
    });
  }

  async send(picture, button, address) {
    button.disabled = true;
    const body = new FormData();
    body.append("file", picture, picture.name);
    body.append("supports", this.box.closest("[data-part]").dataset.number);
    body.append("csrfmiddlewaretoken", this.box.form.elements.csrfmiddlewaretoken.value);
    const said = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } })
      .then((answer) => answer.json())
      .catch(() => ({ sentence: "The picture was not added: the service did not answer. Try again." }));
    const line = Object.assign(document.createElement("p"), { textContent: said.sentence });
    line.setAttribute("role", "status");
    this.buttons.before(line);
    if (said.added) button.remove();
    else button.disabled = false;
  }

  button(words, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    made.className = "govuk-button govuk-button--secondary";
    made.addEventListener("click", act);
    return made;
  }

  dismiss() {
    sessionStorage.removeItem(this.key);
    this.notice.remove();
    this.frame.querySelector("[contenteditable]").focus();
  }
}

/** A picture that came as an address of its data, as a file. */
function fileOf(address, place) {
  const [, type, data] = /^data:(image\/[a-z+.-]+);base64,(.*)$/s.exec(address) ?? [];
  if (!data) return new File([], "picture");
  const bytes = Uint8Array.from(atob(data.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
  return new File([bytes], `picture-${place + 1}.${type.slice(6).replace("jpeg", "jpg")}`, { type });
}
