// What the reading desk adds where JavaScript runs. Without it every button does the same by a request of its own.
import { watchAsks } from "./desk/asks.js";
import { ChangeStepper } from "./desk/changes.js";
import { watchKeys } from "./desk/keys.js";
import { watchSelection } from "./desk/selection.js";
import { DeskPart } from "./desk/part.js";
import { saveByItself } from "./saving/page.js";

const form = document.querySelector("form[data-autosave]");
if (form) saveByItself(form, (section) => new DeskPart(section));

const changes = new ChangeStepper(document.querySelector("[data-next-change]"));
watchAsks(form);
watchSelection(document.getElementById("document"), document.getElementById("remarks"));
watchKeys(document.querySelector("[data-single-keys]"), changes);
