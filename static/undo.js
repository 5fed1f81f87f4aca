// Counts the time down in which a decision can be taken back, and ends it.

const SECOND = 1000;
const timers = new WeakMap();

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function count(place) {
  clearInterval(timers.get(place));
  const ends = performance.now() + Number(place.dataset.undoLeft) * SECOND;
  const figure = place.querySelector("[data-undo-clock]");
  const timer = setInterval(tick, SECOND);
  timers.set(place, timer);
  tick();

  function tick() {
    if (!place.isConnected) {
      clearInterval(timer);
      return;
    }
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

function begin(root) {
  for (const place of root.querySelectorAll("[data-undo-left]")) count(place);
}

begin(document);
// The desk opens another question in place, and says what can be undone by now.
document.addEventListener("desk:opened", (event) => begin(event.target));
document.addEventListener("desk:undoable", (event) => count(event.target));
