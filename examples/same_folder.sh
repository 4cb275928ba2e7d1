#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Has a program write a folder, its last argument, and compares that with one that is there. Usage: same_folder.sh FOLDER PROGRAM ARGUMENT…
set -eu
expected=$1
shift
written=$(mktemp -d)
trap 'rm -rf "$written"' EXIT
"$@" "$written/made" > "$written/printed"
diff -r -u "$expected" "$written/made"
