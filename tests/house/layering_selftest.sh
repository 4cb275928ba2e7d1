#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# layering.sh finds each kind of breach. Usage: layering_selftest.sh FOLDER_OF_THIS SCRATCH
set -eu
failures=0
here=$1
scratch=$2

# breach FILE LINE WORDS: a tree that holds only FILE with that line must be refused with WORDS in the message; or "ok".
breach() {
  rm -rf "$scratch"
  mkdir -p "$scratch/include/coopgraph" "$scratch/src" "$scratch/tests" "$scratch/examples" "$scratch/benchmarks" "$(dirname "$scratch/$1")"
  printf '// SPDX-License-Identifier: BSL-1.0\n#pragma once\n%s\n' "$2" > "$scratch/$1"
  if said=$(sh "$here/layering.sh" "$scratch"); then verdict=ok; else verdict=$said; fi
  case "$verdict" in
    *"$3"*) ;;
    *) echo "$1 with '$2': expected '$3', got: $verdict"; failures=$((failures + 1)) ;;
  esac
}

breach include/coopgraph/graph/a.hpp '#include <coopgraph/core/ids.hpp>' ok
breach include/coopgraph/report/a.hpp '#include <coopgraph/io/dataset.hpp>' ok
breach include/coopgraph/graph/a.hpp '// #include <iostream>' ok
breach src/cli/a.hpp '#include <iostream>' ok
breach src/io/a.hpp '#include <nlohmann/json.hpp>' ok
breach include/coopgraph/graph/a.hpp '#include <coopgraph/model/network.hpp>' 'graph may not include model'
breach include/coopgraph/core/a.hpp '#include <coopgraph/graph/graph.hpp>' 'core may not include graph'
breach include/coopgraph/model/a.hpp '#include <coopgraph/graph/graph.hpp>' 'model may not include graph'
breach include/coopgraph/centrality/a.hpp '#include <coopgraph/view/agreements.hpp>' 'centrality may not include view'
breach include/coopgraph/io/a.hpp '#include <coopgraph/view/agreements.hpp>' 'io may not include view'
breach include/coopgraph/view/a.hpp '#include <coopgraph/io/dataset.hpp>' 'view may not include io'
breach src/centrality/a.hpp '#include "model/detail.hpp"' 'centrality may not include model'
breach src/core/a.hpp '#include <coopgraph/coopgraph.hpp>' 'umbrella'
breach include/coopgraph/novel/a.hpp '#include <vector>' 'has no rule'
breach include/coopgraph/core/a.hpp '#include <iostream>' 'too heavy'
breach src/core/a.hpp '#include <iostream>' 'terminal'
breach src/report/a.hpp '#include <CLI/CLI.hpp>' 'terminal'
breach src/report/a.hpp '#include <nlohmann/json.hpp>' 'only src/io reads JSON'
breach src/model/a.hpp '#include <expat.h>' 'only src/io reads XML'
breach src/io/a.hpp '#include <utf8proc.h>' 'only src/model folds names'
breach include/coopgraph/graph/a.hpp '#include <Eigen/Core>' 'graph/eigen.hpp'
breach src/core/a.hpp 'std::uniform_int_distribution<int> d;' 'use random_stream'
breach src/core/a.hpp 'std::shuffle(a, b, c);' 'use random_stream'
breach src/core/a.hpp 'std::cout << 1;' 'exceptions and results'
breach src/core/a.hpp 'abort();' 'exceptions and results'
rm -rf "$scratch"
[ "$failures" -eq 0 ] && echo "each kind of breach is found"
