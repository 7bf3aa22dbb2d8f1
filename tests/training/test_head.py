"""The head: painted layers keep their gradients, projected layers make the photo."""

import numpy as np
import pytest
import torch

from engine.formation import ADDITIVE, FORMATIONS, MULTIPLICATIVE, Formation
from training.curves import decode, encode, luminance
from training.head import CHROMA_CELL_PX, clamp_through, paint, painted_share, project


def painted(law: Formation, count: int, photo: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    raw = torch.randn(count, 2, 2, 3, 16, 16, generator=generator)
    shares = [painted_share(i, count, 0) for i in range(count)]
    return torch.stack(
        [paint(raw[i, 0], raw[i, 1], photo, law=law, share=shares[i], is_base=i == 0).layer for i in range(count)], 1
    )


@pytest.mark.parametrize("law", FORMATIONS.values(), ids=FORMATIONS)
@pytest.mark.parametrize("count", [2, 3, 5])
def test_projected_layers_make_the_photo(law: Formation, count: int, generator: torch.Generator) -> None:
    photo = torch.rand(2, 3, 16, 16, generator=generator)
    photo[0, :, :4] = 0
    photo[1, :, :4] = 1
    layers = project(painted(law, count, photo, generator), photo, law=law, base=0)
    made = law.compose(list(layers.unbind(1)))
    assert (made - decode(photo)).abs().max().item() < 1e-5
    assert layers.min().item() >= 0


@pytest.mark.parametrize("law", FORMATIONS.values(), ids=FORMATIONS)
def test_the_formation_is_one_law_for_tensors_and_arrays(law: Formation, generator: torch.Generator) -> None:
    layers = list(torch.rand(3, 3, 4, 5, generator=generator))
    made = law.compose([layer.numpy() for layer in layers])
    np.testing.assert_allclose(law.compose(layers).numpy(), made, rtol=1e-6)
    np.testing.assert_allclose(law.weigh(layers[0], 0.3).numpy(), law.weigh(layers[0].numpy(), 0.3), rtol=1e-5)


def test_perfectly_painted_layers_stay_as_they_are(generator: torch.Generator) -> None:
    layers = 0.01 + 0.49 * torch.rand(1, 2, 3, 8, 8, generator=generator)
    photo = encode(layers.sum(1))
    assert (project(encode(layers), photo, law=ADDITIVE, base=0) - layers).abs().max().item() < 1e-3
    grey = layers.mean(2, keepdim=True).expand_as(layers)
    product = encode(grey.prod(1))
    assert (project(encode(grey), product, law=MULTIPLICATIVE, base=0) - grey).abs().max().item() < 0.06


def test_a_clamped_value_still_passes_its_gradient() -> None:
    value = torch.tensor([-1.0, 0.5, 2.0], requires_grad=True)
    clamped = clamp_through(value, torch.tensor(0.0), torch.tensor(1.0))
    clamped.sum().backward()
    assert clamped.tolist() == [0.0, 0.5, 1.0]
    assert value.grad is not None
    assert value.grad.tolist() == [1.0, 1.0, 1.0]


def test_overshoot_is_the_square_of_what_the_clamp_cut_off() -> None:
    photo = torch.full((1, 3, 2, 2), 0.5)
    within = paint(torch.zeros_like(photo), torch.zeros_like(photo), photo, law=ADDITIVE, share=0.5, is_base=True)
    beyond = paint(torch.zeros_like(photo), photo, photo, law=ADDITIVE, share=0.5, is_base=True)
    assert within.overshoot.item() == 0
    assert beyond.overshoot.item() == pytest.approx(0.25**2)
    assert torch.equal(beyond.layer, photo)


def test_an_additive_layer_is_its_share_and_gain_of_the_photo_and_what_is_painted_on_it() -> None:
    photo = torch.full((1, 3, 2, 2), 0.5)
    gain, raw = torch.full_like(photo, 0.25), torch.full_like(photo, 0.0625)
    layer = paint(gain, raw, photo, law=ADDITIVE, share=0.5, is_base=True).layer
    assert torch.equal(layer, torch.full_like(photo, 0.5 * 0.75 + 0.0625))


@pytest.mark.parametrize("count", [2, 3, 5])
def test_layers_start_from_the_whole_photo_of_which_the_base_has_most(count: int) -> None:
    shares = [painted_share(index, count, base=1) for index in range(count)]
    assert sum(shares) == pytest.approx(1)
    assert shares[1] == max(shares) == 0.8
    assert len(set(shares)) == 2


@pytest.mark.parametrize("is_base", [True, False])
def test_only_the_base_of_a_product_changes_its_colour_from_pixel_to_pixel(
    is_base: bool, generator: torch.Generator
) -> None:
    side = 4 * CHROMA_CELL_PX
    raw = 0.3 * torch.randn(1, 3, side, side, generator=generator) - 1
    photo, gain = torch.full((1, 3, side, side), 0.5), torch.zeros(1, 3, side, side)
    layer = paint(gain, raw, photo, law=MULTIPLICATIVE, share=0.5, is_base=is_base).layer
    logs = torch.log(decode(layer))
    chroma = logs - luminance(logs)
    assert ((chroma[..., 1:] - chroma[..., :-1]).abs().mean().item() > 0.1) is is_base


def test_luminance_is_that_of_rec_709() -> None:
    primaries = torch.eye(3)[..., None, None]
    assert luminance(primaries).flatten().tolist() == pytest.approx([0.2126, 0.7152, 0.0722])


def test_the_curves_are_each_others_inverse() -> None:
    light = torch.linspace(0, 1, 1001)
    assert (decode(encode(light)) - light).abs().max().item() < 1e-6
