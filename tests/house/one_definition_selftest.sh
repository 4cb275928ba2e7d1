#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# one_definition.sh finds what is defined twice, and nothing else. Usage: one_definition_selftest.sh FOLDER_OF_THIS SCRATCH
set -eu
failures=0
here=$1
scratch=$2

# twice FIRST SECOND WORDS: two files with these lines (a bar ends one) must be refused with WORDS in the message; or "ok".
twice() {
  rm -rf "$scratch"
  mkdir -p "$scratch/src" "$scratch/include"
  printf '%s\n' "$1" | tr '|' '\n' > "$scratch/src/a.hpp"
  printf '%s\n' "$2" | tr '|' '\n' > "$scratch/include/b.hpp"
  if said=$(sh "$here/one_definition.sh" "$scratch" 2>&1); then verdict=ok; else verdict=$said; fi
  case "$verdict" in
    *"$3"*) ;;
    *) echo "'$1' and '$2': expected '$3', got: $verdict"; failures=$((failures + 1)) ;;
  esac
}

one='namespace x::detail {|struct part {|};|}  // namespace x::detail'
twice "$one" "$one" 'x::detail::part:'
twice "$one" 'namespace x::detail {|template <class T>|class part final {|};|}  // namespace x::detail' 'x::detail::part:'
twice "$one" 'namespace x::detail {|struct alignas(32) part {|};|}  // namespace x::detail' 'x::detail::part:'
twice "$one" 'namespace x::other {|struct part {|};|}  // namespace x::other' ok
twice "$one" 'namespace x::detail {|namespace {|struct part {|};|}  // namespace|}  // namespace x::detail' ok
twice "$one" 'namespace x::detail {|struct part;|class whole {|  struct part {|  };|};|}  // namespace x::detail' ok
twice 'namespace x {|namespace detail {|enum class part {|};|}  // namespace detail|}  // namespace x' \
  'namespace x {|namespace detail {|}  // namespace detail|struct part {|};|}  // namespace x' ok

[ "$failures" -eq 0 ] && echo "one_definition.sh finds what it should"
