// A form that is sent again after "back" says so: it carries the key that it was sent with before,
// and the server answers with what the first sending made.

const input = document.querySelector("input[name=idempotency_key]");

if (input && history.state?.key) input.value = history.state.key;

input?.form.addEventListener("submit", () => {
  history.replaceState({ ...history.state, key: input.value }, "");
});
