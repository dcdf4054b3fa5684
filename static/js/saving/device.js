// What this browser keeps of text that is not saved yet: encrypted with a key that only the signed-in person gets,
// gone as soon as the server has the text, and at sign-out.
import { openDB } from "idb";

const person = document.body.dataset.user;
const STORE = "texts";
let opening = null;

function database() {
  opening ??= openDB("unsaved-text", 1, { upgrade: (db) => db.createObjectStore(STORE) });
  return opening;
}

async function keys() {
  const all = await (await database()).getAllKeys(STORE);
  return all.filter((key) => key.startsWith(`${person}|`));
}

/** How many texts of this person are kept here, unsaved. */
export const unsavedTexts = async () => (await keys()).length;

/** Every text of this person that is kept here for pages under an address, [{page, part, number, at, fields}]. */
export async function keptUnder(address) {
  const names = (await keys()).filter((key) => key.split("|")[1].startsWith(address));
  const key = names.length ? await fetchKey() : null;
  if (!key) return [];
  const found = await Promise.all(
    names.map(async (name) => {
      const [, page, part] = name.split("|");
      const text = await reveal(await (await database()).get(STORE, name), key);
      return text && { page, part, number: text.number ?? part.replace("-", "."), ...text };
    }),
  );
  return found.filter(Boolean).sort((one, other) => one.page.localeCompare(other.page) || one.at - other.at);
}

export const forgetOne = async (page, part) => (await database()).delete(STORE, `${person}|${page}|${part}`);

async function reveal(kept, key) {
  try {
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, key, kept.hidden);
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null; // of another key, or gone meanwhile: not ours to read
  }
}

export async function forgetAll() {
  const db = await database();
  for (const key of await keys()) await db.delete(STORE, key);
}

/** The person's key, or null where nothing is to be kept, or nothing can be. */
async function fetchKey() {
  try {
    const { key } = await (await fetch("/account/device/")).json();
    if (!key) return null;
    const bytes = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
    return await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}

export class Device {
  /** `page` is the address that the texts belong to. */
  constructor(page) {
    this.page = page;
    this.key = fetchKey();
  }

  name(part) {
    return `${person}|${this.page}|${part}`;
  }

  async keep(part, text) {
    const key = await this.key;
    if (!key) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = new TextEncoder().encode(JSON.stringify(text));
    const hidden = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes);
    await (await database()).put(STORE, { iv, hidden }, this.name(part));
  }

  async find(part) {
    const key = await this.key;
    const kept = key && (await (await database()).get(STORE, this.name(part)));
    return kept ? reveal(kept, key) : null;
  }

  async forget(part) {
    if (await this.key) await (await database()).delete(STORE, this.name(part));
  }
}
