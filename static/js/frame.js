// The frame: theme without leaving the page, focus on the error summary, the present tab in view.
(() => {
  "use strict";
  const form = document.querySelector("[data-theme-switch]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ theme: event.submitter.value });
    fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    document.documentElement.dataset.bsTheme = event.submitter.value;
    form.querySelector(event.submitter.value === "dark" ? ".to-light" : ".to-dark").focus();
  });
  document.querySelector("[data-error-summary]")?.focus();
  // Tabs that do not fit a telephone scroll: to the one that is open.
  for (const tab of document.querySelectorAll(".nav-tabs [aria-current], .side-nav [aria-current]")) {
    const tabs = tab.closest("ul, .nav-tabs");
    tabs.scrollLeft += tab.getBoundingClientRect().left - tabs.getBoundingClientRect().left - 16;
  }
})();
