#!/bin/sh
# Fits and exports one of the separators that ship with SILS; the same command goes on after any stop.
#
#   sh training/recipes/separator.sh TASK PHOTOS RUN [OPTIONS OF FIT]
#
# TASK is reflection, intrinsic or window. Options are passed to `python -m training fit` and win over those below, for
# example --accelerator cpu or --width 16. Every fit gets them: --minutes 90 is an hour and a half for intrinsic, but nine
# hours for reflection, whose recipe has six fits, and twelve for window, which has eight.
set -eu

task=$1 photos=$2 run=$3 more="" last="" shares="" strokes="" corrected="" bank=0
shift 3

case $task in
reflection) images=287232 parts="1353 1076 2136" mean="one two three" network="--width 32 --set blocks=1:2:3:3"
    last=153216 last_losses="--set base_share=0.5 --set logarithmic=0.05 --set overshoot=5"
    strokes=176816 corrected="--set base_share=0.5 --set lamps=0.5" bank=10240 ;;
window) images=232960 parts="1433 1117 2226" more="1606 1766" mean="five" network="--width 24"
    last=71376 last_losses="--set logarithmic=0.03 --set overshoot=3" shares="last last last last five"
    strokes=44784 bank=8192 ;;
intrinsic) images=172352 parts="" mean="" network="--width 24 --without hints" ;;
*) echo "There is no recipe for $task." >&2; exit 2 ;;
esac

# Minutes on a GPU, with batches that fill it; hours on a CPU.
case "$* " in *"--accelerator cpu "*) gpu=no ;; *) gpu=$(python -c "import torch; print(torch.cuda.is_available())") ;; esac
if [ "$gpu" = True ]; then
    batch=64 speed="--compile --set group=64 --set matrix_learning_rate=3e-3 --set learning_rate=1.5e-3"
    last_batch=48 last_speed="--compile --set group=48 --set matrix_learning_rate=2e-3 --set learning_rate=1e-3"
    strokes_batch=48 strokes_speed="--set group=48"
else
    batch=8 speed=""
    last_batch=8 last_speed="--set matrix_learning_rate=8e-4 --set learning_rate=4e-4" # smaller batches: not tried
    strokes_batch=16 strokes_speed="--set bank=$bank" # an hour for 10,000 mixtures
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
coarse=""
if [ "$task" = reflection ]; then coarse="--coarse-px 288"; fi # not for rain, which is too fine to be seen so

# Images of larger crops at small rates, four a step: photos without a reflection gain from it most, and from the mean of
# what the three parts came to. Each begins at step 0, so it has a seed of its own: with one for all, every part would see
# the first images of the part before once more. Photos held out stay so under any seed.
fine() { # NAME FROM STEPS OPTIONS
    name=$1 from=$2 steps=$3
    shift 3
    fit "$run/$name" "$steps" --from "$from" --set stages=1:224:4 --set ramp=off "$@"
}

average() { # OUT NAMES
    out=$1
    shift
    count=$#
    for name in "$@"; do
        set -- "$@" "$run/$name/checkpoint.pt"
    done
    shift "$count"
    python -m training average "$@" --out "$out"
}

if [ -n "$parts" ]; then
    # shellcheck disable=SC2086
    set -- $parts "$@"
    one=$1 two=$2 three=$3
    shift 3
    fine one "$best" "$one" --set seed=1 --set ema_decay=0.9995 --set matrix_learning_rate=1.5e-4 --set learning_rate=7e-5 "$@"
    rates="--set ema_decay=0.999 --set matrix_learning_rate=2.5e-4 --set learning_rate=1e-4"
    # shellcheck disable=SC2086
    fine two "$run/one/checkpoint.pt" "$two" --set seed=2 $rates --set decay=off \
        --set charbonnier=0.5 --set logarithmic=0.1 --set overshoot=10 "$@"
    # shellcheck disable=SC2086
    fine three "$run/two/checkpoint.pt" "$three" --set seed=3 $rates --set logarithmic=0.03 --set overshoot=3 "$@"
    if [ -n "$more" ]; then # eight images a step, at rates that rise once more and fall to nothing
        weak="--set stages=1:224:8 --set ema_decay=0.999 --set logarithmic=0.03 --set overshoot=3"
        # shellcheck disable=SC2086
        fine four "$run/three/checkpoint.pt" "${more% *}" --set seed=5 $weak \
            --set matrix_learning_rate=4e-4 --set learning_rate=1.5e-4 "$@"
        # shellcheck disable=SC2086
        fine five "$run/four/checkpoint.pt" "${more#* }" --set seed=6 $weak \
            --set matrix_learning_rate=5e-4 --set learning_rate=2e-4 "$@"
    fi
    # shellcheck disable=SC2086
    average "$run/mean.pt" $mean
    best=$run/mean.pt
fi

if [ -n "$last" ]; then # once more at large rates, on larger crops: most of what the separators can comes from here
    # shellcheck disable=SC2086
    fit "$run/last" $((last / last_batch)) --from "$best" --set stages=1:256:$last_batch --set ramp=off --set seed=11 $last_losses $last_speed "$@"
    best=$run/last/checkpoint.pt
    if [ -n "$shares" ]; then
        # shellcheck disable=SC2086
        average "$run/shares.pt" $shares
        best=$run/shares.pt
    fi
fi

if [ -n "$strokes" ]; then # at last strokes: a corrector learns from what is still found wrongly
    # shellcheck disable=SC2086
    fit "$run/corrector" $((strokes / strokes_batch)) --from "$best" --set corrector=64 --set stages=1:256:$strokes_batch \
        --set ramp=off --set seed=12 --set gradient=0 --set logarithmic=0.1 $corrected $strokes_speed "$@"
    best=$run/corrector/checkpoint.pt # 16 mixtures, which validate, are too few to choose by
fi

# shellcheck disable=SC2086
python -m training export "$best" "$run/$task.onnx" --working-px 640 $coarse \
    --licence "${LICENCE:-Free for any use}" --training-data "${TRAINING_DATA:-$(basename "$photos")}"
