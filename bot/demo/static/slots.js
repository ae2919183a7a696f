// Who is shown where: a person, a channel, another person; side by side, or one at a time. The address remembers.

import { $, $$, on, revealLast, root } from "./talk.js";

const panes = $(".panes");
const scrolled = new WeakMap();

const slotOf = (pane) => pane.closest(".slot")?.dataset.slot;
const inSlot = (slot) => $(`.slot[data-slot=${slot}] > .pane`);
const paneOf = (key) => document.getElementById(`pane-${key}`);
const isShown = (pane) => pane.checkVisibility();

function remember() {
  const address = new URL(location.href);
  address.searchParams.set("scene", root.dataset.scene);
  $$(".slot").forEach(({ dataset: { slot } }) => address.searchParams.set(slot, inSlot(slot).dataset.pane));
  history.replaceState(null, "", address);
  $$("[data-keeps]").forEach((link) => {
    address.searchParams.set("lang", link.lang);
    link.href = address.pathname + address.search;
  });
}

function mark() {
  $$(".pane").forEach((pane) => isShown(pane) && delete pane.dataset.unread);
  $$(".tabs button").forEach((tab) => {
    const pane = inSlot(tab.dataset.shows);
    $(".tab", tab).textContent = pane.dataset.short;
    $(".unread", tab).hidden = !("unread" in pane.dataset);
  });
  const away = $$("#others .pane[data-unread]");
  $$(".chooser").forEach((chooser) => {
    const news = away.filter((pane) => $(`option[value="${pane.dataset.pane}"]`, chooser));
    $("[data-elsewhere]", chooser).hidden = news.length === 0;
    $$("option", chooser).forEach((option) => {
      option.label = option.text + (news.some((pane) => pane.dataset.pane === option.value) ? " •" : "");
    });
  });
}

function put(pane, into) {
  into.append(pane);
  $("[data-chooses]", pane).value = pane.dataset.pane;
  const log = $(".log", pane);
  if ("unread" in pane.dataset || !scrolled.has(pane)) revealLast(log);
  else log.scrollTop = scrolled.get(pane);
}

export function place(slot, key) {
  const pane = paneOf(key);
  const before = inSlot(slot);
  if (pane === before) return;
  [pane, before].forEach((each) => scrolled.set(each, $(".log", each).scrollTop));
  const from = pane.parentElement;
  put(before, from); // two people change places
  put(pane, $(`.slot[data-slot=${slot}]`));
  speak();
  remember();
  mark();
}

export function turnTo(slot) {
  panes.dataset.shown = slot;
  $$(".tabs button").forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.shows === slot)));
  revealLast($(".log", inSlot(slot)));
  mark();
}

export function turnToPane(key) {
  const slot = slotOf(paneOf(key));
  if (slot) turnTo(slot);
}

// In a channel, one writes as the person at its right, until another is chosen.
function speak() {
  const who = inSlot("right").dataset.pane;
  $$(".pane[data-channel] [name=who]").forEach((speaker) => {
    speaker.value = who;
  });
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-chooses]")) return;
  const { value } = event.target;
  const slot = slotOf(event.target.closest(".pane"));
  place(slot, value);
  $("[data-chooses]", inSlot(slot)).focus();
});

document.addEventListener("click", (event) => {
  const tab = event.target.closest(".tabs button");
  if (tab) turnTo(tab.dataset.shows);
});

on("arrived", ({ pane }) => {
  if (!isShown(pane)) pane.dataset.unread = "";
  mark();
});
addEventListener("resize", mark);

speak();
remember();
mark();
