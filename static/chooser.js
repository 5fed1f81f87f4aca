// Choosers open by their address (#choose-…), without a script. This one puts the focus
// into the chooser that opens and back on the link that opened it.

const PREFIX = "#choose-";
let opener = null;

function opened() {
  if (location.hash.startsWith(PREFIX)) return document.getElementById(location.hash.slice(1));
  return location.hash ? null : document.querySelector(".chooser.opened");
}

function firstField(chooser) {
  return (
    chooser.querySelector("[aria-invalid='true']") ??
    chooser.querySelector("input:checked") ??
    chooser.querySelector("input:not([type='hidden'], [hidden] *, [data-filter] *, [data-begin-filter] *), textarea, select, li a")
  );
}

function follow() {
  const chooser = opened();
  if (chooser) {
    // What scrolls takes the focus itself; a field of it may have it already.
    const within = document.activeElement !== chooser && chooser.contains(document.activeElement);
    if (!within) firstField(chooser)?.focus({ preventScroll: true });
    chooser.scrollIntoView({ block: "nearest" });
    return;
  }
  opener?.focus({ preventScroll: true });
  opener = null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(`a[href^="${PREFIX}"]`);
  if (link && !link.closest(".chooser")) opener = link;
});
window.addEventListener("hashchange", follow);
// A list of errors takes the focus itself: it says what to change. The browser first goes to the
// address's target, which takes the focus away again.
if (!document.querySelector(".chooser.opened .summary")) {
  window.addEventListener("load", () => opened() && requestAnimationFrame(follow));
}
