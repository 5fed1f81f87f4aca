// What happened is said aloud too: politely, or at once where something went wrong.

const polite = document.getElementById("said");
const urgent = document.getElementById("warned");

// A sentence that the page brought along; data-not-possible is "notPossible".
export function sentence(name, n = "") {
  return (polite?.dataset[name] ?? "").replace("{n}", n);
}

// A new paragraph each time: the same words twice are said twice.
function put(place, text) {
  const line = document.createElement("p");
  line.textContent = text;
  place?.replaceChildren(line);
}

export function say(text) {
  put(polite, text);
}

export function warn(text) {
  put(urgent, text);
}
