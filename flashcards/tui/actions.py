"""What a user can do on each screen, declared once: bindings, footer, help and command palette read it from here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards.language import _
from flashcards.tui.keynames import shown_key
from flashcards.tui.places import PLACES

if TYPE_CHECKING:
    from textual.binding import BindingType

_LATIN = "qwertyuiopasdfghjklzxcvbnm"
_HANGUL = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"
JAMO = dict(zip(_LATIN, _HANGUL, strict=True))
"""The letter that a key gives in Hangul mode (2-set layout)."""
_SHIFTED = {"Q": "ㅃ", "W": "ㅉ", "E": "ㄸ", "R": "ㄲ", "T": "ㅆ", "O": "ㅒ", "P": "ㅖ"}
_ALIASES = JAMO | _SHIFTED


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: ``call`` is the screen's Textual action, ``keys`` its keys, the first one shown.

    ``label`` stands in the footer, unless it is empty; ``help`` is its sentence in the help and the palette.
    ``id`` is its name within its table, ``scope`` the name of that table: together they name it in settings.toml.
    """

    call: str
    keys: tuple[str, ...]
    label: str
    help: str
    id: str = ""
    scope: str = ""

    @property
    def name(self) -> str:
        """The action without its arguments."""
        return self.call.partition("(")[0]

    @property
    def full_name(self) -> str:
        """The stable name by which settings give it other keys, such as ``review.flag``."""
        return f"{self.scope}.{self.id or self.name}"

    @property
    def key(self) -> str:
        """The first key as a user reads it."""
        return shown_key(self.keys[0])

    @property
    def all_keys(self) -> str:
        """Every key as a user reads it, without the Hangul aliases."""
        return " ".join(map(shown_key, self.keys))


TABLES: dict[str, tuple[Action, ...]] = {}
"""The actions of every screen by the name of their table; filled by :func:`table`."""


def table(scope: str, *actions: Action) -> tuple[Action, ...]:
    """Return the actions of a screen, each with the name of the table, and keep them for the settings of keys."""
    TABLES[scope] = tuple(replace(action, scope=scope) for action in actions)
    return TABLES[scope]


HELP = Action("help", ("question_mark", "f1"), _("help"), _("List the keys of this screen."))
UNDO = Action("undo", ("u",), _("undo"), _("Take back the last answer or act of today, step by step."))
DOWN = Action("scroll_lines(1)", ("j", "down"), "", _("Scroll down a line."), id="down")
UP = Action("scroll_lines(-1)", ("k", "up"), "", _("Scroll up a line."), id="up")
GOING = tuple(
    # in Hangul mode F is the key of f
    Action(f"go('{one.name}')", ("F", "f") if one.key == "F" else (one.key,), one.label, one.help, id=one.name)
    for one in PLACES
    if one.key
)
FLAGGED = next(action for action in GOING if action.id == "flagged")
PICK = Action("pick", ("a", "A"), _("add notes"), _("Choose notes and look at what would become cards."))

MOVES = (
    Action("move(1)", ("j", "down"), "", _("Go to the next line."), id="down"),
    Action("move(-1)", ("k", "up"), "", _("Go to the line before."), id="up"),
    Action("page(1)", ("pagedown",), "", _("Go a page down."), id="page_down"),
    Action("page(-1)", ("pageup",), "", _("Go a page up."), id="page_up"),
    Action("edge(-1)", ("g", "home"), "", _("Go to the first line."), id="first"),
    Action("edge(1)", ("G", "end"), "", _("Go to the last line."), id="last"),
)
"""How to move in a list."""
BACK = Action("leave", ("q", "escape"), _("back"), _("Go back."))

_BEGIN = (
    Action("add('ai-masterclass')", ("1",), _("shipped deck"), _("Add the shipped deck of advice."), id="shipped"),
    Action("add('flashcards-tour')", ("2",), _("tour"), _("Add the tour: ten cards about this program."), id="tour"),
)
_QUIT = Action("leave", ("q",), _("quit"), _("Leave the program: everything is saved."))
_CATCH_UP = Action("catch_up", ("c",), _("catch up"), _("Spread what is overdue over days to come."))
HOME = table(
    "today",
    *_BEGIN,
    Action("start", ("enter",), _("review"), _("Start the review.")),
    _CATCH_UP,
    UNDO,
    PICK,
    *GOING,
    Action("vacation", ("v",), _("vacation"), _("Keep days free of reviews, or cancel a vacation.")),
    DOWN,
    UP,
    HELP,
    _QUIT,
)
EMPTY = tuple(one for one in HOME if one.name not in {"start", "undo", "scroll_lines", "catch_up", "vacation"})
TODAY = tuple(one for one in HOME if one.name != "add")

FIND = table(
    "find",
    Action("screen.results", ("enter", "down", "tab"), _("results"), _("Go to what was found."), id="results"),
    Action("screen.help", ("f1",), _("help"), _("List the keys of this line."), id="help"),
    Action("screen.leave", ("escape",), _("back"), _("Go to what was found; with nothing written go back."), id="back"),
)
"""The keys of a line that finds as one types."""

_OPEN = Action("open", ("enter",), _("card"), _("Show the card with its history."))
_FIND = Action("find", ("slash",), _("find"), _("Type what to find."))
_SORT = Action("sort", ("c",), _("sort"), _("Sort by the next column."))
_REVERSE = Action("reverse", ("v",), _("reverse"), _("Turn the order round."))
_FLAG = Action("flag", ("f",), _("flag"), _("Flag, or take the flag off."))
_EDIT = Action("edit", ("e",), _("edit"), _("Word this card yourself; the notes stay as they are."))
_APPLY = Action("apply", ("a",), _("applied"), _("Note that you used this tip, with a sentence if you like."))
_RETIRE = Action("retire", ("r",), _("retire"), _("Put the tip away for good, with your reason, or bring it back."))
_SOURCE = Action("source", ("o",), _("source"), _("Open the notes at the line this card comes from."))
_ACTS = (
    Action("suspend", ("s",), _("suspend"), _("Keep out of review, or bring back.")),
    _FLAG,
    Action("tag", ("t",), _("tag"), _("Put a tag on the tip, or take one off.")),
    _RETIRE,
    _EDIT,
    Action("bury", ("b",), _("bury"), _("Put away until the next study day, or bring back.")),
    Action("put", ("m",), _("move"), _("Put all cards of the tip into another deck.")),
    _SOURCE,
    UNDO,
)

BROWSE = table(
    "browse",
    _OPEN,
    Action("select", ("space",), _("select"), _("Select the card, or not: acts are then on all selected.")),
    _FIND,
    _SORT,
    *_ACTS,
    _REVERSE,
    Action("select_all", ("asterisk",), "", _("Select every card that was found, or with all selected none.")),
    Action("unselect", ("x",), "", _("Select nothing any more.")),
    *MOVES,
    HELP,
    BACK,
)

TIPS = table(
    "tips",
    _OPEN,
    _FIND,
    Action("status", ("s",), _("status"), _("Show only the tips of the next status or fact, at last all again.")),
    _SORT,
    _APPLY,
    _RETIRE,
    _FLAG,
    _EDIT,
    _SOURCE,
    UNDO,
    _REVERSE,
    *MOVES,
    HELP,
    BACK,
)

CARD = table("card", _APPLY, *_ACTS, DOWN, UP, HELP, BACK)

DECKS = table(
    "decks",
    Action("start", ("enter",), _("review"), _("Review this deck and its subdecks.")),
    Action("options", ("e",), _("options"), _("See and change the options of this deck.")),
    Action("rename", ("r",), _("rename"), _("Give this deck another name; its subdecks follow.")),
    Action("catch_up", ("c",), _("catch up"), _("Spread what is overdue in this deck over days to come.")),
    UNDO,
    *MOVES,
    HELP,
    BACK,
)

OPTIONS = table(
    "options",
    Action("change", ("enter", "e"), _("change"), _("Give this option another value.")),
    Action("inherit", ("d",), _("inherit"), _("Go by the deck above again, or by the program's value.")),
    UNDO,
    *MOVES,
    HELP,
    BACK,
)

SETTINGS = table(
    "settings",
    Action("change", ("enter", "e"), _("change"), _("Give this setting another value.")),
    Action("reset", ("d",), _("default"), _("Take the default again.")),
    Action("filter", ("slash", "f"), _("find"), _("Show only the settings that hold what you type.")),
    *MOVES,
    HELP,
    BACK,
)

VALUE = table(
    "value",
    Action("keep", ("enter", "f2"), _("keep"), _("Keep what is written.")),
    Action("close", ("escape",), _("cancel"), _("Leave all as it was.")),
)

REVIEW = table(
    "review",
    Action("reveal_or_pass", ("space",), "", _("Show the answer; with the answer shown, rate it Good."), id="show"),
    Action("reveal", ("enter",), "", _("Show the answer."), id="show_only"),
    Action("rate(1)", ("1",), "", _("Again: not recalled."), id="again"),
    Action("rate(2)", ("2",), "", _("Hard: recalled with effort."), id="hard"),
    Action("rate(3)", ("3",), "", _("Good: recalled."), id="good"),
    Action("rate(4)", ("4",), "", _("Easy: recalled at once."), id="easy"),
    UNDO,
    Action("flag", ("f",), _("flag"), _("Flag the card, or take its flag off.")),
    Action("edit", ("e",), _("edit"), _("Word this card yourself; the notes stay as they are.")),
    Action("apply", ("a",), _("applied"), _("Note that you used this tip, with a sentence if you like.")),
    Action("skip", ("x",), _("skip"), _("Ask this card last today; nothing is logged.")),
    Action("bury", ("b",), _("bury"), _("Put this card away until the next study day.")),
    Action("suspend", ("s",), _("suspend"), _("Keep this card out of review until it is brought back.")),
    Action("retire", ("r",), _("retire"), _("Put this tip away for good, with your reason.")),
    Action("source", ("o",), _("source"), _("Open the notes at the line this card comes from.")),
    Action("info", ("i",), _("info"), _("Show or hide stability, difficulty and due date.")),
    Action(
        "card", ("c",), _("card"), _("Show the whole card: its answers, how it is forgotten, its lines in the notes.")
    ),
    Action("type", ("t",), _("type"), _("Go back to the line in which the answer is typed.")),
    Action("go('browse')", ("slash",), "", _("Find cards and act on them; the review waits."), id="browse"),
    DOWN,
    UP,
    HELP,
    Action("leave", ("q",), _("leave"), _("Leave the review: every answer is saved.")),
)

TYPING = table(
    "typing",
    Action("screen.reveal", ("enter",), _("answer"), _("Show the answer, and how what you typed differs."), id="show"),
    Action(
        "screen.keys", ("escape", "tab"), _("other keys"), _("Leave the line for the keys of the review."), id="keys"
    ),
    Action("screen.help", ("f1",), _("help"), _("List the keys of this line."), id="help"),
)
"""The keys of the line in which an answer is typed."""

PROMPT = table(
    "prompt",
    Action("reply('not-now')", ("n",), _("not now"), _("Have this tip ask again in a week."), id="not_now"),
    Action("reply('doesnt-fit')", ("x",), _("no fit"), _("Have this tip ask for no plan any more."), id="doesnt_fit"),
    Action("write", ("enter", "e"), _("write"), _("Go to the line in which the plan is written.")),
    UNDO,
    DOWN,
    UP,
    HELP,
    Action("leave", ("q",), _("leave"), _("Leave the prompts: they come again with the next review.")),
)

PLAN = table(
    "plan",
    Action("screen.keep", ("enter",), _("keep"), _("Keep the plan, and see the earlier ones."), id="keep"),
    Action("screen.keys", ("escape", "tab"), _("not now …"), _("Leave the line for the other keys."), id="keys"),
    Action("screen.help", ("f1",), _("help"), _("List the keys of this line."), id="help"),
)
"""The keys of the line in which a plan is written."""

DONE = table(
    "done",
    Action("start", ("enter", "space"), _("go on"), _("Review on, once there is a card to ask.")),
    UNDO,
    FLAGGED,
    DOWN,
    UP,
    HELP,
    Action("leave", ("q",), _("leave"), _("Leave: everything is saved.")),
)

ADD = table(
    "add",
    Action("settle", ("enter",), _("store"), _("Store what is taken, after a question.")),
    Action("take", ("space",), _("take/drop"), _("Drop this point, or take it.")),
    Action("edit", ("e",), _("edit"), _("Word this card yourself; the file stays as it is.")),
    Action("split", ("s",), _("split"), _("Make several cards of this point.")),
    Action("later", ("l",), _("later"), _("Keep this point as a draft that is not asked yet.")),
    Action("merge", ("m",), _("merge"), _("Take this point for the similar tip you have, or apart again.")),
    Action("accept_key", ("a",), _("all"), _("Take every key point that was dropped or put off.")),
    Action("source", ("o",), _("source"), _("Open the notes at this line.")),
    Action("everything", ("v",), "", _("Show every point of the file, or only what changes.")),
    Action("file(1)", ("n",), _("next file"), _("Go to the next file."), id="next_file"),
    Action("file(-1)", ("p",), "", _("Go to the file before."), id="previous_file"),
    Action("move(1)", ("j", "down"), "", _("Go to the next point."), id="down"),
    Action("move(-1)", ("k", "up"), "", _("Go to the point before."), id="up"),
    Action("page(1)", ("pagedown",), "", _("Go a page down."), id="page_down"),
    Action("page(-1)", ("pageup",), "", _("Go a page up."), id="page_up"),
    Action("edge(-1)", ("home",), "", _("Go to the first point."), id="first"),
    Action("edge(1)", ("end",), "", _("Go to the last point."), id="last"),
    Action("pane", ("tab",), "", _("Let the arrows scroll the card, or move in the list again.")),
    HELP,
    Action("leave", ("q", "escape"), _("leave"), _("Leave and store nothing.")),
)

STATS = table(
    "stats",
    Action("turn(1)", ("tab", "right", "l"), _("next"), _("Go to the next page."), id="next"),
    Action("turn(-1)", ("left", "h"), _("before"), _("Go to the page before."), id="previous"),
    Action("period", ("p",), _("period"), _("On the days' page: 30, 90 or 365 days."), id="period"),
    Action("turn_to(0)", ("1",), "", _("Answers by day."), id="days"),
    Action("turn_to(1)", ("2",), "", _("Answers of 26 weeks as a heatmap."), id="heatmap"),
    Action("turn_to(2)", ("3",), "", _("What falls due on the next 30 days."), id="forecast"),
    Action("turn_to(3)", ("4",), "", _("True retention of young and mature cards, by week."), id="retention"),
    Action("turn_to(4)", ("5",), "", _("Predicted against true recall."), id="calibration"),
    Action("turn_to(5)", ("6",), "", _("Answers and recall by hour of the day."), id="hours"),
    Action("turn_to(6)", ("7",), "", _("How stable the memory of tips is."), id="stability"),
    Action("turn_to(7)", ("8",), "", _("Tips learned over time."), id="tips"),
    DOWN,
    UP,
    HELP,
    BACK,
)

ASK = table(
    "ask",
    Action("answer('yes')", ("y",), _("yes"), _("Yes."), id="yes"),
    Action("answer('no')", ("n", "escape", "q"), _("no"), _("No: go back."), id="no"),
)

INTO = table(
    "into",
    Action("take", ("enter",), _("move there"), _("Take the deck that is pointed at.")),
    Action("move(1)", ("down",), _("next"), _("Go to the next deck."), id="down"),
    Action("move(-1)", ("up",), "", _("Go to the deck before."), id="up"),
    Action("close", ("escape",), _("cancel"), _("Leave all as it was.")),
)

SPREAD = table(
    "spread",
    Action("accept", ("enter",), _("do it"), _("Move the cards as it is shown.")),
    Action("step(1)", ("up",), "", _("One day more."), id="more"),
    Action("step(-1)", ("down",), "", _("One day less."), id="fewer"),
    Action("page(1)", ("pagedown",), "", _("Go down in the days."), id="page_down"),
    Action("page(-1)", ("pageup",), "", _("Go up in the days."), id="page_up"),
    Action("cancel", ("f8",), _("cancel it"), _("Cancel the vacation of these dates.")),
    Action("close", ("escape",), _("back"), _("Leave all as it was.")),
)

WRITE = table(
    "write",
    Action("keep", ("enter", "f2"), _("keep"), _("Keep what is written.")),
    Action("close", ("escape",), _("cancel"), _("Leave all as it was.")),
)

CHOOSE = table(
    "choose",
    Action("read", ("enter",), _("read"), _("Read these notes.")),
    Action("complete", ("tab",), _("complete"), _("Complete the name.")),
    Action("close", ("escape",), _("cancel"), _("Go back.")),
)

CLOSE = Action("close", ("escape", "question_mark", "f1", "q", "enter"), _("close"), _("Close the help."))
OVERLAY = table("help", CLOSE, DOWN, UP)


def bindings(actions: Iterable[Action]) -> "list[BindingType]":
    """Return the key bindings of actions; each letter also answers to its key in Hangul mode."""
    from textual.binding import Binding  # noqa: PLC0415  the command line reads this table without Textual

    return [
        Binding(",".join(with_jamo(action.keys)), action.call, action.help, id=action.full_name) for action in actions
    ]


def with_jamo(keys: Iterable[str]) -> tuple[str, ...]:
    """Return keys followed by the keys that their letters are in Hangul mode."""
    keys = tuple(keys)
    return (*keys, *(_ALIASES[key] for key in keys if key in _ALIASES))


def typed(syllable: str) -> list[str]:
    """Return the Latin letters behind a composed Hangul syllable, which a terminal sends as one key.

    ``려`` is the keys f and u. Vowels and finals that need two keys give both.
    """
    index = ord(syllable) - 0xAC00
    if not 0 <= index < 11_172:
        return []
    parts = (_LEADS[index // 588], _VOWELS[index % 588 // 28], _TAILS[index % 28])
    return [_KEYS[jamo] for part in parts for jamo in _PAIRS.get(part, part) if jamo in _KEYS]


_KEYS = {jamo: letter for letter, jamo in _ALIASES.items()}
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_PAIRS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
