// Passkeys: asks the server for a question, the device for its answer, and brings the answer back. Without this, or on a
// device that has none, the forms stay hidden and people come in by their link.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The options of a question, with bytes where the server wrote base64url. */
function options({ publicKey }) {
  const ids = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    ...(publicKey.user && { user: { ...publicKey.user, id: bytes(publicKey.user.id) } }),
    ...(publicKey.excludeCredentials && { excludeCredentials: ids(publicKey.excludeCredentials) }),
    ...(publicKey.allowCredentials && { allowCredentials: ids(publicKey.allowCredentials) }),
  };
}

/** What the device says, as JSON. */
function written({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return { id, rawId: text(rawId), type, extensions: {}, response: Object.fromEntries(said) };
}

async function send(url, body) {
  const headers = { "content-type": "application/json", accept: "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: body && JSON.stringify(body) });
  const value = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(value.message ?? String(answer.status)), { said: true });
  return value;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!globalThis.PublicKeyCredential) continue;
  form.hidden = false;
  if (form.parentElement.dataset.withPasskey !== undefined) form.parentElement.hidden = false;
  const [error, stopped, button] = ["[role=alert]", "[data-stopped]", "button"].map((name) => form.querySelector(name));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    error.hidden = stopped.hidden = true;
    button.disabled = true;
    try {
      const makes = form.dataset.passkey === "make";
      const question = { publicKey: options(await send(form.dataset.ask)) };
      const made = await (makes ? navigator.credentials.create(question) : navigator.credentials.get(question));
      const answer = written(made);
      const { to } = await send(form.dataset.answer, makes ? { name: form.elements.name.value, answer } : answer);
      location.assign(to);
    } catch (problem) {
      // A device tells no reason when its holder stops, or has no key for this place.
      error.textContent = problem.said ? problem.message : "";
      error.hidden = !problem.said;
      stopped.hidden = Boolean(problem.said);
      button.disabled = false;
    }
  });
}
