// What is typed or pressed is sent; what the server draws is shown. Everything shown arrives by one stream.

export const root = document.documentElement;
export const $ = (selector, inside = document) => inside.querySelector(selector);
export const $$ = (selector, inside = document) => [...inside.querySelectorAll(selector)];

let seen = Number(root.dataset.version);
let underway = 0;
const SAID_MS = 4000;
let arrivals = [];

// What others may want to know: « arrived » (a message), « pressed », « moved », « settled ».
export const tell = (name, detail = {}) => document.dispatchEvent(new CustomEvent(`relais-${name}`, { detail }));
export const on = (name, act) => document.addEventListener(`relais-${name}`, (event) => act(event.detail));

export async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ scene: root.dataset.scene, ...body }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// Idle: nothing of ours is under way, the bot has nothing left to send, and all of it is on the page.

function arrived(version) {
  return version <= seen ? Promise.resolve() : new Promise((done) => arrivals.push({ version, done }));
}

async function settle() {
  const answer = await fetch("/demo/idle");
  await arrived((await answer.json()).version);
  await showTime();
}

// Said for a while: it lies over the conversation.
function say(status, text) {
  status.textContent = text;
  setTimeout(() => {
    if (status.textContent === text) status.textContent = "";
  }, SAID_MS);
}

export async function busy(pane, work) {
  const status = pane ? $(".status", pane) : $("#notice");
  underway += 1;
  root.dataset.idle = "false";
  pane?.classList.add("waiting");
  status.textContent = "";
  status.classList.remove("fault");
  try {
    const outcome = await work();
    if (outcome?.said) say(status, outcome.said);
    await settle();
    if (outcome?.done) tell(...outcome.done);
  } catch {
    status.textContent = root.dataset.failed;
    status.classList.add("fault");
  } finally {
    underway -= 1;
    pane?.classList.remove("waiting");
    if (underway === 0) tell("settled");
    root.dataset.idle = String(underway === 0);
  }
}

// The clock.

export async function showTime() {
  const answer = await fetch(`/demo/clock?scene=${root.dataset.scene}&lang=${root.lang}`);
  const { now, meeting } = await answer.json();
  $("#clock").textContent = now;
  $("#meeting").textContent = meeting ?? root.dataset.noMeeting;
  $("[data-moves=meeting]").setAttribute("aria-disabled", String(meeting === null));
}

export function move(to) {
  busy(null, () => post("/demo/clock", { to }).then(() => ({ done: ["moved", { to }] })));
}

// Messages.

function reveal(log, item) {
  const tall = item.offsetHeight > log.clientHeight;
  const end = item.offsetTop - log.offsetTop + item.offsetHeight - log.clientHeight + 12;
  log.scrollTop = tall ? item.offsetTop - log.offsetTop - 8 : item.nextElementSibling ? end : log.scrollHeight;
}

function atEnd(log) {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 24;
}

export function revealLast(log) {
  const item = $("li:last-child", log);
  if (item) reveal(log, item);
}

function put(list, item) {
  const rooted = item.dataset.root ? document.getElementById(item.dataset.root) : null;
  if (rooted) {
    const thread = $$(`[data-root="${item.dataset.root}"]`, list);
    (thread.at(-1) ?? rooted).after(item);
    return;
  }
  const { day, name } = item.dataset;
  if (day && $$("[data-begins]", list).at(-1)?.dataset.begins !== day) {
    const begins = document.createElement("li");
    begins.className = "day";
    begins.dataset.begins = day;
    const said = document.createElement("span");
    said.textContent = name;
    begins.append(said);
    list.append(begins);
  }
  list.append(item);
}

function show({ pane: key, id, html }) {
  if (!key) return; // another community's
  const pane = document.getElementById(`pane-${key}`);
  const log = $(".log", pane);
  const made = document.createElement("template");
  made.innerHTML = html; // drawn and escaped by the server
  const item = made.content.firstElementChild;
  const old = document.getElementById(id);
  if (old) {
    const held = old.contains(document.activeElement);
    const followed = held || (!old.nextElementSibling && atEnd(log));
    old.replaceWith(item);
    item.classList.add("changed");
    if (held) item.focus({ preventScroll: true });
    if (followed) reveal(log, item); // it may have grown below the window
  } else {
    put($("ol", log), item);
    item.classList.add("new");
    reveal(log, item);
  }
  tell("arrived", { pane, item });
}

export function follow() {
  const stream = new EventSource(`/demo/events?after=${seen}&lang=${root.lang}&scene=${root.dataset.scene}`);
  stream.addEventListener("message", (event) => {
    show(JSON.parse(event.data));
    seen = Number(event.lastEventId);
    const ready = arrivals.filter((each) => each.version <= seen);
    arrivals = arrivals.filter((each) => each.version > seen);
    ready.forEach((each) => each.done());
  });
  stream.addEventListener("begun", (event) => {
    if (root.dataset.life !== event.data) location.reload();
  });
  stream.addEventListener("clock", () => showTime().catch(() => {})); // the next one will tell
}

// Pressing.

export function faulty(control) {
  const group = control.type === "radio" ? control.closest("fieldset") : control;
  const place = document.getElementById(group.getAttribute("aria-describedby"));
  const bad = !control.validity.valid || (control.required && control.type !== "radio" && !control.value.trim());
  group.setAttribute("aria-invalid", String(bad));
  place.textContent = bad ? place.dataset.fault || control.validationMessage : "";
  return bad;
}

const speaker = (pane) => new FormData($(".compose", pane)).get("who");

export function press(form, button) {
  const controls = [...form.elements].filter((each) => each.name);
  if ("checks" in button.dataset) {
    const bad = controls.filter(faulty);
    if (bad.length) return bad[0].focus();
  }
  const pane = form.closest(".pane");
  const pressed = { pane, verb: button.dataset.verb };
  busy(pane, async () => {
    const answer = await post("/demo/press", {
      who: speaker(pane),
      message: form.closest(".message").id.slice(2),
      action: Number(button.value),
      inputs: Object.fromEntries(new FormData(form)),
    });
    return { ...answer, done: ["pressed", pressed] };
  });
}

// The app's action on a message.

export function take(button) {
  const pane = button.closest(".pane");
  busy(pane, () => post("/demo/take", { who: speaker(pane), message: button.closest(".message").id.slice(2) }));
}

// Writing.

export function fit(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

export function write(pane, text) {
  if (!text.trim()) return;
  const channel = "channel" in pane.dataset ? pane.dataset.pane : null;
  busy(pane, () => post("/demo/say", { who: speaker(pane), channel, text }));
}
