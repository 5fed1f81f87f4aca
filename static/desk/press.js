// Pages of the desk without a list: a key presses the button or link that names it (data-key), and a
// digit chooses a reason once the reasons are open. By character, else by the key's place; never inside
// a field, with a modifier, or while an input method is composing.

import { character, composing, digit, typedIn } from "./pressed.js";

const pressed = new Map([...document.querySelectorAll("main [data-key]")].map((one) => [one.dataset.key, one]));
const chooser = document.getElementById("choose-reject");

function reasonOf(number) {
  if (!chooser || getComputedStyle(chooser).display === "none") return null;
  const cap = [...chooser.querySelectorAll("label kbd")].find((one) => one.textContent.trim() === number);
  return cap?.closest("label").querySelector("input");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || composing(event) || event.repeat) return;
  if (event.defaultPrevented || document.body.dataset.keys === "off") return;
  if (typedIn(event.target) || event.target.closest?.("dialog")) return;
  const key = character(event, pressed);
  const number = digit(event, pressed);
  const reason = number === null ? null : reasonOf(number);
  if (reason) {
    reason.checked = true;
    chooser.querySelector("button").click();
  } else if (pressed.has(key)) {
    pressed.get(key).click();
  } else {
    return;
  }
  event.preventDefault();
});
