// Voting without waiting: answers are kept on the phone first, sent as soon as there is a connection, and each counts
// exactly once, because it carries the same request mark on every try.

const root = document.querySelector("[data-vote]");
const form = root?.querySelector("form.ballot");
const store = {
  get: (key, otherwise) => JSON.parse(localStorage.getItem(key) ?? "null") ?? otherwise,
  set: (key, value) => localStorage.setItem(key, JSON.stringify(value)),
};

if (root && form) start().catch(() => {});

async function start() {
  const { forum, topic, lang } = root.dataset;
  const waitingKey = `plenary/${forum}/waiting`;
  const aheadKey = `plenary/${forum}/ahead/${topic}/${lang}`;
  const status = root.querySelector(".state");
  const text = form.querySelector(".statement");
  const ofTopic = form.querySelector(".of-topic");
  const names = new Map([...root.querySelectorAll(".topics a")].map((a) => [new URL(a.href).searchParams.get("topic"), a]));
  let ahead = store.get(aheadKey, []);
  const given = new Set();
  root.querySelector(".keys").hidden = !matchMedia("(hover: hover)").matches;

  const mark = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const tell = (words) => { status.textContent = words; };

  let sending = null;
  const send = () => (sending ??= deliver().finally(() => { sending = null; }));
  async function deliver() {
    for (;;) {
      const waiting = store.get(waitingKey, []);
      if (!waiting.length) return true;
      const response = await fetch(`/${forum}/votes`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ votes: waiting.slice(0, 100) }),
        keepalive: true,
      }).catch(() => null);
      if (response?.status === 401) { over(); return false; }
      if (!response?.ok) { tell(root.dataset.waiting.replace("%", waiting.length)); return false; }
      const { votes } = await response.json();
      const done = new Set(votes.map((vote) => vote.request));
      store.set(waitingKey, store.get(waitingKey, []).filter((vote) => !done.has(vote.request)));
      const refused = votes.filter((vote) => vote.refused).length;
      tell(refused ? root.dataset.refused : root.dataset.saved);
    }
  }

  // What was answered stays on the phone until its owner has come in again, or has left.
  function over() {
    const link = document.createElement("a");
    link.href = root.dataset.enter;
    link.textContent = root.dataset.enterWords;
    status.replaceChildren(`${root.dataset.over} `, link);
  }

  async function refill() {
    const url = `/${forum}/next?lang=${encodeURIComponent(lang)}${topic ? `&topic=${encodeURIComponent(topic)}` : ""}`;
    const response = await fetch(url).catch(() => null);
    if (!response?.ok) return;
    const next = await response.json();
    const known = new Set([...given, form.elements.statement.value, ...store.get(waitingKey, []).map((v) => v.statement)]);
    ahead = next.statements.filter((s) => !known.has(s.statement));
    store.set(aheadKey, ahead);
  }

  function show(next) {
    form.elements.statement.value = next.statement;
    form.elements.seen.value = "0";
    form.elements.request.value = mark();
    text.textContent = next.text;
    text.lang = next.lang;
    text.dir = next.dir;
    const name = names.get(next.topic);
    if (name) { ofTopic.textContent = name.textContent; ofTopic.lang = name.lang; ofTopic.dir = name.dir; }
    form.querySelectorAll("[aria-pressed]").forEach((b) => b.removeAttribute("aria-pressed"));
    text.focus({ preventScroll: true });
  }

  form.addEventListener("submit", (event) => {
    const vote = event.submitter?.value;
    if (vote === undefined) return;
    event.preventDefault();
    const { statement, seen } = form.elements;
    const cast = { statement: statement.value, vote: Number(vote), seen: Number(seen.value), request: mark() };
    store.set(waitingKey, [...store.get(waitingKey, []), cast]);
    given.add(cast.statement);
    ahead = ahead.filter((s) => !given.has(s.statement));
    store.set(aheadKey, ahead);
    const before = cast.statement;
    bump();
    undo(before);
    const sent = send();
    if (ahead.length) {
      show(ahead[0]);
      if (ahead.length < 5) sent.then(refill);
    } else {
      // Nothing is left here: the server knows whether anything is left at all.
      sent.then((ok) => ok && location.assign(location.pathname + (topic ? `?topic=${topic}` : "")));
    }
  });

  function bump() {
    const progress = root.querySelector(".progress");
    const of = Number(progress.dataset.of);
    const done = Math.min(Number(progress.dataset.done) + 1, of);
    progress.dataset.done = done;
    const number = new Intl.NumberFormat(lang);
    const words = progress.dataset.words.replace("%1", number.format(done)).replace("%2", number.format(of));
    root.querySelector(".progress-words").textContent = words;
    root.querySelector("progress").value = of ? (done * 100) / of : 0;
  }

  function undo(statement) {
    const link = root.querySelector(".undo") ?? root.querySelector(".under a");
    if (link.classList.contains("undo")) link.href = `take-part?statement=${encodeURIComponent(statement)}`;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const button = { 1: "agree", a: "agree", 2: "disagree", d: "disagree", 3: "pass", p: "pass" }[event.key.toLowerCase()];
    if (button) { event.preventDefault(); form.querySelector(`button.${button}`).click(); }
  });

  addEventListener("online", () => send());
  if (store.get(waitingKey, []).length) await send();
  await refill();
}
