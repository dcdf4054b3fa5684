// Styles are read as words before the HTML is parsed: the page's security policy lets no inline style through.
import { equationText, writeEquations } from "./equations.js";

const DEEPEST = 100;

export function parsed(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  writeEquations(page);
  flattenDepths(page);
  return page;
}

/** Each step takes time in proportion to the text, whatever stands in it. */
function withoutStyles(html) {
  return withEquations(html)
    .replace(/<(\/?)(style|xml)\b/gi, "<$1x-$2")
    .replace(/<!\[[^<>]*>/g, "")
    .replace(/(<[a-z][^<>]*?)\sstyle\s*=/gi, "$1 data-style=")
    .replace(/<\/?o:p\b[^<>]*>/gi, "");
}

const [EQUATION, ITS_END] = ["<!--[if gte msEquation", "<![endif]-->"];

/** Word's equations stand in comments that only Word reads. */
function withEquations(html) {
  const [first, ...rest] = html.split(EQUATION);
  const read = rest.map((part) => {
    const [begin, end] = [part.indexOf(">") + 1, part.indexOf(ITS_END)];
    return end < begin ? part : equationText(part.slice(begin, end)) + part.slice(end + ITS_END.length);
  });
  return [first, ...read].join("");
}

/** What stands deeper than any text needs becomes words: the editor reads a page by calling itself at each level. */
function flattenDepths(page) {
  const depth = new Map([[page.body, 0]]);
  for (const part of page.body.querySelectorAll("*")) {
    const own = (depth.get(part.parentNode) ?? DEEPEST) + 1;
    depth.set(part, own);
    if (own === DEEPEST && part.firstElementChild) part.textContent = wordsOf(part);
  }
}

function wordsOf(part) {
  const walker = part.ownerDocument.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const words = [];
  for (let text; (text = walker.nextNode());) words.push(text.data);
  return words.join(" ");
}

/** The style of a part, in small letters and without spaces. */
export const styleOf = (part) => (part.dataset?.style ?? "").replace(/\s+/g, "").toLowerCase();

export function rename(part, tag) {
  const made = part.ownerDocument.createElement(tag);
  made.append(...part.childNodes);
  part.replaceWith(made);
  return made;
}

export const unwrap = (part) => part.replaceWith(...part.childNodes);

export function element(page, tag, ...children) {
  const made = page.createElement(tag);
  made.append(...children);
  return made;
}
