"""Brings translation files up to date with the strings in the code: `python -m sils_gui.translating`.

Strings are those of `self.tr("…")`, of `translate("Context", "…")`, of
functions and files that call their own `tr`, and the engine's sentences.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

import resources
from engine.color import UNTAGGED, UNTAGGED_LINEAR
from engine.mix import PRESETS
from sils_gui.engine_sentences import TEMPLATES
from sils_gui.view.names import REMIX_IN_SENTENCES, USUAL_LAYERS, USUAL_METRICS, USUAL_SEPARATORS

CONTEXT_OF_RECEIVER = {"window": "MainWindow"}
_PACKAGE = Path(__file__).parent
_ENGINE = _PACKAGE.parent / "engine"
_NOT_SHOWN = ("cli", "cluster.py", "doctor.py", "icc_making.py", "page.py", "speed.py")
"""Parts of the engine whose sentences the window never shows: the command line's own, reports, names of profiles."""
_NAMES = {UNTAGGED.name, UNTAGGED_LINEAR.name, "Linear light, {0}", "{0}, {1} threads"}
"""The engine's names of colours and of the processor; those of more words are found as sentences are."""
_WORD = re.compile(r"(?<!\S)[A-Za-z'-]+(?=[ .,;:)]|$)")
_UNFINISHED = "unfinished"


def strings() -> set[tuple[str, str]]:
    """Every string for people in the window's code, with its context."""
    found = {("Presets", preset.title) for preset in PRESETS}
    found |= {("Layers", title) for title in (*USUAL_LAYERS, REMIX_IN_SENTENCES)}
    found |= {("Separators", title) for title in USUAL_SEPARATORS}
    found |= {("Metrics", title) for title in USUAL_METRICS.values()}
    found |= {("Engine", template) for template in engine_templates()}
    for path in sorted(_PACKAGE.rglob("*.py")):
        found.update(_in_scope(ast.parse(path.read_text(encoding="utf-8")), "", ""))
    return found


def engine_templates() -> set[str]:
    """The engine's sentences and parts of sentences, with {0}, {1} where it puts values."""
    found: set[str] = set()
    for path in _ENGINE.rglob("*.py"):
        if not set(_NOT_SHOWN) & set(path.relative_to(_ENGINE).parts):
            found.update(_templates(ast.parse(path.read_text(encoding="utf-8"))))
    return {template for template in found if _is_for_people(template)} | _NAMES


def translations(path: Path) -> dict[tuple[str, str], str]:
    """What a .ts file has, by context and string; what is not finished is left out."""
    root = ElementTree.parse(path).getroot() if path.exists() else ElementTree.Element("TS")
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in root.iter("context")
        for message in context.iter("message")
        if message.findtext("translation")
    }


def write(path: Path, language: str, known: dict[tuple[str, str], str]) -> None:
    """A .ts file of every string in the code, sorted, with what is known of it."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for name, source in sorted(strings()):
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        message = ElementTree.SubElement(contexts[name], "message")
        ElementTree.SubElement(message, "source").text = source
        translation = ElementTree.SubElement(message, "translation")
        translation.text = known.get((name, source))
        if translation.text is None:
            translation.set("type", _UNFINISHED)
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(head + ElementTree.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def _is_for_people(text: str) -> bool:
    """Whether it is a sentence or a part of one, and no name, pattern or markup."""
    words = len(_WORD.findall(text))
    return words > (0 if text.endswith(".") else 2) and not set("\\<|") & set(text)


def _templates(node: ast.AST) -> Iterator[str]:
    """Of texts that are neither docstrings nor notes to ourselves in asserts and in errors that show our mistakes."""
    match node:
        case ast.Constant(value=str(text)):
            yield text.replace("{", "{{").replace("}", "}}")
        case ast.JoinedStr(values=parts):
            yield _template(parts)
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.Call(func=ast.Name(id="AssertionError")):
            pass
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _templates(child)


def _template(parts: list[ast.expr]) -> str:
    numbers = count()
    return "".join(
        next(_templates(part)) if isinstance(part, ast.Constant) else f"{{{next(numbers)}}}" for part in parts
    )


def _in_scope(node: ast.AST, owner: str, context: str) -> Iterator[tuple[str, str]]:
    """`owner` is the class around, `context` what the function or file around translates in with its own `tr`."""
    if isinstance(node, ast.ClassDef):
        owner = node.name
    if isinstance(node, ast.Module | ast.FunctionDef):
        context = next(
            (_own_context(inner) for inner in node.body if isinstance(inner, ast.FunctionDef) and inner.name == "tr"),
            context,
        )
    if isinstance(node, ast.Call):
        yield from _of_call(node, owner, context)
    for child in ast.iter_child_nodes(node):
        yield from _in_scope(child, owner, context)


def _of_call(call: ast.Call, owner: str, context: str) -> Iterator[tuple[str, str]]:
    texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    match call.func:
        case ast.Attribute(value=ast.Name(id=receiver), attr="tr") if texts:
            yield CONTEXT_OF_RECEIVER.get(receiver, owner), texts[0]
        case ast.Attribute(attr="translate") if len(texts) == 2:
            yield texts[0], texts[1]
        case ast.Name(id="tr") if texts:
            yield context, texts[0]


def _own_context(function: ast.FunctionDef) -> str:
    return next(
        arg.value
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        for arg in call.args
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    )


if __name__ == "__main__":
    TEMPLATES.write_text("".join(f"{template}\n" for template in sorted(engine_templates())), encoding="utf-8")
    for file in sorted(resources.path("translations").glob("*.ts")):
        write(file, file.stem.removeprefix("sils_"), translations(file))
        packer = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run([packer, "-silent", file, "-qm", file.with_suffix(".qm")], check=True)
