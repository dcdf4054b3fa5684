// The tools of a box, in words; one Tab stop, arrow keys between them.
const TOOLS = [
  ["Bold", (run) => run.toggleBold(), (editor) => editor.isActive("bold")],
  ["Italic", (run) => run.toggleItalic(), (editor) => editor.isActive("italic")],
  ["Heading", (run) => run.toggleHeading({ level: 4 }), (editor) => editor.isActive("heading")],
  ["List", (run) => run.toggleBulletList(), (editor) => editor.isActive("bulletList")],
  ["Numbers", (run) => run.toggleOrderedList(), (editor) => editor.isActive("orderedList")],
  ["Table", (run) => run.insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  ["Undo", (run) => run.undo()],
];
const IN_TABLE = [
  ["Add a row", (run) => run.addRowAfter()],
  ["Add a column", (run) => run.addColumnAfter()],
  ["Remove the row", (run) => run.deleteRow()],
  ["Remove the column", (run) => run.deleteColumn()],
  ["Remove the table", (run) => run.deleteTable()],
];

export function toolbar(label) {
  const bar = document.createElement("div");
  bar.className = "editor__tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Tools for “${label}”`);
  bar.addEventListener("keydown", moveAmong);
  return bar;
}

/** Fill the bar once its editor is there. */
export function connect(bar, editor) {
  const everywhere = TOOLS.map((tool) => makeButton(tool, editor));
  const inTable = IN_TABLE.map((tool) => makeButton(tool, editor));
  bar.append(...everywhere, ...inTable);
  const show = () => {
    everywhere.forEach((button, place) => showPressed(button, TOOLS[place][2], editor));
    inTable.forEach((button) => (button.hidden = !editor.isActive("table")));
    everywhere[5].hidden = editor.isActive("table");
    const shown = [...bar.children].filter((button) => !button.hidden);
    if (!shown.some((button) => button.tabIndex === 0)) shown.forEach((button, place) => (button.tabIndex = place ? -1 : 0));
  };
  editor.on("transaction", show);
  show();
}

function makeButton([words, act], editor) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words, tabIndex: -1 });
  button.addEventListener("click", () => act(editor.chain().focus()).run());
  return button;
}

function showPressed(button, isOn, editor) {
  if (isOn) button.setAttribute("aria-pressed", String(isOn(editor)));
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
