import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";

import { putTokensIn } from "./shared/tokens.js";
import { renewPage, renewWhatIsMade } from "./shared/renew.js";
import { markRead } from "./shared/mark-read.js";
import { loadWhenUnfolded } from "./shared/load.js";
import { announceKept } from "./shared/kept-here.js";
import { offerPasskeys } from "./shared/passkey.js";
import { showSaveStates } from "./shared/save-bar.js";
import { watchSession } from "./shared/session.js";
import { guardSignOut } from "./shared/sign-out.js";
import { watchUnsent } from "./shared/unsent.js";

// The design system's parts start only on a body with these classes; here, since the page may hold no inline script.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

const parts = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
];
parts.forEach((part) => createAll(part));

// On a phone what stands beside the text takes one line, and a figure's table stands for its drawing.
const wide = window.matchMedia("(min-width: 769px)");
const fold = () => {
  document.querySelectorAll("details.folds").forEach((part) => (part.open = wide.matches));
  document.querySelectorAll("details.unfolds").forEach((part) => (part.open = !wide.matches));
};
wide.addEventListener("change", fold);
fold();

renewWhatIsMade();
renewPage();
loadWhenUnfolded();
markRead();
putTokensIn();
showSaveStates();
watchUnsent();
announceKept();
watchSession();
guardSignOut();
offerPasskeys();
