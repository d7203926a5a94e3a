// <fieldset data-shown-by="id of a radio">: shown while that radio is chosen. Without this file it is always shown.
for (const part of document.querySelectorAll("[data-shown-by]")) {
  const radio = document.getElementById(part.dataset.shownBy);
  const update = () => { part.hidden = !radio.checked; };
  radio.form.addEventListener("change", update);
  update();
}
