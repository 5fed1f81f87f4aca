// Counts the time down in which a decision can be taken back, and ends it.

const SECOND = 1000;

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

for (const place of document.querySelectorAll("[data-undo-left]")) {
  const ends = performance.now() + Number(place.dataset.undoLeft) * SECOND;
  const figure = place.querySelector("[data-undo-clock]");
  const timer = setInterval(tick, SECOND);

  function tick() {
    const left = Math.ceil((ends - performance.now()) / SECOND);
    if (left > 0) {
      figure.textContent = clock(left);
      return;
    }
    clearInterval(timer);
    place.classList.add("over");
    for (const button of place.querySelectorAll("button")) button.disabled = true;
  }
}
