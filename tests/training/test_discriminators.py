"""The critics learn to tell real layers from separated ones, and see earlier fakes again."""

from collections.abc import Callable

import torch

from training.config import Config
from training.discriminators import Critics, Pool


def test_critics_learn_to_call_real_layers_one_and_fakes_zero(
    tiny: Callable[..., Config], generator: torch.Generator
) -> None:
    torch.manual_seed(0)
    critics = Critics(2, tiny())
    real = torch.rand(4, 2, 3, 16, 16, generator=generator)
    fake = 0.2 * torch.rand(4, 2, 3, 16, 16, generator=generator)
    optimizer = torch.optim.Adam(critics.parameters(), 0.02)
    for _ in range(25):
        optimizer.zero_grad()
        critics(real, fake).backward()
        optimizer.step()
    above, below = (torch.stack([v.mean() for v in critics.judge(x).verdicts]) for x in (real, fake))
    assert (above > below + 0.3).all()


def test_a_full_pool_gives_an_older_fake_for_about_every_second_one(generator: torch.Generator) -> None:
    pool = Pool(8)
    pool.exchange(torch.zeros(8, 1, 1, 1, 1), generator)
    given = [pool.exchange(torch.full((1, 1, 1, 1, 1), float(i)), generator).item() for i in range(1, 201)]
    fresh = sum(value == i for i, value in enumerate(given, start=1))
    assert 70 < fresh < 130
    assert len(pool.pictures) == 8
    assert all(value <= i for i, value in enumerate(given, start=1))


def test_the_pool_keeps_single_pictures_and_not_their_batches(generator: torch.Generator) -> None:
    pool = Pool(3)
    for _ in range(4):
        pool.exchange(torch.rand(8, 2, 3, 4, 4, generator=generator), generator)
    assert [picture.untyped_storage().nbytes() for picture in pool.pictures] == [2 * 3 * 4 * 4 * 4] * 3
