// Blocks: whatever a program calls a paragraph is one; an item and a cell hold only what theirs may hold.
import FORM from "../../../living_docs/prose/form.json";
import { element, rename, styleOf, unwrap } from "./source.js";

const OWN_LINES = [...FORM.paragraph_tags.filter((tag) => !["p", "body", "html"].includes(tag)), "dt"].join(", ");
const HEADINGS = FORM.heading_tags.join(", ");
const BLOCKS = [...FORM.paragraph_tags, ...FORM.heading_tags, ...Object.keys(FORM.list_tags), "table", "li"].join(", ");

export function cleanBlocks(page) {
  page.querySelectorAll("pre").forEach(breakLines);
  for (const part of page.querySelectorAll("[data-style*='white-space' i]"))
    if (/white-space:(pre|break-spaces)/.test(styleOf(part))) breakLines(part);
  page.querySelectorAll("br.Apple-interchange-newline").forEach((part) => part.remove());
  for (const part of [...page.querySelectorAll(OWN_LINES)].reverse()) asParagraphs(page, part);
  page.querySelectorAll("li").forEach((item) => itemOfOneParagraph(page, item));
}

function breakLines(pre) {
  const page = pre.ownerDocument;
  const walker = page.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let text; (text = walker.nextNode());) texts.push(text);
  texts.forEach((text) =>
    text.replaceWith(...text.data.split("\n").flatMap((line, place) => (place ? [element(page, "br"), line] : [line]))),
  );
}

/** A part that begins a line of its own: a paragraph, or paragraphs where blocks stand inside it. */
function asParagraphs(page, part) {
  if (part.localName === "caption") part.closest("table")?.before(part);
  if (part.querySelector(BLOCKS)) {
    wrapRuns(page, part);
    unwrap(part);
  } else if (part.textContent.trim()) {
    rename(part, "p");
  } else {
    part.remove();
  }
}

/** Words that stand beside blocks become paragraphs. */
export function wrapRuns(page, part) {
  let run = null;
  for (const node of [...part.childNodes]) {
    const isBlock = node.nodeType === 1 && (node.matches(BLOCKS) || node.querySelector(BLOCKS));
    if (isBlock) run = null;
    else if (run) run.append(node);
    else if (node.textContent.trim() || node.localName === "br") {
      run = element(page, "p");
      node.before(run);
      run.append(node);
    }
  }
}

/** An item holds its words as one paragraph, then lists; what else stands in it goes on behind the list. */
function itemOfOneParagraph(page, item) {
  item.querySelectorAll(`:scope :is(${HEADINGS})`).forEach((part) => part.closest("li") === item && rename(part, "p"));
  const paragraphs = [...item.children].filter((child) => child.localName === "p");
  paragraphs.forEach((part) => {
    if (part.previousSibling && item.firstChild !== part && hasWordsBefore(part)) part.before(element(page, "br"));
    if (hasWordsRightBehind(part)) part.after(element(page, "br"));
    unwrap(part);
  });
  const later = [...item.children].find(
    (child) => child.matches("table") || (child.matches("ul, ol") && wordsBehind(child).length),
  );
  if (later) liftOut(page, item, later.matches("table") ? [later, ...wordsBehind(later)] : wordsBehind(later));
}

const isInline = (node) => node.nodeType === 3 || !node.matches?.(BLOCKS);
const hasWordsRightBehind = (part) =>
  Boolean(part.nextSibling && isInline(part.nextSibling) && part.nextSibling.textContent.trim());

/** What stands behind a part of an item, if words do. */
function wordsBehind(part) {
  const found = [];
  for (let node = part.nextSibling; node; node = node.nextSibling) found.push(node);
  return found.some((node) => isInline(node) && node.textContent.trim())
    ? found
    : found.filter((node) => node.matches?.("table"));
}

function hasWordsBefore(part) {
  for (let node = part.previousSibling; node; node = node.previousSibling) {
    if (node.nodeType === 1 && node.matches("ul, ol, table")) return false;
    if (node.textContent.trim()) return true;
  }
  return false;
}

/** What an item may not hold goes behind its list, which goes on behind it with its next number. */
function liftOut(page, item, parts) {
  let list = item.parentElement;
  while (list.parentElement.closest("li")) list = list.parentElement.closest("li").parentElement;
  const top = [...list.children].find((child) => child.contains(item));
  const rest = element(page, list.localName);
  const number = Number(list.getAttribute("start") ?? 1) + [...list.children].indexOf(top) + 1;
  if (list.localName === "ol") rest.setAttribute("start", number);
  if (list.getAttribute("type")) rest.setAttribute("type", list.getAttribute("type"));
  while (top.nextSibling) rest.append(top.nextSibling);
  const lifted = element(page, "div", ...parts);
  list.after(lifted);
  if (rest.children.length) lifted.after(rest);
  wrapRuns(page, lifted);
  unwrap(lifted);
}
