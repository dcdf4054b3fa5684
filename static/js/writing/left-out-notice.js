// What a paste could not bring along: said beneath its box, paste by paste, until somebody dismisses it or undoes the
// paste; after a reload too. A picture that came along can be added as a file to the answer in one step.
import { inWords } from "../pasting/left-out.js";

export class LeftOutNotice {
  constructor(frame, box) {
    this.frame = frame;
    this.box = box;
    this.key = `left out|${location.pathname}|${box.name}`;
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "[]");
    this.pastes = [kept].flat().map((counts) => ({ counts, pictures: [] }));
    this.said = []; // what became of pictures
    this.draw();
  }

  /** Say what a paste into a text (`before` it) left out. */
  tell(left, before = null) {
    if (left.isEmpty) return;
    this.hasPicturesElsewhere = left.counts.pictures > 0 && !left.pictures.length; // the clipboard holds them as files
    this.pastes.push({ counts: left.counts, pictures: left.pictures.map(fileOf), before });
    this.draw();
  }

  /** The text after a paste: one that brought no words along cannot be undone. */
  pastedInto(doc) {
    const paste = this.pastes.at(-1);
    if (paste?.before && !paste.after) Object.assign(paste, doc.eq(paste.before) ? { before: null } : { after: doc });
  }

  /** An undone paste left nothing out; done again, it did. */
  follow(doc) {
    for (const paste of this.pastes.filter((one) => one.after)) {
      const undone = doc.eq(paste.before) || (paste.undone && !doc.eq(paste.after));
      if (undone !== Boolean(paste.undone)) {
        paste.undone = undone;
        this.draw();
      }
    }
  }

  /** Nothing but pictures, pasted as from a screen or dropped; true when it is dealt with. */
  tellFiles(data, verb = "pasted") {
    const pictures = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return false;
    if (verb === "pasted" && data.types.some((type) => type.startsWith("text/"))) {
      if (this.hasPicturesElsewhere) this.offer(pictures);
      return false;
    }
    this.pastes.push({ counts: { pictures: pictures.length }, pictures, verb });
    this.draw();
    return true;
  }

  /** Files of other kinds belong to the evidence; the browser would leave the page to show them. */
  refuseFiles(data) {
    if (!data?.files.length) return false;
    this.say("An answer cannot hold files. Add them as evidence, where the round asks for files.");
    return true;
  }

  offer(pictures) {
    this.pastes.at(-1).pictures = pictures;
    this.draw();
  }

  draw() {
    this.notice?.remove();
    const present = this.pastes.filter((paste) => !paste.undone);
    if (present.length) sessionStorage.setItem(this.key, JSON.stringify(present.map((paste) => paste.counts)));
    else sessionStorage.removeItem(this.key);
    if (!present.length && !this.said.length) return;
    this.notice = document.createElement("div");
    this.notice.className = "left-out";
    this.notice.append(
      ...present.map((paste) => line(`Left out of what you ${paste.verb ?? "pasted"}: ${inWords(paste.counts)}.`)),
    );
    this.notice.append(...this.said.map(line));
    const buttons = Object.assign(document.createElement("div"), { className: "button-row" });
    buttons.append(
      ...this.picturesOf(present),
      button("Dismiss", () => this.dismiss()),
    );
    this.notice.append(buttons);
    this.frame.after(this.notice);
  }

  picturesOf(pastes) {
    const address = this.box.form?.dataset.pictures;
    const pictures = address ? pastes.flatMap((paste) => paste.pictures).filter((picture) => !picture.added) : [];
    return pictures.map((picture, place) => {
      const words = pictures.length > 1 ? `Add picture ${place + 1} as a file` : "Add the picture as a file";
      const made = button(words, () => this.send(picture, made, address));
      return made;
    });
  }

  async send(picture, button, address) {
    button.disabled = true;
    const body = new FormData();
    body.append("file", picture, picture.name);
    body.append("supports", this.box.closest("[data-part]").dataset.number);
    body.append("csrfmiddlewaretoken", this.box.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } })
      .then((response) => response.json())
      .catch(() => ({ sentence: "The picture was not added: the service did not answer. Try again." }));
    picture.added = answer.added;
    this.say(answer.sentence);
  }

  say(sentence) {
    this.said = [...this.said.filter((one) => one !== sentence), sentence];
    this.draw();
  }

  dismiss() {
    this.pastes = [];
    this.said = [];
    this.draw();
    this.frame.querySelector("[contenteditable]").focus();
  }
}

function line(words) {
  const made = Object.assign(document.createElement("p"), { textContent: words });
  made.setAttribute("role", "status");
  return made;
}

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.className = "govuk-button govuk-button--secondary";
  made.addEventListener("click", act);
  return made;
}

/** A picture that came as an address of its data, as a file. */
function fileOf(address, place) {
  const [, type, data] = /^data:(image\/[a-z+.-]+);base64,(.*)$/s.exec(address) ?? [];
  if (!data) return new File([], "picture");
  const bytes = Uint8Array.from(atob(data.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
  return new File([bytes], `picture-${place + 1}.${type.slice(6).replace("jpeg", "jpg")}`, { type });
}
