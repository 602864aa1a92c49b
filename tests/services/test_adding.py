"""Adding notes: what is new, the same, reworded, moved, gone and back, and that the file is only read."""

import errno
import os
from pathlib import Path

import pytest

from flashcards.bundled import shipped_decks
from flashcards.core.note import CardsMode, Role
from flashcards.errors import BadInput, FlashcardsError, Refused
from flashcards.services import adding, gathering, handling, tracking
from flashcards.services.adding import Options, Stored
from flashcards.store.mentioning import Mentions
from flashcards.store.store import Store
from flashcards.store.tables import point
from tests.services.user import User

TALK = """---
title: A talk on focus
speaker: Ana
deck: Talks::Focus
tags: [focus, work]
cards: all
---
- How do I keep a quiet morning?
    - Write the hardest paragraph before you open the mail
    - Put the phone into another room
- What helps in a long meeting?
    - Ask for the decision that is wanted
"""
HARDEST, PHONE = "Write the hardest paragraph before you open the mail", "Put the phone into another room"


@pytest.fixture
def talk(user: User) -> Path:
    """Add a talk of three tips, and answer the first."""
    path = user.write("talk.md", TALK)
    assert user.add(path, options=Options()) == Stored(new=3)
    user.answer(HARDEST, 4)
    return path


def test_a_tip_knows_its_question_source_deck_and_tags(user: User, talk: Path) -> None:
    tip = user.tip(PHONE)
    assert tip.note.question.text == "How do I keep a quiet morning?"
    assert (tip.note.source.title, tip.note.source.speaker, tip.note.source.path) == (
        "A talk on focus", "Ana", str(talk.resolve()),
    )  # fmt: skip
    assert tip.card.deck == "Talks::Focus"
    assert tip.point.tags == ("focus", "work")
    assert [deck.name for deck in user.store.decks.all()] == ["Talks", "Talks::Focus"]


def test_the_file_is_only_read(user: User, talk: Path) -> None:
    os.utime(talk, ns=(1, 1))
    talk.chmod(0o444)
    user.add(talk)
    adding.refreshable(user.desk, Options())
    assert talk.read_text(encoding="utf-8") == TALK
    assert talk.stat().st_mtime_ns == 1
    assert [file.name for file in talk.parent.iterdir() if file.is_file()] == ["talk.md"]


def test_adding_twice_adds_nothing_and_logs_nothing(user: User, talk: Path) -> None:
    before = user.store.dump()
    seen = [row.pop("last_seen") for row in before["mention"]]
    assert user.later(days=1).add(talk, options=Options()) == Stored()
    assert user.plan(talk, options=Options())[0].plan.is_empty
    after = user.store.dump()
    assert all(row.pop("last_seen") > at for row, at in zip(after["mention"], seen, strict=True))
    assert after == before


def test_planning_stores_nothing(user: User, talk: Path) -> None:
    before = user.store.dump()
    user.plan(user.write("other.md", TALK.replace("focus", "sleep")))
    assert user.store.dump() == before


def test_a_reworded_tip_keeps_its_identity_and_history(user: User, talk: Path) -> None:
    old = user.tip(HARDEST)
    user.write("talk.md", TALK.replace("open the mail", "open your mail at all"))
    assert user.add(talk) == Stored(reworded=1)
    new = user.tip("Write the hardest paragraph before you open your mail at all")
    assert (new.point.uid, new.point.n, new.card, new.reps) == (old.point.uid, old.point.n, old.card, 1)
    assert HARDEST not in user.tips()


def test_a_moved_tip_keeps_its_identity_and_history(user: User, talk: Path) -> None:
    old = user.tip(HARDEST)
    lines = TALK.splitlines(keepends=True)
    lines.append(lines.pop(8))
    user.write("talk.md", "".join(lines))
    assert user.add(talk) == Stored(moved=1)
    new = user.tip(HARDEST)
    assert (new.point.uid, new.card) == (old.point.uid, old.card)
    assert new.note.question.text == "What helps in a long meeting?"


def test_a_tip_that_left_the_file_is_retired_and_comes_back_with_its_history(user: User, talk: Path) -> None:
    old = user.tip(HARDEST)
    user.write("talk.md", TALK.replace(f"    - {HARDEST}\n", ""))
    assert user.add(talk) == Stored(gone=1)
    assert user.tip(HARDEST).point.retired_why == "left the source"
    assert user.tip(HARDEST).card == old.card
    assert user.add(talk) == Stored()
    user.write("talk.md", TALK)
    assert user.add(talk) == Stored(back=1)
    assert user.tip(HARDEST).point.retired_why is None
    assert (user.tip(HARDEST).point.uid, user.tip(HARDEST).reps) == (old.point.uid, 1)


def test_a_tip_that_the_user_retired_stays_retired(user: User, talk: Path) -> None:
    user.retire(HARDEST, "not for me")
    user.write("talk.md", TALK + "    - Bring a printed agenda\n")
    assert user.add(talk) == Stored(new=1)
    assert user.tip(HARDEST).point.retired_why == "not for me"


def test_a_tip_keeps_its_own_wording_also_when_its_line_changes(user: User, talk: Path) -> None:
    uid = user.tip(HARDEST).point.uid
    with user.store.write("edit", at=user.now, study_day=user.desk.today) as act:
        act.update(point, uid, own_text="Write first, read mail later", own_for=HARDEST)
    user.write("talk.md", "\n" + TALK.replace("long meeting", "long call"))
    user.add(talk)
    own = user.tip("Write first, read mail later")
    assert (own.point.uid, own.point.file_text) == (uid, HARDEST)
    user.write("talk.md", TALK.replace("the mail", "any mail"))
    user.add(talk)
    assert (user.tip("Write first, read mail later").point.file_text, own.point.uid) == (
        HARDEST.replace("the mail", "any mail"), uid,
    )  # fmt: skip


def test_a_tip_that_has_a_card_keeps_it_whatever_is_asked_for_later(user: User, talk: Path) -> None:
    user.write("talk.md", TALK.replace("cards: all", "cards: marked"))
    assert user.add(talk, options=Options()).gone == 0
    assert all(tip.point.retired_why is None for tip in user.tips().values())


def test_how_a_file_was_added_is_remembered(user: User) -> None:
    path = user.write("notes.md", "# Notes\n- What helps?\n    - A quiet room\n")
    user.add(path, options=Options(cards=CardsMode.ALL, deck="Mine::Own"))
    user.write("notes.md", path.read_text(encoding="utf-8") + "    - A warm room\n")
    assert user.add(path, options=Options()) == Stored(new=1)
    assert user.tip("A warm room").card.deck == "Mine::Own"


def test_several_files_are_stored_together_or_not_at_all(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    one = user.write("one.md", TALK)
    two = user.write("two.md", TALK.replace("A talk on focus", "Another talk").replace("- ", "- Tell: "))
    calls = []

    def fail(_self: Mentions, source_uid: str) -> None:
        calls.append(source_uid)
        if len(calls) > 1:
            raise KeyError

    before = user.store.dump()
    with monkeypatch.context() as fault:
        fault.setattr(Mentions, "saw_mentions", fail)
        with pytest.raises(KeyError):
            user.add(one, two)
    assert len(set(calls)) == 2
    assert user.store.dump() == before
    assert user.add(one, two) == Stored(new=6)


def test_a_file_named_twice_is_stored_once(user: User) -> None:
    path = user.write("one.md", TALK)
    assert user.add(path, path) == Stored(new=3)
    assert len(user.store.notes.sources()) == 1


def test_a_plan_is_refused_when_another_process_stored_the_file_meanwhile(user: User, talk: Path) -> None:
    user.write("talk.md", TALK + "    - Bring a printed agenda\n")
    mine, theirs = user.plan(talk), user.plan(talk)
    with Store.open(user.store.path, now=user.now) as other:
        adding.store(User(other, user.folder, now=user.now).desk, theirs)
    with pytest.raises(Refused, match="run it again"):
        adding.store(user.desk, mine)
    assert len(user.tips()) == 4
    assert user.add(talk) == Stored()


def test_a_new_file_stored_by_two_processes_makes_one_source(user: User) -> None:
    path = user.write("one.md", TALK)
    mine, theirs = user.plan(path), user.plan(path)
    adding.store(user.desk, theirs)
    with pytest.raises(Refused):
        adding.store(user.desk, mine)
    assert len(user.tips()) == 3


def test_a_renamed_file_is_the_same_source(user: User, talk: Path) -> None:
    renamed = talk.rename(talk.with_name("2026-03-focus.md"))
    assert user.add(renamed) == Stored()
    (source,) = user.store.notes.sources()
    assert source.path == str(renamed.resolve())
    assert adding.refreshable(user.desk, Options()) == ([], [])


def test_a_renamed_and_edited_file_is_the_same_source_by_its_title(user: User, talk: Path) -> None:
    renamed = talk.rename(talk.with_name("focus.md"))
    renamed.write_text(TALK + "    - Bring a printed agenda\n", encoding="utf-8")
    assert user.add(renamed) == Stored(new=1)
    assert len(user.store.notes.sources()) == 1


def test_a_copy_beside_its_original_is_a_source_of_its_own(user: User, talk: Path) -> None:
    user.add(user.write("copy.md", TALK))
    assert len(user.store.notes.sources()) == 2


def test_two_renamed_files_of_one_title_keep_apart_by_their_text(user: User) -> None:
    texts = {name: f"# Notes\n- What helps with {name}?\n    - Advice on {name}\n" for name in ("sleep", "work")}
    paths = [user.write(f"{name}.md", text) for name, text in texts.items()]
    user.add(*paths)
    renamed = [path.rename(path.with_name(f"2026-{path.name}")) for path in paths]
    assert user.add(*reversed(renamed)) == Stored()
    titles = {tip.point.text: tip.note.source.path for tip in user.tips().values()}
    assert titles == {f"Advice on {name}": str(user.folder.resolve() / f"2026-{name}.md") for name in texts}


def test_notes_from_standard_input_are_one_source_by_their_title(user: User) -> None:
    assert user.add(gathering.piped(TALK.encode())) == Stored(new=3)
    assert user.add(gathering.piped((TALK + "    - Bring a printed agenda\n").encode())) == Stored(new=1)
    assert user.add(gathering.piped(TALK.replace("A talk on focus", "Another").encode())) == Stored(mentioned=3)
    assert len(user.store.notes.sources()) == 2
    assert adding.refreshable(user.desk, Options()) == ([], [])


def test_a_shipped_deck_is_added_by_its_name(user: User) -> None:
    name = next(iter(shipped_decks()))
    assert user.add(gathering.shipped(name), options=Options()).new > 0
    (source,) = user.store.notes.sources()
    assert source.path == f"@{name}"
    assert adding.refreshable(user.desk, Options()) == ([], [])
    with pytest.raises(BadInput, match=f"there are .*@{name}"):
        gathering.shipped("nowhere")


def test_refresh_plans_only_files_whose_text_changed_and_names_missing_ones(user: User, talk: Path) -> None:
    others = [user.write(f"{name}.md", TALK.replace("A talk on focus", name)) for name in ("gone", "touched", "same")]
    user.add(*others)
    others[0].unlink()
    os.utime(others[1], ns=(5, 5))
    user.write("talk.md", TALK.replace("long meeting", "long call"))
    plans, faults = adding.refreshable(user.desk, Options())
    assert [planned.text.path for planned in plans] == [str(talk.resolve())]
    assert [str(others[0]) in str(fault) for fault in faults] == [True]
    assert adding.store(user.desk, plans) == Stored()
    assert adding.refreshable(user.desk, Options())[0] == []
    (own,) = [source.uid for source in user.store.notes.sources() if source.title == "A talk on focus"]
    assert [one.text for one in user.store.notes.questions(own)][1] == "What helps in a long call?"


def test_a_file_that_cannot_be_read_does_not_keep_others_from_being_refreshed(user: User, talk: Path) -> None:
    other = user.write("other.md", TALK.replace("A talk on focus", "Other"))
    user.add(other)
    talk.write_bytes(b"\x00\x01\x02" * 100)
    other.write_text(TALK.replace("phone", "clock"), encoding="utf-8")
    plans, faults = adding.refreshable(user.desk, Options())
    assert [planned.text.path for planned in plans] == [str(other.resolve())]
    assert [str(talk) in str(fault) for fault in faults] == [True]


def test_a_card_by_hand_is_a_tip_in_its_own_source(user: User) -> None:
    user.hand("What comes first in a report? :: The steps", "질문 ::: 답")
    tip = user.tip("The steps")
    assert (tip.note.question.text, tip.card.deck, tip.note.source.kind) == (
        "What comes first in a report?", "By hand", "hand",
    )  # fmt: skip
    assert [card.role for card in user.tip("답").cards] == [Role.ASK, Role.REVERSED]
    assert len(user.store.notes.sources()) == 1


def test_a_card_by_hand_never_touches_earlier_ones(user: User) -> None:
    texts = [
        "Best habit for meetings :: End them early", "Best habit for meetings :: End them very early",
        "Best habits for meetings :: End them early", "Best habit for meeting :: End them very early",
    ]  # fmt: skip
    user.hand(*texts)
    before = _by_hand(user)
    assert before == [tuple(text.split(" :: ")) for text in texts]
    user.hand(*texts)
    assert _by_hand(user) == before


def _by_hand(user: User) -> list[tuple[str, ...]]:
    """Return question and answer of every card, in the order they came."""
    tips = sorted(tracking.tips(user.desk), key=lambda tip: tip.point.n)
    assert all(tip.point.retired_why is None for tip in tips)
    return [(tip.note.question.text, tip.point.text) for tip in tips]


def test_text_by_hand_without_a_card_is_refused(user: User) -> None:
    with pytest.raises(BadInput, match="front :: back"):
        user.hand("")


def test_files_are_found_by_folder_without_hidden_ones(user: User) -> None:
    for name in ("b.md", "a.txt", "deep/c.ORG", ".hidden.md", ".git/d.md", "photo.png"):
        user.write(f"notes/{name}", "x")
    folder = user.folder / "notes"
    found = [str(path.relative_to(folder)) for path in gathering.find(str(folder), [])]
    assert found == ["a.txt", "b.md", "deep/c.ORG"]
    assert gathering.find(str(folder / "photo.png"), []) == [folder / "photo.png"]


def test_what_cannot_be_added_is_named(user: User) -> None:
    (user.folder / "empty").mkdir()
    with pytest.raises(BadInput, match="holds no notes"):
        gathering.find(str(user.folder / "empty"), [])
    with pytest.raises(BadInput, match="no file"):
        gathering.find(str(user.folder / "nowhere.md"), [])
    with pytest.raises(BadInput, match="cannot be read"):
        gathering.read_file(user.folder)
    with pytest.raises(BadInput, match="standard input"):
        gathering.piped(b"\x00\x01\x02" * 100)


def test_an_empty_file_has_nothing_to_add(user: User) -> None:
    assert user.add(user.write("empty.md", "")) == Stored()
    assert user.tips() == {}


def test_a_tag_taken_off_stays_off(user: User, talk: Path) -> None:
    handling.tag(user.desk, [user.tip(PHONE).point], "work", remove=True)
    user.write("talk.md", TALK + "    - Bring a printed agenda\n")
    user.add(talk)
    assert user.tip(PHONE).point.tags == ("focus",)
    assert user.tip("Bring a printed agenda").point.tags == ("focus", "work")


def test_an_empty_name_is_no_folder() -> None:
    with pytest.raises(BadInput, match="No file was named"):
        gathering.find("", [])


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "notes.md").write_text("- a", encoding="utf-8")
    assert gathering.find(str(tmp_path), []) == [tmp_path / "notes.md"]


def test_a_folder_that_may_not_be_looked_into_is_named_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "closed/b.md", "open/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("- Ask early.\n", encoding="utf-8")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    faults: list[FlashcardsError] = []

    assert gathering.find(str(tmp_path), faults) == [tmp_path / "a.md", tmp_path / "open" / "c.md"]
    assert [str(tmp_path / "closed") in str(fault) for fault in faults] == [True]
    assert gathering.find(str(tmp_path / "closed"), faults) == []
    assert len(faults) == 2
