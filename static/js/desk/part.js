// A part of the desk: its words are counted in plain boxes.
import { Part } from "../saving/part.js";

export class DeskPart extends Part {
  countWords() {
    const line = this.section.querySelector("[data-count]");
    if (!line) return;
    const boxes = [...this.section.querySelectorAll("textarea")];
    const words = boxes.flatMap((box) => box.value.split(/\s+/)).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
    line.textContent = `${words.toLocaleString("en-GB")} word${words === 1 ? "" : "s"}`;
  }
}
