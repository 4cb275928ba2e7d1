#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# coopgraph.hpp includes every public header, fwd.hpp declares every public type. Usage: umbrella.sh ROOT
set -u
cd "$1/include/coopgraph" || exit 2

problems=$(
  find . -mindepth 2 -name '*.hpp' | sed 's,^\./,,' | LC_ALL=C sort | while read -r header; do
    grep -q "^#include <coopgraph/$header>\$" coopgraph.hpp || echo "coopgraph.hpp does not include $header"
    grep -q "^#include <coopgraph/$header>\$" "$1/tests/support/every_header.cpp" ||
      echo "tests/support/every_header.cpp does not include $header"
  done
  grep -q '^#include <coopgraph/fwd.hpp>$' coopgraph.hpp || echo "coopgraph.hpp does not include fwd.hpp"

  # Types that stand at the margin of namespace coopgraph (not in coopgraph::detail, not boost's): classes, enums, aliases of ours.
  find . -mindepth 2 -name '*.hpp' | LC_ALL=C sort | while read -r header; do
    awk -v header="${header#./}" '
      /^namespace coopgraph \{/ { outside = 0; ours = 1; next }
      /^namespace / { outside = 1; next }
      /^}  \/\/ namespace coopgraph$/ { ours = 0; next }
      /^}/ { if ($0 ~ /namespace/) outside = 0; next }
      ours && !outside && /^(class|struct|enum class|using|template <.*> *(class|struct|using)) / {
        line = $0
        sub(/^template <[^{]*> *(class|struct|using)/, "class", line)
        sub(/^(enum class|class|struct|using) +/, "", line)
        if (line ~ /^[A-Za-z_]+ = (std::(variant|function|vector)|Eigen::)/ || line ~ /^[A-Za-z_:]+;/) next
        sub(/[^A-Za-z0-9_].*/, "", line)
        if (line != "") print header, line
      }
      ours && !outside && /^template </ { pending = 1; next }
      pending && /^(class|struct) / { line = $0; sub(/^(class|struct) +/, "", line); sub(/[^A-Za-z0-9_].*/, "", line); print header, line }
      { pending = 0 }
    ' "$header"
  done | LC_ALL=C sort -u | while read -r header name; do
    grep -qE "(class|struct|using) $name( |;)" fwd.hpp || echo "fwd.hpp does not declare $name ($header)"
  done
)
if [ -n "$problems" ]; then
  printf '%s\n' "$problems"
  exit 1
fi
echo "the umbrella and fwd.hpp are complete"
