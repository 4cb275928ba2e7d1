#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Opens reports in a headless Chromium and judges what is seen.

    check_page.py TOOL [--keep FOLDER] [DATASET …]

For each dataset (without any: the examples), in English and Vietnamese, at the widths of a phone and of a desk: the page as it is
written has no console error and asks for no other resource; nothing scrolls sideways but tables in their boxes; no two labels of a
figure overlap, and none is cut off by its picture; ids are unique and what refers to one finds it; figures have a title and a
description, tables a caption and headers; texts stand out from their background by 4.5 to 1 (large ones by 3 to 1).
Exit status 0, 1 with a line for each fault, or 77 where there is no Chromium.
"""
import argparse
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, "..", "..", "examples", "data")
WIDTHS = (390, 1280)


def browser():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return name
    return None


def run_browser(chromium, profile, url, width, extra=()):
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + profile,
               "--window-size=%d,1000" % width, "--enable-logging=stderr", "--v=0", "--virtual-time-budget=8000", *extra, url]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=240, check=False)


def console_of(log):
    return [line for line in log.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]


def judged_copy(page, judge):
    """The page with a script that judges it; its policy would not let that script in."""
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page, count=1)
    return without_policy.replace("</body>", "<script>" + judge + "</script></body>", 1)


def faults_of(chromium, folder, name, work):
    index = os.path.join(folder, "index.html")
    with open(index, encoding="utf-8") as file:
        page = file.read()
    with open(os.path.join(HERE, "judge_page.js"), encoding="utf-8") as file:
        copy = judged_copy(page, file.read())
    copy_path = os.path.join(work, "judged.html")
    with open(copy_path, "w", encoding="utf-8") as file:
        file.write(copy)
    profile = os.path.join(work, "profile")
    found = []
    for width in WIDTHS:
        # A window may be no narrower than 500 pixels; a frame can be.
        frame = os.path.join(work, "frame.html")
        with open(frame, "w", encoding="utf-8") as file:
            file.write('<!DOCTYPE html><html lang="en"><title>frame</title><body style="margin:0"><iframe src="judged.html" '
                       'style="border:0" width="%d" height="90000"></iframe><pre id="judged"></pre><script>'
                       'addEventListener("message", e => document.getElementById("judged").textContent = e.data);'
                       "</script></body></html>" % width)
        shown = run_browser(chromium, profile, "file://" + index, width)
        found += ["%s, %d px: console: %s" % (name, width, line) for line in console_of(shown.stderr)]
        judged = run_browser(chromium, profile, "file://" + frame, max(width, 800), ["--dump-dom"])
        text = re.search(r'<pre id="judged">(.*?)</pre>', judged.stdout.decode("utf-8"), re.S)
        if not text or not text.group(1):
            found.append("%s, %d px: the page was not judged: %s" % (name, width, console_of(judged.stderr)))
            continue
        found += ["%s, %d px: %s" % (name, width, fault) for fault in json.loads(html.unescape(text.group(1)))]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("datasets", nargs="*")
    parser.add_argument("--keep")
    wanted = parser.parse_args()
    chromium = browser()
    if chromium is None:
        print("no Chromium: nothing was opened")
        return 77
    datasets = wanted.datasets or [os.path.join(EXAMPLES, d) for d in sorted(os.listdir(EXAMPLES))
                                   if os.path.isdir(os.path.join(EXAMPLES, d))]
    found = []
    with tempfile.TemporaryDirectory() as work:
        for dataset in datasets:
            for lang in ("en", "vi"):
                name = os.path.basename(os.path.normpath(dataset)) + " (" + lang + ")"
                folder = os.path.join(wanted.keep or work, "report-" + os.path.basename(os.path.normpath(dataset)) + "-" + lang)
                subprocess.run([wanted.tool, "report", dataset, "-o", folder, "--lang", lang, "--quiet"], check=True)
                faults = faults_of(chromium, folder, name, work)
                print("%s: %d faults" % (name, len(faults)))
                found += faults
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
