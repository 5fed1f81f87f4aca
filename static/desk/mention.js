// The names of colleagues below a note: pressed, one is written where the cursor stands. While "@" and a few
// letters are typed, only those stay that begin so. Listens from above: questions come and go on the page.

const UNFINISHED = /(^|[^\p{L}\p{N}])@([\p{L}\p{M}\p{N}'’ -]{0,40})$/u;

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

function unfinished(field) {
  return UNFINISHED.exec(field.value.slice(0, field.selectionStart));
}

function matching(name, begun) {
  return [name, ...name.split(/\s+/u)].some((part) => folded(part).startsWith(folded(begun)));
}

function narrow(field, list) {
  const begun = unfinished(field)?.[2] ?? "";
  const items = [...list.querySelectorAll("button")];
  const some = items.some((each) => matching(each.dataset.name, begun));
  for (const each of items) each.closest("li").hidden = some && !matching(each.dataset.name, begun);
}

function name(button, list) {
  const field = document.getElementById(list.dataset.names);
  const found = unfinished(field);
  const begun = found && matching(button.dataset.name, found[2]) ? found[2].length + 1 : 0;
  const at = field.selectionStart - begun;
  const before = field.value.slice(0, at);
  const gap = before === "" || /\s$/u.test(before) ? "" : " ";
  field.focus();
  field.setSelectionRange(at, field.selectionEnd);
  const text = `${gap}@${button.dataset.name} `;
  if (!document.execCommand("insertText", false, text)) field.setRangeText(text, at, field.selectionEnd, "end");
  narrow(field, list);
}

// Without a script the names stand there to be typed.
function arm(place) {
  for (const list of place.querySelectorAll("[data-names]")) {
    for (const item of list.querySelectorAll("[data-name]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.dataset.name = item.dataset.name;
      button.textContent = item.textContent;
      item.replaceWith(button);
    }
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-names] button");
  if (button) name(button, button.closest("[data-names]"));
});
document.addEventListener("input", (event) => {
  const list = event.target.id && document.querySelector(`[data-names="${CSS.escape(event.target.id)}"]`);
  if (list) narrow(event.target, list);
});

arm(document);
document.addEventListener("desk:opened", (event) => arm(event.target));
