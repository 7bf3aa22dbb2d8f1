"""Randomness as a function of where the training stands, so that a resumed run needs no generator's state.

Every group of images has a generator of its own, seeded by run seed, purpose, step and the group's place in the
global batch: one process with two groups draws what two processes with one group each draw.
"""

import hashlib

import torch


def stream(seed: int, purpose: str, *place: int, device: torch.device | str = "cpu") -> torch.Generator:
    """The generator of one purpose at one place, such as (step, group)."""
    name = "/".join(str(part) for part in (seed, purpose, *place))
    digest = hashlib.sha256(name.encode()).digest()
    return torch.Generator(device=device).manual_seed(int.from_bytes(digest[:8], "big") >> 1)
