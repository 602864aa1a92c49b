"""What notes of other types ask, beyond what the engine's own packages show."""

from flashcards.formats.anki.read.faces import faces
from flashcards.formats.anki.read.values import Card, Note, NoteType, Template


def note(question: str, answer: str, **fields: str) -> Note:
    kind = NoteType("Vocab", tuple(fields), (Template("Card 1", question, answer),))
    card = Card(id=1, ord=0, deck="Words", type=0)
    return Note(id=1, guid="g", changed=0, kind=kind, fields=tuple(fields.values()), tags=(), cards=(card,))


def test_what_a_click_would_show_on_the_front_stands_in_the_answer() -> None:
    words = note(
        "{{Word}} {{hint:Example}}",
        "{{FrontSide}}<hr id=answer>{{Meaning}}",
        Word="물",
        Example="물을 마시다",
        Meaning="water",
    )
    (asked,) = faces(words).asked
    assert (asked.question, asked.text) == ("물", "water\n물을 마시다")


def test_a_hint_that_the_answer_says_is_said_once() -> None:
    words = note("{{Word}} {{hint:Meaning}}", "{{FrontSide}}<hr id=answer>{{Meaning}}", Word="물", Meaning="water")
    (asked,) = faces(words).asked
    assert (asked.question, asked.text) == ("물", "water")
