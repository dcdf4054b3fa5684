// The editor over a plain box. The box stays: it holds what is sent, and works alone where there is no JavaScript.
import { Editor } from "@tiptap/core";
import { DOMParser as Reader } from "@tiptap/pm/model";
import { diff3Merge, diffIndices } from "node-diff3";

import { cleanPasted } from "../pasting/paste.js";
import { LeftOutNotice } from "./left-out-notice.js";
import { schema } from "./schema.js";
import { openLinkRow } from "./link-row.js";
import { connect, toolbar } from "./toolbar.js";
import { countWords } from "./words.js";

export class ProseEditor {
  constructor(box) {
    this.box = box;
    this.name = box.name;
    this.written = false; // until then the box sends what the server put into it
    const frame = document.createElement("div");
    frame.className = "editor";
    const label = document.querySelector(`label[for="${box.id}"]`);
    const bar = toolbar(label.textContent.trim());
    const place = document.createElement("div");
    place.className = "editor__text";
    frame.append(bar, place);
    box.before(frame);
    this.notice = new LeftOutNotice(frame, box);
    box.hidden = true;
    label.id ||= `${box.id}_label`;
    this.editor = new Editor({
      element: place,
      extensions: schema,
      content: withPlaceBehindTable(box.dataset.html),
      injectCSS: false,
      enableInputRules: ["bulletList", "orderedList"], // stars and lines stay as they are typed: "5 * 3 * 2"
      enablePasteRules: false,
      editorProps: {
        attributes: attributes(box, label),
        transformPastedHTML: (html) => this.pasted(html),
        handlePaste: (_, event) => this.notice.tellFiles(event.clipboardData),
        handleDrop: (_, event) => this.dropped(event),
      },
      onUpdate: () => this.changed(),
    });
    connect(bar, this.editor, { Link: () => openLinkRow(this.editor, bar) });
    label.addEventListener("click", () => this.editor.commands.focus());
  }

  /** What is pasted, as the box may hold it; what it may not is said beneath. */
  pasted(html) {
    const { html: cleaned, left } = cleanPasted(html);
    const before = this.editor.state.doc;
    const isInTable = this.editor.isActive("table");
    this.notice.tell(left, before);
    queueMicrotask(() => {
      if (!isInTable && this.editor.state.doc !== before && isOneTable(cleaned)) this.goBehindTable();
      this.notice.pastedInto(this.editor.state.doc);
    });
    return cleaned;
  }

  /** Pictures are offered as evidence; other files would open in place of the page. */
  dropped(event) {
    const taken = this.notice.tellFiles(event.dataTransfer, "dropped") || this.notice.refuseFiles(event.dataTransfer);
    if (taken) event.preventDefault();
    return taken;
  }

  /** Out of a table that was just pasted, to where the text goes on. */
  goBehindTable() {
    const { $from } = this.editor.state.selection;
    const depth = Array.from({ length: $from.depth + 1 }, (_, at) => at).find(
      (at) => $from.node(at).type.name === "table",
    );
    if (depth === undefined) return;
    const behind = $from.after(depth);
    const chain = this.editor.chain();
    if (!this.editor.state.doc.resolve(behind).nodeAfter?.isTextblock)
      chain.insertContentAt(behind, { type: "paragraph" });
    chain
      .setTextSelection(behind + 1)
      .scrollIntoView()
      .run();
  }

  changed() {
    this.written = true;
    this.notice.follow(this.editor.state.doc);
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  get html() {
    return this.editor.isEmpty ? "" : this.editor.getHTML();
  }

  get words() {
    let words = 0;
    this.editor.state.doc.descendants((node) => {
      if (!node.isTextblock) return true;
      words += countWords(node.textBetween(0, node.content.size, " ", " "));
      return false;
    });
    return words;
  }

  /** Put the text into the box, marked as the editor's. */
  writeBack() {
    if (!this.written) return;
    this.box.value = this.html;
    if (this.mark) return;
    this.mark = Object.assign(document.createElement("input"), {
      type: "hidden",
      name: `${this.name}-as`,
      value: "html",
    });
    this.box.after(this.mark);
  }

  /** Replace the whole text, as if it were typed. */
  setText(html) {
    this.editor.commands.setContent(withPlaceBehindTable(html), { emitUpdate: true });
  }

  /**
   * Take over `html`, the text as saved with what others wrote, into what stands here; `sent` is what was sent for it.
   * Block by block, so that the place where somebody types stays. False where both changed one block meanwhile.
   */
  takeOver(html, sent) {
    const here = this.written ? blocks(this.editor.state.doc) : null;
    const theirs = this.read(html);
    const merged = here ? diff3Merge(spaced(here), spaced(blocks(this.read(sent))), spaced(blocks(theirs))) : null;
    if (merged?.some((run) => run.conflict)) return false;
    const known = new Map([...blocks(theirs), ...blocks(this.editor.state.doc)].map((node) => [key(node), node]));
    const wanted = merged
      ? merged.flatMap((run) => run.ok.filter(Boolean)).map((one) => known.get(one))
      : blocks(theirs);
    this.replaceChanged(wanted);
    this.written = true;
    return true;
  }

  read(html) {
    const page = new DOMParser().parseFromString(html || "<p></p>", "text/html");
    return Reader.fromSchema(this.editor.schema).parse(page.body);
  }

  replaceChanged(wanted) {
    const present = blocks(this.editor.state.doc);
    const places = [0];
    for (const node of present) places.push(places.at(-1) + node.nodeSize);
    const change = this.editor.state.tr.setMeta("addToHistory", false).setMeta("preventUpdate", true);
    for (const { buffer1, buffer2 } of diffIndices(keys(present), keys(wanted)).reverse()) {
      const [from, count] = buffer1;
      const nodes = wanted.slice(buffer2[0], buffer2[0] + buffer2[1]);
      change.replaceWith(places[from], places[from + count], nodes);
    }
    if (change.docChanged) this.editor.view.dispatch(change);
  }
}

const isOneTable = (html) => {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return body.children.length === 1 && body.firstElementChild.localName === "table" && !textBeside(body);
};
const textBeside = (body) => [...body.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

/** A text that ends with a table has a place to write behind it. */
const withPlaceBehindTable = (html) => (/<\/table>\s*$/.test(html ?? "") ? `${html}<p></p>` : html);

const key = (node) => JSON.stringify(node.toJSON());
const keys = (nodes) => nodes.map(key);
const spaced = (nodes) => nodes.flatMap((node) => [key(node), ""]); // so that changes to neighbours do not conflict
const blocks = (doc) => doc.content.content;

function attributes(box, label) {
  const found = { role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, id: `${box.id}_editor` };
  const described = box.getAttribute("aria-describedby");
  return described ? { ...found, "aria-describedby": described } : found;
}
