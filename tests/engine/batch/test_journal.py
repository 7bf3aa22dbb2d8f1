"""The journal tells what happened, whatever happened to the journal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.batch import journal as journal_module
from engine.batch.journal import Journal, Line, Remembered
from engine.batch.outcome import Outcome, State, Written
from engine.batch.request import Request
from engine.errors import BatchError
from engine.job import Job
from engine.mix import Mix

ASKED = Request(inputs=("/photos",), job=Job(task="half"))


def _journal(out: Path) -> Journal:
    journal = Journal(out)
    journal.start(ASKED)
    return journal


def _ended(name: str) -> Outcome:
    return Outcome(photo=name, state=State.DONE, notices=(("code", "Ä sentence."),))


def test_a_journal_gives_back_what_was_written(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.begun(Path("/a"), Path("/out"), "-2")
    journal.begun(Path("/b"), Path("/out"), "")
    journal.ended(_ended("/a"))
    found = Journal(tmp_path).read()
    assert found.asked == ASKED
    assert found.begun == {"/a": ("/out", "-2"), "/b": ("/out", "")}
    assert found.ended == {"/a": _ended("/a")}
    assert not found.is_finished


def test_a_photo_that_is_begun_again_has_not_ended(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.ended(_ended("/a"))
    journal.begun(Path("/a"), Path("/out"), "")
    assert Journal(tmp_path).read().ended == {}


def test_a_journal_is_finished_when_it_says_so(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    assert not journal.read().is_finished
    journal.begun(Path("/a"), Path("/out"), "")
    journal.ended(_ended("/a"))
    assert not journal.read().is_finished
    journal.finished()
    assert journal.read().is_finished
    journal.begun(Path("/b"), Path("/out"), "")
    assert not journal.read().is_finished


def test_a_journal_of_a_version_that_does_not_say_so_is_finished_when_all_has_ended(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    journal.path.write_text(Line(kind="asked", asked=ASKED).model_dump_json(exclude_defaults=True) + "\n")
    assert journal.read().is_finished
    journal.begun(Path("/a"), Path("/out"), "")
    assert not journal.read().is_finished
    journal.ended(_ended("/a"))
    assert journal.read().is_finished


def test_what_was_ever_written_of_a_photo_is_known_and_the_number_of_the_last(tmp_path: Path) -> None:
    journal, path = _journal(tmp_path), tmp_path / "a_background.png"
    path.touch()
    journal.begun(Path("/a"), tmp_path, "")
    journal.ended(_ended("/a").model_copy(update={"files": {"background": Written.of(path)}, "number": "-2"}))
    journal.begun(Path("/a"), tmp_path, "-2")
    found = journal.read()
    assert (found.own, found.begun) == ({"/a": {str(path)}}, {"/a": (str(tmp_path), "-2")})


def test_every_line_is_on_the_disk_when_it_was_told(tmp_path: Path, synced: list[bytes]) -> None:
    journal = _journal(tmp_path)
    before = len(synced)
    for told, name in enumerate(("/a", "/b", "/c"), start=1):
        journal.begun(Path(name), tmp_path, "")
        assert len(synced) == before + told
        assert f'"{name}"'.encode() in synced[-1]


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-9], lambda data: data + b'{"kind": "en\xff\x00', lambda data: data + b"\n\n{}\n"]
)
def test_torn_lines_are_skipped_and_harm_no_later_one(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    journal = _journal(tmp_path)
    for name in ("/a", "/b"):
        journal.ended(_ended(name))
    journal.path.write_bytes(harm(journal.path.read_bytes()))
    Journal(tmp_path).ended(_ended("/c"))
    found = Journal(tmp_path).read()
    assert found.asked == ASKED
    assert {"/a", "/c"} <= set(found.ended)


def test_lines_that_name_what_no_file_can_be_called_are_skipped(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    whole = journal.path.read_text()
    file = {"path": "/x\0y", "stamp": {"size": 1, "modified_ns": 1}, "sha256": ""}
    outcome = {"photo": "/a", "state": "done", "files": {"background": file}}
    begun = {"kind": "begun", "photo": "/a", "folder": "/out\0", "number": ""}
    asked = {"kind": "asked", "asked": {"inputs": ["/\0"], "job": {"task": "half"}}}
    lines = [{"kind": "ended", "outcome": outcome}, begun, begun | {"folder": "/out", "number": "\0"}, asked]
    journal.path.write_text(whole + "".join(f"{json.dumps(line)}\n" for line in lines))
    assert journal.read() == Remembered(asked=ASKED, has_finished=False)


def _newer_outcome(said: dict[str, Any]) -> None:
    said["outcome"] = {"photo": "/a", "state": "improved"}


def _newer_request(said: dict[str, Any]) -> None:
    said["asked"]["version"] = 2


def _newer_job(said: dict[str, Any]) -> None:
    said["asked"]["job"]["version"] = 3


def _newer_field(said: dict[str, Any]) -> None:
    said["asked"]["grain"] = "fine"


@pytest.mark.parametrize("change", [_newer_outcome, _newer_request, _newer_job, _newer_field])
def test_a_journal_of_a_newer_version_is_told_of_and_not_taken_for_none(
    tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    journal = _journal(tmp_path)
    said = json.loads(journal.path.read_text())
    change(said)
    journal.path.write_text(json.dumps(said) + "\n")
    with pytest.raises(BatchError, match="of a newer SILS") as caught:
        journal.read()
    assert caught.value.code == "journal-newer"


def test_a_journal_says_its_versions(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.start(ASKED.model_copy(update={"job": Job(task="half", mix=Mix.neutral(2))}))
    asked = json.loads(journal.path.read_text())["asked"]
    assert [each["version"] for each in (asked, asked["job"], asked["job"]["mix"])] == [1, 2, 1]


def test_a_line_without_room_on_the_disk_is_written_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = _journal(tmp_path)
    real = journal_module._synced

    def full(path: Path, data: bytes) -> None:
        real(path, data[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal_module, "_synced", full)
    journal.ended(_ended("/a"))
    assert journal.trouble == "No space left on device"
    monkeypatch.setattr(journal_module, "_synced", real)
    journal.ended(_ended("/b"))
    assert not journal.trouble
    assert set(Journal(tmp_path).read().ended) == {"/a", "/b"}


def test_a_file_is_valid_while_its_content_is_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"content")
    written = Written.of(path)
    assert written.is_valid()
    path.write_bytes(b"content")
    assert written.is_valid()
    path.write_bytes(b"contend")
    assert not written.is_valid()
    path.unlink()
    assert not written.is_valid()
