#!/bin/sh
# Prints the path of the Chromium or Chrome that browser tests use, and installs one where there is none.
# Chosen in this order: $STANDPOINT_CHROMIUM, a browser on the PATH, Chrome or Chromium of macOS, Playwright's own.
# usage: tests/chromium.sh PYTHON
set -u
python=${1:-.venv/bin/python}

works() { "$1" --version >/dev/null 2>&1; }  # Ubuntu ships a `chromium-browser` that only says "install the snap"

installed() {
    for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
        path=$(command -v "$name") && works "$path" && echo "$path" && return
    done
    for folder in /Applications "$HOME/Applications"; do
        for name in "Google Chrome" Chromium; do
            path="$folder/$name.app/Contents/MacOS/$name"
            works "$path" && echo "$path" && return
        done
    done
    path=$("$python" -c 'from playwright.sync_api import sync_playwright as start
with start() as playwright: print(playwright.chromium.executable_path)' 2>/dev/null) && works "$path" && echo "$path"
}

if [ -n "${STANDPOINT_CHROMIUM:-}" ]; then
    works "$STANDPOINT_CHROMIUM" && echo "$STANDPOINT_CHROMIUM" && exit
    echo "STANDPOINT_CHROMIUM=$STANDPOINT_CHROMIUM does not start: point it at Chromium or Chrome, or unset it." >&2
    exit 1
fi

installed && exit
echo "No Chromium or Chrome found for the browser tests: installing one." >&2
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2
    installed && exit
    "$python" -m playwright install --with-deps chromium >&2  # Ubuntu's chromium is a snap and needs a running snapd
else
    "$python" -m playwright install chromium >&2
fi
installed && exit
echo "Browser tests need Chromium or Chrome: install one (Debian/Ubuntu: sudo apt install chromium; macOS: brew install --cask google-chrome) and run this again." >&2
exit 1
