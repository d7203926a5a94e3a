// <form data-tick-all>: the box at the head of the list ticks every box of the page that can be ticked.
"use strict";
for (const form of document.querySelectorAll("[data-tick-all]")) {
  const head = form.querySelector("[data-tick-head]");
  const boxes = [...form.querySelectorAll("input[type=checkbox]:not(:disabled, [data-tick-head])")];
  if (!head) continue;
  head.addEventListener("change", () => boxes.forEach((box) => { box.checked = head.checked; }));
  form.addEventListener("change", () => {
    const ticked = boxes.filter((box) => box.checked).length;
    head.checked = ticked > 0 && ticked === boxes.length;
    head.indeterminate = ticked > 0 && ticked < boxes.length;
  });
}
