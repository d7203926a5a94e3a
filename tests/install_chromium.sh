#!/bin/sh
# Makes sure that this machine has a Chromium: browser tests are never skipped. Installs Debian's package
# when there is none and we are root, the one without a window where there is one; otherwise says in one line
# what to do.
set -eu

if [ -n "${CHROMIUM:-}" ]; then
  command -v "$CHROMIUM" >/dev/null && exit 0
  echo "CHROMIUM is $CHROMIUM: no such program." >&2
  exit 1
fi
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "No Chromium on this machine: install the package chromium, or set CHROMIUM to its path." >&2
  exit 1
fi
echo "installing Chromium …"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install --yes --no-install-recommends "$1" fonts-liberation; }
if { apt-get update && { install chromium-headless-shell || install chromium; }; } >"$log" 2>&1; then
  rm -f "$log"
else
  tail -n 5 "$log" >&2
  echo "Chromium cannot be installed (all of it: $log): install the package chromium, or set CHROMIUM." >&2
  exit 1
fi
