// Lists as every program writes them: nested in the way of HTML, with their numbers and the kind of numbers.
import { element, rename, styleOf, unwrap } from "./source.js";

const LISTS = "ul, ol";

export function cleanLists(page) {
  page.querySelectorAll(".ListContainerWrapper").forEach(unwrap);
  rebuildWordLists(page);
  page.querySelectorAll("menu, dir").forEach((list) => rename(list, "ul"));
  page.querySelectorAll("ol").forEach(nameStyle);
  nestByLevel(page);
  page.querySelectorAll(`:is(${LISTS}) > :is(${LISTS})`).forEach(intoItemBefore);
  page.querySelectorAll("li").forEach((item) => item.parentElement.matches(LISTS) || giveList(page, item));
  page.querySelectorAll("li[aria-checked], li:has(> [role=checkbox][aria-checked])").forEach(showTick);
  page.querySelectorAll("ol").forEach((list) => beginWhereNumbersJump(page, list));
}

/** An item of a checklist shows whether it is ticked. */
function showTick(item) {
  const said = item.getAttribute("aria-checked") ?? item.querySelector("[aria-checked]").getAttribute("aria-checked");
  (item.querySelector("p") ?? item).prepend(said === "true" ? "☑ " : "☐ ");
}

/** Items that have a number of their own, or count down, begin lists of their own: the page shows the same numbers. */
function beginWhereNumbersJump(page, list) {
  const items = [...list.children].filter((item) => item.localName === "li");
  const step = list.hasAttribute("reversed") ? -1 : 1;
  let number = Number(list.getAttribute("start") ?? (step < 0 ? items.length : 1));
  let [open, next] = [list, number];
  if (step < 0) list.setAttribute("start", number);
  for (const item of items) {
    if (/^\d{1,5}$/.test(item.getAttribute("value") ?? "")) number = Number(item.getAttribute("value"));
    if (number !== next && item !== open.firstElementChild) {
      const rest = element(page, "ol");
      if (list.hasAttribute("type")) rest.setAttribute("type", list.getAttribute("type"));
      let moved = item;
      while (moved) {
        const after = moved.nextSibling;
        rest.append(moved);
        moved = after;
      }
      open.after(rest);
      open = rest;
    }
    if (number !== next) open.setAttribute("start", number);
    next = number + 1;
    number += step;
  }
}

function giveList(page, item) {
  const list = element(page, "ul");
  item.before(list);
  list.append(item);
}

/** A list's kind of numbers where it is given as a style. */
function nameStyle(list) {
  const first = list.querySelector(":scope > li");
  const said = /list-style(?:-type)?:([a-z-]+)/.exec(`${styleOf(list)};${first ? styleOf(first) : ""}`)?.[1];
  const style = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
  }[said];
  if (style) list.setAttribute("type", style);
}

/** Word on the web and others write each level as a list of its own beside the one above, and say how deep it is. */
function nestByLevel(page) {
  for (const list of page.querySelectorAll(`:not(li):not(ul):not(ol) > :is(${LISTS})`)) {
    const level = Number(list.querySelector(":scope > li")?.dataset.ariaLevel ?? 1);
    const before = list.previousElementSibling;
    if (!(before?.matches(LISTS) && isBeside(before, list) && before.querySelector(":scope > li[data-aria-level]")))
      continue;
    placeAtLevel(before, list, level);
  }
}

function isBeside(before, list) {
  for (let node = before.nextSibling; node !== list; node = node.nextSibling) if (node.textContent.trim()) return false;
  return true;
}

/** Put a list behind the last item of the level above it, or its items into the open list of its own level. */
function placeAtLevel(root, list, level) {
  let open = root;
  for (let depth = 1; depth < level; depth += 1) {
    const item = [...open.children].findLast((child) => child.localName === "li");
    const inner = item && [...item.children].findLast((child) => child.matches(LISTS));
    if (!inner || depth === level - 1) {
      if (inner && inner.localName === list.localName && depth === level - 1) inner.append(...list.children);
      else if (item) item.append(list);
      if (!list.children.length) list.remove();
      return;
    }
    open = inner;
  }
  const goesOn =
    open.localName === list.localName && (list.localName === "ul" || Number(list.getAttribute("start") ?? 1) !== 1);
  if (goesOn) {
    open.append(...list.children);
    list.remove();
  }
}

function intoItemBefore(inner) {
  const item = inner.previousElementSibling;
  if (item?.localName === "li") item.append(inner);
  else inner.replaceWith(...inner.children);
}

// Word sends list items as paragraphs, each with a mark and a level of its own.

const SINGLE = /^\(?([0-9]{1,9}|[a-z]{1,6})[.):]?$/i;
const BULLET = /^(o|[^\p{L}\p{N}]{0,3})$/u;
const isLabel = (said) => !BULLET.test(said) && !SINGLE.test(said); // "1.2", "Aim 1:": no list shows it, so it stays text

function rebuildWordLists(page) {
  let open = []; // of the run in hand, its lists from outside inwards: {list, style, last}
  let end = null;
  for (const item of page.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div, li")) {
    const level = levelOf(item);
    const mark = level && markOf(item);
    if (!level || item.localName === "li") continue;
    const said = mark?.textContent.replace(/\s+/g, " ").trim() ?? "";
    if (/^h\d$/.test(item.localName) || isLabel(said)) {
      mark?.replaceWith(said ? `${said} ` : "");
      continue;
    }
    mark?.remove();
    if (!end || !follows(end, item)) open = [];
    open = place(page, open, item, level, said);
    end = open[0].list;
  }
}

const levelOf = (item) =>
  Number(/mso-list:[^;]*level(\d)/.exec(styleOf(item))?.[1] ?? 0) ||
  (/MsoListParagraph/.test(item.className) && hasMark(item) ? 1 : 0);
const markOf = (item) => [...item.querySelectorAll("span")].find((span) => /mso-list:ignore/.test(styleOf(span)));
const hasMark = (item) => Boolean(markOf(item));

function follows(list, item) {
  for (let node = list.nextSibling; node && node !== item; node = node.nextSibling)
    if (node.textContent.trim() || node.nodeType === 1) return false;
  return list.parentNode === item.parentNode;
}

/** Put an item into the list of its level, opening it where there is none; returns the lists that are open then. */
function place(page, open, item, level, said) {
  const depth = Math.min(level, open.length + 1);
  const inner = open.slice(0, depth);
  let own = inner[depth - 1];
  const sign = signOf(said, own);
  if (!own || own.style !== sign.style || (sign.number && sign.number !== own.last + 1)) {
    own = { list: newList(page, sign), style: sign.style, last: sign.number - 1 };
    if (depth > 1) inner[depth - 2].list.lastElementChild.append(own.list);
    else if (inner[0]) inner[0].list.after(own.list);
    else item.before(own.list);
    inner[depth - 1] = own;
  }
  own.last += 1;
  own.list.append(rename(item, "li"));
  return inner;
}

function newList(page, sign) {
  if (sign.style === "bullet") return element(page, "ul");
  const list = element(page, "ol");
  if (sign.number !== 1) list.setAttribute("start", sign.number);
  if (sign.style !== "1") list.setAttribute("type", sign.style);
  return list;
}

/** What a mark says: {style: "bullet", "1", "a", "A", "i" or "I", number}; letters that could be Roman go on as before. */
function signOf(said, own) {
  const sign = SINGLE.exec(said)?.[1];
  if (!sign || BULLET.test(said)) return { style: "bullet", number: 0 };
  if (/^\d/.test(sign)) return { style: "1", number: Number(sign) };
  const isUpper = sign === sign.toUpperCase();
  const readings = [
    { style: isUpper ? "A" : "a", number: fromLetters(sign.toLowerCase()) },
    { style: isUpper ? "I" : "i", number: fromRoman(sign.toLowerCase()) },
  ].filter((one) => one.number);
  return (
    readings.find((one) => own?.style === one.style && one.number === own.last + 1) ??
    readings.find((one) => one.number === 1) ??
    readings.at(sign.length > 1 ? -1 : 0)
  );
}

const fromLetters = (letters) =>
  letters.length < 3 ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0) : 0;

function fromRoman(letters) {
  if (!/^[ivxlc]+$/.test(letters)) return 0;
  const values = [...letters].map((letter) => ({ i: 1, v: 5, x: 10, l: 50, c: 100 })[letter]);
  return values.reduce((sum, value, place) => sum + (value < (values[place + 1] ?? 0) ? -value : value), 0);
}
