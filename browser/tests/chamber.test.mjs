// The desk, a delegate, a moderator and a participant, each in a window of their own.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { agree, answer, both, browser, check, phone, serve } from "./house.mjs";

let server, window, desk;
before(async () => {
  [server, window] = await Promise.all([serve(), browser()]);
  desk = await phone(window, { viewport: { width: 1280, height: 900 } });
});
after(async () => { await window?.close(); await server?.stop(); });

const enter = async (page, link) => {
  await page.goto(link);
  await page.locator("form.entry button").click();
  await page.waitForURL((url) => !url.pathname.includes("/enter"));
};

both("from an invitation to codes, and from a statement handed in to the board", async () => {
  await enter(desk.page, server.desk);
  for (const room of ["delegations", "people", "plan"]) {
    await desk.page.goto(`${server.forum}/en/desk/${room}`);
    await check(desk.page, room);
  }
  await desk.page.goto(`${server.forum}/en/desk/delegations`);
  await desk.page.locator("#invite input[type=date]").fill("2021-05-01");
  await desk.page.locator("#invite button").click();
  assert.match(await desk.page.locator("[role=status]").textContent(), /stand in the record/);
  await desk.page.locator("#delegates textarea").fill("UZ\tN. N.\thead\tnn@example.org");
  await desk.page.locator("#delegates button").click();
  const link = await desk.page.locator("td code").textContent();
  await check(desk.page, "links");

  const delegate = await phone(window);
  await enter(delegate.page, link);
  await check(delegate.page, "delegation");
  await delegate.page.locator("#reply button[value=accepts]").click();
  await delegate.page.locator("#roster input[name=people]").fill("12000");
  await delegate.page.getByRole("button", { name: "Declare" }).click();
  await delegate.page.locator("#roster input[name=count]").fill("3");
  await delegate.page.getByRole("button", { name: "Make codes" }).click();
  assert.equal(await delegate.page.locator(".code-cards li").count(), 3);

  const person = await phone(window);
  await enter(person.page, server.codes[0]);
  await person.page.goto(`${server.forum}/fa/topic/health`);
  assert.equal(await person.page.locator("html").getAttribute("dir"), "rtl");
  await person.page.locator("#propose textarea").fill("هر روستا باید چاه آب پاک خود را داشته باشد.");
  await person.page.locator("#propose button").click();
  await check(person.page, "topic, with what was handed in");

  await desk.page.goto(`${server.forum}/en/moderate`);
  await check(desk.page, "moderate");
  await desk.page.locator("ol.queue button").first().click();
  await person.page.goto(`${server.forum}/fa/topic/health`);
  const statement = person.page.locator("#statements a", { hasText: "چاه آب" });
  await statement.click();
  await check(person.page, "statement");
  await person.page.locator("#replies input[value=for]").check();
  await person.page.locator("#reply-text").fill("در روستای ما چنین شد.");
  await person.page.locator("#replies button").click();
  assert.equal(await person.page.locator("#own li").count(), 1);
  for (const { complaints, context } of [delegate, person]) {
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

both("a topic is answered, published, closed and reported on", async () => {
  const person = await phone(window);
  await enter(person.page, server.codes[1]);
  await person.page.goto(`${server.forum}/en/take-part?topic=think-tanks`);
  await answer(person.page);
  await agree(server, desk.page, "tt1");
  await desk.page.goto(`${server.forum}/en/desk`);
  await desk.page.locator("#publish button").click();
  await desk.page.locator("#topics li", { hasText: "Think tank" }).getByRole("button", { name: "Close" }).click();
  await desk.page.goto(`${server.forum}/en/topic/think-tanks/report`);
  await desk.page.locator("#opening").fill("We met twice.");
  await desk.page.locator("#write button").click();
  await check(desk.page, "report");
  await person.page.goto(`${server.forum}/en/topic/think-tanks/report`);
  const report = await person.page.locator("main").textContent();
  assert.match(report, /We met twice\./);
  assert.match(report, /1 of 18 parties/);
  assert.deepEqual([...desk.complaints, ...person.complaints], []);
  await person.context.close();
});
