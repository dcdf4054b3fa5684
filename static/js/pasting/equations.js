// Word's equations as characters in a line: (a + b)/c, x², √(y).
import { setApart } from "../writing/characters.js";

const part = (node, name) => linear([...node.children].find((child) => child.localName === name));
const bracketed = (text) => (/[\s+\-−×÷=/*]/.test(text.trim()) ? `(${text.trim()})` : text.trim());
const WRITTEN = {
  "m:f": (node) => `${bracketed(part(node, "m:num"))}/${bracketed(part(node, "m:den"))}`,
  "m:ssup": (node) => part(node, "m:e") + raised(part(node, "m:sup"), "sup"),
  "m:ssub": (node) => part(node, "m:e") + raised(part(node, "m:sub"), "sub"),
  "m:ssubsup": (node) => part(node, "m:e") + raised(part(node, "m:sub"), "sub") + raised(part(node, "m:sup"), "sup"),
  "m:rad": (node) => `√(${part(node, "m:e").trim()})`,
  "m:d": (node) =>
    `(${[...node.children]
      .filter((child) => child.localName === "m:e")
      .map(linear)
      .join(", ")})`,
};

const child = (node, place) => linear(node.children[place]);
Object.assign(WRITTEN, {
  mfrac: (node) => `${bracketed(child(node, 0))}/${bracketed(child(node, 1))}`,
  msup: (node) => child(node, 0) + raised(child(node, 1), "sup"),
  msub: (node) => child(node, 0) + raised(child(node, 1), "sub"),
  msubsup: (node) => child(node, 0) + raised(child(node, 1), "sub") + raised(child(node, 2), "sup"),
  msqrt: (node) => `√(${[...node.children].map(linear).join("").trim()})`,
  mroot: (node) => `${raised(child(node, 1), "sup")}√(${child(node, 0).trim()})`,
  annotation: () => "",
  "annotation-xml": () => "",
});

/** Equations of the web's own kind become their text. */
export function writeEquations(page) {
  page.querySelectorAll("math").forEach((equation) => equation.replaceWith(linear(equation).replace(/\s+/g, " ")));
}

const raised = (text, mark) => setApart(text.trim(), mark) ?? (text ? `^(${text.trim()})` : "");

function linear(node) {
  if (!node) return "";
  const write = WRITTEN[node.localName];
  if (write) return write(node);
  return [...node.childNodes].map((child) => (child.nodeType === 3 ? child.data : linear(child))).join("");
}

/** The text of an equation of the clipboard. */
export function equationText(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const text = linear(page.body).replace(/\s+/g, " ").trim();
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
