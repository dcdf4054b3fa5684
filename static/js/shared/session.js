// Signed in, signed out: a warning before the session ends, and a new sign-in in place, over whatever was being written.
const person = document.body.dataset.user;
const IDLE = Number(document.body.dataset.idle || 0) * 1000;
const WARNING = Math.min(5 * 60 * 1000, IDLE / 2);

import { offerPasskeys } from "./passkey.js";

export class SomebodyElse extends Error {}

/** Who is signed in now, for how many seconds, and the token that forms need: {user, token, seconds}. */
export async function sessionNow() {
  const answer = await fetch("/account/session/", { headers: { Accept: "application/json" } });
  const state = await answer.json();
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = state.token;
  return state;
}

/** Resolves once the person of this page is signed in again; asks for it in a dialog over the page. */
let asking = null;
export function signInAgain() {
  asking ??= askToSignIn().finally(() => (asking = null));
  return asking;
}

async function askToSignIn() {
  const state = await sessionNow();
  if (String(state.user) === person) return;
  if (state.user !== null) throw new SomebodyElse();
  const dialog = openDialog("Sign in to go on. Your text is still in the box.");
  await new Promise((signedIn, refused) => showForm(dialog, "/sign-in/", {}, signedIn, refused));
  dialog.remove();
  watch();
}

/** Show the form of a page of ours in the dialog, and follow it (password, second step) until it leads out. */
async function showForm(dialog, address, options, signedIn, refused) {
  const answer = await fetch(address, options);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("main form");
  const asks = form?.querySelector("[name=password], [name=code]");
  if (!asks) {
    const state = await sessionNow();
    return String(state.user) === person ? signedIn() : refused(new SomebodyElse());
  }
  const place = dialog.querySelector("[data-place]");
  for (const link of form.querySelectorAll("a, [form=give-up]")) link.remove();
  const errors = page.querySelectorAll("main .govuk-error-summary");
  place.replaceChildren(...[...errors, form].map((part) => document.importNode(part, true)));
  const shown = place.querySelector("form");
  shown.addEventListener("submit", (event) => {
    event.preventDefault();
    showForm(dialog, shown.action, { method: "POST", body: new FormData(shown) }, signedIn, refused);
  });
  offerPasskeys(shown);
  place.querySelector("input:not([type=hidden])").focus();
}

function openDialog(sentence, ...buttons) {
  const dialog = document.createElement("dialog");
  dialog.className = "session-dialog";
  dialog.setAttribute("aria-labelledby", "session-sentence");
  const words = Object.assign(document.createElement("p"), { id: "session-sentence", textContent: sentence });
  const place = document.createElement("div");
  place.dataset.place = "";
  place.append(...buttons);
  dialog.append(words, place);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function button(words, kind, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.className = `govuk-button ${kind}`;
  made.addEventListener("click", act);
  return made;
}

// The warning. A page that saves by itself goes on by itself: the server is asked before anybody is warned.

let timer = null;

async function warn() {
  const state = await sessionNow();
  if (String(state.user) !== person) return; // the next save will ask for the sign-in
  if (state.seconds * 1000 > WARNING) return watch(state.seconds * 1000);
  const minutes = Math.max(1, Math.round(state.seconds / 60));
  const time = minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const dialog = openDialog(
    `You will be signed out in ${time}. Choose “Stay signed in” to go on.`,
    button("Stay signed in", "", () => stay(dialog)),
    button("Sign out", "govuk-button--secondary", () => (location.href = "/account/logout/")),
  );
  timer = setTimeout(() => (dialog.remove(), signInAgain().catch(() => {})), state.seconds * 1000);
}

async function stay(dialog) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? (await sessionNow()).token;
  const answer = await fetch("/account/session/stay/", { method: "POST", headers: { "X-CSRFToken": token } });
  dialog.remove();
  if (answer.ok) watch();
  else signInAgain().catch(() => {});
}

function watch(left = IDLE) {
  clearTimeout(timer);
  timer = setTimeout(() => warn().catch(() => watch(WARNING * 2)), Math.max(1000, left - WARNING));
}

export function watchSession() {
  if (person && IDLE) watch();
}
