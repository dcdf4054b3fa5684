// Who else writes here, and what they have saved meanwhile. Asking keeps nobody signed in.
import { showLive } from "../saving/live.js";

const EVERY = 10_000;
const STILL_WRITING = 60_000;

export class Presence {
  constructor(form, parts, saver) {
    this.form = form;
    this.parts = parts;
    this.saver = saver;
    this.last = { part: null, at: 0 };
    form.addEventListener("input", (event) => this.wroteIn(event.target));
    saver.addEventListener("acknowledged", () => this.saidUnsaved && !saver.atRisk.length && this.ask());
    setInterval(() => document.hidden || saver.stopped || this.ask(), EVERY);
    this.ask();
  }

  wroteIn(field) {
    const part = this.parts.find((one) => one.section.contains(field));
    const moved = part !== this.last.part;
    this.last = { part, at: Date.now() };
    if (part && moved) this.ask();
  }

  get place() {
    return Date.now() - this.last.at < STILL_WRITING ? (this.last.part?.number ?? "") : "";
  }

  async ask() {
    const body = new FormData();
    body.append("prompt", this.place || this.saver.atRisk[0]?.number || "");
    this.saidUnsaved = this.saver.atRisk.length > 0;
    if (this.saidUnsaved) body.append("unsaved", "1");
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(this.form.dataset.presence, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token },
      });
      if (answer.ok) this.show(await answer.json());
      if (answer.status === 409) this.saver.stop(await answer.json());
    } catch {
      // offline: the saver says so
    }
  }

  show({ others, versions, live = {} }) {
    showLive(live);
    for (const part of this.parts) {
      const sentences = others.filter((other) => other.prompt === part.number).map((other) => other.sentence);
      const line = part.section.querySelector("[data-presence-line]");
      if (line && line.textContent !== sentences.join(" ")) line.textContent = sentences.join(" ");
      if (versions[part.name] > part.version && !part.clashed) this.saver.fetchNewer(part);
    }
  }
}
