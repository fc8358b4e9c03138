#!/bin/sh
# Finds what the tests need beside Python: a browser for the pages, poppler for a second look at each PDF. Where there is apt and root,
# Debian's chromium and poppler-utils are installed; otherwise the tests that need them are skipped, loudly.
have() {
  for name in "$@"; do
    if command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

browser() { have chromium chromium-browser google-chrome google-chrome-stable; }
poppler() { have pdfinfo && have pdftotext >/dev/null; }

packages=""
browser >/dev/null || packages="chromium"
poppler >/dev/null || packages="$packages poppler-utils"
if [ -n "$packages" ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "tools: installing from Debian: $packages"
  apt-get update -qq >/dev/null 2>&1
  for package in $packages; do
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null 2>&1
  done
fi

if found=$(browser); then echo "browser: $found"; else
  echo "!!! NO BROWSER: the browser tests are SKIPPED. Install chromium or Google Chrome to run them. !!!"
fi
if found=$(poppler); then echo "poppler: $found"; else
  echo "!!! NO POPPLER: the second look at the PDFs is SKIPPED. Install poppler-utils to run it. !!!"
fi
exit 0
