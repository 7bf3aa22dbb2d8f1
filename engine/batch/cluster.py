"""The same batch beyond one machine, on Dask distributed: photos by shared paths, one loaded separator a worker."""

from __future__ import annotations

import functools
import importlib.util
import logging
import re
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker
from typing import Any

from engine.batch.ears import Ears
from engine.batch.gate import Gate
from engine.batch.order import Order, Workshop
from engine.batch.outcome import failed
from engine.batch.steps import Result, carry_out
from engine.errors import BatchError, DeviceError, UsageError

_LOOK_AGAIN_S, _SOON_S = 0.5, 0.05
_LOCAL = "local:"
_WORKERS_HERE = re.compile(f"{_LOCAL}0*[1-9][0-9]{{0,3}}")
_SPARE_ORDERS = 1


class Cluster:
    """Sends orders to workers, a few at a time, so that neither queue nor memory grows with the batch.

    An order whose worker dies is sent to another one, since it writes the very same files; one that has seen several
    workers die has failed.
    """

    def __init__(self, address: str, gate: Gate, ears: Ears) -> None:
        self._address, self._gate, self._ears = address, gate, ears

    def run(self, orders: Iterator[Order]) -> None:
        """Carry out all orders; raises BatchError `cluster-unreachable` or `cluster-lost`."""
        with ExitStack() as ends:
            self._work(_client(self._address, ends), _Coming(orders, self._gate))

    def _work(self, client: Any, coming: _Coming) -> None:
        under_way: dict[Any, Order] = {}
        while under_way or not coming.has_ended:
            self._fill(client, under_way, coming)
            self._wait(client, under_way)
            for future in [future for future in under_way if future.done()]:
                self._end(under_way.pop(future), future)
            if self._gate.breaking_off:
                client.cancel(list(under_way), force=True)
                for order in under_way.values():
                    self._ears.dropped(order.photo)
                return

    def _fill(self, client: Any, under_way: dict[Any, Order], coming: _Coming) -> None:
        """Send as many orders as there are workers, and one more, as far as they are there."""
        most = max(1, len(client.scheduler_info(n_workers=-1)["workers"])) + _SPARE_ORDERS
        while len(under_way) < most:
            order = coming.take(within_s=_SOON_S if under_way else _LOOK_AGAIN_S)
            if order is None:
                return
            self._ears.stage(order.photo, 0.0, "worker")
            under_way[client.submit(_on_worker, order, pure=False)] = order

    def _wait(self, client: Any, under_way: dict[Any, Order]) -> None:
        """Until a photo is done or it is time to look again; a scheduler that dies takes all futures with it."""
        from distributed import wait

        try:
            if under_way:
                wait(list(under_way), timeout=_LOOK_AGAIN_S, return_when="FIRST_COMPLETED")
        except TimeoutError:
            pass
        except CancelledError as error:
            raise self._lost() from error
        if client.status != "running":
            raise self._lost()

    def _fetched(self, future: Any) -> Result:
        """A result, which may still lie with its worker."""
        try:
            return future.result()
        except (CancelledError, OSError) as error:
            raise self._lost() from error

    def _lost(self) -> BatchError:
        return BatchError("cluster-lost", f"The scheduler at {self._address} is gone; resume when it is back.")

    def _end(self, order: Order, future: Any) -> None:
        if future.status == "finished":
            self._ears.ended(self._fetched(future))
            return
        if future.status != "error":
            raise self._lost()
        error = future.exception()
        if isinstance(error, DeviceError):
            raise error
        if type(error).__name__ == "KilledWorker":
            sentence = f"{order.photo.name}: every worker that tried it died; look for memory that ran out."
            found = BatchError("worker-died", sentence)
        else:
            found = BatchError("worker-failed", f"{order.photo.name}: the worker failed ({error}).")
        self._ears.ended(Result(failed(order.photo, found)))


class _Coming:
    """Orders that are waited for in a thread: the next one may take as long as a photo takes to arrive, or a pause,
    and meanwhile those under way come to their end."""

    def __init__(self, orders: Iterator[Order], gate: Gate) -> None:
        self._orders, self._gate = orders, gate
        self._next: Future[Order | None] | None = None
        self.has_ended = False

    def take(self, *, within_s: float) -> Order | None:
        """The next order, or None where there is none so soon; raises what looking for it raises."""
        if self.has_ended:
            return None
        if self._next is None:
            self._next = Future()
            # Nobody waits for it where the batch ends by an error; it may be looking for a photo that never comes.
            threading.Thread(target=self._look, args=(self._next,), name="orders", daemon=True).start()
        try:
            order = self._next.result(within_s)
        except TimeoutError:
            return None
        self._next, self.has_ended = None, order is None
        return order

    def _look(self, found: Future[Order | None]) -> None:
        try:
            found.set_result(next(self._orders, None) if self._gate.passes() else None)
        except BaseException as error:
            found.set_exception(error)


def check_address(address: str) -> None:
    """Raise UsageError where an address cannot be one, or where Dask is not installed."""
    if importlib.util.find_spec("distributed") is None:
        raise UsageError("no-cluster", 'Dask is not installed; run: pip install "sils[cluster]".')
    if not _WORKERS_HERE.fullmatch(address) and "://" not in address:
        sentence = f"--cluster takes local:WORKERS or a scheduler's address like tcp://host:8786, not {address!r}."
        raise UsageError("bad-cluster", sentence)


def _client(address: str, ends: ExitStack) -> Any:
    """A client of the scheduler, or of one of our own with so many worker processes."""
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        if address.startswith(_LOCAL):
            workers = int(address.removeprefix(_LOCAL))
            with _unheard():
                local = LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
                )
            return ends.enter_context(Client(ends.enter_context(local)))
        return ends.enter_context(Client(address))
    except (OSError, TimeoutError, ValueError) as error:
        sentence = f"There is no scheduler at {address} ({error}); start it and resume, or leave --cluster out."
        raise BatchError("cluster-unreachable", sentence) from error


@contextmanager
def _unheard() -> Iterator[None]:
    """What is started in this block, and later by its threads, does not hear what a terminal tells all of its programs:
    Ctrl+C, and that it closes. The batch answers them, and needs its workers for that.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
    try:
        resource_tracker.ensure_running()  # ignores Ctrl+C, and lets it through again to whoever starts it: not later
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _on_worker(order: Order) -> Result:
    return carry_out(order, _workshop())


@functools.cache
def _workshop() -> Workshop:
    return Workshop()
