"""The entry point: parse, call, print the sentence, exit with the code. The one boundary where faults end."""

import io
import os
import sys
import traceback
from collections.abc import Sequence

from flashcards import __version__
from flashcards.errors import BadInput, FlashcardsError
from flashcards.language import _

INTERRUPTED = 130
CRASHED = 70
COMPLETING = "_FLASHCARDS_COMPLETE"


def main() -> None:
    """Run the program as a command and exit."""
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Run the program with the words of a call; return its exit code. A fault becomes one sentence on stderr."""
    debug = "--debug" in words
    _open_streams()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdin else "backslashreplace")
    try:
        return _call(words)
    except FlashcardsError as fault:
        return _tell(fault, fault.exit_code, debug=debug)
    except BrokenPipeError:
        _hush()
        return 0
    except KeyboardInterrupt:
        _part()
        return INTERRUPTED
    except OSError as fault:
        return _tell(_of_the_system(fault), BadInput.exit_code, debug=debug)
    except Exception as fault:  # noqa: BLE001  the one boundary: a crash is a bug, and still no traceback for the user
        kind = type(fault).__name__
        bug = _(
            "This is a fault of the program ({kind}: {fault}): call it again with --debug and report what it prints.",
            kind=kind, fault=fault,
        )  # fmt: skip
        return _tell(bug, CRASHED, debug=debug)


def _open_streams() -> None:
    """Open the null device for each stream that the caller closed, before a file of the user takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  open until the end


def _call(words: Sequence[str]) -> int:
    if list(words) == ["--version"]:
        sys.stdout.write(f"flashcards {__version__}\n")
        sys.stdout.flush()
        return 0
    import click  # noqa: PLC0415  what needs no commands loads none of them

    from flashcards.cli.group import program  # noqa: PLC0415
    from flashcards.cli.invocation import check_words  # noqa: PLC0415

    check_words(words)
    if COMPLETING in os.environ:
        program.main(list(words), prog_name="flashcards")
    try:
        with program.make_context("flashcards", list(words)) as ctx:
            program.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        _part()
        return INTERRUPTED
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    return 0


def _part() -> None:
    """Leave the line on which a question stood, so that the shell's prompt begins one of its own."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def _of_the_system(fault: OSError) -> str:
    """Say what the system refused; without a file's name it is standard output, which then is written no more."""
    if fault.filename is not None:
        return _("{path} cannot be used ({why}): check it.", path=fault.filename, why=fault.strerror)
    _hush()
    return _("The output cannot be written ({why}): make room or choose another place.", why=fault.strerror)


def _hush() -> None:
    """Point standard output nowhere, so that nothing complains about it when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(fault: object, code: int, *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    from flashcards.cli.output import narrate  # noqa: PLC0415

    narrate(f"flashcards: {fault}")
    return code


if __name__ == "__main__":
    main()
