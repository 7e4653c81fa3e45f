#!/usr/bin/env bash
# Kernels for newer processors must not share compiled generic code of the standard library with the rest of the program:
# the linker keeps one copy of each, which could be theirs. Lists such symbols in the build folder given, and fails.
set -euo pipefail
folder=${1:?usage: check_variants.sh BUILD-FOLDER}
objects=$(find -L "$folder" -path '*GradusKernelsV[34].build/*' -name '*.o')
if [ -z "$objects" ]; then
    echo "no objects of GradusKernelsV3 and V4 in $folder" >&2
    exit 1
fi
shared=$(
    for object in $objects; do
        nm "$object" | awk -v file="${object#"$folder"/}" '$2 == "W" && $3 ~ /^\$ss.*T[gG][0-9q]/ { print "  " file ": " $3 }'
    done
)
if [ -n "$shared" ]; then
    echo "generic code of the standard library in kernels of one instruction set:" >&2
    echo "$shared" >&2
    exit 1
fi
