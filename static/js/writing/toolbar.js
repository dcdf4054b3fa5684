// The tools of a box, in words; one Tab stop, arrow keys between them. [words, act, isOn, isShown]
const inList = (editor) => editor.isActive("listItem");
const inNumbers = (editor) => editor.isActive("orderedList");
const inTable = (editor) => editor.isActive("table");
const NEXT_STYLE = { null: "a", a: "i", i: null };
const always = () => true;

const TOOLS = [
  ["Bold", (run) => run.toggleBold(), (editor) => editor.isActive("bold")],
  ["Italic", (run) => run.toggleItalic(), (editor) => editor.isActive("italic")],
  [
    "Heading",
    (run) => run.toggleHeading({ level: 4 }),
    (editor) => editor.isActive("heading"),
    (editor) => !inTable(editor),
  ],
  ["List", (run) => run.toggleBulletList(), (editor) => editor.isActive("bulletList")],
  ["Numbers", (run) => run.toggleOrderedList(), inNumbers],
  ["One level in", (run) => run.sinkListItem("listItem"), null, inList],
  ["One level out", (run) => run.liftListItem("listItem"), null, inList],
  [
    "1, a or i",
    (run, editor) =>
      run.updateAttributes("orderedList", { type: NEXT_STYLE[editor.getAttributes("orderedList").type] ?? null }),
    null,
    inNumbers,
  ],
  ["Superscript", (run) => run.togglesup(), (editor) => editor.isActive("raised")],
  ["Subscript", (run) => run.togglesub(), (editor) => editor.isActive("lowered")],
  ["Link", null, (editor) => editor.isActive("link")],
  [
    "Table",
    (run) => run.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    null,
    (editor) => !inTable(editor) && !inList(editor),
  ],
  ["Undo", (run) => run.undo()],
  ["Add a row", (run) => run.addRowAfter(), null, inTable],
  ["Add a column", (run) => run.addColumnAfter(), null, inTable],
  ["Merge or split cells", (run) => run.mergeOrSplit(), null, inTable],
  ["Remove the row", (run) => run.deleteRow(), null, inTable],
  ["Remove the column", (run) => run.deleteColumn(), null, inTable],
  ["Remove the table", (run) => run.deleteTable(), null, inTable],
];

export function toolbar(label) {
  const bar = document.createElement("div");
  bar.className = "editor__tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Tools for “${label}”`);
  bar.addEventListener("keydown", moveAmong);
  return bar;
}

/** Fill the bar once its editor is there; `actions` are done by name where a tool has no act of its own. */
export function connect(bar, editor, actions) {
  const buttons = TOOLS.map((tool) => makeButton(tool, editor, actions));
  bar.append(...buttons);
  const show = () => {
    TOOLS.forEach(([, , isOn, isShown = always], place) => {
      buttons[place].hidden = !isShown(editor);
      if (isOn) buttons[place].setAttribute("aria-pressed", String(isOn(editor)));
    });
    const shown = buttons.filter((button) => !button.hidden);
    if (!shown.some((button) => button.tabIndex === 0))
      shown.forEach((button, place) => (button.tabIndex = place ? -1 : 0));
  };
  editor.on("transaction", show);
  show();
}

function makeButton([words, act], editor, actions) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words, tabIndex: -1 });
  button.addEventListener("click", () => (act ? act(editor.chain().focus(), editor).run() : actions[words](button)));
  return button;
}

function moveAmong(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const shown = [...this.children].filter((button) => !button.hidden);
  const next = shown[(shown.indexOf(document.activeElement) + step + shown.length) % shown.length];
  shown.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
  next.focus();
  event.preventDefault();
}
