// On a phone, what is used now and then opens on demand.

import { $ } from "./talk.js";

const button = $("#more");

function show(open) {
  button.setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("more", open);
}

export const shut = () => show(false);

// Where something can't be seen because it is in there, opens it; whether it was so.
export function uncover(element) {
  const hidden = !element.checkVisibility();
  if (hidden) show(true);
  return hidden;
}

export const opener = button;

button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
