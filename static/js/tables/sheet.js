// A table as a sheet: one cell has the focus, arrows move it, typing replaces, F2 and Enter open it, Escape closes it.
// What is saved, merged and said of the cells comes from the server, by the same rules as everywhere else.
import { readBlock, writeBlock } from "./clipboard.js";
import { Rows, newId } from "./rows.js";

const folded = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();
const bare = (text) =>
  folded(text)
    .replace(/\([^)]*\)/g, "")
    .replace(/[\s:*.£]+$/, "");
const make = (tag, props = {}, ...inside) => {
  const { dataset, attrs, ...rest } = props;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, dataset);
  Object.entries(attrs ?? {}).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...inside);
  return made;
};

export class Sheet {
  /** `place` stands in the section of its prompt and holds the data; `field` is what travels. */
  constructor(place, field) {
    this.place = place;
    this.field = field;
    this.name = field.name;
    this.isSheet = true;
    const data = JSON.parse(place.querySelector("script").textContent);
    Object.assign(this, {
      number: data.number,
      label: data.label,
      columns: data.columns,
      limit: data.limit,
      given: data.given,
    });
    this.told = data.told;
    this.decisions = new Map(); // by row: what was chosen and has not been saved yet
    this.rows = new Rows(data.rows);
    this.at = { row: 0, column: 0 };
    this.from = null; // the other corner of what is marked
    this.draw();
    field.disabled = false;
    this.writeBack();
  }

  // What Part asks of whatever is written in

  get words() {
    return 0;
  }

  writeBack() {
    this.field.value = JSON.stringify(this.rows.filled.map((row) => ({ ...row, ...this.decisions.get(row.id) })));
  }

  setText(text) {
    this.rows.takeOver([], []);
    this.rows.all = JSON.parse(text);
    this.changed();
  }

  takeOver(text, sent) {
    const row = this.shown[this.at.row]?.id;
    this.rows.takeOver(JSON.parse(text || "[]"), JSON.parse(sent || "[]"));
    this.at.row = Math.max(
      0,
      this.shown.findIndex((one) => one.id === row),
    );
    this.redraw();
    return true;
  }

  /** What the server says of the cells after a save. */
  tell({ sheet }, sent) {
    if (!sheet) return;
    const said = sent.find(([name]) => name === this.name)?.[1] ?? "[]";
    JSON.parse(said).forEach(
      (row) => Object.keys(row).some((name) => name.startsWith("decide:")) && this.decisions.delete(row.id),
    );
    this.told = sheet.told;
    this.takeOver(JSON.stringify(sheet.rows), said);
  }

  // Drawing

  get mayGrow() {
    return !this.given && (!this.limit || this.rows.all.length < this.limit);
  }

  /** The rows, and one to begin the next with. */
  get shown() {
    this.next ??= { id: newId() };
    if (this.rows.find(this.next.id)) this.next = { id: newId() };
    return this.mayGrow ? [...this.rows.all, this.next] : this.rows.all;
  }

  draw() {
    this.body = make("tbody");
    this.table = make(
      "table",
      { className: "sheet__table", attrs: { role: "grid", "aria-multiselectable": "true" } },
      make("caption", { className: "govuk-visually-hidden", textContent: `${this.number} ${this.label}` }),
      this.head(),
      this.body,
    );
    this.frame = make("div", { className: "sheet__frame" }, this.table);
    this.note = make("div", { className: "sheet__note" });
    this.status = make("p", { className: "govuk-visually-hidden", attrs: { role: "status" } });
    this.hint = make("p", { className: "sheet__hint", textContent: this.hintText() });
    this.place.append(this.hint, this.tools(), this.frame, this.note, this.status);
    this.place.hidden = false;
    this.place.classList.add("sheet");
    this.place.setAttribute("role", "group");
    this.place.setAttribute("aria-label", `${this.number} as a sheet`);
    this.redraw();
    this.listen();
  }

  hintText() {
    const room = this.limit ? ` ${this.number} takes up to ${this.limit} rows.` : "";
    return `Type or paste a block from a spreadsheet into any cell. Enter or F2 changes a cell, Escape leaves it as it was, Tab leaves the sheet.${room}`;
  }

  head() {
    const cells = this.columns.map((column) =>
      make("th", { scope: "col", textContent: column.label, attrs: column.help ? { title: column.help } : {} }),
    );
    return make(
      "thead",
      {},
      make("tr", {}, make("th", { scope: "col" }, make("span", { textContent: "Row" })), ...cells),
    );
  }

  tools() {
    const bar = make("div", {
      className: "sheet__tools button-row",
      attrs: { role: "group", "aria-label": `Tools for ${this.number}` },
    });
    const add = (words, act) => {
      const button = make("button", {
        type: "button",
        className: "govuk-button govuk-button--secondary button-small",
        textContent: words,
      });
      button.addEventListener("click", () => (act(), this.focus()));
      bar.append(button);
      return button;
    };
    if (!this.given) add("Add a row", () => this.addRow());
    add("Fill down", () => this.fillDown());
    this.undoButton = add("Undo", () => this.turn("undo"));
    this.redoButton = add("Redo", () => this.turn("redo"));
    if (!this.given) {
      add("Move up", () => this.moveRow(-1));
      add("Move down", () => this.moveRow(1));
      add("Remove rows", () => this.removeRows());
    }
    const several = this.columns.filter((column) => column.options.length && !column.fixed);
    if (several.length) bar.append(this.setter(several));
    return bar;
  }

  /** One choice for every marked row. */
  setter(columns) {
    const id = `sheet-${this.name}`;
    const pick = (name, words) => [
      make("label", { className: "govuk-visually-hidden", htmlFor: `${id}-${name}`, textContent: words }),
      make("select", { id: `${id}-${name}`, className: "govuk-select" }),
    ];
    const [columnLabel, column] = pick("column", `Column to set in the marked rows of ${this.number}`);
    const [valueLabel, value] = pick("value", `Choice for the marked rows of ${this.number}`);
    const fill = () =>
      value.replaceChildren(
        ...columns[column.selectedIndex].options.map(([key, label]) =>
          make("option", { value: key, textContent: label }),
        ),
      );
    column.append(...columns.map((one) => make("option", { value: one.name, textContent: one.label })));
    column.addEventListener("change", fill);
    fill();
    const button = make("button", {
      type: "button",
      className: "govuk-button govuk-button--secondary button-small",
      textContent: "Set in marked rows",
    });
    button.addEventListener("click", () => {
      this.change(this.markedRows().map((row) => this.rows.setting(row, column.value, value.value)));
      this.say(`${columns[column.selectedIndex].label} set in ${this.markedRows().length} rows.`);
    });
    return make("span", { className: "sheet__setter" }, columnLabel, column, valueLabel, value, button);
  }

  redraw() {
    if (this.editing) return;
    const hadFocus = this.focused;
    this.table.setAttribute("aria-rowcount", this.shown.length + 1);
    this.body.replaceChildren(...this.shown.map((row, at) => this.rowOf(row, at)));
    this.undoButton.disabled = this.rows.done.length === 0;
    this.redoButton.disabled = this.rows.undone.length === 0;
    this.mark();
    this.showNote();
    if (hadFocus) this.focus();
  }

  rowOf(row, at) {
    const isNext = row === this.next;
    const number = make("th", { scope: "row", textContent: isNext ? "New" : at + 1 });
    return make("tr", {}, number, ...this.columns.map((column, place) => this.cellOf(row, column, at, place)));
  }

  cellOf(row, column, at, place) {
    const cell = make("td", { tabIndex: -1, dataset: { at, place }, attrs: { role: "gridcell" } });
    const said = this.told[row.id]?.[column.name] ?? {};
    cell.append(make("span", { className: "sheet__text", textContent: this.textOf(row, column) }));
    if (["money", "number", "integer"].includes(column.kind)) cell.classList.add("numeric");
    if (column.fixed) cell.setAttribute("aria-readonly", "true");
    if (said.error) {
      const id = `sheet-${this.name}-${row.id}-${column.name}`;
      cell.append(make("span", { id, className: "sheet__error", textContent: said.error }));
      cell.setAttribute("aria-invalid", "true");
      cell.setAttribute("aria-describedby", id);
    } else if (said.read) cell.append(make("span", { className: "sheet__read", textContent: said.read }));
    return cell;
  }

  textOf(row, column) {
    const text = row[column.name] ?? "";
    return column.options.find(([value]) => value === text)?.[1] ?? text;
  }

  cell({ row, column } = this.at) {
    return this.body.rows[row]?.cells[column + 1];
  }

  // Where one is

  get marked() {
    const other = this.from ?? this.at;
    const [top, bottom] = [this.at.row, other.row].sort((a, b) => a - b);
    const [left, right] = [this.at.column, other.column].sort((a, b) => a - b);
    return { top, bottom, left, right };
  }

  markedRows() {
    const { top, bottom } = this.marked;
    return this.shown.slice(top, bottom + 1).filter((row) => row !== this.next);
  }

  mark() {
    const { top, bottom, left, right } = this.marked;
    for (const cell of this.body.querySelectorAll("td")) {
      const { at, place } = cell.dataset;
      const isIn = at >= top && at <= bottom && place >= left && place <= right;
      cell.setAttribute("aria-selected", isIn);
      cell.tabIndex = -1;
    }
    const here = this.cell();
    if (here) here.tabIndex = 0;
  }

  get focused() {
    return this.body.contains(document.activeElement) || this.wasFocused;
  }

  focus() {
    this.wasFocused = false;
    this.cell()?.focus();
    this.cell()?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  go(row, column, extend = false) {
    this.from = extend ? (this.from ?? { ...this.at }) : null;
    this.at = {
      row: Math.min(Math.max(row, 0), this.shown.length - 1),
      column: Math.min(Math.max(column, 0), this.columns.length - 1),
    };
    this.mark();
    this.showNote();
    this.focus();
  }

  /** Go to a cell by its row and column, as an address names them. */
  goTo(rowId, name) {
    const row = this.rows.all.findIndex((one) => one.id === rowId);
    const column = this.columns.findIndex((one) => one.name === name);
    if (row >= 0) this.go(row, Math.max(column, 0));
  }

  /** Under the sheet: the cell in hand with all that is said of it, and what there is to choose. */
  showNote() {
    const row = this.shown[this.at.row];
    const column = this.columns[this.at.column];
    const said = (row && this.told[row.id]?.[column.name]) ?? {};
    const words = [said.error, said.read].filter(Boolean);
    this.note.replaceChildren();
    if (!words.length && !said.choices) return;
    this.note.append(make("p", { textContent: `Row ${this.at.row + 1}, ${column.label}: ${words.join(". ")}` }));
    for (const [value, label] of said.choices ?? []) {
      const button = make("button", {
        type: "button",
        className: "govuk-button govuk-button--secondary button-small",
        textContent: label,
      });
      button.addEventListener("click", () => this.decide(row, column, value));
      this.note.append(button, " ");
    }
  }

  decide(row, column, value) {
    this.decisions.set(row.id, { ...this.decisions.get(row.id), [`decide:${column.name}`]: value });
    this.changed();
    this.focus();
  }

  // Changing

  listen() {
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("mousedown", (event) => this.pointed(event));
    this.body.addEventListener("dblclick", () => this.edit());
    this.table.addEventListener("paste", (event) => this.paste(event));
    this.table.addEventListener("copy", (event) => this.copy(event));
    this.table.addEventListener("cut", (event) => this.copy(event) && this.clear());
  }

  pointed(event) {
    const cell = event.target.closest("td");
    if (!cell || cell.contains(this.editing?.field)) return;
    event.preventDefault();
    this.commit();
    const again =
      !event.shiftKey && this.at.row === +cell.dataset.at && this.at.column === +cell.dataset.place && this.focused;
    this.go(+cell.dataset.at, +cell.dataset.place, event.shiftKey);
    if (again && this.columns[this.at.column].options.length) this.edit();
  }

  key(event) {
    if (this.editing) return this.keyInside(event);
    const { row, column } = this.at;
    const last = { row: this.shown.length - 1, column: this.columns.length - 1 };
    const control = event.ctrlKey || event.metaKey;
    const steps = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [control ? 0 : row, 0],
      End: [control ? last.row : row, last.column],
      PageUp: [row - 10, column],
      PageDown: [row + 10, column],
    };
    if (event.altKey && !this.given && ["ArrowUp", "ArrowDown"].includes(event.key))
      this.moveRow(event.key === "ArrowUp" ? -1 : 1);
    else if (event.key in steps && !event.altKey) this.go(...steps[event.key], event.shiftKey);
    else if (control && event.key.toLowerCase() === "d") this.fillDown();
    else if (control && event.key.toLowerCase() === "z") this.turn(event.shiftKey ? "redo" : "undo");
    else if (control && event.key.toLowerCase() === "y") this.turn("redo");
    else if (["Enter", "F2"].includes(event.key)) this.edit();
    else if (["Delete", "Backspace"].includes(event.key)) this.clear();
    else if (writes(event)) return this.write(event);
    else return; // Tab leaves the sheet, everything else is the browser's
    event.preventDefault();
  }

  /** The letter goes into the cell by the browser itself, so that letters of two keys arrive whole too. */
  write(event) {
    this.edit("");
    if (!this.editing?.field.options) return;
    pickByLetter(this.editing.field, event.key);
    event.preventDefault();
  }

  keyInside(event) {
    const { row, column } = this.at;
    if (event.key === "Escape") this.commit(false);
    else if (event.key === "Enter" && !event.isComposing) this.commit() || this.go(row + 1, column);
    else if (event.key === "Tab") {
      this.commit();
      const next = column + (event.shiftKey ? -1 : 1);
      if (next < 0 || next >= this.columns.length) return; // out of the sheet, as from a cell that is not open
      this.go(row, next);
    } else return;
    event.preventDefault();
  }

  edit(typed = null) {
    const column = this.columns[this.at.column];
    const row = this.shown[this.at.row];
    if (column.fixed || !row) return;
    this.from = null;
    const text = row[column.name] ?? "";
    const name = `${column.label}, row ${this.at.row + 1}`;
    const field = column.options.length
      ? this.choices(column, text)
      : make("input", { type: "text", value: typed ?? text, className: "sheet__field" });
    field.setAttribute("aria-label", name);
    this.editing = { field, row, column, before: text };
    const cell = this.cell();
    if (cell.getAttribute("aria-describedby"))
      field.setAttribute("aria-describedby", cell.getAttribute("aria-describedby"));
    cell.querySelector(".sheet__text").replaceChildren(field);
    field.focus();
    if (!field.options && typed === null) field.select();
    field.addEventListener("blur", () => this.commit());
  }

  choices(column, text) {
    const field = make(
      "select",
      { className: "sheet__field" },
      make("option", { value: "", textContent: "" }),
      ...column.options.map(([value, label]) => make("option", { value, textContent: label })),
    );
    if (text && !column.options.some(([value]) => value === text))
      field.append(make("option", { value: text, textContent: text }));
    field.value = text;
    return field;
  }

  /** Close the open cell, with what was typed or as it was. */
  commit(keep = true) {
    if (!this.editing) return false;
    const { field, row, column, before } = this.editing;
    const hadFocus = this.body.contains(document.activeElement);
    this.editing = null;
    this.wasFocused = hadFocus;
    const now = this.rows.find(row.id)?.[column.name] ?? "";
    const to = keep && field.value !== before ? field.value : now;
    if (!this.change([...this.starting([row]), { set: row.id, name: column.name, from: now, to }])) this.redraw();
    this.wasFocused = false;
    if (now !== before && to !== now) this.tellOf(column, now);
    return false;
  }

  /** Somebody else changed the cell that was open here: what was typed here stands, and theirs can be had back. */
  tellOf(column, theirs) {
    const words = `${column.label} was changed to “${theirs}” by somebody else meanwhile. What you typed stands; Undo brings theirs back.`;
    this.note.replaceChildren(make("p", { textContent: words }));
    this.say(words);
  }

  /** The step that makes the row below the last a row of the table. */
  starting(rows) {
    return rows.filter((row) => row === this.next).map((row) => ({ add: { id: row.id }, at: this.rows.all.length }));
  }

  change(steps) {
    const real = steps.filter((step) => !("set" in step) || step.from !== step.to);
    if (!real.some((step) => "set" in step || "drop" in step || "move" in step) && !real.some((step) => step.wanted))
      return false;
    this.rows.change(real);
    this.changed();
    return true;
  }

  changed() {
    this.writeBack();
    this.redraw();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  turn(which) {
    const steps = this.rows[which]();
    if (!steps) return;
    this.changed();
    this.say(which === "undo" ? "Undone." : "Done again.");
  }

  addRow() {
    if (!this.mayGrow) return this.say(`${this.number} takes up to ${this.limit} rows.`);
    const at = Math.min(this.at.row + 1, this.rows.all.length);
    this.change([{ add: { id: newId() }, at, wanted: true }]);
    this.go(at, 0);
  }

  removeRows() {
    const rows = this.markedRows();
    this.change(rows.map((row) => ({ drop: { ...row }, at: this.rows.all.indexOf(row) })).reverse());
    this.go(this.marked.top, this.at.column);
    this.say(`${rows.length} ${rows.length === 1 ? "row" : "rows"} removed. Undo brings back what was removed.`);
  }

  moveRow(step) {
    const row = this.shown[this.at.row];
    const to = this.at.row + step;
    if (row === this.next || to < 0 || to >= this.rows.all.length) return;
    this.change([{ move: row.id, from: this.at.row, to }]);
    this.go(to, this.at.column);
  }

  fillDown() {
    const { top, bottom, left, right } = this.marked;
    const source = top === bottom ? top - 1 : top;
    if (source < 0) return;
    const columns = this.columns.slice(left, right + 1).filter((column) => !column.fixed);
    const rows = this.shown.slice(source + 1, bottom + 1);
    const above = this.shown[source];
    this.change([
      ...this.starting(rows),
      ...rows.flatMap((row) => columns.map((column) => this.rows.setting(row, column.name, above[column.name] ?? ""))),
    ]);
  }

  clear() {
    const { left, right } = this.marked;
    const columns = this.columns.slice(left, right + 1).filter((column) => !column.fixed);
    this.change(this.markedRows().flatMap((row) => columns.map((column) => this.rows.setting(row, column.name, ""))));
  }

  copy(event) {
    if (this.editing) return false;
    const { left, right } = this.marked;
    const columns = this.columns.slice(left, right + 1);
    event.clipboardData.setData(
      "text/plain",
      writeBlock(this.markedRows().map((row) => columns.map((column) => this.textOf(row, column)))),
    );
    event.preventDefault();
    return true;
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (this.editing && !/[\t\n\r]/.test(text.trim())) return;
    event.preventDefault();
    this.commit(false);
    this.put(readBlock(text), text);
  }

  /** Put a block where the cell in hand is; what does not fit as a whole waits in the box for whole sheets. */
  put(lines, text) {
    const { columns, block } = this.placed(lines);
    const { top } = this.marked;
    const rows = this.rows.all.slice(top, top + block.length);
    const more = block.length - rows.length;
    if (!columns) return this.putIntoBox(text, "Its headings are not all columns of this table");
    if (columns.some((column) => !column || column.fixed))
      return this.putIntoBox(text, "It is wider than the columns that are left here");
    if (more > 0 && this.given)
      return this.putIntoBox(text, `It has more rows than ${this.number}, whose rows are given`);
    if (this.limit && this.rows.all.length + Math.max(more, 0) > this.limit)
      return this.putIntoBox(
        text,
        `${this.number} takes up to ${this.limit} rows, has ${this.rows.all.length}, and these would be ${more} more`,
      );
    const added = Array.from({ length: Math.max(more, 0) }, (_, at) => ({
      add: { id: newId() },
      at: this.rows.all.length + at,
    }));
    const all = [...rows, ...added.map((step) => step.add)];
    const cells = block.flatMap((line, at) =>
      line.map((cell, place) => this.rows.setting(all[at], columns[place].name, valueOf(columns[place], cell))),
    );
    this.change([...added, ...cells]);
    this.from = { row: top + block.length - 1, column: this.at.column + block[0].length - 1 };
    this.mark();
    this.say(`${block.length} ${block.length === 1 ? "row" : "rows"} pasted.`);
  }

  /** The columns that a block goes into: those its first line names, or those from the cell in hand on. */
  placed(lines) {
    const wide = Math.max(...lines.map((line) => line.length));
    const named = lines[0].map(
      (cell) =>
        this.columns.find((column) => cell && [folded(column.label), folded(column.name)].includes(folded(cell))) ??
        this.columns.find((column) => cell && bare(column.label) === bare(cell)),
    );
    const known = named.filter(Boolean).length;
    if (lines.length > 1 && known > 1 && known * 2 >= named.length) {
      const all = known === named.length && new Set(named).size === known && wide === known;
      return { columns: all ? named : null, block: lines.slice(1) };
    }
    return { columns: Array.from({ length: wide }, (_, at) => this.columns[this.at.column + at]), block: lines };
  }

  putIntoBox(text, why) {
    const box = this.place.closest("[data-part]").querySelector("textarea[name$='-paste']");
    this.say(`Not pasted. ${why}.`);
    this.note.replaceChildren(
      make("p", {
        className: "govuk-error-message",
        textContent: `Not pasted. ${why}.${box ? " It stands in the box under “Use a spreadsheet”, to be mended there." : ""}`,
      }),
    );
    if (!box) return;
    box.value = text;
    box.closest("details").open = true;
  }

  say(words) {
    this.status.textContent = words;
  }
}

/** A key that writes: a letter, a sign with Option or AltGr (the long minus), the first of two keys for one letter. */
function writes(event) {
  if (["Dead", "Process", "Unidentified"].includes(event.key)) return true;
  if (event.key.length !== 1) return false;
  if (event.getModifierState("AltGraph")) return true;
  return !event.ctrlKey && !event.metaKey && (!event.altKey || /[^\w]/.test(event.key));
}

function pickByLetter(field, letter) {
  const found = [...field.options].find((option) => option.textContent.toLowerCase().startsWith(letter.toLowerCase()));
  if (found) field.value = found.value;
}

/** An option by its value; other cells as they are, their lines kept apart in figures. */
function valueOf(column, cell) {
  const option = column.options.find(([value, label]) => [folded(label), value].includes(folded(cell)));
  if (option) return option[0];
  const isFigure = ["money", "number", "integer", "date"].includes(column.kind);
  return cell
    .trim()
    .split(/\s*\n\s*/)
    .join(isFigure ? " / " : " ");
}
