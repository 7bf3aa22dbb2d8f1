"""How files are called: a template with the photo's name and the part's, made safe for every system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter

from engine.errors import UsageError, WriteError
from engine.free_names import safe_name
from engine.paths import is_text

PATTERN = r"^(?=[\s\S]*\S)([^{}]|\{\{|\}\}|\{name\}|\{layer\})*$"
"""What a template may be, as a regular expression of JSON Schema; `check_template` says it in sentences."""
_LONGEST_NAME_BYTES = 240
"""What every file system holds, with room for an ending."""


@dataclass(frozen=True)
class Names:
    """A template for the names of files; it may hold {name}, the photo's, and {layer}, the part's."""

    template: str = "{name}_{layer}"

    def of(self, stem: str, part: str, number: str = "") -> str:
        """The name, without ending, of one part of a photo; the number that makes it free follows the photo's name."""
        named = self.template.format(name=f"{stem}{number}", layer=part)
        return safe_name(named if "name" in self._fields() else named + number)

    def check(self, stem: str, parts: Sequence[str]) -> None:
        """Raise UsageError where the template cannot name these parts of a photo, WriteError where the name of this
        photo makes them too long."""
        self.check_template()
        names = [self.of(stem, part) for part in parts]
        if len({name.casefold() for name in names}) < len(names):
            raise UsageError("same-names", "Several files would have one name; put {layer} into it.")
        longest = max(names, key=_length, default="")
        if _length(longest) > _LONGEST_NAME_BYTES:
            sentence = f"The name {longest[:40]}… is too long for a file; choose one without {{name}} or {{layer}}."
            is_photos_fault = "name" in self._fields()
            raise (WriteError if is_photos_fault else UsageError)("name-too-long", sentence)

    def check_template(self) -> None:
        """Raise UsageError `bad-name` where the template cannot name anything."""
        if not self.template.strip():
            raise UsageError("bad-name", "The name is empty; {name}_{layer} is usual.")
        if not is_text(self.template):
            raise UsageError("bad-name", f"The name {self.template!a} is no text on this computer; choose another.")
        try:
            is_plain = self._fields() <= {"name", "layer"}
        except ValueError:  # a brace too many
            is_plain = False
        if not is_plain:
            raise UsageError("bad-name", "Names may hold {name} and {layer} in braces, and nothing else in braces.")

    def _fields(self) -> set[str]:
        """What stands in braces, with forms like `{name:.3}`, which could cut a number off; ValueError where a brace
        stands alone."""
        return {
            f"{field}{form}{conversion or ''}"
            for _, field, form, conversion in Formatter().parse(self.template)
            if field is not None
        }


def _length(name: str) -> int:
    return len(name.encode("utf-8", "surrogateescape"))
