// A form with `data-autosave` (an agenda item, the text of a deliverable) is saved as it is written. What is
// saved and what is not is said in words beside it; without a connection the text stays in the form and is
// sent again.
(() => {
  "use strict";
  const PAUSES = [2000, 4000, 8000, 15000, 30000];
  const unsaved = new Set();
  const tries = new WeakMap();
  const timers = new WeakMap();

  const formOf = (event) => event.target.closest?.("[data-autosave]");
  const stateOf = (form) => form.querySelector(".save-state");
  const say = (form, text, kind) => {
    const state = stateOf(form);
    state.className = `save-state is-${kind}`;
    state.textContent = text;
  };
  const again = (form) => {
    const count = tries.get(form) ?? 0;
    tries.set(form, count + 1);
    setTimeout(() => form.isConnected && unsaved.has(form) && htmx.trigger(form, "save"), PAUSES[Math.min(count, PAUSES.length - 1)]);
  };

  // A pause in writing, or leaving a field, saves; but where two texts stand side by side a person decides.
  const saveIn = (form, milliseconds) => {
    clearTimeout(timers.get(form));
    if ("choose" in form.dataset) return;
    timers.set(form, setTimeout(() => form.isConnected && htmx.trigger(form, "save"), milliseconds));
  };
  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (!form) return;
    unsaved.add(form);
    say(form, form.dataset.waiting, "waiting");
    saveIn(form, 900);
  });
  document.addEventListener("change", (event) => {
    const form = formOf(event);
    if (form && unsaved.has(form)) saveIn(form, 50);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (form && event.target === form) say(form, form.dataset.saving, "waiting");
  });

  // Signed out meanwhile: instead of leaving the page, whose text would be lost, say so and try again. A new
  // sign-in changes the token of forms, so each request takes the one that counts now.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (!token) return;
    event.detail.headers["X-CSRFToken"] = token;
    if ("csrfmiddlewaretoken" in event.detail.parameters) event.detail.parameters.csrfmiddlewaretoken = token;
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = formOf(event);
    if (!form || !event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    event.preventDefault();
    unsaved.add(form);
    say(form, form.dataset.signedOut, "unsaved");
    again(form);
  });
  // Answers that refuse bring a part of the page that says why.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status !== 409 && xhr.status !== 422) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form || event.target !== form) return;
    const { xhr, successful } = event.detail;
    if (successful && xhr.status === 200 && form.querySelector(".is-saved")) {
      unsaved.delete(form);
      tries.delete(form);
      form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true }));
    } else if (xhr.status === 403 || xhr.status === 404) {
      say(form, xhr.status === 403 ? form.dataset.refused : form.dataset.gone, "unsaved");
    } else if (xhr.status === 0 || xhr.status >= 500) {
      unsaved.add(form);
      say(form, form.dataset.offline, "unsaved");
      again(form);
    }
  });
  window.addEventListener("online", () => unsaved.forEach((form) => form.isConnected && htmx.trigger(form, "save")));
  window.addEventListener("beforeunload", (event) => {
    if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
  });
  document.addEventListener("submit", (event) => unsaved.delete(event.target));

  // "Done" closes a form that was opened inside a list, after its text is saved.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-autosave-done]");
    const box = link?.closest("[data-autosave-box]");
    if (!box) return;
    event.preventDefault();
    const form = box.querySelector("[data-autosave]");
    const close = () => {
      box.replaceChildren();
      document.getElementById(link.dataset.autosaveDone)?.focus();
    };
    if (!unsaved.has(form)) return close();
    form.addEventListener("autosaved", close, { once: true });
    htmx.trigger(form, "save");
  });
})();
