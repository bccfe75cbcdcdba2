// All our script: everything works without it. Focus after a swap (a response says where, data-focus="#id"), and printing.

document.addEventListener("htmx:afterSettle", (event) => {
  const settled = event.detail.elt;
  const marked = settled.matches("[data-focus]") ? settled : settled.querySelector("[data-focus]");
  if (marked) {
    document.querySelector(marked.dataset.focus)?.focus();
  }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
