"""Names of files: what templates can say, and what no file system could hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UsageError
from engine.free_names import safe_name
from engine.naming import PATTERN, Names


def test_a_name_holds_the_photos_and_the_layers() -> None:
    assert Names().of("IMG_1", "reflection") == "IMG_1_reflection"
    assert Names("{layer} of {name}").of("IMG_1", "reflection", "-2") == "reflection of IMG_1-2"


def test_a_number_ends_a_name_that_lacks_the_photos() -> None:
    assert Names("{layer}").of("IMG_1", "reflection", "-2") == "reflection-2"


@given(st.lists(st.sampled_from(["{", "}", "{name}", "{layer}", "{{", "}}", " ", "\n", "a", "{date}", "{0}"])))
def test_the_published_pattern_says_of_templates_what_the_check_does(pieces: list[str]) -> None:
    template = "".join(pieces)
    try:
        Names(template).check_template()
    except UsageError:
        assert not re.search(PATTERN, template)
    else:
        assert re.search(PATTERN, template)


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (" ", "bad-name"),
        ("{date}", "bad-name"),
        ("{", "bad-name"),
        ("{name.stem}", "bad-name"),
        ("{0}", "bad-name"),
        ("{name[a]}", "bad-name"),
        ("{name:.3}_{layer}", "bad-name"),
        ("{name!r}_{layer}", "bad-name"),
        ("}", "bad-name"),
        ("{name}", "same-names"),
        ("x" * 300 + "{layer}", "name-too-long"),
    ],
)
def test_templates_that_cannot_name_files_are_refused(template: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        Names(template).check("photo", ("a", "b"))
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")


def test_names_that_windows_takes_for_one_are_refused() -> None:
    with pytest.raises(UsageError) as caught:
        Names("{name}_{layer}").check("photo", ("sun", "Sun"))
    assert caught.value.code == "same-names"


@given(st.sampled_from(["{name}_{layer}", "{layer}", "{{name}}_{layer}", "{layer}{{", "{{{name}}}{layer}"]))
def test_a_number_makes_another_name_of_every_template(template: str) -> None:
    """Else the search for a free one would never end."""
    names = Names(template)
    names.check("photo", ("a", "b"))
    assert names.of("photo", "a", "-2") != names.of("photo", "a")


@given(st.text(max_size=30), st.sampled_from(["{name}_{layer}", "{layer}", "{layer}:{name}?", "aux"]))
def test_every_name_is_allowed_on_windows(stem: str, template: str) -> None:
    name = Names(template).of(stem, "a")
    assert name == safe_name(name)
