// Passkeys: the browser is asked what the page carries as JSON, and its answer is sent by the form.
// Where this can't run, codes do the same.

if (globalThis.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) offer(form);
}

function offer(form) {
  const beside = "passkeyBeside" in form.dataset; // codes and passkey in one form
  const button = beside ? form.elements["use-passkey"] : form;
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (beside && event.submitter !== button) return;
    event.preventDefault();
    const failure = form.querySelector('[role="alert"][hidden], [role="alert"][data-failed]');
    try {
      const asked = JSON.parse(form.querySelector('script[type="application/json"]').textContent);
      const answer = await ask(form.dataset.passkey, asked);
      form.elements[beside ? "confirm-answer" : "answer"].value = JSON.stringify(answer);
      HTMLFormElement.prototype.submit.call(form); // a field may be called "submit"
    } catch {
      failure.dataset.failed = "";
      failure.hidden = false;
    }
  });
}

async function ask(kind, asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) publicKey.user = { ...asked.user, id: bytes(asked.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    publicKey[list] = asked[list]?.map((each) => ({ ...each, id: bytes(each.id) }));
    if (!publicKey[list]) delete publicKey[list];
  }
  const made = await navigator.credentials[kind]({ publicKey });
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, response };
}

function bytes(base64url) {
  const letters = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
