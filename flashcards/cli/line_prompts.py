"""Prompts for plans in lines, after the last due card: a plan, or a command behind a colon."""

import sys

from flashcards.cli import output
from flashcards.cli.invocation import Invocation
from flashcards.cli.next import show_prompt
from flashcards.cli.plan import show_plans, told
from flashcards.core.prompting import Kind
from flashcards.errors import NothingToDo, Refused
from flashcards.language import _
from flashcards.services import prompting
from flashcards.services.prompting import Prompt
from flashcards.services.reviewing import Shown
from flashcards.services.session import Session

_COMMANDS = {":n": Kind.NOT_NOW, ":ㅜ": Kind.NOT_NOW, ":x": Kind.DOESNT_FIT, ":ㅌ": Kind.DOESNT_FIT}
_UNDO = (":u", ":ㅕ")
_LEAVE = (":q", ":ㅂ")


def ask_for_plans(invocation: Invocation, session: Session) -> Shown | None:
    """Ask for one plan after the other until none is asked for or the user leaves.

    Return the card that an undo went back to, None at the end.
    """
    while found := prompting.prompts(invocation.desk(), session.deck):
        output.line()
        show_prompt(found[0])
        output.prompt(_("When will you use it? If ..., then I will ...; :n not now, :x doesn't fit, :u undo, :q leave"))
        line = sys.stdin.readline()
        typed = line.strip()
        word = typed.casefold()
        if not line or word in _LEAVE:
            return None
        if word in _UNDO:
            shown = _undo(invocation, session)
            if shown is not None:
                return shown
        elif word in _COMMANDS:
            _reply(invocation, session, found[0], _COMMANDS[word])
        elif typed:
            _reply(invocation, session, found[0], Kind.WRITTEN, typed)
    return None


def _reply(invocation: Invocation, session: Session, prompt: Prompt, kind: Kind, text: str = "") -> None:
    desk = invocation.desk()
    earlier = prompting.plans(desk, prompt.point) if kind is Kind.WRITTEN else []
    session.reply(desk, prompt, kind, text)
    output.line(told(prompt.point, kind))
    show_plans(earlier)


def _undo(invocation: Invocation, session: Session) -> Shown | None:
    try:
        taken_back = session.undo(invocation.desk())
    except (NothingToDo, Refused) as fault:
        output.line(str(fault))
        return None
    output.line(taken_back.sentence)
    return taken_back.shown
