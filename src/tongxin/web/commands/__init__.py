"""The commands of ``tongxin``; a module here is a command, its name with ``-`` for ``_``.

A command module has ``HELP`` (one line), ``arguments(parser)`` and ``run(options) -> int``; it prints
data on stdout and problems on stderr.
"""

import argparse
import importlib
import pkgutil
import sys

from tongxin import __version__
from tongxin.packs.problems import PackError
from tongxin.web.commands.failing import CommandFailed, tell_problems


def _name(module: str) -> str:
    return module.strip("_").replace("_", "-")


def _parsers(asked: str = "") -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """Return the parser of all commands, and each command's by name.

    Args:
        asked: first word of the call; where it names a command, only that one is read, which is quicker.
    """
    whole = argparse.ArgumentParser(prog="tongxin", description="Tongxin 同心")
    whole.add_argument("--version", action="version", version=__version__)
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules = sorted(pkgutil.iter_modules(__path__), key=lambda item: item.name)
    known = any(_name(found.name) == asked for found in modules)
    for found in modules:
        if known and _name(found.name) != asked:
            continue
        module = importlib.import_module(f"{__name__}.{found.name}")
        if not hasattr(module, "run"):
            continue
        command = commands.add_parser(_name(found.name), help=module.HELP, description=module.HELP)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return whole, commands.choices


def helps() -> dict[str, str]:
    """Return what each command says of itself, by name."""
    return {name: command.format_help() for name, command in _parsers()[1].items()}


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name.

    Returns:
        0 when it did its work, 1 when it found something wrong, 2 when it was called wrongly.
    """
    options = _parsers(arguments[0] if arguments else "")[0].parse_args(arguments)
    try:
        status: int = options.run(options)
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return failure.status
    except PackError as error:
        # A pack was edited wrongly: whatever was asked, the answer is where the mistake is.
        tell_problems(error.problems)
        return 1
    except BrokenPipeError:
        return 0
    return status
