// What the editor can hold: exactly what `form.json` declares for the server's canonical HTML.
import { Mark } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { Gapcursor, TrailingNode, UndoRedo } from "@tiptap/extensions";

import FORM from "../../../living_docs/prose/form.json";
import { isAllowedAddress } from "./address.js";
import { OneForm } from "./one-form.js";

const OneHeading = Heading.configure({ levels: [4] }).extend({
  parseHTML: () => FORM.heading_tags.map((tag) => ({ tag, attrs: { level: 4 } })),
});

const setApart = (name, tag, other) =>
  Mark.create({
    name,
    excludes: `${name} ${other}`,
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
    addCommands: () => ({
      [`toggle${tag}`]:
        () =>
        ({ commands }) =>
          commands.toggleMark(name),
    }),
  });
const Raised = setApart("raised", "sup", "lowered");
const Lowered = setApart("lowered", "sub", "raised");

const Link = Mark.create({
  name: "link",
  priority: 1100, // outermost, as the server writes it
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (part) => isAllowedAddress(part.getAttribute("href")) && null }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
});

// An item holds one paragraph, and then lists. Tab leaves the box, as everywhere else on the page.
const Item = ListItem.extend({
  content: "paragraph (bulletList | orderedList)*",
  addKeyboardShortcuts() {
    const within = (act) => () => this.editor.isActive("listItem") && this.editor.commands[act](this.name);
    return { Enter: within("splitListItem"), "Mod-]": within("sinkListItem"), "Mod-[": within("liftListItem") };
  },
});

const Numbers = OrderedList.extend({
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (part) => numberOf(part.getAttribute("start")),
      renderHTML: ({ start }) => (start === 1 ? {} : { start }),
    },
    type: {
      default: null,
      parseHTML: (part) => FORM.number_styles.find((style) => style === part.getAttribute("type")) ?? null,
      renderHTML: ({ type }) => (type ? { type } : {}),
    },
  }),
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
  addProseMirrorPlugins: () => [], // pasted plain text stays as it is
});
const numberOf = (said) => (/^\d{1,9}$/.test(said ?? "") ? Number(said) : 1);

// The table's own drawing sets inline styles, and its Tab key adds rows for ever: both are replaced.
const PlainTable = Table.configure({ resizable: false }).extend({
  renderHTML: () => ["table", ["tbody", 0]],
  addNodeView: () => null,
  addKeyboardShortcuts() {
    return {
      Tab: () => this.editor.commands.goToNextCell(),
      "Shift-Tab": () => this.editor.commands.goToPreviousCell(),
    };
  },
});
const cell = {
  content: "(paragraph | bulletList | orderedList)+",
  addAttributes: () => ({
    colspan: { default: 1 },
    rowspan: { default: 1 },
    colwidth: { default: null, rendered: false },
  }),
};

export const schema = [
  Document,
  Paragraph,
  Text,
  OneHeading,
  Link,
  Bold,
  Italic,
  Raised,
  Lowered,
  HardBreak,
  BulletList,
  Numbers,
  Item,
  PlainTable,
  TableRow,
  TableHeader.extend(cell),
  TableCell.extend(cell),
  TrailingNode.configure({ notAfter: ["heading", "bulletList", "orderedList"] }),
  Gapcursor,
  UndoRedo,
  OneForm,
];
