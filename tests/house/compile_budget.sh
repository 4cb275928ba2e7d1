#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# What it costs to compile against us: CPU seconds (user + system) with -fsyntax-only, the least of up to three tries.
#   - each public header alone: at most 1.2 s (eigen.hpp: above Eigen's own headers that it names)
#   - each file in budget/: at most 1 s above the standard and Boost headers that it names
# Seconds are those of a machine that takes at most 1.1 s for boost/graph/adjacency_list.hpp; a slower one is allowed in proportion.
# Usage: compile_budget.sh ROOT SCRATCH COMPILER FLAG…
set -eu
root=$1
scratch=$2
compiler=$3
shift 3
mkdir -p "$scratch"

# cpu COMMAND…: sets `spent` to the CPU seconds of the command (a child of this shell, hence no subshell anywhere).
cpu() {
  times > "$scratch/before"
  "$@"
  times > "$scratch/after"
  spent=$(cat "$scratch/before" "$scratch/after" | awk '
    NR % 2 == 0 { for (i = 1; i <= 2; ++i) { split($i, part, /[ms]/); total[NR] += 60 * part[1] + part[2] } }
    END { printf "%.2f", total[4] - total[2] }')
}

over() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a > b) }'; }

# least LIMIT COMMAND…: sets `best`; tries again only while it is over the limit.
least() {
  limit=$1
  shift
  best=1e9
  for _ in 1 2 3; do
    cpu "$@"
    if over "$best" "$spent"; then best=$spent; fi
    if ! over "$best" "$limit"; then break; fi
  done
}

failed=0
verdict() {  # NAME SECONDS LIMIT WHAT
  if over "$2" "$3"; then mark='  OVER'; failed=1; else mark=; fi
  printf '%6.2f s of %4.2f  %s%s\n' "$2" "$3" "$1" "$mark"
}

cd "$root"
echo '#include <boost/graph/adjacency_list.hpp>' > "$scratch/reference.cpp"
least 1.1 "$compiler" -std=c++20 -fsyntax-only "$@" "$scratch/reference.cpp"
slower=$(awk -v b="$best" 'BEGIN { f = b / 1.1; print (f < 1 ? 1 : f) }')
header_limit=$(awk -v f="$slower" 'BEGIN { print 1.2 * f }')
user_limit=$(awk -v f="$slower" 'BEGIN { print 1.0 * f }')
echo "boost/graph/adjacency_list.hpp takes $best s: limits $header_limit s and $user_limit s"
echo "public headers, each alone"
for header in $(find include/coopgraph -mindepth 2 -name '*.hpp' | LC_ALL=C sort); do
  name=${header#include/}
  printf '#include <%s>\n' "$name" > "$scratch/one.cpp"
  allowance=0
  if grep -q '^#include <Eigen/' "$header"; then
    grep '^#include <Eigen/' "$header" > "$scratch/eigen.cpp"
    least 0.01 "$compiler" -std=c++20 -fsyntax-only "$@" "$scratch/eigen.cpp"
    allowance=$best
    name="$name (above Eigen's own $allowance s)"
  fi
  least "$(awk -v a="$allowance" -v l="$header_limit" 'BEGIN { print l + a }')" "$compiler" -std=c++20 -fsyntax-only "$@" "$scratch/one.cpp"
  verdict "$name" "$(awk -v b="$best" -v a="$allowance" 'BEGIN { d = b - a; print (d < 0 ? 0 : d) }')" "$header_limit"
done

echo "user's files, above the headers of others that they name"
for user in tests/house/budget/*.cpp; do
  { grep '^#include <' "$user" | grep -v '<coopgraph/'; echo 'int main() {}'; } > "$scratch/base.cpp"
  least 0.01 "$compiler" -std=c++20 -fsyntax-only "$@" "$scratch/base.cpp"
  base=$best
  least "$(awk -v b="$base" -v l="$user_limit" 'BEGIN { print l + b }')" "$compiler" -std=c++20 -fsyntax-only "$@" "$user"
  verdict "$(basename "$user") (above $base s)" "$(awk -v u="$best" -v b="$base" 'BEGIN { print u - b }')" "$user_limit"
done
exit "$failed"
