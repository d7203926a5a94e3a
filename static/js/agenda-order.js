// Items of an agenda are dragged by their handle; the buttons beside them do the same by keyboard.
(() => {
  "use strict";
  // htmx would carry the style attributes that Sortable has set over to the new list: inline styles, which
  // the content policy refuses.
  htmx.config.attributesToSettle = ["class"];
  const start = () => {
    const list = document.querySelector("[data-agenda-list]");
    if (!list || list.dataset.sortable) return;
    list.dataset.sortable = "true";
    for (const handle of list.querySelectorAll("[data-agenda-handle]")) handle.hidden = false;
    Sortable.create(list, {
      handle: "[data-agenda-handle]",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
      forceFallback: true,
      fallbackTolerance: 4,
      ghostClass: "is-ghost",
      onEnd: (event) => {
        if (event.oldIndex === event.newIndex) return;
        const form = document.getElementById("agenda-order");
        form.elements.order.disabled = false;
        form.elements.order.value = [...list.children].map((item) => item.dataset.reference).join(",");
        form.elements.moved.value = event.item.dataset.reference;
        htmx.trigger(form, "reorder");
      },
    });
  };
  // A button that can move nothing further stays where it is, so that focus stays too.
  document.addEventListener("click", (event) => {
    if (event.target.closest('[aria-disabled="true"]')) event.preventDefault();
  }, true);
  document.addEventListener("htmx:afterSettle", start);
  // Where the order could not be sent, the list shows what stands on the server.
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target;
    if (form.id !== "agenda-order") return;
    const list = document.querySelector("[data-agenda-list]");
    for (const reference of form.elements.seen.value.split(",")) list.append(document.getElementById(`item-${reference}`));
    form.elements.order.disabled = true;
    document.querySelector("[data-agenda-offline]").hidden = false;
  });
  start();
})();
