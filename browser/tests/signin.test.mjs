// Coming to the desk by an account at a provider that is not ours: oidc-provider, certified by the OpenID Foundation, on
// this machine, with the pages it has for trying it.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before } from "node:test";
import Provider from "oidc-provider";
import { browser, convene, phone, port, serveForReal, test } from "./house.mjs";

const ID = "plenary of the rivers";
// What stands in a header must be encoded first (RFC 6749, section 2.3.1).
const SECRET = "a+b/c:d%20&=";

let provider, server, window;

/** The provider: anybody signs in there under any name, and is called so. */
const provide = async (back) => {
  const at = await port();
  const issuer = `http://127.0.0.1:${at}`;
  const findAccount = (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Dr. ${id}`, email: `${id}@example.org` }) });
  const it = new Provider(issuer, {
    clients: [{ client_id: ID, client_secret: SECRET, redirect_uris: [back] }],
    claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
    pkce: { required: () => true },
    findAccount,
  });
  const listening = it.listen(at, "127.0.0.1");
  await new Promise((done) => listening.once("listening", done));
  const stop = () => new Promise((done) => { listening.close(done); listening.closeAllConnections(); });
  return { issuer, stop };
};

before(async () => {
  const typed = async (origin, folder) => {
    provider = await provide(`${origin}/sign-in/back`);
    const secret = join(folder, "secret");
    await writeFile(secret, `${SECRET}\n`);
    return ["--sign-in", provider.issuer, "--sign-in-id", ID, "--sign-in-secret-file", secret];
  };
  [server, window] = await Promise.all([serveForReal(typed), browser()]);
});
after(async () => { await window?.close(); await server?.stop(); await provider?.stop(); });

/** A forum of this name, and whoever convened it. */
const convened = async (name) => {
  const own = await phone(window);
  return { ...own, forum: await convene(own.page, server, name) };
};

/** Signs in at the provider and lets it say who that is. */
const signIn = async (page, login) => {
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(`${server.origin}/**`);
};

const connect = async ({ page, forum }) => {
  await page.goto(`${forum}/en/desk/account`);
  await page.getByRole("link", { name: "Connect my account at 127.0.0.1" }).click();
};

const comeIn = async ({ page, forum }) => {
  await page.goto(`${forum}/en/enter`);
  await page.getByRole("link", { name: "Come in with 127.0.0.1" }).click();
};

test("an organiser connects an account and comes back with it, and a stranger's opens nothing", async () => {
  const own = await convened("Rivers and Cities");
  await connect(own);
  await signIn(own.page, "rahimi");
  assert.match(own.page.url(), /\/en\/desk\/account\?done=account-connected$/, await own.page.locator("main").textContent());
  assert.match(await own.page.locator("#account").textContent(), /You come in as Dr\. rahimi/);

  await own.context.clearCookies();
  assert.equal((await own.page.goto(`${own.forum}/en/desk`)).status(), 403);
  await comeIn(own);
  await signIn(own.page, "rahimi");
  assert.equal(own.page.url(), `${own.forum}/en/desk`);
  await own.page.goto(`${own.forum}/en/desk/people`);
  assert.match(await own.page.locator("main").textContent(), /comes by the account Dr\. rahimi/);

  const stranger = { ...await phone(window), forum: own.forum };
  await comeIn(stranger);
  await signIn(stranger.page, "karimov");
  assert.match(await stranger.page.locator("main").textContent(), /Nobody has connected this account here/);
  assert.equal((await stranger.page.goto(`${own.forum}/en/desk`)).status(), 403);
});

test("who stops at the provider is told so, and can begin again", async () => {
  const own = await convened("Lakes and Cities");
  await connect(own);
  await own.page.getByRole("link", { name: "Cancel" }).click();
  await own.page.waitForURL(`${server.origin}/**`);
  assert.match(await own.page.locator("main").textContent(), /You did not sign in there/);
  await connect(own);
  await signIn(own.page, "rahimi");
  assert.match(await own.page.locator("#account").textContent(), /You come in as Dr\. rahimi/);
});
