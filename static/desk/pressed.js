// Which key was meant: by its character first, and where that isn't Latin by where it sits.

const TYPED_IN =
  "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=image])";
const LATIN = /^[\u0000-\u007f]$|^\p{Script=Latin}$/u;

// Whether keys pressed there write something.
export function typedIn(target) {
  return Boolean(target.matches?.(TYPED_IN) || target.isContentEditable);
}

// Whether an input method is still at it.
export function composing(event) {
  return event.isComposing || event.keyCode === 229;
}

// What the key writes on a Latin keyboard, by where it sits.
function physical(event) {
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter) return event.shiftKey ? null : letter[1].toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
  return digit && !event.shiftKey ? digit[1] : null;
}

// The character that is meant; null where it is no plain key. `known` has those that mean something.
export function character(event, known) {
  // "Enter" and its like; an Arabic keyboard writes two letters with one key.
  if (event.key.length > 1 && /^[\w-]+$/.test(event.key)) return null;
  const key = event.key.toLowerCase();
  // A letter needs no Shift: with it, something else was meant.
  const shifted = event.shiftKey && event.key.toUpperCase() !== key;
  if (known.has(key) || /^[0-9]$/.test(key)) return shifted ? null : key;
  return LATIN.test(event.key) ? null : physical(event);
}

// The digit that is meant, null where it is none: on keyboards that write digits with Shift, the key
// without it is as good.
export function digit(event, known) {
  const key = character(event, known) ?? (event.shiftKey ? null : /^Digit(\d)$/.exec(event.code)?.[1]);
  return /^\d$/.test(key ?? "") ? key : null;
}
