// Copies a link or a kept text. Its button is there only where the browser can do it.

function text(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!source) return location.href.split("#")[0];
  return source.value ?? source.textContent.trim();
}

// What is read aloud stands beside the button: inside, it would take the button's name away.
function voice(button) {
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  button.after(status);
  return status;
}

function offer(button) {
  const label = button.querySelector("[data-copied]");
  const status = voice(button);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text(button));
      label.textContent = label.dataset.copied;
      status.textContent = label.dataset.copied;
    } catch {
      document.getElementById(button.dataset.copy)?.select?.();
    }
  });
}

if (navigator.clipboard) document.querySelectorAll("button[data-copy]").forEach(offer);
