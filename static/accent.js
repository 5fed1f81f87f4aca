// Shows the samples of a colour while it is typed. Without it they show what was sent last.

const place = document.querySelector("[data-trial]");
const field = document.getElementById("accent");
let asked = 0;

async function show() {
  const colour = field.value.trim().toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(colour) || colour === place.firstElementChild?.dataset.colour) return;
  const mine = ++asked;
  try {
    const answer = await fetch(`${place.dataset.trial}?colour=${encodeURIComponent(colour)}`);
    if (answer.ok && mine === asked) place.innerHTML = await answer.text();
  } catch {
    // Offline: the colour is judged when it is saved.
  }
}

if (place && field && !field.disabled) {
  field.addEventListener("input", show);
  show(); // Typed before this was loaded, or brought back by the browser.
}
