import assert from "node:assert/strict";
import { after, before } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { browser, phone, serve, test } from "./house.mjs";

let server, window;
before(async () => { [server, window] = await Promise.all([serve(), browser()]); });
after(async () => { await window?.close(); await server?.stop(); });

const pages = ["", "/take-part", "/answers", "/enter", "/board", "/topics", "/topic/health", "/topic/health/report", "/approvals", "/text", "/press", "/record", "/statement/cp1", "/party/IR", "/party/ORG1"];

async function check(page, address) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
  assert.deepEqual(found, [], address);
}

for (const colorScheme of ["light", "dark"]) {
  for (const lang of ["en", "fa"]) {
    test(`axe finds nothing on any page, ${colorScheme}, ${lang}`, async () => {
      const { page, context } = await phone(window, { colorScheme });
      for (const path of pages) {
        await page.goto(`${server.forum}/${lang}${path}`);
        await check(page, path);
      }
      await context.close();
    });
  }
}

test("axe finds nothing at the desk, nor on the cards with codes", async () => {
  const { page, context } = await phone(window);
  await page.goto(server.desk);
  await check(page, "enter");
  await page.locator(".entry button").click();
  await page.waitForURL(/desk/);
  await check(page, "desk");
  await page.locator("#codes-count").fill("2");
  await page.locator("#codes button").click();
  await page.locator(".code-cards").waitFor();
  await check(page, "codes");
  await context.close();
});

test("no page is wider than a phone, in any language", async () => {
  const { page, context } = await phone(window);
  for (const lang of ["en", "zh-Hans", "ru", "fa"]) {
    for (const path of pages) {
      await page.goto(`${server.forum}/${lang}${path}`);
      const [wide, seen] = await page.evaluate(() => [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(wide <= seen, `${lang}${path}: ${wide} of ${seen}`);
    }
  }
  await context.close();
});

test("a Persian page is mirrored: what begins a line stands at the right", async () => {
  const { page, context } = await phone(window, { viewport: { width: 1000, height: 800 } });
  for (const [lang, right] of [["en", false], ["fa", true]]) {
    await page.goto(`${server.forum}/${lang}`);
    const box = await page.locator("h1").first().evaluate((h1) => {
      const range = document.createRange();
      range.selectNodeContents(h1);
      return range.getBoundingClientRect().toJSON();
    });
    assert.equal(box.left + box.width / 2 > 500, right, lang);
  }
  await context.close();
});

test("no page complains, and none asks another host for anything", async () => {
  const { page, context, complaints } = await phone(window);
  const strangers = [];
  page.on("request", (request) => new URL(request.url()).origin !== server.origin && strangers.push(request.url()));
  for (const path of pages) await page.goto(`${server.forum}/ru${path}`);
  assert.deepEqual([complaints, strangers], [[], []]);
  await context.close();
});
