// A forum from nothing: what a secretariat does before anybody votes, and the first delegation that comes.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { both, browser, check, convene, fits, phone, serveForReal } from "./house.mjs";

let server, window, desk, forum;
before(async () => {
  [server, window] = await Promise.all([serveForReal(), browser()]);
  desk = await phone(window);
});
after(async () => { await window?.close(); await server?.stop(); });

const pasted = async (list, text) => {
  await desk.page.locator(`#${list} textarea`).fill(text);
  await desk.page.locator(`#${list} button.button`).first().click();
  await desk.page.locator("[role=status]").waitFor();
};

both("nothing is there, and the page to convene says what does not fit beside the fields", async () => {
  const { page, context } = await phone(window);
  await page.goto(server.origin);
  await check(page, "no forum yet");
  await fits(page, "no forum yet");
  await context.close();
  await desk.page.goto(server.convene);
  await check(desk.page, "convene");
  await fits(desk.page, "convene");
  await desk.page.locator("#name").fill("Rivers and Cities");
  for (const [field, value] of [["theme", "Water"], ["place", "Tashkent"], ["zone", "Asia/Nowhere"], ["opens", "2027-05-01"], ["closes", "2027-04-01"]]) {
    await desk.page.locator(`#${field}`).fill(value);
  }
  await desk.page.locator("input[value=city-network]").check();
  await desk.page.locator("form.fields button").click();
  await desk.page.locator("#zone[aria-invalid]").waitFor();
  assert.equal(await desk.page.locator("#name").inputValue(), "Rivers and Cities", "what was typed is kept");
  await check(desk.page, "convene, refused");
});

both("a secretariat convenes, pastes its lists, names things in a second language, and invites a delegation, which answers", async () => {
  forum = await convene(desk.page, server, "Rivers and Cities");
  await pasted("parties", "TAS\tTashkent\tcity\t3 000 000\nALM\tAlmaty\nBIS\tBishkek");
  await pasted("topics", "Clean water\nRiver banks");
  await pasted("statements", "Every river should have a keeper.\nNo river ends at a border.");
  await desk.page.goto(`${forum}/ru/desk/names`);
  await desk.page.locator("input[name=forum]").fill("Реки и города");
  await desk.page.locator("#names button").click();
  await desk.page.locator("[role=status]").waitFor();

  await desk.page.goto(`${forum}/en/desk/delegations`);
  await desk.page.locator("#invite input[type=date]").fill("2027-02-01");
  await desk.page.locator("#invite button").click();
  await desk.page.locator("[role=status]").waitFor();
  await desk.page.locator("#delegates textarea").fill("ALM\tN. N.\thead\tnn@example.org");
  await desk.page.locator("#delegates button").click();
  const link = await desk.page.locator("td code").textContent();

  const delegate = await phone(window);
  await delegate.page.goto(link);
  await delegate.page.locator("form.entry button").click();
  await delegate.page.waitForURL((url) => !url.pathname.includes("/enter"));
  await delegate.page.locator("#reply button[value=accepts]").click();
  await delegate.page.locator("[role=status]").waitFor();
  await desk.page.goto(`${forum}/en/desk/delegations`);
  const silent = await desk.page.locator("tr", { hasText: "Almaty" }).first().textContent();
  assert.match(silent, /takes part|accept/i, "the table says that it answered");
  const front = await phone(window);
  await front.page.goto(`${forum}/ru`);
  assert.match(await front.page.locator("h1").first().textContent(), /Реки и города/);
  for (const own of [desk, delegate, front]) assert.deepEqual(own.complaints.filter((text) => !text.includes("422")), []);
});
