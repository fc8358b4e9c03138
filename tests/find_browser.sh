#!/bin/sh
# Finds a browser for the browser tests, or installs Debian's chromium where there is apt and root. Without one, those tests are skipped, loudly.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then
    echo "browser: $(command -v "$name")"
    exit 0
  fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "browser: none found, installing Debian's chromium"
  if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1 && command -v chromium >/dev/null 2>&1; then
    echo "browser: $(command -v chromium)"
    exit 0
  fi
fi
echo "!!! NO BROWSER: the browser tests are SKIPPED. Install chromium or Google Chrome to run them. !!!"
exit 0
