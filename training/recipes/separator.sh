#!/bin/sh
# Fits and exports one of the separators that ship with SILS; the same command goes on after any stop.
#
#   sh training/recipes/separator.sh TASK PHOTOS RUN [OPTIONS OF FIT]
#
# TASK is reflection, intrinsic or window. Options are passed to `python -m training fit` and win over those below, for
# example --accelerator cpu, --width 16 or --minutes 90.
set -eu

task=$1 photos=$2 run=$3
shift 3

case $task in
reflection) images=287232 network="--width 32 --set blocks=1:2:3:3" ;;
intrinsic) images=172352 network="--width 24 --without hints" ;;
window) images=232960 network="--width 24" ;;
*) echo "There is no recipe for $task." >&2; exit 2 ;;
esac

# Minutes on a GPU, with batches that fill it; hours on a CPU.
case "$* " in *"--accelerator cpu "*) gpu=no ;; *) gpu=$(python -c "import torch; print(torch.cuda.is_available())") ;; esac
if [ "$gpu" = True ]; then
    batch=64 speed="--compile --set group=64 --set matrix_learning_rate=3e-3 --set learning_rate=1.5e-3"
else
    batch=8 speed=""
fi
speed="$speed --set stages=0.6:128:$batch,0.4:224:$batch"

budget="--steps $((images / batch))"
case "$* " in *"--minutes "* | *"--steps "*) budget="" ;; esac

# The losses that run the networks once more take half of the time; no gain from them on photos was seen.
losses="--set gradient=0.5"
for loss in null consistency cycle self_reconstruction adversarial feature_matching remix exclusion; do
    losses="$losses --without $loss"
done

# shellcheck disable=SC2086 # the options are several words
python -m training fit --task "$task" $network $speed $budget $losses --photos "$photos" --run "$run" "$@"
python -m training export "$run/best.pt" "$run/$task.onnx" --working-px 640 \
    --licence "${LICENCE:-Free for any use}" --training-data "${TRAINING_DATA:-$(basename "$photos")}"
