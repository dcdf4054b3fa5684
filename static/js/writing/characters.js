// One form for every character, as the server has it: one space between words, nothing unseen, raised figures as ².
import TABLES from "../../../living_docs/prose/characters.json";

const UNSEEN = /[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]/g;
const SPACES = /[\s\x1c-\x1f]+/g;

/** Text in one form; spaces at its edges stay, one each. */
export const tidy = (text) => text.replace(SPACES, " ").replace(UNSEEN, "").replace(SPACES, " ").normalize("NFC");

const FIRST_FIGURES = /^[+−–-]?[0-9]+(?:[,;]?[+−–-]?[0-9]+)*/;
const FIGURE = /([+−–-]?[0-9]+)/;

/** A raised or lowered word in parts, each with whether it is now a figure in characters of its own. */
export function parted(word, mark) {
  const figure = setApart(word, mark);
  if (figure !== null) return [[figure, true]];
  const first = FIRST_FIGURES.exec(word)?.[0] ?? "";
  const found = first.split(FIGURE).map((part) => [setApart(part, mark) ?? part, /[0-9]/.test(part)]);
  return [...found, [word.slice(first.length), false]].filter(([part]) => part);
}

/** A raised ("sup") or lowered ("sub") figure in characters of its own, or null. */
export function setApart(word, mark) {
  const signs = [...word];
  if (!/[0-9]/.test(word) || signs.some((sign) => !TABLES[mark][sign])) return null;
  return signs.map((sign) => TABLES[mark][sign]).join("");
}
