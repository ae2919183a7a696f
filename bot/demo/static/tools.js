// On a phone, what is used now and then opens on demand.

import { $ } from "./talk.js";

const button = $("#more");

function show(open) {
  button.setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("more", open);
}

export const shut = () => show(false);

button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
