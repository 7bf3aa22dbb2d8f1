"""A separator's file: read once, and refused in a sentence unless it keeps contract 1 of engine.spec."""

import functools
import hashlib
import json
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import onnx
from google.protobuf.message import DecodeError, Message

from engine.errors import SeparatorError
from engine.spec import CONTRACT, FOUND, HINTS, LAYERS, METADATA_KEY, PHOTO, SeparatorSpec, parse_spec

_DOMAINS = {"", "ai.onnx", "ai.onnx.ml"}
_LARGEST_BYTES = 2**31 - 1
_REMEMBERED = 64


@dataclass(frozen=True)
class SeparatorFile:
    """What is known of an ONNX file that keeps the contract on paper; SHA-256 digest."""

    path: Path
    size_bytes: int
    digest: str
    spec: SeparatorSpec


def read_separator_file(path: Path) -> SeparatorFile:
    """Check everything that can be checked without running; raises SeparatorError or DocumentError.

    A file that was found good is not read again before it changes.
    """
    with _readable(path):
        found = path.stat()
    return _remembered(path, (found.st_mtime_ns, found.st_size, found.st_ino))


def load_separator_file(path: Path) -> tuple[SeparatorFile, bytes]:
    """The same of what is read now, and the bytes of the model."""
    content = _read(path)
    try:
        model = onnx.load_model_from_string(content)
    except DecodeError:
        raise SeparatorError("separator-not-onnx", f"{path.name} is not an ONNX file.") from None
    if not model.graph.node:
        raise SeparatorError("separator-not-onnx", f"{path.name} is not an ONNX file, or it holds no network.")
    spec = _spec(model, path.name)
    _check_self_contained(model, path.name)
    _check_ports(model.graph, spec, path.name)
    return SeparatorFile(path, len(content), hashlib.sha256(content).hexdigest(), spec), content


@functools.lru_cache(_REMEMBERED)
def _remembered(path: Path, stamp: tuple[int, int, int]) -> SeparatorFile:
    return load_separator_file(path)[0]


def _read(path: Path) -> bytes:
    with _readable(path):
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe, or a device that never ends
            raise SeparatorError("separator-not-onnx", f"{path.name} is not an ONNX file.")
        if found.st_size > _LARGEST_BYTES:
            raise SeparatorError(
                "separator-not-onnx", f"{path.name} is larger than 2 GB, more than an ONNX file can be."
            )
        return path.read_bytes()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """What the file system says against a file, as a sentence."""
    try:
        yield
    except FileNotFoundError:
        raise SeparatorError("separator-missing", f"There is no separator at {path}.") from None
    except OSError as error:
        raise SeparatorError("separator-unreadable", f"{path} cannot be read: {error.strerror}.") from None


def _spec(model: onnx.ModelProto, name: str) -> SeparatorSpec:
    texts = [entry.value for entry in model.metadata_props if entry.key == METADATA_KEY]
    if not texts:
        raise SeparatorError(
            "separator-spec", f"{name} is an ONNX file but no separator: it has no {METADATA_KEY} in its metadata."
        )
    try:
        contract = json.loads(texts[0]).get("contract")
    except (ValueError, AttributeError, RecursionError):
        raise SeparatorError(
            "separator-spec", f"{name} does not describe itself: its {METADATA_KEY} is not JSON."
        ) from None
    if contract != CONTRACT:
        sentence = f"{name} follows contract {contract!r} of separators; this SILS knows contract {CONTRACT} only."
        raise SeparatorError("separator-contract", sentence)
    return parse_spec(texts[0], source=name)


def _check_self_contained(model: onnx.ModelProto, name: str) -> None:
    for part in _messages(model):
        if isinstance(part, onnx.TensorProto) and part.data_location == onnx.TensorProto.EXTERNAL:
            raise SeparatorError(
                "separator-external-data", f"{name} keeps weights outside its file; they must be inside."
            )
        if isinstance(part, onnx.NodeProto) and part.domain not in _DOMAINS:
            sentence = f"{name} uses {part.op_type} of {part.domain}, which is outside ONNX's standard operators."
            raise SeparatorError("separator-operators", sentence)


def _messages(message: Message) -> Iterator[Message]:
    yield message
    for field, value in message.ListFields():
        if field.type == field.TYPE_MESSAGE:
            for part in value if not isinstance(value, Message) else [value]:
                yield from _messages(part)


def _check_ports(graph: onnx.GraphProto, spec: SeparatorSpec, name: str) -> None:
    weights = {tensor.name for tensor in graph.initializer}
    inputs = {port.name: port for port in graph.input if port.name not in weights}
    count = len(spec.layers)
    expected: dict[str, tuple[int | None, ...]] = {PHOTO: (1, 3, None, None)}
    if spec.hints:
        expected[HINTS] = (1, count, None, None)
    if spec.corrects:
        expected[FOUND] = (1, count, 3, None, None)
    if inputs.keys() != expected.keys():
        raise SeparatorError("separator-ports", f"{name} takes {_list(inputs)}; it should take {_list(expected)}.")
    if [port.name for port in graph.output] != [LAYERS]:
        given = _list([port.name for port in graph.output])
        raise SeparatorError("separator-ports", f"{name} gives {given}; it should give {LAYERS}.")
    for port, shape in expected.items():
        _check_shape(inputs[port], shape, name)
    _check_shape(graph.output[0], (1, count, 3, None, None), name)


def _check_shape(port: onnx.ValueInfoProto, expected: tuple[int | None, ...], name: str) -> None:
    """None stands for height or width, which must be free."""
    tensor = port.type.tensor_type
    given = [dim.dim_value or None for dim in tensor.shape.dim]
    fits = len(given) == len(expected) and all(
        have == want or (have is None and want is not None) for have, want in zip(given, expected, strict=True)
    )
    if tensor.elem_type != onnx.TensorProto.FLOAT or not fits:
        have = " × ".join(str(side or "any") for side in given)
        want = " × ".join(str(side or "any") for side in expected)
        kinds = {number: kind.lower() for kind, number in onnx.TensorProto.DataType.items()}
        kind = kinds.get(tensor.elem_type, f"of kind {tensor.elem_type}")
        raise SeparatorError("separator-ports", f"{name}: {port.name} is {kind} {have}; it should be float {want}.")


def _list(names: object) -> str:
    return " and ".join(sorted(names)) or "nothing"  # type: ignore[type-var, arg-type]
