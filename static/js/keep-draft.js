// Unsaved text is never lost: a form with data-keep-draft="key" keeps what was typed in this tab
// (sessionStorage, apart for each person) and offers it back when the page comes again without it: after an
// expired session, a closed page, a stale form. Passwords, files, hidden fields and one-time codes are never kept.
(() => {
  "use strict";
  const LEFT_OUT = new Set(["password", "file", "hidden", "submit", "button", "reset", "image"]);
  const PREFIX = "draft:";
  const SENT = "draft-sent";

  const fields = (form) =>
    [...form.elements].filter(
      (field) => field.name && !LEFT_OUT.has(field.type) && field.autocomplete !== "one-time-code" && !field.disabled,
    );
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const nameOf = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);
  const valueOf = (field) => {
    if (isChoice(field)) return field.checked;
    if (field.multiple) return [...field.selectedOptions].map((option) => option.value);
    return field.value;
  };
  const put = (field, value) => {
    if (isChoice(field)) field.checked = value;
    else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const stateOf = (form) => Object.fromEntries(fields(form).map((field) => [nameOf(field), valueOf(field)]));
  const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const read = (key) => {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  };

  // Sent and saved: the page that answers says so, and the draft has done its work.
  const sent = sessionStorage.getItem(SENT);
  if (sent && document.querySelector("#messages .alert-success")) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem(SENT);
  }

  for (const form of document.querySelectorAll("form[data-keep-draft]")) {
    const key = `${PREFIX}${document.body.dataset.user}:${form.dataset.keepDraft}`;
    const first = stateOf(form);
    const kept = read(key);
    const offer = form.parentElement.querySelector("[data-draft-offer]");
    if (offer && kept && Object.keys(kept).some((name) => name in first && !isSame(kept[name], first[name]))) {
      offer.hidden = false;
      offer.querySelector("[data-draft-restore]").addEventListener("click", () => {
        for (const field of fields(form)) if (nameOf(field) in kept) put(field, kept[nameOf(field)]);
        offer.hidden = true;
        fields(form)[0].focus();
      });
      offer.querySelector("[data-draft-discard]").addEventListener("click", () => {
        sessionStorage.removeItem(key);
        offer.hidden = true;
      });
    }
    form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(stateOf(form))));
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, key));
  }

  // Who signs out leaves nothing behind in this tab.
  for (const form of document.querySelectorAll('form[action$="/accounts/logout/"]')) {
    form.addEventListener("submit", () => {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    });
  }
})();
