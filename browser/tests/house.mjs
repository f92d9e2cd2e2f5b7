// A real server on a port of its own, and a browser. The binary is named by PLENARY, the browser by CHROMIUM.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

/** Starts the demonstration and reads its links; `stop` ends it. */
export async function serve({ pace = 0 } = {}) {
  const child = spawn(process.env.PLENARY, ["demo", "--port", "0", "--pace", String(pace)], { stdio: ["ignore", "pipe", "inherit"] });
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
  const stop = () => new Promise((done) => { child.once("exit", done); child.kill("SIGTERM"); });
  return { ...links, origin: new URL(links.forum).origin, stop };
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

/** How many votes the server accepted. */
export async function votes(origin) {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(text.match(/^plenary_votes\{.*\} (\d+)$/m)[1]);
}

/** Waits until a condition holds, for at most ten seconds. */
export async function until(condition, what) {
  const end = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`it never came true: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
