"""JSON documents: checked against their schema when read, and refused in a sentence that says what is wrong."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from engine.errors import DocumentError


class Document(BaseModel):
    """A frozen value that can be written as JSON and read back; unknown fields are errors, not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def to_json(self) -> str:
        return self.model_dump_json(indent=2) + "\n"


def _possible(name: str) -> str:
    if "\0" in name:
        raise ValueError("no file can be called so, with a zero byte")
    return name


FileName = Annotated[str, AfterValidator(_possible), Field(json_schema_extra={"pattern": r"^[^\u0000]*$"})]
"""A path, or a part of one."""
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
