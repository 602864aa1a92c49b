"""Words found through the index are those that a plain look at every tip finds, in any script and form."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.markup import unmarked
from flashcards.core.note import Role
from flashcards.core.parsing import parse
from flashcards.core.pattern import INITIALS, Pattern
from flashcards.core.query import FIELDS, Every, Word
from flashcards.store.conditions import View
from flashcards.store.decks import ensure_deck
from flashcards.store.keeping import Keeper, NewPoint
from flashcards.store.store import Store
from tests.store.conftest import DAY, NOW

VIEW = View(
    now=NOW, today=DAY, starts=lambda day: day * 86_400_000, learn_ahead_ms=0, leech_lapses=8, curves={}, standing={}
)
SYLLABLES = "러닝커브데이터코드리뷰를가각갂나힣"
SIGNS = st.sampled_from(f"{SYLLABLES}{INITIALS[:6]}abcABC éÉß*_?[]%\"'\\-.İ") | st.characters(codec="utf-8")
TEXTS = st.text(SIGNS, max_size=14)


class Collection:
    """Tips in a store, and the same tips as plain texts."""

    def __init__(self, store: Store) -> None:
        """Begin with an empty store."""
        self.store = store
        self.tips: dict[str, dict[str, str]] = {}

    def add(self, tips: list[tuple[str, str, str]]) -> None:
        """Add tips: question, answer and detail."""
        with self.store.write("add", at=NOW, study_day=DAY) as act:
            keeper, deck = Keeper(act), ensure_deck(act, "Deck")
            source = keeper.add_source(kind="notes", title="", deck=deck)
            for question, answer, detail in tips:
                asked = keeper.add_question(source=source, text=question, position=0)
                columns = {"question": asked, "text": answer, "details": [detail], "score": 1.0, "position": 0}
                uid = act.uid()
                keeper.add_points([NewPoint(uid=uid, deck=deck, faces=[(Role.ASK, 0)], columns=columns)])
                self.tips[uid] = {"question": question, "answer": answer, "detail": detail}

    def naive(self, word: Word) -> set[str]:
        """Return what looking at every text finds."""
        fields = [word.field] if word.field else ["question", "answer", "detail"]
        return {uid for uid, texts in self.tips.items() if any(held(word.pattern, texts[name]) for name in fields)}


def apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def plain(text: str) -> str:
    """Compose, fold and set single spaces, as one would by hand."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join(folded.replace("\0", "\ufffd").split())


def fits(sign: str, letter: str) -> bool:
    if sign in INITIALS and "가" <= letter <= "힣":
        return INITIALS[ord(unicodedata.normalize("NFD", letter)[0]) - 0x1100] == sign
    return sign == letter


def begins(pieces: tuple[tuple[str, bool], ...], text: str) -> bool:
    if not pieces:
        return True
    (sign, wild), rest = pieces[0], pieces[1:]
    if wild and sign == "*":
        return any(begins(rest, text[start:]) for start in range(len(text) + 1))
    return bool(text) and (wild or fits(sign, text[0])) and begins(rest, text[1:])


def held(pattern: Pattern, text: str) -> bool:
    """Say whether a text holds a pattern, as written or as it reads without marks."""
    both = "\n".join(dict.fromkeys(filter(None, (plain(text), plain(unmarked(text))))))
    return any(begins(pattern.pieces, both[start:]) for start in range(len(both) + 1))


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """Open a store that grows with every example."""
    path: Path = tmp_path_factory.mktemp("search") / "flashcards.db"
    with Store.open(path, now=NOW) as store:
        yield Collection(store)


@pytest.mark.untraced
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.data())
def test_a_word_finds_what_a_look_at_every_tip_finds(collection: Collection, data: st.DataObject) -> None:
    tips = data.draw(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=3))
    collection.add(tips)
    part = data.draw(TEXTS | st.sampled_from([text for tip in tips for text in tip] or ["a"]))
    start, length = data.draw(st.integers(0, len(part))), data.draw(st.integers(1, 4))
    cut = data.draw(st.sampled_from([part, part[start : start + length]]))
    pattern = data.draw(st.sampled_from([Pattern.of(cut), Pattern(cut.replace("\\", "\\\\"))]))
    text = data.draw(st.sampled_from([pattern.written, apart(pattern.written)]))
    word = Word(Pattern(text), data.draw(st.sampled_from(["", *FIELDS[:3]])))
    assert collection.store.search.points(word, VIEW) == collection.naive(word)
    assert collection.store.search.stray() == 0


@pytest.fixture
def korean(store: Store) -> Collection:
    """Fill a store with a few tips."""
    found = Collection(store)
    found.add(
        [
            ("어떻게 배우나요?", "러닝커브를 낮추세요", "데이터가 말해 준다"),
            ("What first?", "Read the **tests** before the code", "they say what it is for"),
            (
                unicodedata.normalize("NFD", "언제 쉬나요?"),
                unicodedata.normalize("NFD", "점심을 먹고 걸으세요"),
                "ㅋㅋㅋ",
            ),
        ]
    )
    return found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("러닝", [0]), ("닝", [0]), ("닝커", [0]), ("ㄹㄴㅋㅂ", [0]), ("ㄹㄴ", [0]), ("ㄴㄹ", []),
        ("데이ㅌ", [0]),
        ("데ㅇㅌ", [0]), ("데이ㄷ", []), ("걸으세", [2]), ("ㄱㅇㅅㅇ", [2]), ("ㅋㅋ", [2]),
        ("나요", [0, 2]),
        ("세요", [0, 2]), ("READ", [1]), ("ests", [1]), ('"tests before"', [1]), ('"before tests"', []),
        ("b_fore", [1]),
        ("r*d*sts", [1]),
        ("r*d*wts", []), ("answer:they", []), ("detail:they", [1]), ("question:what", [1]), ("detail:what", [1]),
        ("section:_*", []), (apart("러닝커"), [0]), ("*", [1]), ("\\*\\*tests", [1]),
    ],
)  # fmt: skip
def test_each_way_of_writing_a_word(korean: Collection, query: str, found: list[int]) -> None:
    uids = list(korean.tips)
    assert korean.store.search.points(parse(query), VIEW) == {uids[at] for at in found}


def test_the_longest_search_is_answered(korean: Collection) -> None:
    assert korean.store.search.points(parse("-x " * 100), VIEW) == set(korean.tips)
    assert korean.store.search.points(parse("r" * 4999), VIEW) == set()
    assert korean.store.search.points(parse(" or ".join(["b*e"] * 100)), VIEW)
    assert korean.store.search.points(parse(" ".join(f"{'(' * 50}xyz{')' * 50}" for _ in range(3))), VIEW) == set()


def test_nothing_asked_is_everything(korean: Collection) -> None:
    assert korean.store.search.count(Every(), VIEW) == 3
