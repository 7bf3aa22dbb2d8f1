"""What a run trains and keeps: networks, optimizers, averages, pool; one step of it; all of it as state."""

import math
from collections.abc import Mapping
from typing import Any

import torch
from lightning_fabric import Fabric

from training.batches import Batch
from training.config import Config
from training.discriminators import Critics, Pool
from training.ema import Ema
from training.mistakes import Find
from training.networks import Separator, compile_blocks
from training.objective import Objective, Outcome, weighted
from training.optimizers import Optimizers, adam
from training.schedule import learning_rate_factor, weights_at
from training.streams import stream
from training.tasks import Task

CORRECTOR = "corrector."


class NotFiniteError(ArithmeticError):
    """The gradient of a batch is not a number any more."""


class Trained:
    """Separator and critics with their optimizers, set up on the fabric's device."""

    def __init__(self, fabric: Fabric, task: Task, config: Config, *, compiled: bool = False) -> None:
        self.fabric, self.config = fabric, config
        with torch.random.fork_rng():
            torch.manual_seed(config.seed)
            self.separator = Separator(task, config)
            self.critics = Critics(len(task.layers), config)
        for network in (self.separator, self.critics):
            network.to(fabric.device, memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
        self.ema = Ema(self.separator, config.ema_decay if config.ema else 0.0)
        if compiled:
            compile_blocks(self.separator)
        self.optimizers = Optimizers(self.separator.corrector or self.separator, config)
        self.objective = fabric.setup_module(Objective(self.separator, config))
        critic_optimizer = adam(list(self.critics.parameters()), config.critic_learning_rate, config)
        self.critic, self.critic_optimizer = fabric.setup(self.critics, critic_optimizer)
        self.pool = Pool(config.pool_images)

    def train(self, batch: Batch, *, step: int, progress: float) -> dict[str, torch.Tensor]:
        """One step; the unweighted terms and their weighted sum, detached. Raises NotFiniteError before any change."""
        weights = weights_at(self.config, progress)
        adversarial = bool(weights.adversarial or weights.feature_matching)
        self.optimizers.set_rates(learning_rate_factor(self.config, progress=progress, step=step))
        self.critics.requires_grad_(False)
        outcome: Outcome = self.objective(batch, self.critics if adversarial else None, progress)
        loss = weighted(outcome.terms, weights)
        self.fabric.backward(loss)
        norm = torch.nn.utils.clip_grad_norm_(self.separator.parameters(), self.config.gradient_clip or math.inf)
        if not torch.isfinite(norm):
            raise NotFiniteError
        self.optimizers.step()
        self.ema.update(self.separator, step + 1)
        values = {name: term.detach() for name, term in outcome.terms.items()} | {"loss": loss.detach()}
        return values | (
            self._train_critics(outcome.fakes, outcome.reals, step) if outcome.fakes is not None and adversarial else {}
        )

    @property
    def find(self) -> Find | None:
        """What a corrector corrects: the separator without strokes. None where there is no corrector."""
        return None if self.separator.corrector is None else self._found

    @property
    def found_by(self) -> dict[str, torch.Tensor]:
        """The weights that what is found depends on."""
        state = self.separator.state_dict()
        return {name: weight for name, weight in state.items() if not name.startswith(CORRECTOR)}

    @torch.no_grad()
    def _found(self, photo: torch.Tensor) -> torch.Tensor:
        with self.fabric.autocast():
            return self.separator.layers(photo)

    def state(self) -> dict[str, Any]:
        """Everything that the next step depends on, besides where it stands. Every process calls it at the same step,
        since each has pictures of its own."""
        return {
            "separator": self.separator.state_dict(),
            "ema": self.ema.network.state_dict(),
            "critics": self.critics.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers.all],
            "critic_optimizer": self.critic_optimizer.state_dict(),
            "pool": self._pictures(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Takes over a state written by `state`."""
        self.separator.load_state_dict(state["separator"])
        self.ema.network.load_state_dict(state["ema"])
        self.critics.load_state_dict(state["critics"])
        for optimizer, kept in zip(self.optimizers.all, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        self.critic_optimizer.load_state_dict(state["critic_optimizer"])
        share = min(len(state["pool"]) // self.fabric.world_size, self.pool.capacity)
        first = self.fabric.global_rank * share
        self.pool.pictures = [picture.clone() for picture in state["pool"][first : first + share]]

    def begin_with(self, weights: Mapping[str, torch.Tensor]) -> None:
        """Takes over a separator's weights, as its averages too; raises RuntimeError where they do not fit. A corrector
        may be new, and one that this run does not have is left out."""
        if self.separator.corrector is None:
            weights = {name: weight for name, weight in weights.items() if not name.startswith(CORRECTOR)}
        own = self.separator.state_dict()
        whole = {**{name: own[name] for name in own if name.startswith(CORRECTOR)}, **weights}
        self.separator.load_state_dict(whole)
        self.ema.network.load_state_dict(whole)

    def _pictures(self) -> list[torch.Tensor]:
        """The pools of all processes, which hold as many pictures each, one process after the other."""
        own = self.pool.pictures
        if self.fabric.world_size == 1 or not own:
            return list(own)
        return list(torch.as_tensor(self.fabric.all_gather(torch.stack(own))).flatten(0, 1).unbind(0))

    def _train_critics(self, fakes: torch.Tensor, reals: torch.Tensor, step: int) -> dict[str, torch.Tensor]:
        self.critics.requires_grad_(True)
        generator = stream(self.config.seed, "pool", step, self.fabric.global_rank)
        loss = self.critic(reals, self.pool.exchange(fakes, generator))
        self.fabric.backward(loss)
        self.critic_optimizer.step()
        self.critic_optimizer.zero_grad()
        return {"critic": loss.detach()}
