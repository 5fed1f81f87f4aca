// Closes an open menu on Escape and on a click or focus outside it.

const MENUS = "details.menu[open]";

function closeExcept(target) {
  for (const menu of document.querySelectorAll(MENUS)) {
    if (!menu.contains(target)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeExcept(event.target));
document.addEventListener("focusin", (event) => closeExcept(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(MENUS);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
