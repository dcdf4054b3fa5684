// A desk whose form saves itself. Without JavaScript its Save button does the same.
import { saveByItself } from "./saving/page.js";

document.querySelectorAll("form[data-autosave]").forEach((form) => saveByItself(form));
