"use strict";
// The page: sends what is typed or pressed, shows what the server draws. Everything shown arrives by one stream.

const root = document.documentElement;
let seen = Number(root.dataset.version);
let underway = 0;
let arrivals = [];

const $ = (selector, inside = document) => inside.querySelector(selector);
const $$ = (selector, inside = document) => [...inside.querySelectorAll(selector)];

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
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
}

async function busy(pane, work) {
  const status = pane ? $(".status", pane) : $("#notice");
  underway += 1;
  root.dataset.idle = "false";
  pane?.classList.add("waiting");
  status.textContent = "";
  status.classList.remove("fault");
  try {
    const outcome = await work();
    if (outcome?.said) status.textContent = outcome.said;
    await settle();
  } catch {
    status.textContent = root.dataset.failed;
    status.classList.add("fault");
  } finally {
    underway -= 1;
    pane?.classList.remove("waiting");
    root.dataset.idle = String(underway === 0);
  }
}

// Messages.

function reveal(log, item) {
  const tall = item.offsetHeight > log.clientHeight;
  log.scrollTop = tall ? item.offsetTop - log.offsetTop - 8 : log.scrollHeight;
}

function revealLast(log) {
  const item = $("li:last-child", log);
  if (item) reveal(log, item);
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
    old.replaceWith(item);
    item.classList.add("changed");
    if (held) item.focus({ preventScroll: true });
  } else {
    $("ol", log).append(item);
    item.classList.add("new");
    reveal(log, item);
  }
  if ($(".panes").dataset.shown !== key) {
    const mark = $(`.tabs [data-shows="${key}"] .unread`);
    if (mark) mark.hidden = false;
  }
}

function follow() {
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
  stream.addEventListener("clock", (event) => {
    $("#clock").textContent = event.data;
  });
}

// Pressing.

function faulty(control) {
  const group = control.type === "radio" ? control.closest("fieldset") : control;
  const place = document.getElementById(group.getAttribute("aria-describedby"));
  const bad = !control.validity.valid || (control.required && control.type !== "radio" && !control.value.trim());
  group.setAttribute("aria-invalid", String(bad));
  place.textContent = bad ? place.dataset.fault || control.validationMessage : "";
  return bad;
}

function press(form, button) {
  const controls = [...form.elements].filter((each) => each.name);
  if ("checks" in button.dataset) {
    const bad = controls.filter(faulty);
    if (bad.length) return bad[0].focus();
  }
  const pane = form.closest(".pane");
  const inputs = Object.fromEntries(new FormData(form));
  busy(pane, () =>
    post("/demo/press", {
      scene: root.dataset.scene,
      who: new FormData($(".compose", pane)).get("who"),
      message: form.closest(".message").id.slice(2),
      action: Number(button.value),
      inputs,
    }),
  );
}

// Writing.

function fit(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

function write(pane, text) {
  if (!text.trim()) return;
  const who = new FormData($(".compose", pane)).get("who");
  busy(pane, () => post("/demo/say", { scene: root.dataset.scene, who, in_channel: pane.dataset.pane === "channel", text }));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches(".compose")) {
    event.preventDefault();
    write(form.closest(".pane"), form.elements.text.value);
    form.elements.text.value = "";
    fit(form.elements.text);
  } else if (form.matches(".card")) {
    event.preventDefault();
    const button = event.submitter ?? $("button", form);
    if (button) press(form, button);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches(".compose textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

document.addEventListener("input", (event) => {
  const control = event.target;
  if (control.matches(".compose textarea")) fit(control);
  if (control.matches(".card *") && control.closest("[aria-invalid=true]")) faulty(control);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const pane = button.closest(".pane");
  if (button.dataset.says) write(pane, button.dataset.says);
  if (button.dataset.inserts) {
    const box = $(".compose textarea", pane);
    box.setRangeText(button.dataset.inserts, box.selectionStart, box.selectionEnd, "end");
    box.focus();
  }
  if (button.dataset.shows) {
    $(".panes").dataset.shown = button.dataset.shows;
    $$(".tabs button").forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
    $(".unread", button).hidden = true;
    revealLast($(`#pane-${button.dataset.shows} .log`));
  }
});

// Beginning again.

const dialog = $("#reset-dialog");
$("#reset").addEventListener("click", () => dialog.showModal());
dialog.addEventListener("close", () => {
  // Once everything is cleared the stream begins another life, and the page is loaded again: idle only then.
  if (dialog.returnValue === "yes") busy(null, () => post("/demo/reset", {}).then(() => new Promise(() => {})));
  dialog.returnValue = "";
});

$$(".log").forEach(revealLast);
follow();
busy(null, async () => {});
