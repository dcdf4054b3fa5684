// A button that asks the browser for a passkey, fills the form with what it says, and sends it.
const REFUSED = "The passkey was not used. Try again, or use another way.";

/** Base64 as addresses write it, and bytes. */
const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const named = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

function readable({ publicKey: asked }) {
  const publicKey = { ...asked, challenge: toBytes(asked.challenge) };
  if (asked.user) publicKey.user = { ...asked.user, id: toBytes(asked.user.id) };
  if (asked.allowCredentials) publicKey.allowCredentials = named(asked.allowCredentials);
  if (asked.excludeCredentials) publicKey.excludeCredentials = named(asked.excludeCredentials);
  return { publicKey };
}

function written(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  const clientExtensionResults = credential.getClientExtensionResults();
  return {
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    response,
    clientExtensionResults,
  };
}

export function offerPasskeys(place = document) {
  if (!window.PublicKeyCredential) return;
  for (const button of place.querySelectorAll("[data-passkey]")) {
    button.hidden = false;
    button.addEventListener("click", () => ask(button));
  }
}

async function ask(button) {
  const form = button.closest("form");
  const trouble = form.querySelector("[data-passkey-trouble]");
  trouble.textContent = "";
  try {
    const [asked] = Object.values(JSON.parse(form.querySelector("script[type='application/json']").textContent));
    const options = readable(asked);
    const credential = await navigator.credentials[button.dataset.passkey](options);
    form.querySelector("[name=credential]").value = JSON.stringify(written(credential));
    form.querySelectorAll("[name=code]").forEach((input) => (input.disabled = true));
    form.requestSubmit();
  } catch {
    trouble.textContent = REFUSED;
  }
}
