#!/usr/bin/env bash
# Replays the tutorial's notebooks: replay.sh GRADUS [folder of notebooks]
set -euo pipefail

gradus=$1
notebooks=${2:-notebooks}

for notebook in "$notebooks"/0[1-6]_*.py; do
    printf '\n======== gradus run %s\n\n' "$notebook"
    "$gradus" run "$notebook"
done
