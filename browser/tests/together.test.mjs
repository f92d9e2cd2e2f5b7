// What several people at the desk do together, each in a window of their own and with a link of their own.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { agree, both, browser, enter, phone, serve, test } from "./house.mjs";

let server, window, desk;
before(async () => {
  [server, window] = await Promise.all([serve(), browser()]);
  desk = await phone(window, { viewport: { width: 1280, height: 900 } });
  await comes(desk.page, server.desk);
});
after(async () => { await window?.close(); await server?.stop(); });

const comes = async (page, link) => {
  await page.goto(link);
  await page.locator("form.entry button").click();
  await page.waitForURL((url) => !url.pathname.includes("/enter"));
};

/** Whoever helps at the desk in this role, with a link made there. */
const helper = async (name, role) => {
  await desk.page.goto(`${server.forum}/en/desk/people`);
  await desk.page.locator("#people input[name=name]").fill(name);
  await desk.page.locator("#people select[name=role]").selectOption(role);
  await desk.page.locator("#people button").click();
  const link = await desk.page.locator("td code").textContent();
  const helps = await phone(window, { viewport: { width: 1280, height: 900 } });
  await comes(helps.page, link);
  return helps;
};

both("findings are published once every co-organiser that must approve them has approved exactly these", async () => {
  await agree(server, desk.page, "cp1");
  await desk.page.goto(`${server.forum}/en/approvals`);
  await desk.page.locator("#findings input[name=needed]").fill("3");
  await desk.page.locator("#findings form", { has: desk.page.locator("input[name=needed]") }).getByRole("button").click();
  assert.match(await desk.page.locator("#findings").textContent(), /3 co-organisers must approve/);
  const publish = async () => {
    await desk.page.goto(`${server.forum}/en/desk`);
    await desk.page.locator("#publish button").click();
    await desk.page.locator("[role=status]").waitFor();
  };
  const published = async () => (await (await fetch(`${server.forum}/record.jsonl`)).text()).includes('"findings_published"');
  await publish();
  assert.equal(await published(), false, "so far it is only asked for");

  const voices = [];
  for (const key of ["commission", "association", "province"]) voices.push(await helper(`N. N. of ${key}`, key));
  const seen = await phone(window);
  for (const [n, voice] of voices.entries()) {
    assert.equal(await published(), false, `after ${n} of 3`);
    assert.match(voice.page.url(), /\/approvals/, "the link leads to what waits");
    await voice.page.locator("#findings").getByRole("button", { name: "Approve", exact: true }).click();
    await voice.page.locator("[role=status]").waitFor();
    assert.equal(await voice.page.locator("#findings button").count(), 0, "nobody approves twice");
    await seen.page.goto(`${server.forum}/en/approvals`);
    assert.match(await seen.page.locator("#findings").textContent(), new RegExp(`${n + 1} of 3 have approved`));
  }
  await publish();
  assert.equal(await published(), true, "what was approved goes ahead");
  for (const { complaints, context } of [...voices, seen]) {
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test("of two moderators at the same queue the second is told that it was decided meanwhile", async () => {
  const person = await phone(window);
  await enter(person.page, server.codes[1]);
  for (const text of ["Every village has a doctor.", "Every school has a garden."]) {
    await person.page.goto(`${server.forum}/en/topic/health`);
    await person.page.locator("#propose textarea").fill(text);
    await person.page.locator("#propose button").click();
    await person.page.locator("[role=status]").waitFor();
  }
  const first = await helper("A. A.", "moderator");
  const second = await helper("B. B.", "moderator");
  const claim = (page, text) => page.locator("ol.queue > li", { hasText: text });
  const looks = async (page) => {
    await page.goto(`${server.forum}/en/moderate`);
    await claim(page, "doctor").waitFor();
  };
  await looks(first.page);
  await looks(second.page);
  await claim(first.page, "doctor").getByRole("button", { name: "Let in", exact: true }).click();
  await first.page.locator("[role=status]").waitFor();
  await claim(second.page, "doctor").locator("input[name=reason]").fill("It is there already.");
  await claim(second.page, "doctor").getByRole("button", { name: "Do not let in" }).click();
  const told = await second.page.locator("[role=alert]").textContent();
  assert.match(told, /Somebody else has decided this in the meantime/);
  assert.equal(await claim(second.page, "doctor").count(), 0, "it waits no more");
  assert.equal(await claim(second.page, "garden").count(), 1, "and the rest of the queue does");

  await person.page.goto(`${server.forum}/en/topic/health`);
  assert.equal(await person.page.locator("#statements a", { hasText: "Every village has a doctor" }).count(), 1, "the first decision holds");
  for (const { context } of [person, first, second]) await context.close();
});
