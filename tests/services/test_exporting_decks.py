"""Tips as notes again: what `add` reads from an exported deck file is what was there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.bundled import shipped_decks
from flashcards.core.note import Role
from flashcards.errors import BadInput
from flashcards.formats.deck_file import Block, DeckTip
from flashcards.services import decking, editing, exporting_decks, handling
from flashcards.services.adding import Options
from flashcards.services.telling import quiet
from tests.services.user import User, opened

MIXED = """---
title: Mixed notes
speaker: 김하나
tags: [talk]
cards: all
---
## Starting out
- 무엇부터 배우나요?
    1. 먼저 읽기 #read
    2. 그다음 쓰기 #work::hiring
- Sleep is {{c1::free}}, so take ==eight== hours
## Some advice
- Always keep a log of what broke
"""


@pytest.fixture
def other(tmp_path: Path, user: User) -> Iterator[User]:
    """Open another empty database."""
    yield from opened(tmp_path / "other", user.now)


def said(user: User) -> list[tuple[object, ...]]:
    return sorted(
        (
            tip.note.question.text, tip.point.text, tip.point.details, tip.point.tags, tip.card.deck,
            tuple(sorted((card.role.value, card.cloze) for card in tip.cards if card.role is not Role.WHY)),
        )
        for tip in user.tips().values()
    )  # fmt: skip


def exported(user: User, query: str = "") -> Path:
    path = user.folder / "deck.md"
    assert exporting_decks.to_markdown(user.desk, path, query).unlike == ()
    return path


def test_everything_that_notes_can_say_comes_back(user: User, other: User) -> None:
    user.add(user.write("mixed.md", MIXED), *shipped_decks().values(), options=Options())
    user.hand("앞면 ::: 뒷면", "front :: back")
    handling.tag(user.desk, [user.tip("back").point], "말하기")
    other.add(exported(user), options=Options())
    assert said(other) == said(user)
    assert len({deck for *_said, deck, _roles in said(other)}) > 3
    assert other.faults() == []


def test_one_source_keeps_its_title_and_speaker(user: User, other: User) -> None:
    user.add(user.write("mixed.md", MIXED), options=Options())
    other.add(exported(user), options=Options())
    (source,) = other.store.notes.sources()
    assert (source.title, source.speaker, source.deck) == ("Mixed notes", "김하나", "Mixed notes")


def test_cards_that_were_moved_go_to_their_deck_again(user: User, other: User) -> None:
    user.add(user.write("mixed.md", MIXED), options=Options())
    decking.move(user.desk, [user.tip("그다음 쓰기").point.uid], "Else::Where")
    other.add(exported(user), options=Options())
    assert said(other) == said(user)


def test_your_own_words_go_out_and_retired_tips_and_drafts_stay(user: User, other: User) -> None:
    user.add(user.write("mixed.md", MIXED), options=Options())
    words = editing.Wording(question="무엇부터 배울까요?", answer="먼저 크게 읽기")
    editing.edit(user.desk, user.card("먼저 읽기"), words)
    user.retire("그다음 쓰기")
    other.add(exported(user), options=Options())
    texts = {question: text for question, text, *_rest in said(other)}
    assert texts["무엇부터 배울까요?"] == "먼저 크게 읽기"
    assert "그다음 쓰기" not in texts.values()


def test_what_notes_cannot_say_is_named(user: User) -> None:
    user.hand("front :: back", "other :: words")
    editing.edit(user.desk, user.card("back"), editing.Wording(question="front", answer="two\nlines"))
    left = exporting_decks.to_markdown(user.desk, user.folder / "deck.md")
    assert (left.tips, left.unlike) == (2, (user.tip("two\nlines").point.n,))


def test_a_search_chooses_the_tips_and_nothing_is_no_file(user: User, other: User) -> None:
    user.hand("front :: back", "other :: words")
    other.add(exported(user, "words"), options=Options())
    assert [*other.tips()] == ["words"]
    with pytest.raises(BadInput, match="Nothing to export"):
        exporting_decks.to_markdown(user.desk, user.folder / "none.md", "nowhere")
    assert not (user.folder / "none.md").exists()


LETTERS = st.text("abc xyz 가나다라.,", min_size=3, max_size=30).map(lambda text: " ".join(text.split()))
TEXTS = LETTERS.filter(lambda text: text[:1].isalpha() and text[-1:].isalpha() and len(text) > 2)
TIPS = st.builds(DeckTip, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), st.sampled_from([(), ("t", "가::나")]))
BLOCKS = st.builds(
    Block, TEXTS, st.lists(TIPS, min_size=1, max_size=3).map(tuple), st.just(()), st.sampled_from(["D", "E::F"]),
    st.booleans(), st.booleans(),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_plain_words_come_back_whatever_they_are(blocks: list[Block]) -> None:
    _file, unlike = exporting_decks._settled({"title": "t", "deck": "D"}, blocks, "D", (), quiet)
    assert unlike == []
