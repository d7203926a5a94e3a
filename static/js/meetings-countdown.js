// How long a held change still waits: minutes and seconds beside the time that the server wrote.
(() => {
  "use strict";
  const place = document.querySelector("[data-countdown]");
  if (!place) return;
  const end = Date.now() + Number(place.dataset.countdown) * 1000;
  const show = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    place.textContent = `(${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")})`;
    if (left === 0) clearInterval(timer);
  };
  const timer = setInterval(show, 1000);
  show();
})();
