#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# A wrong call does not compile, and the right one beside it does. Usage: must_not_compile.sh FILE COMPILER FLAG…
# FILE holds the wrong call under #ifdef WRONG_CALL, and lines "// expect: REGEX" for what the compiler must say.
set -eu
file=$1
compiler=$2
shift 2
said=$(mktemp)
trap 'rm -f "$said"' EXIT

if ! "$compiler" -std=c++20 -fsyntax-only "$@" "$file" 2> "$said"; then
  echo "the control does not compile:"
  cat "$said"
  exit 1
fi
flags=$(sed -n 's,^// wrong flags: ,,p' "$file")
# shellcheck disable=SC2086 # a list of flags
if "$compiler" -std=c++20 -fsyntax-only -DWRONG_CALL $flags "$@" "$file" 2> "$said"; then
  echo "the wrong call compiles"
  exit 1
fi
sed -n 's,^// expect: ,,p' "$file" | while read -r regex; do
  if ! grep -qE "$regex" "$said"; then
    echo "the message does not say '$regex':"
    head -n 40 "$said"
    exit 1
  fi
done
