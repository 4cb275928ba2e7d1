#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# Which folder may include which, and what no header may include. Usage: layering.sh ROOT
# Prints file:line: what is wrong; status 1 if anything is.
set -u
cd "$1" || exit 2

# "folder: folders that it may include"; a folder may always include itself.
rules='
core:
graph: core
model: core
centrality: core graph
clustering: core graph economy
flow: core graph
economy: core graph
resilience: core graph flow
inference: core graph
view: core graph model
io: core graph model
plot: core graph model view io
report: core graph model view io plot centrality clustering flow economy resilience inference
cli: core graph model view io plot centrality clustering flow economy resilience inference report'

# file:line:text of what grep finds in our sources, comments left out.
# shellcheck disable=SC2086 # $2 is a list of folders
lines() { find $2 \( -name '*.hpp' -o -name '*.cpp' \) -exec grep -HnE "$1" {} + | grep -vE '^[^:]*:[0-9]+:[[:space:]]*//'; }

problems=$(
  # Both ways of naming a file of ours: <coopgraph/folder/x.hpp> and, inside src, "folder/x.hpp".
  lines '^[[:space:]]*#[[:space:]]*include' 'include/coopgraph src' | awk -v rules="$rules" '
    BEGIN {
      count = split(rules, line, "\n")
      for (i = 1; i <= count; ++i) {
        if (split(line[i], part, ":") < 2) continue
        known[part[1]] = 1
        n = split(part[2], into, " ")
        for (k = 1; k <= n; ++k) allowed[part[1], into[k]] = 1
      }
    }
    {
      match($0, /^[^:]*:[0-9]+:/)
      where = substr($0, 1, RLENGTH - 1)
      split(where, at, ":")
      path = at[1]
      sub(/^include\/coopgraph\//, "", path)
      sub(/^src\//, "", path)
      if (path !~ /\//) next                       # coopgraph.hpp and fwd.hpp stand above the folders
      from = path; sub(/\/.*/, "", from)
      if (!(from in known)) { print where ": the folder " from " has no rule in tests/house/layering.sh"; next }
      name = substr($0, RLENGTH + 1)
      quoted = name ~ /include[[:space:]]*"/
      sub(/^[^<"]*[<"]/, "", name); sub(/[>"].*/, "", name)
      ours = sub(/^coopgraph\//, "", name)
      if (!ours && !quoted) next
      if (name == "coopgraph.hpp") { print where ": the umbrella is never included inside the library"; next }
      if (name == "fwd.hpp") next
      to = name; if (!sub(/\/.*/, "", to)) to = from
      if (to != from && !((from, to) in allowed)) print where ": " from " may not include " to " (" name ")"
    }'

  lines '#[[:space:]]*include[[:space:]]*<(iostream|fstream|ranges|random|chrono|regex|execution|filesystem)>' include |
    sed 's/$/   (too heavy for a public header, or brings global state)/' | grep -vE '^include/coopgraph/(io|report)/[^:]*:[0-9]+:.*<filesystem>'
  lines '#[[:space:]]*include[[:space:]]*<(iostream|CLI/)' src | grep -v '^src/cli/' | sed 's/$/   (only src\/cli speaks to a terminal)/'
  lines '#[[:space:]]*include[[:space:]]*<nlohmann/' 'include src' | grep -v '^src/io/' | sed 's/$/   (only src\/io reads JSON)/'
  lines '#[[:space:]]*include[[:space:]]*<expat' 'include src' | grep -v '^src/io/' | sed 's/$/   (only src\/io reads XML)/'
  lines '#[[:space:]]*include[[:space:]]*<utf8proc' 'include src' | grep -v '^src/model/' | sed 's/$/   (only src\/model folds names)/'
  lines '#[[:space:]]*include[[:space:]]*<Eigen/' 'include src' | grep -vE '^(include/coopgraph/graph/eigen\.hpp|src/)' |
    sed 's/$/   (Eigen stands in graph\/eigen.hpp and in kernels)/'
  lines 'std::(uniform_[a-z]+_distribution|[a-z]+_distribution|shuffle|sample|random_device|mt19937|rand)[^a-z_]' 'include src' |
    sed 's/$/   (not the same on every compiler: use random_stream)/'
  lines '(^|[^_[:alnum:]])(assert|abort|exit|printf|rand|srand|setlocale)[[:space:]]*\(|std::(cout|cerr|clog)' 'include src' | grep -v '^src/cli/' |
    grep -v static_assert | sed 's/$/   (a library reports by exceptions and results)/'
  find include src -name '*.hpp' | while read -r header; do
    grep -q '^#pragma once$' "$header" || echo "$header:1: no #pragma once"
  done
  find include src tests examples benchmarks \( -name '*.hpp' -o -name '*.cpp' \) | while read -r file; do
    head -n 1 "$file" | grep -q '^// SPDX-License-Identifier: BSL-1.0$' || echo "$file:1: the first line is not the SPDX line"
  done
  lines '(^|[^[:alnum:]_])(TODO|FIXME)([^[:alnum:]_]|$)' 'include src tests examples' | grep -v '^tests/house/'
)
if [ -n "$problems" ]; then
  printf '%s\n' "$problems"
  exit 1
fi
echo "layers are kept: $(find include src \( -name '*.hpp' -o -name '*.cpp' \) | wc -l) files"
