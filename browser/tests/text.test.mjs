// A whole negotiation: two delegations, an observer and three co-organisers, from what was found to the published text.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before } from "node:test";
import { promisify } from "node:util";
import { both, browser, check, fits, phone, serve, signs, until } from "./house.mjs";

let server, window, desk;
before(async () => {
  [server, window] = await Promise.all([serve({ pace: 1500, silence: 30 }), browser()]);
  desk = await comes(server.desk);
});
after(async () => { await window?.close(); await server?.stop(); });

/** Comes in with a link, on a wide screen. */
const comes = async (link) => {
  const person = await phone(window, { viewport: { width: 1280, height: 900 } });
  await person.page.goto(link);
  await person.page.locator("form.entry button").click();
  await person.page.waitForURL((url) => !url.pathname.includes("/enter"));
  return person;
};

const text = (page = "") => `${server.forum}/en/text${page}`;
const says = async (page, words) => assert.match(await page.locator("main").textContent(), words);
const done = async (page) => page.locator(".done-note").waitFor();

/** The pages hold on a phone, in the light and in the dark, from left to right and from right to left. */
const everywhere = async ({ page }, pages, when) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const [lang, colorScheme] of [["en", "light"], ["fa", "dark"]]) {
    await page.emulateMedia({ colorScheme });
    for (const path of pages) {
      await page.goto(`${server.forum}/${lang}/text${path}`);
      await check(page, `${when}, ${lang}/text${path}, ${colorScheme}`);
      await fits(page, `${when}, ${lang}/text${path}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
};

/** What somebody else does shows on a page that is open, without loading it anew. */
const moves = async ({ page }, path, does, shows) => {
  await page.goto(text(path));
  await page.evaluate(() => { window.kept = true; });
  await does();
  await page.getByText(shows).first().waitFor();
  assert.ok(await page.evaluate(() => window.kept), "it was not loaded anew");
};

/** The head of a delegation whose credentials are accepted. */
const head = async (party) => {
  const page = desk.page;
  const form = async (to, fields) => {
    const sent = await page.request.post(`${server.forum}/en/desk/${to}`, { form: fields, headers: { "sec-fetch-site": "same-origin" } });
    return sent.text();
  };
  const named = await form("delegates", { text: `${party};N. N. of ${party};head` });
  await form("credentials", { party, ruling: "accepted", note: "" });
  const link = [...named.matchAll(/<code dir="ltr">([^<]+)</g)].at(-1)[1];
  return comes(link);
};

/** Somebody at the desk for a co-organiser. */
const co = async (key) => {
  await desk.page.goto(`${server.forum}/en/desk/people`);
  await desk.page.locator("#people input[name=name]").fill(`N. N. of ${key}`);
  await desk.page.locator("#people select[name=role]").selectOption(key);
  await desk.page.locator("#people button").click();
  return comes(await desk.page.locator("td code").textContent());
};

both("two delegations, an observer and three co-organisers bring a text to its publication", async () => {
  const [kz, kg, mn] = [await head("KZ"), await head("KG"), await head("MN")];
  const page = desk.page;
  await page.goto(`${server.forum}/en/approvals`);
  await page.locator("#text input[name=needed]").fill("3");
  await page.locator("#text form", { has: page.locator("input[name=needed]") }).getByRole("button").click();

  // Simulated people of every party vote. What they agree on is published, and becomes the draft.
  await until(async () => {
    await page.goto(`${server.forum}/en/desk`);
    await page.locator("#publish button").click();
    await page.locator("[role=status]").waitFor();
    await page.goto(`${server.forum}/en/desk/text`);
    return await page.locator("input[name=statement]").count() > 1;
  }, "two statements are agreed on", 120_000);
  await page.locator("input[name=title-en]").fill("Declaration of friendship");
  await page.locator("input[name=title-fa]").fill("اعلامیهٔ دوستی");
  for (const other of (await page.locator("input[name=statement]").all()).slice(2)) await other.uncheck();
  await page.getByRole("button", { name: "Begin the text" }).click();
  await done(page);
  assert.equal(await page.locator("#clauses article").count(), 2, "each statement is a clause");
  await page.goto(text("/clause/c1"));
  await says(page, /From 1 finding/);
  const found = await page.locator("#behind a").first().getAttribute("href");
  const stranger = await phone(window);
  assert.equal((await stranger.page.goto(text())).status(), 403, "a draft is for delegations");
  await page.goto(text());
  await page.locator("#circulate button").click();
  await done(page);
  await check(page, "text at the desk");

  await kz.page.goto(text("/clause/c1"));
  await kz.page.locator("#stand input[value=object]").check();
  await kz.page.getByRole("button", { name: "Record the position" }).click();
  await says(kz.page, /An objection needs a reason/);
  await kz.page.locator("#reason").fill("Not in every season.");
  await kz.page.getByRole("button", { name: "Record the position" }).click();
  await done(kz.page);
  await kz.page.locator("#change summary").first().click();
  const words = kz.page.locator("#change textarea[name=words-en]").first();
  await words.fill(`${(await words.inputValue()).replace(/\.$/, "")}, in every season.`);
  await kz.page.getByRole("button", { name: "Table the amendment" }).click();
  await done(kz.page);
  await check(kz.page, "clause");
  await kg.page.goto(text("/clause/c1"));
  await kg.page.getByRole("button", { name: "Support it" }).click();
  await done(kg.page);
  await everywhere(kz, ["", "/clause/c1"], "negotiated");
  await moves(kg, "", async () => {
    await page.goto(text("/clause/c1"));
    await page.getByRole("button", { name: "Take into the text" }).click();
    await done(page);
  }, "in every season");
  await kz.page.goto(text());
  await says(kz.page, /Say anew where you stand/);
  await says(kz.page, /in every season/);
  await kz.page.goto(text("/clause/c1"));
  await kz.page.locator("#stand input[value=accept]").check();
  await kz.page.getByRole("button", { name: "Record the position" }).click();
  await done(kz.page);

  // The amendment left the words of three languages behind: the text is not frozen before somebody says that they still hold.
  await page.goto(text());
  await page.locator("#freeze button").click();
  await says(page, /after it was translated/);
  await page.goto(text("/clause/c1"));
  for (const left of [3, 2, 1]) {
    assert.equal(await page.getByRole("button", { name: "still holds" }).count(), left);
    await page.getByRole("button", { name: "still holds" }).first().click();
    await done(page);
  }
  await page.goto(text());
  await page.locator("#freeze button").click();
  await done(page);
  await page.goto(text("/round"));
  await page.getByRole("button", { name: "Open the adoption" }).click();
  await says(page, /co-organisers have not approved exactly this text/);
  for (const key of ["commission", "association", "province"]) {
    const voice = await co(key);
    await voice.page.goto(`${server.forum}/en/approvals`);
    await voice.page.locator("#text").getByRole("button", { name: "Approve", exact: true }).click();
    await done(voice.page);
    await voice.context.close();
  }
  await page.goto(text("/round"));
  await page.getByRole("button", { name: "Open the adoption" }).click();
  await done(page);
  for (const own of [kz, kg]) {
    await own.page.goto(text("/round"));
    await own.page.getByRole("button", { name: "We received the text" }).click();
    await done(own.page);
  }
  for (const party of ["CN", "IN", "PK", "RU", "TJ", "UZ"]) {
    await page.request.post(text("/do/serve"), { form: { page: "round", party, why: "read out" }, headers: { "sec-fetch-site": "same-origin" } });
  }
  const answers = async ({ page: own }, position, reason = "", scope = "") => {
    await own.goto(text("/round"));
    await own.locator(`#answer input[value=${position}]`).check();
    await own.locator("#scope").selectOption(scope);
    await own.locator("#reason").fill(reason);
    await own.getByRole("button", { name: "Record the answer" }).click();
    await done(own);
  };
  await answers(kg, "reservation", "As our law has it.", "c1");
  await answers(mn, "object", "We were not asked.");
  await says(mn.page, /its standing does not decide/);
  await check(mn.page, "round");
  await everywhere(mn, ["", "/round"], "in its adoption");
  // An objection in the last minute, taken back in time.
  await moves(kg, "/round", () => answers(kz, "object", "A last doubt."), "A last doubt.");
  await says(kz.page, /The silence is broken/);
  await answers(kz, "accept");
  await until(async () => { await page.goto(text("/round")); return page.getByRole("button", { name: "Declare the outcome" }).isVisible(); }, "the time is over", 120_000);
  await answers(kz, "object", "Too late.");
  await says(kz.page, /too late/);
  await page.goto(text("/round"));
  await page.getByRole("button", { name: "Declare the outcome" }).click();
  await done(page);
  await page.goto(text());
  await page.getByRole("button", { name: "Publish it" }).click();
  await done(page);
  await stranger.page.goto(text());
  await says(stranger.page, /Adopted and published/);
  await says(stranger.page, /no objection was received/);
  await says(stranger.page, /As our law has it\./);
  await check(stranger.page, "published text");
  await everywhere(stranger, ["", "/clause/c1", "/round"], "published");
  await stranger.page.goto(text());
  // The reservation stands under its clause, and the clause leads back to what was found.
  assert.match(await stranger.page.locator("#c1").textContent(), /As our law has it\./);
  await stranger.page.goto(text("/clause/c1"));
  assert.equal(await stranger.page.locator("#behind a").first().getAttribute("href"), found);
  await stranger.page.goto(new URL(found, server.origin).href);
  await says(stranger.page, /onsensus/);
  await stranger.page.goto(text());
  // What is published is taken away: a paper in both languages and formats, and the bundle.
  for (const [name, begins] of [["text.fa.docx", "PK"], ["text.en.akn.xml", "<?xml"], ...process.env.PLENARY_PDF ? [["text.fa.pdf", "%PDF"]] : []]) {
    const [file] = await Promise.all([stranger.page.waitForEvent("download"), stranger.page.locator(`#files a[href$="${name}"]`).click()]);
    assert.equal((await readFile(await file.path())).toString("latin1", 0, begins.length), begins, name);
  }
  const bundle = await stranger.page.request.get(text("/bundle.zip"));
  if (signs) {
    assert.equal(bundle.headers()["content-type"], "application/zip");
    const [file] = await Promise.all([stranger.page.waitForEvent("download"), stranger.page.locator("#check a[download]").click()]);
    const { stdout } = await promisify(execFile)(process.env.PLENARY, ["verify", await file.path()]);
    assert.match(stdout, /signed by the host alone/);
    await kz.page.goto(text("/round"));
    const [receipt] = await Promise.all([kz.page.waitForEvent("download"), kz.page.locator("#heard a[download]").last().click()]);
    assert.equal(JSON.parse(await readFile(await receipt.path())).kind, "position_taken");
  } else {
    assert.match(await bundle.text(), /This server has no key/);
  }
  for (const person of [desk, kz, kg, mn]) assert.deepEqual(person.complaints.filter((what) => !/422|403/.test(what)), []);
});
