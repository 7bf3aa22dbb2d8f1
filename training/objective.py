"""All terms of the training objective for one batch; a term of weight zero is not computed.

What needs ground truth acts on the synthetic mixtures y + z of unpaired draws, what needs none on the unlabelled x.
"""

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn

from training import losses
from training.batches import Batch
from training.config import Config, Weights
from training.corrector import Corrector
from training.curves import decode, encode
from training.discriminators import Critics
from training.head import project
from training.networks import Estimate, Separator
from training.schedule import weights_at
from training.tasks import Task

Terms = dict[str, Tensor]


class Outcome(NamedTuple):
    """Unweighted terms, the painted layers of the unlabelled photos (K, N, 3, H, W), and real layers of that shape."""

    terms: Terms
    fakes: Tensor | None
    reals: Tensor


class Objective(nn.Module):
    """Runs the separator over a batch in all the ways that the terms need."""

    def __init__(self, separator: Separator, config: Config) -> None:
        super().__init__()
        self.separator = separator
        self.config, self.weights = config, config.weights
        self.group = config.group
        self.part = config.auxiliary

    def forward(self, batch: Batch, critics: Critics | None, progress: float) -> Outcome:
        """Terms of a batch; without critics the adversarial terms are left out. A corrector has no others than those of
        the layers' own error."""
        self.weights = weights_at(self.config, progress)
        task = self.separator.task
        target = encode(batch.layers)
        if self.separator.corrector is not None:
            return Outcome(self._corrected(self.separator.corrector, batch, target), None, target)
        estimate = self.separator(batch.photo, batch.hints)
        terms = self._supervised(estimate, target) | self._latent(estimate)
        if self.weights.logarithmic:
            layers = project(estimate.painted.float(), batch.photo, law=task.law, base=task.base)
            terms["logarithmic"] = self._logarithmic(encode(layers), target)
        terms |= self._alone(estimate, self._some(target))
        if self.weights.null:
            terms["null"] = self._null(task, self._some(batch.layers))
        unlabelled = self.separator(batch.unlabelled) if self.weights.need_unlabelled else None
        if unlabelled is not None:
            terms = _sum(terms, self._unlabelled(batch.unlabelled, unlabelled))
        if self.weights.cycle:
            cycle = losses.absolute(recompose(task, estimate.painted), batch.photo)
            terms = _sum(terms, {"cycle": cycle + losses.absolute(estimate.painted, target) * target.shape[1]})
        if critics is not None and unlabelled is not None:
            terms |= self._adversarial(critics, estimate, unlabelled, target)
        fakes = None if unlabelled is None else unlabelled.painted.detach()
        return Outcome(terms, fakes, self._some(target))

    def _some(self, tensor: Tensor) -> Tensor:
        """The first images of every group of (B, ...), on which the costlier terms act."""
        return tensor.unflatten(0, (-1, self.group))[:, : self.part].flatten(0, 1)

    def _supervised(self, estimate: Estimate, target: Tensor) -> Terms:
        """What full supervision by synthetic mixtures adds to the paper. Without a price on overshoot the clamped
        values drift so far out that layers are either nothing or the whole photo."""
        terms = self._errors(estimate.painted, target)
        return terms | ({"overshoot": estimate.overshoot} if self.weights.overshoot else {})

    def _corrected(self, corrector: Corrector, batch: Batch, target: Tensor) -> Terms:
        """Of pictures at half their size: what a corrector changes is smooth."""
        layers = encode(corrector.of_halves(batch.photo, batch.found, batch.hints))
        terms = self._errors(layers, target)
        return terms | ({"logarithmic": self._logarithmic(layers, target)} if self.weights.logarithmic else {})

    def _errors(self, estimate: Tensor, target: Tensor) -> Terms:
        makers = {"charbonnier": losses.charbonnier, "gradient": losses.gradient, "structure": losses.structure}
        return {
            name: self._with_base(loss, estimate, target)
            for name, loss in makers.items()
            if getattr(self.weights, name)
        }

    def _logarithmic(self, layers: Tensor, target: Tensor) -> Tensor:
        return self._with_base(losses.logarithmic, layers, target)

    def _with_base(self, loss: Callable[[Tensor, Tensor], Tensor], estimate: Tensor, target: Tensor) -> Tensor:
        """A loss of all layers (B, N, 3, H, W), a share of it the base's alone: what is wrong in dark layers
        weighs most in encoded values, and what people look at is the base."""
        share, base = self.config.base_share, [self.separator.task.base]
        whole = loss(estimate, target)
        return whole if not share else (1 - share) * whole + share * loss(estimate[:, base], target[:, base])

    def _latent(self, estimate: Estimate) -> Terms:
        if not self.weights.independence:
            return {}
        return {"independence": losses.independence([pyramid[-1] for pyramid in estimate.latents])}

    def _alone(self, estimate: Estimate, target: Tensor) -> Terms:
        """Every layer through its own latent space: where the mixture must land, and what must come back."""
        names = ("consistency", "self_reconstruction")
        terms = {name: target.new_zeros(()) for name in names if getattr(self.weights, name)}
        for i, layer in enumerate(target.unbind(1) if terms else ()):
            latents = self.separator.encode(i, layer)
            if "consistency" in terms:
                mixed = [self._some(level) for level in estimate.latents[i]]
                terms["consistency"] = terms["consistency"] + losses.consistency(mixed, latents) / target.shape[1]
            if "self_reconstruction" in terms:
                again = self.separator.decode(i, latents, None, layer)
                terms["self_reconstruction"] = terms["self_reconstruction"] + losses.absolute(again, layer)
        return terms

    def _null(self, task: Task, layers: Tensor) -> Tensor:
        """A photo that is nothing but its base layer has no other layers."""
        alone = encode(task.neutral(layers))
        return losses.charbonnier(self.separator(alone[:, task.base]).painted, alone)

    def _unlabelled(self, photo: Tensor, estimate: Estimate) -> Terms:
        terms: Terms = {}
        if self.weights.cycle:
            terms["cycle"] = losses.absolute(recompose(self.separator.task, estimate.painted), photo)
        if self.weights.consistency:
            terms["consistency"] = self._re_encoded(estimate)
        if self.weights.exclusion:
            terms["exclusion"] = losses.exclusion(estimate.painted)
        if self.weights.remix:
            terms["remix"] = self._remix(estimate)
        return terms

    def _re_encoded(self, estimate: Estimate) -> Tensor:
        """Separated layers land where their photo's latents are; Liu & Lu 2020 on photos without ground truth."""
        layers = enumerate(estimate.painted.unbind(1))
        parts = [losses.consistency(estimate.latents[i], self.separator.encode(i, layer)) for i, layer in layers]
        return torch.stack(parts).mean()

    def _remix(self, estimate: Estimate) -> Tensor:
        """Bases with mirrored layers of another photo of their group, separated again, give the same layers."""
        layers = recombined(estimate.painted.detach(), self.part, self.separator.task.base)
        mixture = recompose(self.separator.task, layers)
        return losses.absolute(self.separator(mixture).painted, layers)

    def _adversarial(self, critics: Critics, estimate: Estimate, unlabelled: Estimate, target: Tensor) -> Terms:
        terms: Terms = {}
        if self.weights.adversarial:
            terms["adversarial"] = losses.fooling(critics.judge(unlabelled.painted).verdicts)
        if self.weights.feature_matching:
            with torch.no_grad():
                real = critics.judge(target).features
            terms["feature_matching"] = losses.consistency(critics.judge(estimate.painted).features, real)
        return terms


def recompose(task: Task, painted: Tensor) -> Tensor:
    """The encoded photo (B, 3, H, W) that painted layers (B, N, 3, H, W) make, within [0, 1]."""
    return encode(task.compose(decode(painted)).clamp(0, 1))


def recombined(layers: Tensor, part: int, base: int) -> Tensor:
    """Of layers (B, N, ...) in groups of `part` photos: every photo's base, and the mirrored others of the photo before
    it, the first photo's of the last; a photo that is alone in its group has its own, mirrored."""
    mixed = layers.unflatten(0, (-1, part)).roll(1, 1).flatten(0, 1).flip(-1)
    mixed[:, base] = layers[:, base]
    return mixed


def weighted(terms: Terms, weights: Weights) -> Tensor:
    """The number to minimise."""
    return torch.stack([getattr(weights, name) * term for name, term in terms.items()]).sum()


def _sum(first: Terms, second: Terms) -> Terms:
    both = {name: first[name] + second[name] for name in first.keys() & second.keys()}
    return first | second | both
