// The progress update: the two ticks appear when what is entered asks for them, so that the form is
// sent once. Without JavaScript the server asks instead.
(() => {
  "use strict";
  const form = document.querySelector("[data-progress-update]");
  if (!form) return;
  const watch = (input, box, asked, calls) => {
    if (!box) return;
    const tick = box.querySelector("input");
    const look = () => {
      const isAsked = calls(input.value);
      box.hidden = !isAsked;
      if (isAsked) asked.value = "1";
      else tick.checked = false;
    };
    input.addEventListener("input", look);
    input.addEventListener("change", look);
    look();
  };
  const { percent, forecast_on: forecast, asked_achieved: achieved, asked_new_date: newDate } = form.elements;
  watch(percent, form.querySelector("[data-ask-achieved]"), achieved, (value) => Number(value) === 100 && value !== "");
  watch(forecast, form.querySelector("[data-ask-new-date]"), newDate, (value) => value > form.dataset.due);
})();
