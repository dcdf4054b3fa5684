// From one change of the document to the next, round and round, with the number said.
export class ChangeStepper {
  constructor(link) {
    this.line = document.querySelector("[data-change-line]");
    this.count = Number(this.line?.dataset.changes ?? 0);
    this.at = 0;
    link?.addEventListener("click", (event) => {
      event.preventDefault();
      this.next();
    });
  }

  next() {
    if (!this.count) return;
    this.at = (this.at % this.count) + 1;
    const change = document.getElementById(`change-${this.at}`);
    change.scrollIntoView({ block: "center" });
    change.focus({ preventScroll: true });
    this.line.textContent = `Change ${this.at} of ${this.count}`;
  }
}
