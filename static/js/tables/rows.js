// The rows of a table while they are changed: every change can be taken back, and what others saved is taken over.

export const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const copy = (row) => ({ ...row });
const cellsOf = (row) => Object.entries(row).filter(([name]) => name !== "id" && !name.includes(":"));

export class Rows {
  constructor(rows) {
    this.all = rows.map(copy);
    this.done = [];
    this.undone = [];
  }

  find(id) {
    return this.all.find((row) => row.id === id);
  }

  get filled() {
    return this.all.filter((row) => cellsOf(row).some(([, cell]) => cell));
  }

  // Changes: {set: id, name, from, to}, {add: row, at}, {drop: row, at}, {move: id, from, to}; several are one step.

  change(steps) {
    const real = steps.filter((step) => !("set" in step) || step.from !== step.to);
    if (real.length === 0) return false;
    real.forEach((step) => this.apply(step));
    this.done.push(real);
    this.undone = [];
    return true;
  }

  setting(row, name, to) {
    return { set: row.id, name, from: row[name] ?? "", to };
  }

  undo() {
    return this.turn(this.done, this.undone, (steps) =>
      [...steps].reverse().forEach((step) => this.apply(reversed(step))),
    );
  }

  redo() {
    return this.turn(this.undone, this.done, (steps) => steps.forEach((step) => this.apply(step)));
  }

  turn(from, to, act) {
    const steps = from.pop();
    if (!steps) return null;
    act(steps);
    to.push(steps);
    return steps;
  }

  apply(step) {
    if ("add" in step && !this.find(step.add.id)) this.all.splice(step.at, 0, copy(step.add));
    if ("drop" in step) this.all = this.all.filter((row) => row.id !== step.drop.id);
    if ("move" in step) this.move(step);
    const row = "set" in step && this.find(step.set);
    if (row && (row[step.name] ?? "") === step.from) row[step.name] = step.to; // else somebody else changed it since
  }

  move({ move, to }) {
    const row = this.find(move);
    if (!row) return;
    this.all = this.all.filter((one) => one !== row);
    this.all.splice(to, 0, row);
  }

  /** Take over the rows as saved; cells that were changed here since they were sent stay. */
  takeOver(saved, sent) {
    const before = new Map(sent.map((row) => [row.id, row]));
    const here = new Map(this.all.map((row) => [row.id, row]));
    const merged = saved.map((row) => joined(row, before.get(row.id) ?? {}, here.get(row.id)));
    const known = new Set(merged.map((row) => row.id));
    this.all.forEach((row, at) => {
      const gone = before.has(row.id) && same(row, before.get(row.id));
      if (!known.has(row.id) && !gone) merged.splice(placeAfter(merged, this.all[at - 1]), 0, row);
    });
    this.all = merged.filter((row) => here.has(row.id) || !before.has(row.id));
  }
}

function joined(saved, sent, here) {
  if (!here) return copy(saved);
  const row = copy(saved);
  for (const [name, cell] of cellsOf(here)) if (cell !== (sent[name] ?? "")) row[name] = cell;
  return row;
}

const same = (one, other) => cellsOf(one).every(([name, cell]) => cell === (other[name] ?? ""));
const placeAfter = (rows, row) => (row ? rows.findIndex((one) => one.id === row.id) + 1 || rows.length : 0);

function reversed(step) {
  if ("add" in step) return { drop: step.add, at: step.at };
  if ("drop" in step) return { add: step.drop, at: step.at };
  return { ...step, from: step.to, to: step.from };
}
