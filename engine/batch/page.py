"""The report as one page that needs nothing else: pictures of the layers, a sentence for what went wrong."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from engine.batch.outcome import Outcome, State

MOST_PICTURES = 1000
_ORDER = (State.FAILED, State.WAITING, State.DONE, State.SKIPPED, State.IGNORED)
_COLUMNS = '<colgroup><col class="photo"><col><col class="files"></colgroup>'
_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
col.photo { width: 28%; } col.files { width: 24%; }
th { font-weight: 600; padding: .25rem .75rem .25rem 0; text-align: left; }
td { border-top: 1px solid #8884; padding: .5rem .75rem .5rem 0; vertical-align: top; }
img { display: block; max-width: 100%; height: auto; }
h2.failed, h2.waiting { color: #e0435a; } td { overflow-wrap: anywhere; } small { opacity: .75; }
"""


def picture_path(folder: Path, photo: str) -> Path:
    """Where the small picture of a photo is kept."""
    return folder / f"{hashlib.sha256(photo.encode()).hexdigest()[:32]}.jpg"


def page(
    outcomes: Sequence[Outcome], counts: Mapping[State, int], began: str, ended: str, pictures: Path
) -> Iterator[str]:
    """The page, piece by piece; pictures come from the folder as they are needed, for the first thousand photos."""
    summary = ", ".join(f"{count} {state.value}" for state, count in counts.items() if count) or "nothing found"
    yield '<!doctype html><html lang="en"><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width"><title>SILS batch</title>'
    yield f"<style>{_STYLE}</style><h1>{escape(summary)}</h1><p>{_span(began, ended)}</p>"
    left = MOST_PICTURES
    for state in _ORDER:
        rows = [outcome for outcome in outcomes if outcome.state is state]
        if not rows:
            continue
        yield f'<h2 class="{state.value}">{state.value.title()}: {len(rows)}</h2><table>{_head(state)}'
        for outcome in rows:
            yield _row(outcome, pictures if left > 0 else None)
            left -= state is State.DONE
        yield "</table>"
    if left < 0:
        yield f"<p>Only the first {MOST_PICTURES} photos have pictures here.</p>"
    yield "</html>\n"


def _head(state: State) -> str:
    shown = "Photo, layers, remix" if state is State.DONE else "Why"
    return f"{_COLUMNS}<tr><th>Photo</th><th>{shown}</th><th>Files</th></tr>"


def _span(began: str, ended: str) -> str:
    """From when to when, in UTC, with one date where one is enough."""
    first, last = datetime.fromisoformat(began), datetime.fromisoformat(ended)
    end = f"{last:%H:%M:%S}" if first.date() == last.date() else f"{last:%Y-%m-%d %H:%M:%S}"
    return f"{first:%Y-%m-%d %H:%M:%S} to {end} UTC"


def _row(outcome: Outcome, pictures: Path | None) -> str:
    why = f"{escape(outcome.sentence)} <small>[{escape(outcome.code)}]</small>" if outcome.code else ""
    notices = "".join(f"<br><small>{escape(sentence)}</small>" for _, sentence in outcome.notices)
    files = "<br>".join(escape(Path(file.path).name) for file in outcome.files.values())
    shown = _picture(outcome, pictures) if pictures is not None else ""
    seconds = sum(outcome.seconds.values())
    cost = f"<br><small>{outcome.megapixels:g} MP, {seconds:.1f} s</small>" if outcome.state is State.DONE else ""
    path = Path(outcome.photo)
    name = f"<strong>{escape(path.name)}</strong><br><small>{escape(str(path.parent))}</small>"
    return f"<tr><td>{name}{cost}{notices}</td><td>{shown}{why}</td><td><small>{files}</small></td></tr>\n"


def _picture(outcome: Outcome, pictures: Path) -> str:
    try:
        data = base64.b64encode(picture_path(pictures, outcome.photo).read_bytes()).decode()
    except OSError:
        return ""
    parts = ", ".join(name for name in outcome.files if name != "job")
    text = escape(f"{Path(outcome.photo).name}: photo and layers; written: {parts}", quote=True)
    return f'<img loading="lazy" alt="{text}" title="{text}" src="data:image/jpeg;base64,{data}">'
