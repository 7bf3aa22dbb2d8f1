"""One layer on its own: turned on and off, with what was seen before."""

from __future__ import annotations

from engine.mix import Mix
from sils_gui.state.mixing import is_solo


class Soloing:
    """Turns the solos of one photo; those muted before are so again afterwards, however often another layer had it."""

    def __init__(self) -> None:
        self._before: tuple[bool, ...] = ()
        self._during: tuple[bool, ...] = ()

    def turned(self, mix: Mix, index: int) -> Mix:
        """Only this layer on, or those that were before; all where the other layers were muted one by one."""
        seen, has_solo = _seen(mix), _seen(mix) == self._during
        if is_solo(mix, index):
            return _with_seen(mix, self._before if has_solo and self._before != seen else (True,) * len(seen))
        if not has_solo:
            self._before = seen
        self._during = tuple(other == index for other in range(len(seen)))
        return _with_seen(mix, self._during)


def _seen(mix: Mix) -> tuple[bool, ...]:
    return tuple(layer.visible for layer in mix.layers)


def _with_seen(mix: Mix, seen: tuple[bool, ...]) -> Mix:
    for index, visible in enumerate(seen):
        mix = mix.with_layer(index, visible=visible)
    return mix
