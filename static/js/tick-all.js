// <form data-tick-all>: the box in the table's head ticks every box of the page that can be ticked.
"use strict";
for (const form of document.querySelectorAll("[data-tick-all]")) {
  const head = form.querySelector("[data-tick-head]");
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox]:not(:disabled)")];
  if (!head) continue;
  head.addEventListener("change", () => boxes.forEach((box) => { box.checked = head.checked; }));
  form.addEventListener("change", () => {
    const ticked = boxes.filter((box) => box.checked).length;
    head.checked = ticked > 0 && ticked === boxes.length;
    head.indeterminate = ticked > 0 && ticked < boxes.length;
  });
}
