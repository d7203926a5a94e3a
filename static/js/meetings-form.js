// The form of a meeting: a plenary is of all groups, so the choice of groups is not asked then; and the
// end follows the start until it is written by hand.
(() => {
  "use strict";
  const plenary = document.querySelector("#id_is_plenary");
  const groups = document.querySelector("#div_id_groups");
  const show = () => groups && (groups.hidden = Boolean(plenary?.checked));
  plenary?.addEventListener("change", show);
  show();

  const start = document.querySelector("#id_starts_local");
  const end = document.querySelector("#id_ends_local");
  start?.addEventListener("change", () => {
    if (!start.value || end.value) return;
    const later = new Date(`${start.value}:00Z`);
    if (Number.isNaN(later.getTime())) return;
    later.setUTCHours(later.getUTCHours() + 2);
    end.value = later.toISOString().slice(0, 16);
  });
})();
