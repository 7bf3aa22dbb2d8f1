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
reflection) images=287232 fine=1353 network="--width 32 --set blocks=1:2:3:3" ;;
window) images=232960 fine=1433 network="--width 24" ;;
intrinsic) images=172352 fine=0 network="--width 24 --without hints" ;;
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

# The losses that run the networks once more take half of the time; no gain from them on photos was seen.
losses="--set gradient=0.5"
for loss in null consistency cycle self_reconstruction adversarial feature_matching remix exclusion; do
    losses="$losses --without $loss"
done

fit() { # RUN STEPS OPTIONS
    where=$1 steps=$2
    shift 2
    case "$* " in *"--minutes "* | *"--steps "*) budget="" ;; *) budget="--steps $steps" ;; esac
    # shellcheck disable=SC2086 # the options are several words
    python -m training fit --task "$task" $network $losses $budget --photos "$photos" --run "$where" "$@"
}

# shellcheck disable=SC2086
fit "$run" $((images / batch)) $speed "$@"
best=$run/best.pt

# A few images of larger crops at small rates: photos without a reflection gain from it most.
if [ "$fine" -gt 0 ]; then
    fit "$run/fine" "$fine" --from "$best" --set stages=1:224:4 --set ramp=off --set ema_decay=0.9995 \
        --set matrix_learning_rate=1.5e-4 --set learning_rate=7e-5 "$@"
    best=$run/fine/checkpoint.pt
fi

python -m training export "$best" "$run/$task.onnx" --working-px 640 \
    --licence "${LICENCE:-Free for any use}" --training-data "${TRAINING_DATA:-$(basename "$photos")}"
