// Shows the typed explanation in the letter as the asker will read it.

function mirror(form) {
  const text = form.elements.explanation.value.trim();
  for (const copy of form.querySelectorAll("[data-letter-copy]")) {
    copy.textContent = text;
    copy.hidden = text === "";
  }
}

for (const place of document.querySelectorAll(".rejection")) {
  const form = place.closest("form");
  form.addEventListener("input", () => mirror(form));
  // Back from another page, the browser fills in what was typed.
  window.addEventListener("pageshow", () => mirror(form));
}
