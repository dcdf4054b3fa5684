// What a text cannot hold: taken out, and counted under the name by which people know it.
import { styleOf, unwrap } from "./source.js";

const KINDS = {
  comments: ["comment", "comments"],
  pictures: ["picture", "pictures"],
  links: ["link address", "link addresses"],
  deleted: ["deleted or struck-through passage", "deleted or struck-through passages"],
  hidden: ["hidden passage", "hidden passages"],
  empty: ["box that was not filled in", "boxes that were not filled in"],
};
const COMMENTS = [
  "[data-style*='mso-element:comment-list']",
  "[data-style*='mso-element:comment']",
  ".MsoCommentText",
  ".msocomtxt",
  ".MsoCommentReference",
  "a.msocomanchor",
  "a.msocomhide",
  "a[href^='#_msocom']",
  "a[name^='_msocom']",
  "a[id^='_msocom']",
  "a[href^='#cmnt']",
  "a[id^='cmnt']",
  "[data-style*='mso-special-character:comment']",
  "comment",
].join(", ");
const PLACEHOLDERS = ".MsoPlaceholderText, [showingplchdr='t' i], [showingplchdr='true' i]";
const NEVER_TEXT = "x-style, x-xml, script, style, title, meta, link, template, noscript, base, head";
const PICTURES = "img, picture, svg, object, embed, video, audio, canvas, iframe, v\\:imagedata, v\\:shape, map";
const isStruck = (part) => /text-decoration[^;]*:[^;]*line-through/.test(styleOf(part));
const isHidden = (part) =>
  part.hidden ||
  /(^|;)(display:none|visibility:hidden|mso-hide:(all|screen)|font-size:0(px|pt)?(;|$)|max-height:0(px)?(;|$))/.test(
    styleOf(part),
  );

export class LeftOut {
  constructor() {
    this.counts = {};
    this.pictures = []; // of those that came along: their data addresses
  }

  count(kind, number = 1) {
    this.counts[kind] = (this.counts[kind] ?? 0) + number;
  }

  get isEmpty() {
    return Object.keys(this.counts).length === 0;
  }

  takeOut(page) {
    page.querySelectorAll(NEVER_TEXT).forEach((part) => part.remove());
    this.takeComments(page);
    this.takeAll(page.querySelectorAll(PLACEHOLDERS), "empty");
    this.takeAll(page.querySelectorAll("del, s, strike, .msoDel"), "deleted");
    const styled = [...page.querySelectorAll("[data-style], [hidden]")];
    this.takeAll(styled.filter(isHidden), "hidden");
    this.takeAll(styled.filter(isStruck), "deleted");
    this.takePictures(page);
    page.querySelectorAll("input, select, textarea, button").forEach(asWords);
  }

  takeAll(parts, kind) {
    for (const part of parts) {
      if (!part.isConnected) continue; // went with a larger one
      if (part.textContent.trim()) this.count(kind);
      part.remove();
    }
  }

  /** Each comment stands in the list of comments; where there is no list, each mark in the text is one. */
  takeComments(page) {
    const found = [...page.querySelectorAll(COMMENTS)].filter((part) => part.localName !== "body");
    const texts = found.filter((part) => /mso-element:comment(;|$)/.test(styleOf(part))).length;
    const marks = found.filter((part) =>
      part.matches("a[href^='#_msocom'], a.msocomanchor, a[href^='#cmnt'], comment"),
    ).length;
    found.forEach((part) => part.remove());
    if (texts || marks) this.count("comments", texts || marks);
  }

  takePictures(page) {
    for (const part of page.querySelectorAll(PICTURES)) {
      if (!part.isConnected) continue;
      const words = part.getAttribute("alt") ?? "";
      const isSign = words && words.length <= 8 && /^\p{Extended_Pictographic}/u.test(words);
      if (isSign) {
        part.replaceWith(words); // mail programs draw emoji as pictures
        continue;
      }
      if (!isTracker(part)) {
        this.count("pictures");
        if (/^data:image\/(png|jpe?g|gif|webp);base64,/.test(part.getAttribute("src") ?? ""))
          this.pictures.push(part.getAttribute("src"));
      }
      const shapeWords = part.localName.startsWith("v:") && part.textContent.trim();
      if (shapeWords) unwrap(part);
      else part.remove();
    }
  }

  /** "2 comments and 1 picture" */
  get inWords() {
    return inWords(this.counts);
  }
}

export function inWords(counts) {
  const named = Object.entries(KINDS).filter(([kind]) => counts[kind]);
  const said = named.map(([kind, [one, many]]) => `${counts[kind]} ${counts[kind] === 1 ? one : many}`);
  return new Intl.ListFormat("en-GB").format(said);
}

const isTracker = (part) =>
  ["0", "1"].includes(part.getAttribute("width")) && ["0", "1"].includes(part.getAttribute("height"));

/** A form's field becomes what it shows. */
function asWords(field) {
  if (field.type === "checkbox" || field.type === "radio")
    field.replaceWith(field.hasAttribute("checked") ? "☑ " : "☐ ");
  else if (field.localName === "select") field.replaceWith(field.selectedOptions[0]?.textContent ?? "");
  else if (field.localName === "button") unwrap(field);
  else field.replaceWith(field.type === "hidden" ? "" : (field.getAttribute("value") ?? field.textContent));
}
