// What the page shows is marked as read once it is shown; without JavaScript a button does it.
export function markRead() {
  document.querySelectorAll("form[data-mark-read]").forEach(send);
}

async function send(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(
    () => null,
  );
  if (answer?.type === "opaqueredirect") form.hidden = true;
}
