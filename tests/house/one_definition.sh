#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Usage: one_definition.sh ROOT
# Two types of one name in one namespace, in two files of the library, are one type to the linker: whichever destructor it meets
# first destroys both. Compilers do not look across files; this does, by the names alone.
set -eu
root=$1
files=$(find "$root/src" "$root/include" -name '*.hpp' -o -name '*.cpp' | sort)
# shellcheck disable=SC2086 # a list of files
found=$(awk '
  FNR == 1 { depth = 0; hidden = 0 }
  /^namespace \{/ { hidden = 1; next }
  /^\}  \/\/ namespace$/ { hidden = 0; next }
  /^namespace [a-z_:]+ \{/ { space[++depth] = $2; next }
  /^\}  \/\/ namespace ./ { if (depth > 0) --depth; next }
  !hidden && /^(struct|class|enum class|union) / && /\{/ {
    name = $0
    sub(/^(enum class|struct|class|union) /, "", name)
    sub(/^alignas\([0-9]+\) /, "", name)
    if (name !~ /^[a-z_0-9]+( final)?( :.*)? *\{/) next
    sub(/[ :{].*/, "", name)
    full = ""
    for (i = 1; i <= depth; ++i) full = full space[i] "::"
    print full name, FILENAME
  }' $files | sort -u | awk '{ n[$1]++; where[$1] = where[$1] " " $2 } END { for (k in n) if (n[k] > 1) print k ":" where[k] }' | sort)
if [ -n "$found" ]; then
  printf '%s\n' "$found"
  echo "these types are defined in more than one file; rename all but one, or hide them in a namespace without a name" >&2
  exit 1
fi
echo "every type has one definition: $(printf '%s\n' "$files" | wc -l) files"
