// The plain text of an answer as the server keeps it: blocks apart by a line end, offsets in code points.
const MARK = "[data-mark]";

/** The words within an element or a range, without the letters that end passages. */
export function wordsOf(part) {
  const copy = document.createElement("div");
  copy.append(part instanceof Range ? part.cloneContents() : part.cloneNode(true));
  copy.querySelectorAll(MARK).forEach((mark) => mark.remove());
  return copy.textContent;
}

export const points = (words) => [...words];

export function blocksOf(prompt) {
  return [...prompt.querySelectorAll("[data-text]")].map((element) => {
    const start = Number(element.dataset.start);
    return { element, start, end: start + points(wordsOf(element)).length };
  });
}

/** All code points of an answer. */
export const textOf = (prompt) =>
  points(
    blocksOf(prompt)
      .map((block) => wordsOf(block.element))
      .join("\n"),
  );

/** The offset at which a place of the page stands, or null where it stands in no block. */
export function offsetAt(node, place) {
  const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-text]");
  if (!block) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, place);
  return Number(block.dataset.start) + points(wordsOf(before)).length;
}

/** The place of the page at an offset, as a range may begin or end there. */
export function placeAt(prompt, offset, atEnd) {
  const block = blocksOf(prompt).find(
    (one) => (atEnd ? offset > one.start : offset >= one.start) && offset <= one.end && (atEnd || offset < one.end),
  );
  if (!block) return null;
  const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
  let left = offset - block.start;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(MARK)) continue;
    const here = points(node.data);
    if (left < here.length || (atEnd && left === here.length)) return [node, here.slice(0, left).join("").length];
    left -= here.length;
  }
  return null;
}
