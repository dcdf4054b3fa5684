// What is pasted, from Word or a browser: paragraphs, headings, lists, bold, italic and tables stay, all else goes.
// Styles are read as words before the HTML is parsed: the page's security policy lets no inline style through.

/** Pasted HTML as the editor may read it. */
export function cleanPasted(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  page.querySelectorAll("img, script, iframe, object, title, meta, link, del").forEach((part) => part.remove());
  markEmphasis(page);
  rebuildLists(page);
  flattenLists(page);
  markTableHeads(page);
  return page.body.innerHTML;
}

function withoutStyles(html) {
  return html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(style|xml)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<!\[[^>]*>/g, "")
    .replace(/(<[^>]*?)\sstyle\s*=/gi, "$1 data-style=")
    .replace(/<\/?o:p>/gi, "");
}

const styleOf = (part) => (part.dataset.style ?? "").replace(/\s+/g, "").toLowerCase();

function rename(part, tag) {
  const made = part.ownerDocument.createElement(tag);
  made.append(...part.childNodes);
  part.replaceWith(made);
  return made;
}

/** Bold and italic given as styles become tags; a bold tag that says it is not bold is none. */
function markEmphasis(page) {
  for (const part of page.querySelectorAll("b, strong")) if (/(^|;)font-weight:(normal|400)/.test(styleOf(part))) rename(part, "span");
  for (const part of page.querySelectorAll("span, font")) {
    const style = styleOf(part);
    const bold = /(^|;)font-weight:(bold|[6-9]00)/.test(style);
    const italic = /(^|;)font-style:italic/.test(style);
    if (bold) part.innerHTML = `<strong>${part.innerHTML}</strong>`;
    if (italic) part.innerHTML = `<em>${part.innerHTML}</em>`;
  }
}

/** Word sends list items as paragraphs with a mark of their own; they become lists again. */
function rebuildLists(page) {
  let list = null;
  for (const item of page.querySelectorAll("p")) {
    if (!/mso-list:l\d+/.test(styleOf(item)) && !/MsoListParagraph/.test(item.className)) {
      list = null;
      continue;
    }
    const mark = [...item.querySelectorAll("span")].find((span) => /mso-list:ignore/.test(styleOf(span)));
    const tag = /^\s*(\d+|[a-z]|[ivx]+)[.)]/i.test(mark?.textContent ?? "") ? "ol" : "ul";
    mark?.remove();
    if (list?.tagName.toLowerCase() !== tag || list.nextElementSibling !== item) {
      list = page.createElement(tag);
      item.before(list);
    }
    list.append(rename(item, "li"));
  }
}

/** One level: an item's own list is lifted beside it. */
function flattenLists(page) {
  for (let inner; (inner = page.querySelector("li ul, li ol, ul > ul, ul > ol, ol > ul, ol > ol")); ) {
    const outer = inner.closest("li") ?? inner;
    outer.after(...(outer === inner ? inner.childNodes : inner.querySelectorAll(":scope > li")));
    inner.remove();
  }
}

/** A first row that is bold throughout is the head of its table. */
function markTableHeads(page) {
  for (const row of page.querySelectorAll("table tr:first-child")) {
    const cells = [...row.querySelectorAll("td")];
    const isHead = (cell) => cell.textContent.trim() && cell.textContent.trim() === [...cell.querySelectorAll("strong, b")].map((part) => part.textContent).join("").trim();
    if (cells.length && cells.every(isHead)) {
      for (const cell of cells) {
        cell.querySelectorAll("strong, b").forEach((part) => rename(part, "span"));
        rename(cell, "th");
      }
    }
  }
}
