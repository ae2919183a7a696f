// The guided tour: says what to do next, points to where, and goes on once it is done. Its steps are in the page.

import { place, turnToPane } from "./slots.js";
import { $, $$, on, revealLast, root } from "./talk.js";
import { opener, shut, uncover } from "./tools.js";

const bar = $("#tour");
const steps = $$("ol > li", bar).map((item) => item.dataset);
const key = `tour-${root.dataset.life}-${root.dataset.scene}`;
let at = null;
let moved = false;

const list = (words) => words.split(" ").filter(Boolean);

function keep() {
  if (at === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify({ at, moved }));
}

function word(title, text, number) {
  $("#tour-number").textContent = number;
  $("#tour-name").textContent = title;
  $("#tour-text").textContent = text;
}

// The first button of that verb on the last card that has one; a question is open only while nothing follows it.
function button(verb, pane) {
  const found = `button[data-verb^="${verb}"]`;
  const last = verb.startsWith("start.") ? `:nth-last-child(1 of :has(${found}))` : ":last-child";
  return $(`#pane-${pane} .message${last} ${found}`);
}

// Where to press or to type now: time itself, else the last button that leads on, else a word to type.
function target() {
  const step = steps[at];
  const time = step.moves && !moved && $(`[data-moves=${step.moves}]:not([aria-disabled=true])`);
  if (time) return time;
  for (const [verb, pane] of list(step.verbs).map((each) => each.split("@"))) {
    const found = button(verb, pane);
    if (found) return found;
  }
  const pane = document.getElementById(`pane-${step.pane}`);
  return (step.says && $(`.chips [data-says="${step.says}"]`, pane)) || $(".compose textarea", pane);
}

function point() {
  $$(".pointed").forEach((each) => each.classList.remove("pointed"));
  if (at === null || at === steps.length) return;
  const found = target();
  found.classList.add("pointed");
  if ("moves" in found.dataset && !found.checkVisibility()) opener.classList.add("pointed");
}

function go(to, { again = false } = {}) {
  if (!again) moved = false;
  at = to;
  keep();
  const appears = bar.hidden;
  bar.hidden = at === null;
  $("#tour-starts").setAttribute("aria-pressed", String(at !== null));
  if (at === null) return point();
  const over = at === steps.length;
  $("#tour-back").hidden = at === 0;
  $("#tour-points").hidden = over;
  $("#tour-skips").hidden = over;
  bar.classList.toggle("over", over);
  if (over) {
    const { title, text } = $("#tour-last").dataset;
    word(title, text, "");
    return point();
  }
  const step = steps[at];
  word(step.title, step.text, step.number);
  if (!again) {
    ["left", "channel", "right"].forEach((slot) => place(slot, step[slot]));
    turnToPane(step.pane);
    $(`#speaker-${step.channel}`).value = step.speaker;
  }
  point();
  if (appears) $$(".slot .log").forEach(revealLast); // they have less room now
}

// « done » is « what verb pane », the verb given by its beginning.
function ends(what, verb, pane) {
  if (at === null || at === steps.length) return;
  const [kind, ...rest] = steps[at].done.split(" ");
  if (kind === what && verb.startsWith(rest[0]) && rest[1] === pane.dataset.pane) go(at + 1);
}

on("arrived", ({ pane, item }) => $$("button[data-verb]", item).forEach((button) => ends("arrived", button.dataset.verb, pane)));
on("pressed", ({ pane, verb }) => ends("pressed", verb, pane));
on("moved", ({ to }) => {
  if (at !== null) shut();
  moved ||= at !== null && steps[at]?.moves === to;
  keep();
});
on("settled", point);

$("#tour-starts").addEventListener("click", () => {
  shut();
  go(0);
});
$("#tour-ends").addEventListener("click", () => go(null));
$("#tour-back").addEventListener("click", () => go(at - 1));
$("#tour-skips").addEventListener("click", () => go(at + 1));
$("#tour-points").addEventListener("click", () => {
  const found = target();
  if (found.closest(".pane")) turnToPane(found.closest(".pane").dataset.pane);
  else uncover(found);
  found.scrollIntoView({ block: "nearest" });
  found.focus();
});

const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
if (kept) {
  moved = kept.moved;
  go(Math.min(kept.at, steps.length), { again: true });
}
