import {
  Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, createAll,
} from "govuk-frontend";

// The design system's parts start only on a body with these classes; here, since the page may hold no inline script.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const part of [Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink]) {
  createAll(part);
}
