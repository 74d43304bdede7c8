"""The command line: every command and option derived from the tools' declarations."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from engine.threads import one_thread_for_algebra
from engine.tools.base import tools

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic.fields import FieldInfo

    from engine.context import Progress
    from engine.tools.base import Tool


class _Parser(argparse.ArgumentParser):
    """Ends a wrong command with the same last line as every other failure."""

    def error(self, message: str) -> Any:
        """Print usage and ``USAGE: ...``; exit 2."""
        self.print_usage(sys.stderr)
        message = " ".join(message.split())
        self.exit(2, f"USAGE: {message[:1].upper()}{message[1:]}. See '{self.prog} --help'.\n")


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = _Parser(prog="lookroom", description="Try garments and hairstyles on photographs, on your own machine.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser, metavar="COMMAND")
    for name, text in (("tools", "list the tools with their inputs and options"), ("doctor", "examine this machine")):
        command = commands.add_parser(name, help=text)
        command.add_argument("--json", action="store_true", help="machine-readable")
    for tool in tools().values():
        _add_tool(commands, tool)
    return parser


def _add_tool(commands: Any, tool: Tool) -> None:
    command = commands.add_parser(tool.id, help=tool.summary, description=tool.summary)
    for entry in tool.inputs:
        command.add_argument(f"input_{entry.name}", metavar=entry.name.upper(), type=Path, help=entry.title,
                             nargs="?" if entry.optional else None)
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="the file to write")
    for name, field in tool.options.model_fields.items():
        command.add_argument(f"--{name.replace('_', '-')}", dest=f"option_{name}", default=argparse.SUPPRESS,
                             **_argument(field))
    _add_common(command.add_argument_group("common options"))


def _add_common(group: Any) -> None:
    from engine.codecs.formats import FORMATS

    group.add_argument("--artifacts", type=Path, metavar="DIR", help="save debug pictures here")
    group.add_argument("--report", type=Path, metavar="FILE.json", help="save a report of the run")
    group.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto")
    group.add_argument("--seed", type=_whole(0, 2**63 - 1), default=0, metavar="N", help="feeds every random choice")
    group.add_argument("--max-megapixels", type=_whole(1, 4000), default=400, metavar="N",
                       help="refuse larger photos (400)")
    group.add_argument("--overwrite", action="store_true", help="replace OUT if it exists")
    group.add_argument("--in-place", action="store_true", help="allow OUT to be an input")
    group.add_argument("--strip-metadata", action="store_true", help="save the colour profile and no other metadata")
    group.add_argument("--strip-location", action="store_true",
                       help="save without the GPS position; written names of places stay")
    group.add_argument("--format", choices=sorted(FORMATS), help="instead of the one that OUT's ending tells")
    group.add_argument("--quality", type=_whole(1, 100), metavar="1-100",
                       help="for JPEG, WebP and AVIF; the latter two are lossless without it")
    group.add_argument("--depth", type=int, choices=(8, 16), help="bits a channel")
    group.add_argument("--quiet", action="store_true", help="no progress bar")


def _whole(low: int, high: int) -> Callable[[str], int]:
    """A type for argparse: a whole number from ``low`` to ``high``."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"-?\d{1,20}", text) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {low} to {high}")
        return int(text)

    return parse


def choices_of(field: FieldInfo) -> tuple[str, ...]:
    """The words that an option accepts, () for free values."""
    kind = field.annotation
    if get_origin(kind) is Literal:
        return tuple(str(choice) for choice in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(member.value for member in kind)
    return ()


def _argument(field: FieldInfo) -> dict[str, Any]:
    """argparse's keywords for an option's field; values are checked by the model itself."""
    text = (field.description or "").replace("%", "%%")
    if field.annotation is bool:
        return {"action": argparse.BooleanOptionalAction, "help": text}
    choices = choices_of(field)
    return {"choices": choices, "help": text} if choices else {"help": text, "metavar": "VALUE"}


def describe(tool: Tool) -> dict[str, Any]:
    """A tool's declaration as JSON-able data."""
    schema = tool.options.model_json_schema()["properties"]
    return {
        "id": tool.id, "title": tool.title, "group": tool.group, "summary": tool.summary, "result": tool.result,
        "inputs": [{"name": entry.name, "title": entry.title, "optional": entry.optional} for entry in tool.inputs],
        "options": [{"name": name.replace("_", "-"), "default": schema[name].get("default"),
                     "choices": list(choices_of(field)), "help": field.description}
                    for name, field in tool.options.model_fields.items()],
        "stages": [{"id": stage.id, "title": stage.title} for stage in tool.stages],
        "models": list(tool.models),
    }


def _print_tools(as_json: bool) -> None:
    described = [describe(tool) for tool in tools().values()]
    if as_json:
        print(json.dumps(described, indent=1))
        return
    for tool in described:
        inputs = " ".join(f"[{entry['name']}]" if entry["optional"] else entry["name"] for entry in tool["inputs"])
        print(f"{tool['id']:10} {inputs:18} {tool['summary']}")
        for option in tool["options"]:
            words = f" ({'|'.join(option['choices'])})" if option["choices"] else ""
            print(f"  --{option['name']:20} {option['default']}{words}")


def _run_tool(tool: Tool, args: argparse.Namespace) -> None:
    from pydantic import ValidationError

    from engine.errors import UsageError
    from engine.filerun import Request, run_files
    from engine.weights import Shelf

    given = {name.removeprefix("option_"): value for name, value in vars(args).items() if name.startswith("option_")}
    try:
        options = tool.options.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        name = "-".join(str(part) for part in first["loc"]).replace("_", "-")
        what = f"--{name}: {first['msg']}" if name else first["msg"]
        raise UsageError(f"{what.rstrip('.')}.", f"See 'lookroom {tool.id} --help'.") from error
    paths = [getattr(args, f"input_{entry.name}") for entry in tool.inputs]
    request = Request(
        tool=tool, inputs=tuple(path for path in paths if path is not None), output=args.output, options=options,
        format=args.format, quality=args.quality, depth=args.depth, overwrite=args.overwrite, in_place=args.in_place,
        strip_metadata=args.strip_metadata, strip_location=args.strip_location, artifacts=args.artifacts,
        report=args.report, device=args.device, seed=args.seed, max_megapixels=args.max_megapixels)
    bar = _Bar() if sys.stderr.isatty() and not args.quiet else None
    try:
        facts = run_files(request, Shelf.from_environment(), bar.show if bar else None)
    finally:
        if bar:
            bar.end()
    for warning in facts["warnings"]:
        print(f"note: {warning}", file=sys.stderr)


class _Bar:
    """One line of progress on a terminal."""

    def show(self, progress: Progress) -> None:
        """Draw it anew."""
        done = round(progress.fraction * 30)
        sys.stderr.write(f"\r{'#' * done}{'.' * (30 - done)} {progress.stage:12}")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line."""
        sys.stderr.write("\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status. Failures end with ``CODE: what happened. What to do.`` on stderr."""
    one_thread_for_algebra()
    from engine.codecs.process.messages import FLAG
    from engine.errors import exit_code, in_words

    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == [FLAG]:  # the packaged program starts itself to decode what it does not trust
        from engine.codecs.process.child import main as serve

        serve(int(given[1]))
    args = build_parser().parse_args(given)
    try:
        if args.command == "tools":
            _print_tools(args.json)
        elif args.command == "doctor":
            from engine.doctor import examine, lines
            from engine.weights import Shelf

            facts = examine(Shelf.from_environment())
            print(json.dumps(facts, indent=1) if args.json else "\n".join(lines(facts)))
        else:
            _run_tool(tools()[args.command], args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        from engine.errors import Cancelled

        print(in_words(Cancelled()), file=sys.stderr)
        return Cancelled.exit_code
    except BrokenPipeError:  # whoever read the list has seen enough; nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the outermost frame: every fault ends as one line with its code
        print(in_words(error), file=sys.stderr)
        return exit_code(error)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
