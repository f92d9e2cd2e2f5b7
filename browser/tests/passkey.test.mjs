// Somebody at the desk makes a passkey on a device, leaves, and comes back with it; taken away, it opens nothing.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { both, browser, phone, serve } from "./house.mjs";

let server, window;
before(async () => { [server, window] = await Promise.all([serve(), browser()]); });
after(async () => { await window?.close(); await server?.stop(); });

/** A device in the browser that holds keys and knows its holder. */
const device = async (person, isUserVerified = true) => {
  const session = await person.context.newCDPSession(person.page);
  await session.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified, automaticPresenceSimulation: true };
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  return async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length;
};

const check = async (page, name) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map((found) => `${name}: ${found.id} ${found.nodes[0].html}`), []);
};

both("an organiser makes a passkey and comes back with it", async () => {
  const own = await phone(window);
  const { page } = own;
  const keys = await device(own);
  await page.goto(server.desk);
  await page.locator("form.entry button").click();
  await page.waitForURL(/\/desk$/);
  await page.goto(`${server.forum}/en/desk/account`);
  await page.getByLabel("What do you call this device?").fill("office computer");
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await page.waitForURL(/done=passkey-made/);
  assert.match(await page.locator("#passkeys li").textContent(), /office computer/);
  assert.equal(await keys(), 1);
  await check(page, "passkeys");

  // One device makes no second key for the same person.
  await page.getByLabel("What do you call this device?").fill("again");
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await page.locator("#passkeys [data-stopped]").waitFor();
  assert.equal(await page.locator("#passkeys li").count(), 1);

  await own.context.clearCookies();
  assert.equal((await page.goto(`${server.forum}/en/desk`)).status(), 403);
  await page.goto(`${server.forum}/en/enter`);
  await check(page, "enter");
  await page.getByRole("button", { name: "Come in by passkey" }).click();
  await page.waitForURL(/\/desk$/);
  await page.goto(`${server.forum}/en/desk/people`);
  assert.match(await page.locator("main").textContent(), /comes by the passkey office computer/);

  await page.goto(`${server.forum}/en/desk/account`);
  assert.match(await page.locator("#passkeys li").textContent(), /last used/);
  await page.getByRole("button", { name: "Remove the passkey office computer" }).click();
  await page.waitForURL(/done=passkey-gone/);
  await own.context.clearCookies();
  await page.goto(`${server.forum}/en/enter`);
  await page.getByRole("button", { name: "Come in by passkey" }).click();
  await page.locator("[data-passkey] [role=alert]:not([hidden])").waitFor();
  assert.match(await page.locator("[data-passkey]").textContent(), /not known here/);
  assert.deepEqual(own.complaints.filter((what) => !/422|403/.test(what)), []);
});

both("a device that does not know its holder makes no passkey, and nobody answers twice or for another", async () => {
  const own = await phone(window);
  const { page } = own;
  const keys = await device(own, false);
  const origin = { "sec-fetch-site": "same-origin" };
  // Nobody makes a key without being at the desk.
  const stranger = await page.request.post(`${server.forum}/en/desk/passkey/ask`, { headers: origin });
  assert.equal(stranger.status(), 403);
  await page.goto(`${server.forum}/en/enter`);
  await page.getByRole("button", { name: "Come in by passkey" }).click();
  await page.locator("[data-stopped]:not([hidden])").waitFor();
  assert.equal(await keys(), 0);
  // What is no answer to a question that was asked is refused in words, and the question is used up.
  await page.request.post(`${server.forum}/en/passkey/ask`, { headers: origin });
  for (const said of [/.+/, /took too long|not known|once more|again/i]) {
    const wrong = await page.request.post(`${server.forum}/en/passkey/enter`, { headers: origin, data: "{\"id\":" });
    assert.equal(wrong.status(), 422);
    assert.match((await wrong.json()).message, said);
  }
});
