"""Where a run computes: one or many processes, CPU or GPUs, through Lightning Fabric."""

import atexit
import contextlib
import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

import torch
import torch.distributed as dist
from lightning_fabric import Fabric

from engine.errors import DeviceError, SilsError

MMAP_MAX, TRIM_THRESHOLD = -4, -1  # malloc.h

Accelerator = Literal["auto", "cpu", "cuda"]
Precision = Literal["bf16-mixed", "32-true"]
T = TypeVar("T")


@dataclass(frozen=True)
class Devices:
    """What was asked for: `count` processes per node, each with one device; `compiled` residual blocks cost half
    a minute at the start, less where crops change, and save memory's bandwidth afterwards."""

    accelerator: Accelerator = "auto"
    count: int = 1
    nodes: int = 1
    precision: Precision = "bf16-mixed"
    compiled: bool = False


def open_fabric(devices: Devices) -> Fabric:
    """The launched fabric; raises DeviceError where a device is missing."""
    found = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if devices.accelerator == "cuda" and found < devices.count:
        raise DeviceError("too-few-devices", f"{devices.count} GPUs were asked for, but this machine has {found}.")
    accelerator = "cuda" if found >= devices.count and devices.accelerator != "cpu" else "cpu"
    torch.backends.cudnn.benchmark = True
    if accelerator == "cpu":
        _keep_memory()
    alone = devices.count * devices.nodes == 1
    fabric = Fabric(
        accelerator=accelerator,
        devices=devices.count,
        num_nodes=devices.nodes,
        precision=devices.precision,
        strategy="auto" if alone else "ddp",
    )
    fabric.launch()
    if not alone:
        atexit.register(_part)
    return fabric


def _part() -> None:
    """Ends the connection of the processes: threads that still hold it when a process exits at once have it aborted.
    Fabric sees to that for GPUs alone."""
    if dist.is_initialized():
        dist.destroy_process_group()


def first_process() -> bool:
    """Whether this is the process that tells and writes: the only one, or the first of those that train together."""
    return not (dist.is_available() and dist.is_initialized()) or dist.get_rank() == 0


def first_does(fabric: Fabric, work: Callable[[], T]) -> T | None:
    """What only the first process does, while the others wait for it and are given None. Where it fails they end too,
    without a word or a status of their own: left alone they would wait for an answer, and a status above zero would
    have the launcher kill the first before it has told."""
    done = failed = None
    if fabric.is_global_zero:
        try:
            done = work()
        except SilsError as error:
            failed = error
    failed = fabric.broadcast(failed)
    if failed is not None:
        raise failed if fabric.is_global_zero else SystemExit(0)
    return done


def own_groups(fabric: Fabric, batch: int, group: int) -> range:
    """The groups of the global batch that this process makes; raises DeviceError where every process cannot make as
    many as the others."""
    least = group * fabric.world_size
    share, rest = divmod(batch, least)
    if rest or share < 1:
        sentence = (
            f"A batch of {batch} cannot be shared by {fabric.world_size} processes in groups of {group}: "
            f"give --set stages batches that are multiples of {least}."
        )
        raise DeviceError("bad-batch-size", sentence)
    return range(fabric.global_rank * share, (fabric.global_rank + 1) * share)


def _keep_memory() -> None:
    """Lets glibc keep the memory of one step for the next: giving large tensors back to the system and clearing new
    pages for others took a twelfth of a step. Elsewhere nothing happens."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(MMAP_MAX, 0)
        mallopt(TRIM_THRESHOLD, 2**31 - 1)
