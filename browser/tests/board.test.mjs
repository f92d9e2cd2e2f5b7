import assert from "node:assert/strict";
import { after, before } from "node:test";
import { browser, check, fits, phone, serve, test, until } from "./house.mjs";

let server, window;
before(async () => { [server, window] = await Promise.all([serve({ pace: 1500 }), browser()]); });
after(async () => { await window?.close(); await server?.stop(); });

test("the board moves by itself while people vote, and what was opened stays open", async () => {
  const { page, complaints, context } = await phone(window, { viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.forum}/en/board`);
  // Rows change places while people vote: the row is named once and stays the same.
  const id = await page.locator("article.row").first().getAttribute("id");
  await page.locator(`#${id} summary`).click();
  const ground = () => page.locator(".ground").textContent();
  const first = await ground();
  await until(async () => (await ground()) !== first, "the number of answers grows");
  const second = await ground();
  await until(async () => (await ground()) !== second, "and grows again");
  assert.equal(await page.locator(`#${id} details`).evaluate((details) => details.open), true);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("consensus is seen forming within half a minute", async () => {
  const { page, context } = await phone(window);
  await page.goto(`${server.forum}/en/board`);
  const agreed = async () => Number((await page.locator("#agreed .number").textContent()).trim());
  const end = Date.now() + 30_000;
  while ((await agreed()) === 0) {
    assert.ok(Date.now() < end, "nothing was agreed in half a minute");
    await new Promise((done) => setTimeout(done, 200));
  }
  await context.close();
});

test("how opinions hang together is seen by everybody, on a phone, in the light and in the dark", async () => {
  const { page, complaints, context } = await phone(window);
  await page.goto(`${server.forum}/en/opinions`);
  // The picture comes by itself once it was looked for the first time.
  await page.locator("#side-by-side").waitFor({ timeout: 120_000 });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const lang of ["en", "fa"]) {
      await page.goto(`${server.forum}/${lang}/opinions`);
      await check(page, `${lang}/opinions, ${colorScheme}`);
      await fits(page, `${lang}/opinions`);
    }
  }
  assert.deepEqual(complaints, []);
  await context.close();
});
