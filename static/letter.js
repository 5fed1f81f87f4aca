// Shows the typed explanation in the letter as the asker will read it.

for (const field of document.querySelectorAll("[data-letter-source]")) {
  const copies = field.closest("form").querySelectorAll("[data-letter-copy]");
  const mirror = () => {
    const text = field.value.trim();
    for (const copy of copies) {
      copy.textContent = text;
      copy.hidden = text === "";
    }
  };
  field.addEventListener("input", mirror);
  window.addEventListener("pageshow", mirror);
  mirror();
}
