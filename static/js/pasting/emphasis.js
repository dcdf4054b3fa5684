// Bold, italic, raised and lowered given as styles become tags; signs of symbol fonts become the characters they show.
import SYMBOLS from "../../../living_docs/prose/symbols.json";
import { isAllowedAddress } from "../writing/address.js";
import { rename, styleOf } from "./source.js";

const RULES = [
  ["strong", /(^|;)font-weight:(bold|[6-9]00)/, /(^|;)font-weight:(normal|[1-5]00)/, "b, strong"],
  ["em", /(^|;)font-style:(italic|oblique)/, /(^|;)font-style:normal/, "i, em"],
  ["sup", /(^|;)vertical-align:super/, /(^|;)vertical-align:baseline/, "sup"],
  ["sub", /(^|;)vertical-align:sub(;|$)/, /(^|;)vertical-align:baseline/, "sub"],
];

export function markEmphasis(page, left) {
  readSymbols(page);
  for (const [tag, says, denies, names] of RULES) {
    for (const part of page.querySelectorAll(names)) if (denies.test(styleOf(part))) rename(part, "span");
    for (const part of page.querySelectorAll("span[data-style], font[data-style]")) {
      if (says.test(styleOf(part)) && part.textContent.trim()) wrapInside(part, tag);
    }
  }
  for (const part of page.querySelectorAll("[data-style*='mso-text-raise']"))
    if (/mso-text-raise:[1-9]/.test(styleOf(part)) && !part.closest("sup")) wrapInside(part, "sup");
  page.querySelectorAll("a[href]").forEach((link) => keepAddress(link, left));
}

/** A link's address as a text may hold it; what it may not is counted, and its words stay. */
function keepAddress(link, left) {
  const said = link.getAttribute("href").trim();
  if (said.startsWith("#")) return;
  const href = (/^www\./i.test(said) ? `http://${said}` : said).replace(/\s/g, "%20");
  if (isAllowedAddress(href)) return link.setAttribute("href", href);
  link.removeAttribute("href");
  if (said && link.textContent.trim()) left.count("links");
}

function wrapInside(part, tag) {
  const made = part.ownerDocument.createElement(tag);
  made.append(...part.childNodes);
  part.append(made);
}

/** The font of a part, if it is one whose letters are signs. */
function symbolFont(part) {
  const named =
    /(?:mso-symbol-font-family|font-family):["']?([^;"',]+)/.exec(styleOf(part))?.[1] ??
    part.getAttribute("face")?.replace(/\s/g, "").toLowerCase();
  return Object.keys(SYMBOLS).find((font) => font.replace(/\s/g, "").toLowerCase() === named);
}

function readSymbols(page) {
  for (const part of page.querySelectorAll("[data-style*='font-family' i], [face]")) {
    const font = symbolFont(part);
    if (!font || part.querySelector("[data-style*='font-family' i]")) continue;
    const walker = page.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode());)
      text.data = [...text.data].map((sign) => signOf(sign, SYMBOLS[font])).join("");
  }
}

function signOf(sign, table) {
  const code = sign.codePointAt(0);
  const byte = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  return (byte <= 0xff && table[byte.toString(16)]) || sign;
}
