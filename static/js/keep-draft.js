// Unsaved text is never lost: a form with data-keep-draft="key" keeps what was typed in this tab
// (sessionStorage) and offers it back when the page comes again without it: after an expired session,
// a closed page or a conflict. Passwords, files, hidden fields and one-time codes are never kept.
(() => {
  "use strict";
  const LEFT_OUT = new Set(["password", "file", "hidden", "submit", "button", "reset", "image"]);
  const SENT = "draft-sent";

  const fields = (form) =>
    [...form.elements].filter(
      (field) => field.name && !LEFT_OUT.has(field.type) && field.autocomplete !== "one-time-code" && !field.disabled,
    );
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const valueOf = (field) => {
    if (isChoice(field)) return field.checked;
    if (field.multiple) return [...field.selectedOptions].map((option) => option.value);
    return field.value;
  };
  const nameOf = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);
  const put = (field, value) => {
    if (isChoice(field)) field.checked = value;
    else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const read = (key) => {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const state = (form) => Object.fromEntries(fields(form).map((field) => [nameOf(field), valueOf(field)]));
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  for (const form of document.querySelectorAll("form[data-keep-draft]")) {
    const key = `draft:${form.dataset.keepDraft}`;
    const first = state(form);
    const kept = read(key);
    const offer = form.parentElement.querySelector("[data-draft-offer]");
    const differs = kept && Object.keys(kept).some((name) => name in first && !same(kept[name], first[name]));
    if (differs && offer) {
      offer.hidden = false;
      offer.querySelector("[data-draft-restore]").addEventListener("click", () => {
        for (const field of fields(form)) if (nameOf(field) in kept) put(field, kept[nameOf(field)]);
        offer.hidden = true;
        fields(form)[0]?.focus();
      });
      offer.querySelector("[data-draft-discard]").addEventListener("click", () => {
        sessionStorage.removeItem(key);
        offer.hidden = true;
      });
    } else if (kept) {
      sessionStorage.removeItem(key);
    }
    form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(state(form))));
    // Sent: forgotten only when the server says the text was saved (a page without this form and draft).
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
  }

  // After a save the answer is another page, with a message of success: the draft has done its work.
  const sent = sessionStorage.getItem(SENT);
  if (sent && document.querySelector("#messages .alert-success")) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem(SENT);
  }
})();
