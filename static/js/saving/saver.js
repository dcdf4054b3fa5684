// Saving by itself: two seconds after the last keystroke, every four while somebody types; one request at a time.
// A request that got no answer is sent again exactly as it was, so that nothing is saved twice and nothing skipped.
import { showLive } from "./live.js";
import { offerToPassOn } from "./pass-on.js";
import { tellState } from "./state.js";
import { SomebodyElse, sessionNow, signInAgain } from "../shared/session.js";

const PAUSE = 2000;
const AT_LEAST_EVERY = 4000;
const TRY_AGAIN = [2000, 4000, 8000, 15000];
const OFFLINE = "Not saved – you are offline. Your text is kept on this device.";
const REFUSED = "Not saved – the service did not answer. Trying again.";
const GONE = "Not saved – you can no longer write here. Your text is still in the box; copy what you need.";
const NOT_YOURS = "Not saved – somebody else signed in meanwhile. Your text is still in the box.";

export class Saver extends EventTarget {
  constructor(form, parts, device) {
    super();
    this.form = form;
    this.parts = parts;
    this.device = device;
    this.unanswered = null; // Map of part to the fields that were sent and not acknowledged
    this.flying = null;
    this.failures = 0;
    this.stopped = false;
    window.addEventListener("online", () => this.send());
    window.addEventListener("offline", () => this.unsaved.forEach((part) => part.say("failing", OFFLINE)));
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
  }

  get unsaved() {
    return this.parts.filter((part) => part.dirty || this.unanswered?.has(part));
  }

  /** What would be lost with the page: unsaved, or not to be saved as it stands. */
  get atRisk() {
    return this.parts.filter((part) => this.unsaved.includes(part) || part.held.length > 0);
  }

  touched(part) {
    if (!part.dirty) part.dirtySince = Date.now();
    part.dirty = true;
    this.keepOnDevice(part);
    if (this.stopped) return this.endIn(part);
    if (part.clashed) return; // saved when both texts have been looked at
    if (!this.failures) part.say("typing");
    if (!this.failures) this.sendIn(Math.min(PAUSE, Math.max(0, this.firstDirty() + AT_LEAST_EVERY - Date.now())));
  }

  firstDirty() {
    return Math.min(...this.parts.filter((part) => part.dirty).map((part) => part.dirtySince));
  }

  sendIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  keepOnDevice(part) {
    clearTimeout(part.keeping);
    part.keeping = setTimeout(() => this.keepNow(part), 700);
  }

  async keepNow(part) {
    if (!this.atRisk.includes(part) || !part.section.querySelector("[data-kept-place]")) return;
    const sent = this.unanswered?.get(part);
    const text = { at: Date.now(), number: part.number, fields: part.fields(this.form), sent: sent && [...sent] };
    await this.device.keep(part.name, text);
    if (!this.atRisk.includes(part)) await this.device.forget(part.name); // acknowledged meanwhile
  }

  /** Save all that is unsaved now; true when the server has everything. */
  async flush() {
    while (this.unsaved.some((part) => !part.clashed) && !this.stopped) if (!(await this.send())) return false;
    return this.unsaved.length === 0;
  }

  send() {
    clearTimeout(this.timer);
    this.flying ??= this.sendOnce().finally(() => (this.flying = null));
    return this.flying;
  }

  async sendOnce() {
    if (this.stopped) return false;
    this.unanswered ??= this.collect();
    if (this.unanswered.size === 0) return !(this.unanswered = null);
    try {
      const answer = await this.post(this.unanswered);
      if (answer.status === 401) return await this.afterSigningIn();
      if (answer.status === 409) return this.stop(await answer.json());
      if (answer.status === 404) return this.stop({ sentence: GONE });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      this.acknowledge(await answer.json());
      return true;
    } catch (error) {
      return this.failed(error);
    }
  }

  /** What this part holds is safe elsewhere. */
  letGo(part) {
    part.dirty = false;
    part.held = [];
    this.unanswered?.delete(part);
    this.device.forget(part.name);
  }

  collect() {
    const batch = new Map();
    for (const part of this.parts.filter((one) => one.dirty && !one.clashed)) {
      batch.set(part, part.fields(this.form));
      part.dirty = false;
    }
    return batch;
  }

  async post(batch, again = true) {
    const body = new FormData();
    for (const fields of batch.values()) fields.forEach(([name, value]) => body.append(name, value));
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    const answer = await fetch(this.form.dataset.autosave, { method: "POST", body, headers });
    if (answer.status !== 403 || !again) return answer;
    await sessionNow(); // signed in anew in another tab: the token has changed
    return this.post(batch, false);
  }

  acknowledge({ saved, live = {} }) {
    const batch = this.unanswered;
    const back = this.failures > 0;
    this.unanswered = null;
    this.failures = 0;
    for (const [part, fields] of batch) this.settle(part, saved[part.name], fields, back);
    if (this.parts.some((part) => part.dirty)) this.sendIn(PAUSE);
    showLive(live);
    this.dispatchEvent(new Event("acknowledged"));
  }

  settle(part, answer, sent, back) {
    if (answer.clash) return this.clash(part, answer.clash);
    part.held = answer.not_saved ?? [];
    if (part.apply(answer.fields, sent)) part.version = answer.version;
    part.editors?.forEach((editor) => editor.tell?.(answer, sent));
    if (part.dirty) return this.keepOnDevice(part);
    if (part.held.length) {
      this.keepNow(part);
      return part.say("failing", `Not saved: ${part.held.join(". ")}.`);
    }
    this.device.forget(part.name);
    const line = back ? answer.line.replace("Saved", "Reconnected, saved") : answer.line;
    part.say("saved", [line, ...(answer.problems ?? [])].filter(Boolean).join(". "));
  }

  /** Others saved this prompt since: take over their text, if nothing is typed here. */
  fetchNewer(part) {
    if (part.dirty || this.unanswered || this.flying || this.failures) return;
    this.unanswered = new Map([[part, part.fields(this.form)]]);
    this.send();
  }

  clash(part, sentence) {
    part.clashed = part.dirty = true;
    part.say("failing", sentence);
    this.keepNow(part);
    this.dispatchEvent(new CustomEvent("clash", { detail: part }));
  }

  async afterSigningIn() {
    this.unsaved.forEach((part) => part.say("failing", "Sign in to go on. Your text is still in the box."));
    try {
      await signInAgain();
    } catch (error) {
      if (error instanceof SomebodyElse) return this.stop({ sentence: NOT_YOURS });
      throw error;
    }
    return this.sendOnce();
  }

  /** The page can save no more: `why` holds the sentence, and where the text can go instead. */
  stop(why) {
    if (!this.stopped) this.stopped = why;
    this.atRisk.forEach((part) => this.endIn(part));
    if (!this.atRisk.length) tellState(this.form, "failing", why.sentence, why.sentence);
    return false;
  }

  endIn(part) {
    part.say("failing", this.stopped.sentence);
    this.keepNow(part);
    if ("managers" in this.stopped) offerToPassOn(part, this);
  }

  failed() {
    const offline = !navigator.onLine;
    this.unsaved.forEach((part) => {
      part.say("failing", offline ? OFFLINE : REFUSED);
      this.keepNow(part);
    });
    const wait = TRY_AGAIN[Math.min(this.failures, TRY_AGAIN.length - 1)];
    this.failures += 1;
    this.sendIn(wait);
    return false;
  }
}
