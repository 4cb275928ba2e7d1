#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Runs a program and compares what it prints with a file. Usage: check.sh EXPECTED PROGRAM ARGUMENT…
set -eu
expected=$1
shift
printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
"$@" > "$printed"
diff -u "$expected" "$printed"
