// The page's controls, and its beginning.

import "./slots.js";
import "./tour.js";
import { $, $$, busy, faulty, fit, follow, move, post, press, revealLast, take, write } from "./talk.js";

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
  if (button.dataset.moves && button.getAttribute("aria-disabled") !== "true") move(button.dataset.moves);
  if ("takes" in button.dataset) take(button);
  if (button.dataset.inserts) {
    const box = $(".compose textarea", pane);
    box.setRangeText(button.dataset.inserts, box.selectionStart, box.selectionEnd, "end");
    box.focus();
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
