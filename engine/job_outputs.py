"""What a job says of the files that are made: which parts, of which kind, under which names."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, SerializerFunctionWrapHandler, Strict, field_validator, model_serializer

from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.documents import Document
from engine.errors import UsageError
from engine.free_names import Collision
from engine.naming import PATTERN, Names
from engine.picture import Depth
from engine.profiles import Profile


class Outputs(Document):
    """Which files are made of a photo; what is not said is like the photo.

    `parts` are `layers` (every layer, and the residual where there is one), `remix`, the names of single layers, or
    `layered`, which is one file of the kind `layered` with all layers in it. Layers are written as the mix adjusts
    them, whatever their strengths.
    None means the layers where nothing is mixed, else the remix.
    """

    parts: tuple[str, ...] | None = None
    format: Container | None = None
    bits: Annotated[Depth, Strict()] | None = None
    name: Annotated[str, Field(json_schema_extra={"pattern": PATTERN})] = Names().template
    collision: Collision = Collision.NUMBER
    metadata: Keep = Keep.ALL
    layered: Layered = Layered.PSD
    layer_mode: LayerMode = LayerMode.COMPATIBLE
    profile: Profile = Profile.SOURCE

    @model_serializer(mode="wrap")
    def _as_before_profiles(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """The photo's own profile is not said: such jobs are what they were before others could be asked for."""
        said: dict[str, Any] = written(self)
        if self.profile is Profile.SOURCE:
            said.pop("profile", None)
        return said

    @field_validator("name")
    @classmethod
    def _can_name_files(cls, name: str) -> str:
        try:
            Names(name).check_template()
        except UsageError as error:
            raise ValueError(error.sentence.removesuffix(".")) from None
        return name
