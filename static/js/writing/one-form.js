// What is typed takes the form in which it is stored, at once: so what stands in the box is what is saved.
import { Extension } from "@tiptap/core";
import { Fragment } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";

import { parted, tidy } from "./characters.js";

const TAGS = { raised: "sup", lowered: "sub" };

export const OneForm = Extension.create({
  name: "oneForm",
  addProseMirrorPlugins() {
    const isComposing = () => this.editor.view?.composing; // an accent or a sign that is still being put together
    return [
      new Plugin({
        appendTransaction: (changes, before, now) => (isComposing() ? null : tidied(changes, before, now)),
      }),
    ];
  },
});

function tidied(changes, before, now) {
  const change = now.tr;
  for (const [place, block] of blocksToLookAt(changes, before, now)) tidyBlock(change, place, block, now.selection);
  // What is typed next stays raised where the figure before it has become a character of its own.
  return change.docChanged ? change.setStoredMarks(now.storedMarks ?? now.selection.$from.marks()) : null;
}

/** The blocks of text that have changed, and the one that the cursor has left: position → node. */
function blocksToLookAt(changes, before, now) {
  const found = new Map();
  const look = (from, to) =>
    now.doc.nodesBetween(Math.max(0, from), Math.min(to, now.doc.content.size), (node, place) => {
      if (node.isTextblock) found.set(place, node);
      return !node.isTextblock;
    });
  const start = before.doc.content.findDiffStart(now.doc.content);
  if (start !== null) {
    const end = before.doc.content.findDiffEnd(now.doc.content).b;
    look(Math.min(start, end) - 1, Math.max(start, end) + 1);
  }
  const left = changes.reduce((place, change) => change.mapping.map(place), before.selection.from);
  look(left, left);
  return found;
}

function tidyBlock(change, place, block, selection) {
  const holdsCursor = selection.from > place && selection.from < place + block.nodeSize;
  let afterGap = true; // at the beginning of a line, and behind a space
  block.forEach((node, offset) => {
    if (!node.isText) return (afterGap = true);
    const isLast = offset + node.nodeSize === block.content.size && !holdsCursor;
    const wanted = inOneForm(node, afterGap, isLast);
    const from = place + 1 + offset;
    if (!wanted.eq(Fragment.from(node))) replaceChanged(change, from, node, wanted);
    afterGap = node.text.endsWith(" ");
  });
}

/** A piece of text as it is stored; raised and lowered figures as characters of their own. */
function inOneForm(node, afterGap, isLast) {
  let text = tidy(node.text);
  if (afterGap) text = text.replace(/^ /, "");
  if (isLast) text = text.replace(/ $/, "");
  const mark = node.marks.find((one) => TAGS[one.type.name]);
  if (!mark) return Fragment.from(text ? node.type.schema.text(text, node.marks) : null);
  const words = text.split(/( )/).filter(Boolean);
  return Fragment.from(
    words
      .flatMap((word) => parted(word, TAGS[mark.type.name]))
      .map(([part, isFigure]) => node.type.schema.text(part, isFigure ? mark.removeFromSet(node.marks) : node.marks)),
  );
}

/** Replace what differs only, so that the cursor keeps its place. */
function replaceChanged(change, from, node, wanted) {
  const begin = change.mapping.map(from);
  const held = Fragment.from(node);
  const same = held.findDiffStart(wanted);
  const ends = held.findDiffEnd(wanted);
  const overlap = Math.max(0, same - Math.min(ends.a, ends.b));
  const [last, lastWanted] = [ends.a + overlap, ends.b + overlap];
  change.replaceWith(begin + same, begin + last, wanted.cut(same, lastWanted));
}
