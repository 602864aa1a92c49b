"""Add: every point of the notes beside its line and its card, to take, drop, word, split or put off; then stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message

from flashcards.core.note import Source, SourceKind
from flashcards.errors import FlashcardsError
from flashcards.language import _, count
from flashcards.reading.lint import suggest_split
from flashcards.services import adding, rereading
from flashcards.services.adding import Planned
from flashcards.services.deciding import Candidate, Verdict
from flashcards.services.desk import Desk
from flashcards.services.merging import Elsewhere
from flashcards.services.rereading import Reread
from flashcards.tui.actions import ADD, Action, bindings
from flashcards.tui.changes import told_again, told_changes
from flashcards.tui.choosing import Choosing, Item, Place, shown_texts
from flashcards.tui.inert import line
from flashcards.tui.messages import Go, Left, Settled
from flashcards.tui.opening import Opener
from flashcards.tui.screens.ask import Ask
from flashcards.tui.screens.page import DeskNow, Page
from flashcards.tui.screens.working import Working
from flashcards.tui.screens.write import Write
from flashcards.tui.widgets.candidate import entry
from flashcards.tui.widgets.detail import Detail
from flashcards.tui.widgets.listing import Listing
from flashcards.tui.widgets.text import Drawn, words


class Add(Page):
    """Shows the plans of one or more files. Nothing is stored before the user has said yes."""

    ACTIONS = ADD
    BINDINGS = bindings(ADD)
    AUTO_FOCUS: ClassVar[str] = "Listing"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012  Textual declares it on instances

    def __init__(self, desk: DeskNow, plans: Sequence[Planned], opener: Opener, *, sentence: str = "") -> None:
        """Take plans as the services made them; ``sentence`` is said at the start."""
        super().__init__(desk)
        self._files = [Choosing(desk(), planned) for planned in plans]
        self._at = 0
        self._opener = opener
        self._sentence = sentence
        self._items: list[Item] = []
        self._everything = [not one.is_known for one in self._files]
        self._head = Drawn(id="head")
        self._listing = Listing()
        self._detail = Detail()

    def body(self) -> ComposeResult:
        """Put the list beside the lines and the card, or above them where it is narrow."""
        yield self._head
        with Container(id="add"):
            yield self._listing
            yield self._detail

    def on_mount(self) -> None:
        """Show the first file that has something to say."""
        changing = (number for number, one in enumerate(self._files) if one.items(everything=False))
        self._at = next(changing, 0)
        self._show()
        if self._sentence:
            self.say(self._sentence, fault=True)

    def on_resize(self) -> None:
        """Fit head and passage into the new width."""
        self.call_after_refresh(self._draw)

    @property
    def choosing(self) -> Choosing:
        """What is chosen in the file that is shown."""
        return self._files[self._at]

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done with the point under the cursor, and with these files."""
        candidate = self._candidate
        offered = {"take", "edit", "split", "later", "source"} if candidate else set()
        offered |= {"merge"} if candidate and candidate.similar else set()
        offered |= {"file"} if len(self._files) > 1 else set()
        optional = {"take", "edit", "split", "later", "source", "merge", "file"}
        return tuple(action for action in ADD if action.name not in optional or action.name in offered)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's signature
        """Allow what the footer offers."""
        return action not in {one.name for one in ADD} or action in {one.name for one in self.actions}

    def action_move(self, steps: int) -> None:
        """Move the cursor by points."""
        self.fall_silent()
        self._listing.move(steps)

    def action_page(self, pages: int) -> None:
        """Move the cursor by what is in sight."""
        self.fall_silent()
        self._listing.page(pages)

    def action_edge(self, way: int) -> None:
        """Move the cursor to the first or the last point."""
        self.fall_silent()
        self._listing.edge(way)

    def action_pane(self) -> None:
        """Give the arrows to the card, or back to the list."""
        (self._detail if self._listing.has_focus else self._listing).focus()

    def action_file(self, step: int) -> None:
        """Show the next file or the one before."""
        self._at = (self._at + step) % len(self._files)
        self._show()

    def action_everything(self) -> None:
        """Show every point, or only what changes."""
        at = self._place
        self._everything[self._at] = not self._everything[self._at]
        self._show(at.index if at else 0)

    def action_take(self) -> None:
        """Drop the point, or take it."""
        if self._place is not None:
            self.choosing.toggle(self._place.index)
            self._redraw_point()

    def action_later(self) -> None:
        """Keep the point as a draft."""
        self._choose(Verdict.LATER)

    def action_merge(self) -> None:
        """Merge the point into the tip most like it, or take that back."""
        if self._place is not None and self._candidate is not None:
            merged = self.choosing.merged(self._place.index)
            self._choose(Verdict.ACCEPT, merge_into=None if merged else self._candidate.similar[0].uid)

    def action_accept_key(self) -> None:
        """Take every key point."""
        taken = self.choosing.accept_key()
        self._show(self._place.index if self._place else 0)
        self.say(_("{points} taken.", points=count(taken, _("point"), _("points"))))

    def action_edit(self) -> None:
        """Let the user word the card."""
        candidate = self._candidate
        if candidate is not None:
            text = " ".join(shown_texts(candidate))
            self.app.push_screen(Write(candidate.proposed.original, text, parts=False), self._worded)

    def action_split(self) -> None:
        """Let the user write several cards, beginning with the parts that the text falls into."""
        candidate = self._candidate
        if candidate is not None:
            texts = candidate.texts if len(candidate.texts) > 1 else suggest_split(shown_texts(candidate)[0])
            self.app.push_screen(Write(candidate.proposed.original, "\n".join(texts), parts=True), self._worded)

    def action_source(self) -> None:
        """Open the notes at the line of the point."""
        if self._candidate is not None:
            with self.spoken():
                self._opener.open(self._source(), self._candidate.proposed.line)
                planned = self.choosing.planned
                if rereading.is_touched(planned):
                    read: Callable[[Desk], Reread | None] = partial(rereading.reread, planned=planned)
                    self.app.push_screen(Working(self.desk(), read, _("Reading again…")), self._read_again)

    def action_settle(self) -> None:
        """Ask, and store what is taken; without any change there is nothing to ask."""
        with self.spoken():
            plans = [one.settled() for one in self._files]
            changes = told_changes(plans)
            if changes:
                self.app.push_screen(Ask(_("{changes}: store?", changes=changes)), self._answered)
            else:
                self._store(plans)

    def action_go(self, place: str) -> None:
        """Go to another screen without storing; ask first if the user has chosen anything."""
        self._end_with(Go(place))

    def action_leave(self) -> None:
        """Leave without storing; ask first if the user has chosen anything."""
        self._end_with(Left())

    def _end_with(self, message: Message) -> None:
        chosen = sum(len(one.choices) for one in self._files)
        if not chosen:
            self.post_message(message)
            return
        choices = count(chosen, _("choice"), _("choices"))
        question = _("Leave without storing? {choices} would be lost.", choices=choices)
        self.app.push_screen(Ask(question), partial(self._left, message))

    @on(Listing.Moved)
    def _moved(self) -> None:
        self._draw()
        self._detail.scroll_home(animate=False)

    def _answered(self, yes: bool | None) -> None:  # noqa: FBT001  the answer of a screen
        if yes:
            self._store([one.settled() for one in self._files])

    def _left(self, message: Message, yes: bool | None) -> None:  # noqa: FBT001  the answer of a screen
        if yes:
            self.post_message(message)

    def _worded(self, texts: tuple[str, ...] | None) -> None:
        candidate = self._candidate
        if texts is None or candidate is None:
            return
        if texts == tuple(line(text) for text in shown_texts(candidate)):
            return
        if len(texts) > 1:
            self._choose(Verdict.SPLIT, texts)
        else:
            unworded = texts == (line(candidate.own or candidate.proposed.text),)
            self._choose(Verdict.ACCEPT, () if unworded else texts)

    def _choose(self, verdict: Verdict, texts: tuple[str, ...] = (), *, merge_into: str | None = None) -> None:
        if self._place is not None:
            self.choosing.choose(self._place.index, verdict, texts, merge_into=merge_into)
            self._redraw_point()

    def _read_again(self, found: Reread | FlashcardsError | None) -> None:
        """Go on with the file as it stands now, with the choices on lines that are still there."""
        if isinstance(found, FlashcardsError):
            self.say(str(found), fault=True)
        elif found is not None:
            desk, before, place = self.desk(), self.choosing, self._place
            kept = found.carried(before.choices)
            planned = replace(found.planned, elsewhere=Elsewhere(desk))
            self._files[self._at] = Choosing(desk, planned, kept)
            at = found.places.get(before.place(place.index)) if place else None
            self._show(self.choosing.index(at) if at else place.index if place else 0)
            self.say(told_again(planned, kept=len(kept), lost=len(before.choices) - len(kept)))

    def _store(self, plans: list[Planned]) -> None:
        storable = [one for one in plans if one.source is not None or not one.plan.is_empty]
        self.app.push_screen(Working(self.desk(), partial(_stored, storable), _("Storing…")), self._settled)

    def _settled(self, outcome: str | FlashcardsError | None) -> None:
        if isinstance(outcome, FlashcardsError):
            self.say(str(outcome), fault=True)
        else:
            self.post_message(Settled(outcome or _("There was nothing to store.")))

    @property
    def _place(self) -> Place | None:
        cursor = self._listing.cursor
        item = self._items[cursor] if cursor is not None else None
        return item if isinstance(item, Place) else None

    @property
    def _candidate(self) -> Candidate | None:
        place = self._place
        return self.choosing[place.index] if place else None

    def _source(self) -> Source:
        planned = self.choosing.planned
        return Source(
            uid="", kind=SourceKind.NOTES, title=planned.plan.proposal.header.title, deck=planned.deck,
            path=planned.text.path,
        )  # fmt: skip

    def _show(self, index: int = 0) -> None:
        """List the points of the file with the cursor on one of them, or on the next that is listed."""
        self._items = self.choosing.items(everything=self._everything[self._at])
        entries = [entry(item, self.choosing) for item in self._items]
        numbered = enumerate(self._items)
        start = next((at for at, item in numbered if isinstance(item, Place) and item.index >= index), 0)
        self._listing.show(entries, start)

    def _redraw_point(self) -> None:
        cursor = self._listing.cursor
        if cursor is not None:
            self._listing.put(cursor, entry(self._items[cursor], self.choosing))
            self.fall_silent()
            self._draw()

    def _draw(self) -> None:
        """Draw the head, and beside the list what belongs to the point under the cursor."""
        self._head.draw(self._headline())
        cursor = self._listing.cursor
        self._detail.show(self.choosing, self._items[cursor] if cursor is not None else None)
        self.offer_keys()

    def _headline(self) -> Content:
        planned = self.choosing.planned
        number, total = f"{self._at + 1}/{len(self._files)}", len(self._files)
        right = Content.styled(f" {number}" if total > 1 else "", "dim")
        left = words(PurePath(planned.text.name).name, "bold") + Content("  → ") + words(planned.deck)
        return left.truncate(max(0, self.size.width - 2 - right.cell_length), ellipsis=True, pad=True) + right


def _stored(plans: Sequence[Planned], desk: Desk) -> str:
    adding.store(desk, plans)
    changes = told_changes(plans)
    return _("Stored: {changes}. Enter starts.", changes=changes) if changes else ""
