// Keeps what is on the page up to date: listens for numbers, and fetches a part again when there is something new.
// Without it every page works and shows the moment at which it was asked for.

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const parts = [...document.querySelectorAll("[data-follow]")];

/** Replaces a part by its newest version; what the reader opened stays open, where they were they stay. */
async function renew(part) {
  const url = new URL(part.dataset.href ?? location.pathname + location.search, location.href);
  url.searchParams.set("part", "true");
  const response = await fetch(url, { headers: { accept: "text/html" } });
  if (response.status === 429 || response.status >= 500) throw new Error("not now");
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").body;
  // From here on nothing waits: what the reader opens meanwhile would be lost.
  const opened = new Map([...part.querySelectorAll("details[open]")].map((d) => [d.dataset.keep, d]));
  const focused = part.contains(document.activeElement) ? path(document.activeElement, part) : null;
  for (const details of fresh.querySelectorAll("details")) {
    const old = opened.get(details.dataset.keep);
    if (!old) continue;
    details.open = true;
    if (details.dataset.load) {
      details.replaceChildren(details.querySelector("summary"), ...[...old.children].slice(1));
    }
  }
  // A page that has no part of its own is sent whole: the same place of it is taken.
  morph(part, (part.id && fresh.querySelector(`#${CSS.escape(part.id)}`)) || fresh);
  for (const details of part.querySelectorAll("details[open][data-load]")) load(details).catch(() => {});
  if (focused) find(focused, part)?.focus({ preventScroll: true });
}

/** Rows keep their elements, so that a bar grows instead of jumping. */
function morph(from, to) {
  const rows = new Map([...from.querySelectorAll("article[id]")].map((row) => [row.id, row]));
  for (const row of to.querySelectorAll("article[id]")) {
    const old = rows.get(row.id);
    if (!old) continue;
    const marks = [...old.querySelectorAll(".bar rect")];
    const next = [...row.querySelectorAll(".bar rect")];
    if (marks.length !== next.length) continue;
    const values = next.map((rect) => ["x", "width", "class"].map((name) => [name, rect.getAttribute(name)]));
    next.forEach((rect, i) => ["x", "width"].forEach((name) => {
      if (marks[i].hasAttribute(name)) rect.setAttribute(name, marks[i].getAttribute(name));
    }));
    requestAnimationFrame(() => requestAnimationFrame(() =>
      next.forEach((rect, i) => values[i].forEach(([name, value]) => value !== null && rect.setAttribute(name, value)))));
  }
  from.replaceChildren(...to.childNodes);
}

function path(element, root) {
  const article = element.closest("article[id]");
  const scope = article ?? root;
  const kind = element.tagName.toLowerCase();
  return { row: article?.id, kind, place: [...scope.querySelectorAll(kind)].indexOf(element) };
}

function find({ row, kind, place }, root) {
  const scope = row ? root.querySelector(`#${CSS.escape(row)}`) : root;
  return scope?.querySelectorAll(kind)[place];
}

/** A row that is opened fetches how each party stands. */
async function load(details) {
  const url = new URL(details.dataset.load, location.href);
  url.searchParams.set("part", "true");
  const response = await fetch(url);
  if (!response.ok) return;
  const part = new DOMParser().parseFromString(await response.text(), "text/html").body;
  part.querySelector("h2")?.remove();
  part.querySelector("p.quiet")?.remove();
  details.querySelectorAll(":scope > :not(summary)").forEach((old) => old.remove());
  details.append(...part.childNodes);
}

document.addEventListener("toggle", (event) => {
  if (event.target.open && event.target.dataset.load) load(event.target).catch(() => {});
}, true);

/** The parts that are to be fetched. */
const pending = new Set();
let running = false;
/** How often in vain since the last number; after so many times the next is waited for. */
let tries = 0;
const TRIES = 8;

async function follow() {
  parts.forEach((part) => pending.add(part));
  tries = 0;
  if (running) return;
  running = true;
  while (pending.size && tries < TRIES && !document.hidden) {
    const now = [...pending];
    pending.clear();
    const failed = (await Promise.all(now.map((part) => renew(part).then(() => null, () => part)))).filter(Boolean);
    // What could not be fetched is asked for again: perhaps nothing else will happen that brings it.
    failed.forEach((part) => pending.add(part));
    tries = failed.length ? tries + 1 : 0;
    // Not everybody at the same instant, and not more often than an eye can follow.
    await pause((250 + Math.random() * 350) * 2 ** tries);
  }
  running = false;
}

if (parts.length && document.body.dataset.live && "EventSource" in window) {
  // What the page shows already: what happens before the first number arrives is not lost.
  let last = document.body.dataset.seen;
  const source = new EventSource(document.body.dataset.live);
  source.addEventListener("pulse", (event) => {
    if (event.data !== last) follow();
    last = event.data;
  });
  document.addEventListener("visibilitychange", () => !document.hidden && pending.size && follow());
  addEventListener("pagehide", () => source.close());
}

/** The time that is left, beside a moment that ends something. Read out by nobody: the moment itself is in words. */
function count() {
  for (const time of document.querySelectorAll("time[data-until]")) {
    const seconds = Math.max(0, Math.floor((Date.parse(time.dataset.until) - Date.now()) / 1000));
    const digits = new Intl.NumberFormat(document.documentElement.lang, { minimumIntegerDigits: 2, useGrouping: false });
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    let left = time.nextElementSibling;
    if (!left?.classList.contains("left")) {
      left = document.createElement("span");
      left.className = "left";
      left.setAttribute("aria-hidden", "true");
      time.after(" ", left);
    }
    left.textContent = parts.map((part) => digits.format(part)).join(":");
  }
}

if (document.querySelector("time[data-until]")) {
  count();
  setInterval(count, 1000);
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}
