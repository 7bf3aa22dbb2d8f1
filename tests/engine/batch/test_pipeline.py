"""Steps overlap, memory has a limit, and a gate stops and pauses what has not begun."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.batch import pipeline
from engine.batch.ears import Ears
from engine.batch.gate import Gate
from engine.batch.order import Order, Workshop
from engine.batch.outcome import State
from engine.batch.pipeline import Pipeline
from engine.batch.room import Room
from engine.batch.steps import Result
from engine.errors import DeviceError
from engine.job import Job
from engine.runtime import Device
from tests.engine.batch.conftest import photo

WAIT_S = 20


@pytest.fixture
def orders(tmp_path: Path, separators: dict[str, Path]) -> list[Order]:
    job = Job(task="half", separator=str(separators["half"]))
    paths = [photo(tmp_path / f"{seed}.png", seed) for seed in range(8)]
    return [Order(path, job, separators["half"], Device.CPU, tmp_path / "out", "") for path in paths]


def _ears(ended: list[Result]) -> Ears:
    return Ears(ended.append)


def test_the_next_photo_is_read_while_one_is_written(orders: list[Order], monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[Result] = []
    last_is_read = threading.Event()
    real = pipeline.write

    def slow(*arguments):  # type: ignore[no-untyped-def]
        assert last_is_read.wait(WAIT_S)
        return real(*arguments)

    def watched() -> Iterator[Order]:
        yield from orders[:3]
        last_is_read.set()

    monkeypatch.setattr(pipeline, "write", slow)
    Pipeline(Workshop(), Gate(), _ears(ended)).run(watched())
    assert [result.outcome.state for result in ended] == [State.DONE] * 3


def test_no_more_photos_are_on_their_way_than_there_is_room(
    orders: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[Result] = []
    lock, on_their_way, most = threading.Lock(), 0, 0
    real = pipeline.write

    def counted(*arguments):  # type: ignore[no-untyped-def]
        nonlocal on_their_way, most
        with lock:
            on_their_way += 1
            most = max(most, on_their_way)
        result = real(*arguments)
        with lock:
            on_their_way -= 1
        return result

    monkeypatch.setattr(pipeline, "write", counted)
    Pipeline(Workshop(), Gate(), _ears(ended), Room(1)).run(iter(orders))
    assert (len(ended), most) == (len(orders), 1)


def test_room_is_for_one_photo_at_least_and_for_no_more_than_fit() -> None:
    room, second_is_in = Room(100), threading.Event()
    room.take(1000)

    def take() -> None:
        room.take(60)
        second_is_in.set()

    thread = threading.Thread(target=take)
    thread.start()
    assert not second_is_in.is_set()
    room.give(1000)
    assert second_is_in.wait(WAIT_S)
    thread.join()


def test_while_paused_no_photo_begins(orders: list[Order]) -> None:
    ended: list[Result] = []
    begun: list[Path] = []
    gate, is_paused = Gate(), threading.Event()

    def watched() -> Iterator[Order]:
        for index, order in enumerate(orders):
            if index == 3:
                gate.toggle_pause()
                is_paused.set()
            begun.append(order.photo)
            yield order

    thread = threading.Thread(target=lambda: Pipeline(Workshop(), gate, _ears(ended)).run(watched()))
    thread.start()
    assert is_paused.wait(WAIT_S)
    while len(ended) < 4:
        threading.Event().wait(0.01)
    assert (gate.is_paused, len(begun)) == (True, 4)
    gate.toggle_pause()
    thread.join(WAIT_S)
    assert len(ended) == len(orders)


def test_a_mistake_in_one_photo_is_an_outcome_and_the_rest_goes_on(
    orders: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[Result] = []
    real = pipeline.separate

    def mistaken(piece, progress):  # type: ignore[no-untyped-def]
        if piece.order is orders[2]:
            raise ZeroDivisionError
        return real(piece, progress)

    monkeypatch.setattr(pipeline, "separate", mistaken)
    Pipeline(Workshop(), Gate(), _ears(ended)).run(iter(orders))
    (failure,) = [result.outcome for result in ended if result.outcome.state is State.FAILED]
    assert (failure.photo, failure.code, len(ended)) == (str(orders[2].photo), "unexpected", len(orders))


def test_a_mistake_of_the_batch_itself_ends_it_and_is_not_lost(orders: list[Order]) -> None:
    def ended(result: Result) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Pipeline(Workshop(), Gate(), Ears(ended)).run(iter(orders))


@pytest.mark.parametrize("step", ["read", "separate"])
def test_a_device_that_fails_ends_the_batch_but_not_what_is_being_written(
    orders: list[Order], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    ended: list[Result] = []
    gate, is_writing = Gate(), threading.Event()
    write, failing = pipeline.write, getattr(pipeline, step)

    def slow(*arguments):  # type: ignore[no-untyped-def]
        is_writing.set()
        gate.wait(WAIT_S)
        return write(*arguments)

    def fails(work, other):  # type: ignore[no-untyped-def]
        if (work if step == "read" else work.order) is orders[0]:
            return failing(work, other)
        assert is_writing.wait(WAIT_S)
        raise DeviceError("cuda-failed", "CUDA failed.")

    monkeypatch.setattr(pipeline, "write", slow)
    monkeypatch.setattr(pipeline, step, fails)
    with pytest.raises(DeviceError):
        Pipeline(Workshop(), gate, _ears(ended)).run(iter(orders))
    assert (gate.is_stopped, gate.breaking_off) == (True, False)
    assert [(result.outcome.photo, result.outcome.state) for result in ended] == [(str(orders[0].photo), State.DONE)]
