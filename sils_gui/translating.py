"""Brings translation files up to date with the strings in the code: `python -m sils_gui.translating`.

Strings are those of `self.tr("…")`, of `translate("Context", "…")`, and of
functions and files that call their own `tr`.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import resources
from engine.mix import PRESETS
from sils_gui.view.names import USUAL_LAYERS, USUAL_SEPARATORS

CONTEXT_OF_RECEIVER = {"window": "MainWindow"}
_PACKAGE = Path(__file__).parent
_UNFINISHED = "unfinished"


def strings() -> set[tuple[str, str]]:
    """Every string for people in the window's code, with its context."""
    found = {("Presets", preset.title) for preset in PRESETS}
    found |= {("Layers", title) for title in USUAL_LAYERS} | {("Separators", title) for title in USUAL_SEPARATORS}
    for path in sorted(_PACKAGE.rglob("*.py")):
        found.update(_in_scope(ast.parse(path.read_text(encoding="utf-8")), "", ""))
    return found


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
    for file in sorted(resources.path("translations").glob("*.ts")):
        write(file, file.stem.removeprefix("sils_"), translations(file))
        packer = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run([packer, "-silent", file, "-qm", file.with_suffix(".qm")], check=True)
