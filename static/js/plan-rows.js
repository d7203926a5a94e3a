// Adds empty rows to the plan of a deliverable. Without JavaScript two empty rows are always there.
(() => {
  "use strict";
  const rows = document.querySelector("[data-plan-rows]");
  const add = document.querySelector("[data-plan-add]");
  const empty = document.querySelector("[data-plan-empty]");
  const total = document.querySelector("[name$='-TOTAL_FORMS']");
  if (!rows || !add || !empty || !total) return;
  add.addEventListener("click", () => {
    const number = total.value;
    const row = empty.content.cloneNode(true);
    for (const element of row.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
      for (const attribute of ["id", "name", "for", "aria-describedby"]) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replaceAll("__prefix__", number));
      }
    }
    rows.append(row);
    total.value = Number(number) + 1;
    rows.lastElementChild.querySelector("input:not([type=hidden])").focus();
  });
})();
