// The passage in hand: chosen by selecting words, or paragraphs by their boxes; its ends move word by word.
import { blocksOf, offsetAt, placeAt, textOf } from "./text.js";

export class Passage {
  constructor(form) {
    this.form = form;
    this.chosen = null;
    this.shown = form.querySelector("[data-chosen]");
    this.none = form.querySelector("[data-none-chosen]");
    this.none.textContent = "Choose words in the text, or tick paragraphs beside it.";
    document.addEventListener("selectionchange", () => this.fromSelection(document.getSelection()));
    form.addEventListener("change", (event) => event.target.name === "block" && this.fromBoxes(event.target));
    form
      .querySelectorAll("[data-move]")
      .forEach((button) => button.addEventListener("click", () => this.move(...button.dataset.move.split(" "))));
    this.jump = this.linkToForm();
    const ticked = form.querySelector("[name=block]:checked");
    if (ticked) this.fromBoxes(ticked);
  }

  fromSelection(selection) {
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = range.startContainer;
    const prompt = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest("[data-prompt]");
    if (!prompt || !this.form.contains(prompt)) return;
    const { blocks, text } = { blocks: blocksOf(prompt), text: textOf(prompt) };
    const within = blocks.filter((block) => range.intersectsNode(block.element));
    if (!within.length) return;
    const from = offsetAt(range.startContainer, range.startOffset) ?? within[0].start;
    const to = offsetAt(range.endContainer, range.endOffset) ?? within.at(-1).end;
    this.untick();
    this.take(prompt, ...trimmed(text, from, prompt.contains(range.endContainer) ? to : within.at(-1).end));
  }

  /** The ticked paragraphs of the prompt in hand; those of other prompts are let go. */
  fromBoxes(box) {
    const prompt = box.closest("[data-prompt]");
    this.form.querySelectorAll("[name=block]:checked").forEach((one) => prompt.contains(one) || (one.checked = false));
    const ticked = [...prompt.querySelectorAll("[name=block]:checked")];
    const blocks = blocksOf(prompt);
    if (!ticked.length || !blocks.length) return this.take(null);
    if (ticked.some((one) => one.value.endsWith(":all"))) return this.take(prompt, 0, blocks.at(-1).end);
    const chosen = blocks.filter((block) => ticked.includes(block.element.parentElement.querySelector("[name=block]")));
    const apart = chosen.some((block, place) => place && block.start !== chosen[place - 1].end + 1);
    if (apart) return this.take(null, 0, 0, `${chosen.length} paragraphs that do not follow one another`);
    this.take(prompt, chosen[0].start, chosen.at(-1).end);
  }

  untick() {
    this.form.querySelectorAll("[name=block]:checked").forEach((one) => (one.checked = false));
  }

  /** One word more or less at one end. */
  move(side, by) {
    const { prompt, start, end } = this.chosen ?? {};
    if (!prompt) return;
    const text = textOf(prompt);
    const ends = { start, end };
    ends[side] = Number(by) > 0 ? wordEnd(text, ends[side], side) : wordStart(text, ends[side], side);
    if (ends.start >= ends.end) return;
    this.untick();
    this.take(prompt, ends.start, ends.end);
  }

  take(prompt, start, end, instead = "") {
    this.chosen =
      prompt && start < end ? { prompt, start, end, quote: textOf(prompt).slice(start, end).join("") } : null;
    this.shown.hidden = !this.chosen;
    this.none.hidden = Boolean(this.chosen);
    if (instead) this.none.textContent = instead;
    if (this.chosen) this.shown.querySelector("[data-chosen-words]").textContent = shortened(this.chosen.quote);
    this.jump.hidden = !this.chosen;
    this.show();
  }

  /** The words keep their tint when the theme box is typed in. */
  show() {
    if (!globalThis.Highlight) return;
    CSS.highlights.delete("passage");
    if (!this.chosen) return;
    const range = document.createRange();
    const from = placeAt(this.chosen.prompt, this.chosen.start, false);
    const to = placeAt(this.chosen.prompt, this.chosen.end, true);
    if (!from || !to) return;
    range.setStart(...from);
    range.setEnd(...to);
    CSS.highlights.set("passage", new Highlight(range));
  }

  fillIn() {
    const { prompt, start, end, quote } = this.chosen ?? {};
    const values = prompt
      ? { prompt: prompt.dataset.prompt, start, end, quote }
      : { prompt: "", start: "", end: "", quote: "" };
    for (const [name, value] of Object.entries(values)) this.form.querySelector(`[name=${name}]`).value = value;
  }

  /** On a phone the form stands below the text: a line at the foot of the screen leads to it. */
  linkToForm() {
    const line = document.createElement("p");
    line.className = "coding-jump";
    line.hidden = true;
    line.innerHTML = '<a class="govuk-link" href="#code">Code the words you chose</a>';
    this.form.append(line);
    return line;
  }
}

const isSpace = (point) => point === undefined || /\s/u.test(point);

function trimmed(text, start, end) {
  while (start < end && isSpace(text[start])) start += 1;
  while (end > start && isSpace(text[end - 1])) end -= 1;
  return [start, end];
}

/** From the start of a word to that of the next, from its end to the next end. */
function wordEnd(text, place, side) {
  if (side === "start") {
    while (place < text.length && !isSpace(text[place])) place += 1;
    while (place < text.length && isSpace(text[place])) place += 1;
    return place;
  }
  while (place < text.length && isSpace(text[place])) place += 1;
  while (place < text.length && !isSpace(text[place])) place += 1;
  return place;
}

function wordStart(text, place, side) {
  if (side === "start") {
    while (place > 0 && isSpace(text[place - 1])) place -= 1;
    while (place > 0 && !isSpace(text[place - 1])) place -= 1;
    return place;
  }
  while (place > 0 && !isSpace(text[place - 1])) place -= 1;
  while (place > 0 && isSpace(text[place - 1])) place -= 1;
  return place;
}

function shortened(quote) {
  const words = quote.split(/\s+/);
  const many = words.length > 40 ? [...words.slice(0, 20), "…", ...words.slice(-12)] : words;
  return `“${many.join(" ")}” ${words.length} word${words.length === 1 ? "" : "s"}`;
}
