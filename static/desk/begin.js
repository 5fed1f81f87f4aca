// Begins a message or an explanation from a template, without another page: by pointer, by the template's
// digit, or by a few letters of its title. Questions come and go on the page, so that it listens from above.

const FIRST_OPEN = /\{(?:…|\.\.\.|\?[^{}\n]{0,39})\}/u;

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

function links(list) {
  return [...list.querySelectorAll("a[data-text]")];
}

// As typed, so that the browser's own undo takes it back.
function type(field, text) {
  field.focus({ preventScroll: true });
  field.select();
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (!done) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function text(field, list, link) {
  const typed = field.value.trim();
  const own = typed !== "" && !links(list).some((each) => each.dataset.text.trim() === typed);
  if (!own) return link.dataset.text;
  return link.dataset.text === "" ? typed : `${typed}\n\n${link.dataset.text}`;
}

function begin(list, link) {
  const field = document.getElementById(list.dataset.begin);
  type(field, text(field, list, link));
  field.form.elements.template.value = link.dataset.template;
  for (const each of links(list)) {
    if (each === link) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
  const open = FIRST_OPEN.exec(field.value);
  if (open) field.setSelectionRange(open.index, open.index + open[0].length);
}

function filter(list, words) {
  const wanted = folded(words).split(/\s+/u).filter(Boolean);
  for (const link of links(list)) {
    const title = folded(link.textContent);
    link.closest("li").hidden = !wanted.every((word) => title.includes(word));
  }
}

function unhide(place) {
  for (const each of place.querySelectorAll("[data-begin-filter]")) each.hidden = false;
}

// The digit of a key: by character, else by its place (Arabic and other keyboards).
function digit(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
  if (/^[0-9]$/u.test(event.key)) return event.key;
  return /^(?:Digit|Numpad)([0-9])$/u.exec(event.code)?.[1] ?? null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-begin] a[data-text]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  begin(link.closest("[data-begin]"), link);
});

document.addEventListener("input", (event) => {
  if (event.target.closest?.("[data-begin-filter]")) filter(event.target.closest("[data-begin]"), event.target.value);
});

// Before the desk's own keys: a digit here is a template's, never a reason's.
document.addEventListener(
  "keydown",
  (event) => {
    const list = event.target.closest?.("[data-begin]");
    if (!list || event.isComposing) return;
    const pressed = digit(event);
    const filtering = event.target.closest("[data-begin-filter]") !== null;
    if (pressed === null && !(filtering && event.key === "Enter")) return;
    event.stopPropagation();
    const left = links(list).filter((each) => !each.closest("li").hidden);
    const link = pressed === null ? left[0] : links(list).find((each) => each.dataset.begins === pressed);
    if (link || pressed === null) event.preventDefault();
    if (link && !event.repeat) begin(list, link);
  },
  { capture: true },
);

unhide(document);
document.addEventListener("desk:opened", (event) => unhide(event.target));
