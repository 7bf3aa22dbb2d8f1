"""JSON documents: checked against their schema when read, and refused in a sentence that says what is wrong."""

import json
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from engine.errors import DocumentError


class Document(BaseModel):
    """A frozen value that can be written as JSON and read back; unknown fields are errors, not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def to_json(self) -> str:
        return self.model_dump_json(indent=2) + "\n"


class NewerVersion(ValueError):
    """A document says that it is of a later version than is known here."""


def _possible(name: str) -> str:
    if "\0" in name:
        raise ValueError("no file can be called so, with a zero byte")
    return name


FileName = Annotated[str, AfterValidator(_possible), Field(json_schema_extra={"pattern": r"^[^\u0000]*$"})]
"""A path, or a part of one."""
_UNKNOWN = {"extra_forbidden", "unexpected_keyword_argument", "literal_error", "enum"}
D = TypeVar("D", bound=BaseModel)


def parse(kind: type[D], text: str | bytes, *, what: str, code: str) -> D:
    """The document in `text`; `what` opens the sentence of the DocumentError when it is not one."""
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise DocumentError(code, f"{what}: {place + ': ' if place else ''}{reason}.") from None


def version_of(found: Any, latest: int) -> Any:
    """The version that says so in what was found, the latest where it does not; raises NewerVersion."""
    version = found.get("version", latest) if isinstance(found, dict) else latest
    if isinstance(version, int) and version > latest:
        raise NewerVersion(f"it is of version {version}, from a newer SILS")
    return version


def is_newer(error: ValidationError) -> bool:
    """Whether a document was refused for what a newer SILS may say: a version, a field or a choice unknown here."""
    found = error.errors(include_url=False)
    return any(one["type"] in _UNKNOWN or isinstance(one.get("ctx", {}).get("error"), NewerVersion) for one in found)


def in_short(document: Document) -> str:
    """JSON in one line without what is left at its default, but for versions, whose default is another one later."""
    return json.dumps(_in_short(document), ensure_ascii=False, separators=(",", ":"))


def _in_short(document: Document) -> dict[str, Any]:
    said = document.model_dump(mode="json", exclude_defaults=True)
    for name, part in document:
        if name in said and isinstance(part, Document):
            said[name] = _in_short(part)
        elif name in said and isinstance(part, tuple) and all(isinstance(each, Document) for each in part):
            said[name] = [_in_short(each) for each in part]
    return {name: told for name, told in document if name == "version"} | said
