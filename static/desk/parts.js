// One more field for a question that is split, without leaving the page. Without this the server adds it.

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#choose-split button[name=another]");
  if (!button) return;
  const parts = button.closest("form").querySelectorAll(".parts .field");
  const most = Number(button.dataset.most);
  event.preventDefault();
  if (parts.length >= most) return;
  const field = parts[parts.length - 1].cloneNode(true);
  const number = parts.length + 1;
  field.classList.remove("wrong");
  field.querySelector(".error")?.remove();
  const text = field.querySelector("textarea");
  const label = field.querySelector("label");
  const hint = field.querySelector(".hint");
  text.id = `part-${number}`;
  text.value = "";
  text.defaultValue = "";
  text.removeAttribute("aria-invalid");
  label.htmlFor = text.id;
  label.textContent = button.dataset.label.replace("{n}", number);
  hint.id = `${text.id}-hint`;
  text.setAttribute("aria-describedby", hint.id);
  parts[parts.length - 1].after(field);
  button.hidden = number >= most;
  text.focus();
});
