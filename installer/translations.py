"""Brings resources/translations up to date: ``python -m installer.translations`` collects, checks and compiles.

Three sources of words: ``tr`` in the window's code (read by lupdate), the tools' declarations, and the whole sentences
of errors and notices in the parts that know no Qt. Sentences with something inserted become patterns: the file
``sentences.txt`` lists them, with ``%1``, ``%2`` in place of what is inserted, for the window to recognise.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
PATTERNS = FOLDER / "sentences.txt"
CONTEXT = "Tools"
LANGUAGES = ("de", "en")
NO_WINDOW = ("engine/cli.py", "engine/doctor.py", "engine/filerun.py", "desktop/__main__.py")
"""Their sentences are for the terminal."""
TRANSLATED = ("tr", "translate", "QT_TRANSLATE_NOOP", "getLogger", "info", "warning", "error", "debug", "exception")
"""Calls whose strings are found elsewhere, or are for the log."""
ENOUGH = 8
"""Letters of its own that a pattern needs, so that it recognises its own sentences only."""
SENTENCE = re.compile(r"[A-Z%].* .*[.?!]")


def sentences(code: str) -> Iterator[str]:
    """The whole sentences in a module's strings, docstrings left out, inserted values as ``%1``, ``%2`` ..."""
    tree = ast.parse(code)
    left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            left_out.update(id(part) for inner in node.values for part in ast.walk(inner))
        if isinstance(node, ast.Call) and _name(node.func) in TRANSLATED:
            left_out.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        text = None if id(node) in left_out else _template(node)
        if text is not None and SENTENCE.fullmatch(text):
            yield text


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _template(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        number = count(1)
        return re.sub(r"\{[a-z_]+\}", lambda _: f"%{next(number)}", node.value)
    if not isinstance(node, ast.JoinedStr):
        return None
    number = count(1)
    return "".join(str(value.value) if isinstance(value, ast.Constant) else f"%{next(number)}"
                   for value in node.values)


def spoken() -> set[str]:
    """Sentences of errors and notices in the modules without Qt's translation."""
    files = [path for folder in ("engine", "desktop") for path in sorted((ROOT / folder).rglob("*.py"))]
    names = {path.relative_to(ROOT).as_posix(): path for path in files}
    return {text for name, path in names.items() if name not in NO_WINDOW and not name.startswith("desktop/ui/")
            for text in sentences(path.read_text(encoding="utf-8"))}


def declared() -> set[str]:
    """Every word that the tools' declarations show in the window."""
    from desktop.state.fields import fields_of
    from engine.tools.base import tools

    found: set[str] = set()
    for tool in tools().values():
        found |= {tool.title, tool.group, tool.summary[:1].upper() + tool.summary[1:]}
        found |= {entry.title for entry in tool.inputs} | {stage.title for stage in tool.stages}
        for field in fields_of(tool.options):
            found |= {field.title, field.help, *(label for _, label in field.choices)}
    return found - {""}


def stage_words() -> set[str]:
    """Words of the jobs' own stages: capitalised constants beside the tools' stages."""
    from desktop.jobs import engine_door, runner

    return {engine_door.READING, runner.KEEPING}


def licence_words() -> set[str]:
    """What the page about the program says of each licence."""
    ledger = tomllib.loads((ROOT / "resources" / "legal" / "licences.toml").read_text(encoding="utf-8"))
    return set(_values_of("why", ledger))


def _values_of(key: str, found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        yield from (str(value) for name, value in found.items() if name == key)
    for inner in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from _values_of(key, inner)


def lupdate(words: Iterable[str], patterns: Iterable[str], target: Path = FOLDER) -> None:
    """Bring the .ts files of a folder up to date with the code and with ``words``; write the patterns beside them."""
    lines = "".join(f"{line}\n" for line in sorted(patterns))
    (target / PATTERNS.name).write_text(lines, encoding="utf-8", newline="\n")
    sources = sorted(str(path) for path in (ROOT / "desktop").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        declared_words = Path(folder) / "declared.py"
        marked = [f'QT_TRANSLATE_NOOP("{CONTEXT}", {_quoted(word)})\n' for word in sorted(words)]
        declared_words.write_text("".join(marked), encoding="utf-8")
        common = ("-locations", "none", "-no-obsolete", "-silent", *sources)
        for language in LANGUAGES:
            _call("lupdate", *common, str(declared_words), "-target-language", language,
                  "-ts", str(target / f"lookroom_{language}.ts"))


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def lrelease() -> None:
    """Compile the .ts files to the .qm files that the window loads."""
    for path in sorted(FOLDER.glob("*.ts")):
        _call("lrelease", "-silent", "-removeidentical", str(path), "-qm", str(path.with_suffix(".qm")))


def _call(tool: str, *arguments: str) -> None:
    subprocess.run((str(Path(sysconfig.get_path("scripts")) / f"pyside6-{tool}"), *arguments), check=True, cwd=ROOT)


def unfinished(path: Path) -> list[str]:
    """The texts of a .ts file that have no finished translation, as "context: text".

    English needs its plurals, and other words where an error's remedy names an option of the command line.
    """
    plain = path.stem.endswith("_en")
    return [f"{context}: {source}" for context, source, done, _ in messages(path)
            if not done and not (plain and "%n" not in source and " --" not in source)]


def messages(path: Path) -> Iterator[tuple[str, str, bool, tuple[str, ...]]]:
    """Every message of a .ts file: context, source, whether it is finished, its translation or plural forms."""
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            target = message.find("translation")
            if target is None:
                continue
            forms = tuple(form.text or "" for form in target.iter("numerusform")) or (target.text or "",)
            done = target.get("type") != "unfinished" and all(forms)
            yield context.findtext("name", ""), message.findtext("source", ""), done, forms


def collected() -> tuple[set[str], set[str]]:
    """All words for the context ``Tools``, and those among them that are patterns."""
    words = spoken() | declared() | stage_words() | licence_words()
    own = {word: re.sub(r"%\d|\W", "", word) for word in words}
    return words, {word for word in words if re.search(r"%\d", word) and len(own[word]) >= ENOUGH}


def main() -> int:
    """Collect, compile and list what is not translated yet; 1 if something is left."""
    sys.path.insert(0, str(ROOT))
    words, patterns = collected()
    lupdate(words, patterns)
    left = [f"{path.name}: {text}" for path in sorted(FOLDER.glob("*.ts")) for text in unfinished(path)]
    lrelease()
    print("\n".join(left) or "Every text is translated.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
