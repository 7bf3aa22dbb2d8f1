#!/bin/sh
# Fits and exports one of the separators that ship with SILS; the same command goes on after any stop.
#
#   sh training/recipes/separator.sh TASK PHOTOS RUN [OPTIONS OF FIT]
#
# TASK is reflection, intrinsic or window. Options are passed to `python -m training fit` and win over those below, for
# example on a GPU: --preset sils64 --accelerator cuda --minutes 30
set -eu

task=$1 photos=$2 run=$3
shift 3

case $task in
reflection) budget="--minutes 207" ;;
intrinsic) budget="--minutes 33 --without hints" ;;
window) budget="--minutes 110" ;;
*) echo "There is no recipe for $task." >&2; exit 2 ;;
esac

# On a CPU the losses that run the networks once more take half of the time; no gain from them on photos was seen.
losses="--set gradient=0.5"
for loss in consistency cycle self_reconstruction adversarial feature_matching remix exclusion; do
    losses="$losses --without $loss"
done

# shellcheck disable=SC2086 # budget and losses are several words
python -m training fit --task "$task" --preset sils16 $budget $losses --photos "$photos" --run "$run" "$@"
python -m training export "$run/best.pt" "$run/$task.onnx" --working-px 640 \
    --licence "${LICENCE:-Free for any use}" --training-data "${TRAINING_DATA:-$(basename "$photos")}"
