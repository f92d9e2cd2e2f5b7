import assert from "node:assert/strict";
import { after, before } from "node:test";
import { agree, both, browser, check, fits, phone, serve, test } from "./house.mjs";

let server, window, desk;
before(async () => {
  [server, window] = await Promise.all([serve(), browser()]);
  desk = await phone(window);
  await desk.page.goto(server.desk);
  await desk.page.locator(".entry button").click();
  await desk.page.waitForURL(/desk/);
  // Something is agreed on and published, so that the pages that tell of it are not empty.
  await agree(server, desk.page, "cp1");
  await desk.page.locator("#publish button").click();
  await desk.page.locator("[role=status]").waitFor();
});
after(async () => { await window?.close(); await server?.stop(); });

const pages = ["", "/take-part", "/answers", "/enter", "/board", "/topics", "/topic/health", "/topic/health/report", "/approvals", "/text", "/press", "/record", "/statement/cp1", "/party/IR", "/party/ORG1", "/participants", "/search?q=health", "/search", "/embed/cp1", "/embed/board", "/embed/party/IR", "/statement/none", "/desk"];

// What only an organiser sees.
const rooms = ["", "/topics", "/names", "/delegations", "/letters", "/people", "/text", "/plan"];

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

for (const colorScheme of ["light", "dark"]) {
  for (const lang of ["en", "fa"]) {
    test(`axe finds nothing in any room of the desk, and none is wider than a phone, ${colorScheme}, ${lang}`, async () => {
      await desk.page.emulateMedia({ colorScheme });
      for (const room of rooms) {
        await desk.page.goto(`${server.forum}/${lang}/desk${room}`);
        await check(desk.page, room);
        await fits(desk.page, room);
      }
      await desk.page.goto(`${server.forum}/${lang}/moderate`);
      await check(desk.page, "moderate");
    });
  }
}

test("axe finds nothing where one comes in, on the cards with codes, nor on a form that was refused", async () => {
  const { page, context } = await phone(window);
  await page.goto(server.desk);
  await check(page, "enter");
  await context.close();
  await desk.page.goto(`${server.forum}/en/desk`);
  await desk.page.locator("#codes-count").fill("2");
  await desk.page.locator("#codes button").click();
  await desk.page.locator(".code-cards").waitFor();
  await check(desk.page, "codes");
  await desk.page.goto(`${server.forum}/en/desk`);
  await desk.page.locator("#parties textarea").fill("no code");
  await desk.page.locator("#parties button").click();
  await desk.page.locator("#parties [role=alert]").waitFor();
  await check(desk.page, "a refused list");
});

test("no page is wider than a phone, in any language", async () => {
  const { page, context } = await phone(window);
  for (const lang of ["en", "zh-Hans", "ru", "fa"]) {
    for (const path of pages) {
      await page.goto(`${server.forum}/${lang}${path}`);
      await fits(page, `${lang}${path}`);
    }
  }
  await context.close();
});

both("a Persian page is mirrored: what begins a line stands at the right", async () => {
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
  const there = pages.filter((path) => !["/statement/none", "/desk"].includes(path));
  for (const path of there) await page.goto(`${server.forum}/ru${path}`);
  assert.deepEqual([complaints, strangers], [[], []]);
  await context.close();
});
