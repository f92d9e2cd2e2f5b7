// A real server on a port of its own, and a browser. The binary is named by PLENARY, the browser by CHROMIUM, and what
// keeps the forum by PLENARY_DATABASE, in which {file} stands for the name of the file that asks: each has a database of
// its own. Without it the forum is in a temporary file.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { test as run } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const named = process.env.PLENARY_DATABASE?.replace("{file}", basename(process.argv[1]).replace(".test.mjs", ""));
const kept = named ? ["--database", named] : [];

/** Whether the demonstration signs its acts: with a database elsewhere it is given no key. */
export const signs = !named;

/** A test that runs on every kind of database. */
export const both = (name, body) => run(named ? `${name}, in PostgreSQL` : name, body);

/** A test that runs once. */
export const test = named ? () => {} : run;

/** Starts the demonstration and reads its links; `stop` ends it. People vote at this pace, and nobody leads them on. */
export async function serve({ pace = 0, silence = 180 } = {}) {
  const child = spawn(process.env.PLENARY, ["demo", "--by-hand", "--port", "0", "--pace", String(pace), "--silence", String(silence), ...kept], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const links = { codes: [] };
  for await (const line of lines) {
    const url = line.match(/http:\S+/)?.[0];
    if (line.startsWith("The forum:")) links.forum = url;
    if (line.startsWith("Organisers' desk:")) links.desk = url;
    if (line.startsWith("A head of delegation:")) links.delegate = url;
    if (line.startsWith("  for ")) links.codes.push(url);
    if (links.codes.length === 3) break;
  }
  if (!links.forum) throw new Error("the server said no address");
  const stop = () => new Promise((done) => { child.once("exit", done); child.kill("SIGTERM"); });
  return { ...links, origin: new URL(links.forum).origin, stop };
}

/** A port that nobody listens on: for what must be known by its address before it starts. */
export const port = () => new Promise((done, failed) => {
  const probe = createServer().once("error", failed).listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

/**
 * Starts a server as whoever runs one does, with nothing in it yet; `convene` is the link it prints. `more` is what else
 * is typed, given its address and a folder for its files, which `stop` takes away. Without a database of the kind that is
 * tried it keeps its forums in that folder.
 */
export async function serveForReal(more = async () => [], database = named) {
  const folder = await mkdtemp(join(tmpdir(), "plenary-"));
  const at = await port();
  const origin = `http://localhost:${at}`;
  const typed = ["serve", "--database", database ?? join(folder, "forum.sqlite"), "--port", String(at), "--public-url", origin, "--outbox", join(folder, "outbox"), ...await more(origin, folder)];
  const child = spawn(process.env.PLENARY, typed, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => child.once("exit", done));
  const stop = async () => { child.kill("SIGTERM"); await ended; await rm(folder, { recursive: true }); };
  for await (const line of createInterface({ input: child.stdout })) {
    const convene = line.match(/http:\S+\/convene\?key=\S+/)?.[0];
    if (convene) return { origin, convene, stop };
  }
  await stop();
  throw new Error("the server said no link to convene with");
}

/** Convenes a forum as a secretariat does; `form` fills in what else is chosen. Says where it is. */
export async function convene(page, server, name, form = async () => {}) {
  await page.goto(server.convene);
  const fields = { name, theme: "Water", place: "Tashkent", zone: "Asia/Tashkent", opens: "2027-05-01", closes: "2027-05-03" };
  for (const [field, value] of Object.entries(fields)) await page.locator(`#${field}`).fill(value);
  await page.locator("input[value=city-network]").check();
  await form(page);
  await page.locator("form.fields button").click();
  await page.waitForURL(/\/desk/);
  return `${server.origin}/${new URL(page.url()).pathname.split("/")[1]}`;
}

/** Asks axe about a page in the colours and language it is shown in. */
export async function check(page, name) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
  assert.deepEqual(found, [], name);
}

/** No page is wider than what it is seen on. */
export async function fits(page, name) {
  const [wide, seen] = await page.evaluate(() => [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= seen, `${name}: ${wide} of ${seen}`);
}

/** The browser of the machine. */
export const browser = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});

/** A page of a phone, with what it complained of and whom it asked. */
export async function phone(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  return { context, page, complaints };
}

/** Comes in with a link: looks first, then goes in. */
export async function enter(page, link) {
  await page.goto(link);
  await page.locator(".grant").waitFor();
  await page.locator(".entry button").click();
  await page.locator("form.ballot").waitFor();
}

/** Answers what is asked and waits until something else is. */
export async function answer(page, which = "agree") {
  const before = await page.locator("#statement").textContent();
  await page.locator(`.answers .${which}`).click();
  await page.waitForFunction((text) => document.querySelector("#statement")?.textContent !== text, before);
}

/** So many people of a party agree with a statement: the counts of fewer than ten are never published. */
export async function agree(server, desk, statement, people = 10) {
  const forum = new URL(server.forum);
  const codes = await desk.request.post(`${server.forum}/en/desk/codes`, {
    form: { party: "CN", count: String(people) }, headers: { "sec-fetch-site": "same-origin" },
  });
  const api = `${forum.origin}/api/v1/forums${forum.pathname}`;
  const send = async (path, body, token) => {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${api}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const all = [...(await codes.text()).matchAll(/<code dir="ltr">([^<]+)</g)].map((found) => found[1]);
  for (const [n, code] of all.entries()) {
    const { token } = await send("tokens", { code, capacity: "resident" });
    const request = n.toString(16).padStart(32, "0");
    await send("votes", [{ statement, vote: 1, seen: 0, request }], token);
  }
}

/** How many votes the server accepted. */
export async function votes(origin) {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(text.match(/^plenary_accepted\{.*\} (\d+)$/m)[1]);
}

/** Waits until a condition holds, for at most so long. */
export async function until(condition, what, most = 10_000) {
  const end = Date.now() + most;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`it never came true: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
