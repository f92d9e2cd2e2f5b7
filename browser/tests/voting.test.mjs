import assert from "node:assert/strict";
import { after, before } from "node:test";
import { agree, answer, both, browser, enter, phone, serve, test, until, votes } from "./house.mjs";

let server, window;
before(async () => { [server, window] = await Promise.all([serve(), browser()]); });
after(async () => { await window?.close(); await server?.stop(); });

const own = async (page) => {
  await page.goto(page.url().replace(/take-part.*/, "answers"));
  return page.locator(".own li").count();
};

both("a participant on a phone comes in with a code and gives ten answers; a board elsewhere moves once ten people have", async () => {
  const { page, context, complaints } = await phone(window);
  const hall = await phone(window, { viewport: { width: 1280, height: 900 } });
  await hall.page.goto(`${server.forum}/en/board`);
  const ground = () => hall.page.locator(".ground").textContent();
  const before = await ground();
  await enter(page, server.codes[0]);
  for (let i = 0; i < 10; i++) await answer(page, ["agree", "disagree", "pass"][i % 3]);
  await until(async () => (await votes(server.origin)) >= 10, "ten votes on the server");
  await hall.page.reload();
  assert.equal(await ground(), before, "what one person answered is not seen");
  const desk = await phone(window);
  await desk.page.goto(server.desk);
  await desk.page.locator(".entry button").click();
  await agree(server, desk.page, "cp1");
  await desk.context.close();
  await until(async () => (await ground()) !== before, "the board in the other browser moves by itself");
  assert.equal(await own(page), 10);
  assert.deepEqual([complaints, hall.complaints], [[], []]);
  await context.close();
  await hall.context.close();
});

both("the same without a script", async () => {
  const { page, context } = await phone(window, { javaScriptEnabled: false });
  await enter(page, server.codes[1]);
  for (let i = 0; i < 10; i++) {
    const text = await page.locator("#statement").textContent();
    await page.locator(".answers .agree").click();
    await page.locator("form.ballot").waitFor();
    assert.notEqual(await page.locator("#statement").textContent(), text);
  }
  assert.equal(await own(page), 10);
  await context.close();
});

test("the keys alone are enough", async () => {
  const { page, context } = await phone(window);
  await page.goto(`${server.forum}/en/take-part`);
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/ahead/")));
  const known = await votes(server.origin);
  for (const key of ["1", "2", "3", "a"]) {
    const text = await page.locator("#statement").textContent();
    await page.keyboard.press(key);
    await page.waitForFunction((text) => document.querySelector("#statement")?.textContent !== text, text);
  }
  await until(async () => (await votes(server.origin)) === known + 4, "four more votes on the server");
  assert.equal(await own(page), 4);
  await context.close();
});

both("answers given without a connection arrive once each when it is back", async () => {
  const { page, context } = await phone(window);
  await page.goto(`${server.forum}/en/take-part`);
  await page.waitForFunction(() => navigator.serviceWorker?.controller || navigator.serviceWorker?.ready);
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/ahead/")));
  await answer(page);
  await until(async () => (await page.locator(".state").textContent()).includes("Saved"), "the first answer is saved");
  const known = await votes(server.origin);
  await context.setOffline(true);
  for (let i = 0; i < 3; i++) await answer(page, "disagree");
  await until(async () => (await page.locator(".state").textContent()).includes("3"), "three answers are waiting");
  await context.setOffline(false);
  await until(async () => (await votes(server.origin)) === known + 3, "three more votes on the server");
  assert.equal(await own(page), 4);
  await context.close();
});

test("a page that was opened opens again without a connection", async () => {
  const { page, context } = await phone(window);
  await page.goto(`${server.forum}/fa/take-part`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.reload();
  await context.setOffline(true);
  await page.reload();
  await page.locator("form.ballot").waitFor();
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  await context.close();
});

test("a code is not used up by looking at it, and serves once", async () => {
  const { page, context } = await phone(window);
  for (let i = 0; i < 3; i++) {
    await page.goto(server.codes[2]);
    await page.locator(".grant").waitFor();
  }
  await enter(page, server.codes[2]);
  const other = await phone(window);
  await other.page.goto(server.codes[2]);
  await other.page.locator("#code-error").waitFor();
  await context.close();
  await other.context.close();
});
