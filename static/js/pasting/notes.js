// Footnotes: the mark stands in the text, raised and in square brackets, and again before the note's words.
const MARK = /^\s*\[?\s*([0-9]{1,4}|[a-z]{1,4}|[*†‡§]{1,3})\s*\]?\s*$/i;
const TO_NOTE = /^#(_?(ftn|edn)|sdfootnote|sdendnote|footnote|endnote|fn[-:_]?\d|note)/i;
const ANCHORS =
  "a[href^='#'], a.sdfootnotesym, a.sdfootnoteanc, a[data-style*='mso-footnote-id'], a[data-style*='mso-endnote-id']";

export function cleanNotes(page) {
  for (const link of page.querySelectorAll(ANCHORS)) {
    const mark = MARK.exec(link.textContent);
    const isNote =
      mark && (TO_NOTE.test(link.getAttribute("href") ?? "") || link.matches(".sdfootnotesym, .sdfootnoteanc"));
    if (!isNote) {
      link.removeAttribute("href");
      continue;
    }
    const raised = page.createElement("sup");
    raised.textContent = `[${mark[1]}]`;
    const around = link.closest("sup");
    (around && around.textContent.trim() === link.textContent.trim() ? around : link).replaceWith(raised);
    if (raised.nextSibling?.nodeType === 3 && isAtStart(raised) && !/^\s/.test(raised.nextSibling.data))
      raised.after(" ");
  }
}

/** A mark with which its paragraph begins leads to the note's words. */
const isAtStart = (mark) => !mark.previousSibling?.textContent.trim() && mark.parentElement?.matches("p, li, div, td");
