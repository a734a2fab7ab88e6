#!/usr/bin/env bash
# same_bits.sh NAME COMMAND NAME COMMAND ...
# Runs each command and compares what it prints with what the first one prints, byte by byte.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

compare() {  # compare NAME COMMAND: whether it prints the same as the first one did
  $2 >"$folder/this" || return 1
  [ -s "$folder/this" ] || return 1  # two silences would be equal
  if [ ! -e "$folder/first" ]; then
    cp "$folder/this" "$folder/first"
    cat "$folder/first"
  fi
  diff "$folder/first" "$folder/this"
}

while [ $# -gt 0 ]; do
  if compare "$1" "$2"; then
    echo "same   $1"
    passed=$((passed + 1))
  else
    echo "OTHER  $1"
    failed=$((failed + 1))
  fi
  shift 2
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
