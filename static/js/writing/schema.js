// What the editor can hold: exactly the canonical HTML of the server (paragraph, heading, lists, table, bold, italic).
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { UndoRedo } from "@tiptap/extensions";

const OneHeading = Heading.configure({ levels: [4] }).extend({
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: 4 } })),
});

// An item holds one paragraph: lists have one level. Tab leaves the box, as everywhere else on the page.
const Item = ListItem.extend({
  content: "paragraph",
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});

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
const bare = { addAttributes: () => ({ colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null, rendered: false } }) };

export const schema = [
  Document,
  Paragraph,
  Text,
  OneHeading,
  Bold,
  Italic,
  HardBreak,
  BulletList,
  OrderedList.extend({ addAttributes: () => ({}), renderHTML: () => ["ol", 0] }),
  Item,
  PlainTable,
  TableRow,
  TableHeader.extend(bare),
  TableCell.extend(bare),
  UndoRedo,
];
