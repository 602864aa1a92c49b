"""`flashcards config`: settings and keys, read, set and taken back."""

import pytest

from tests.cli.calling import Caller


def test_a_key_is_set_told_and_taken_back(program: Caller) -> None:
    assert program("config", "keys.review.flag", "F f3").exit_code == 0
    assert program("config", "keys.review.flag").stdout.strip() == '["F", "f3"]'
    assert 'keys.review.flag = ["F", "f3"]' in program("config").stdout

    assert program("config", "keys.review.flag", "default").exit_code == 0
    assert program("config", "keys.review.flag").stdout.strip() == '"f"'


def test_a_setting_is_taken_back_with_default(program: Caller) -> None:
    program("config", "schedule.rollover", "3")
    done = program("config", "schedule.rollover", "default")

    assert done.exit_code == 0
    assert "schedule.rollover = 4" in done.stderr
    assert program("config", "schedule.rollover").stdout.strip() == "4"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("keys.review.flg", "F", "the nearest is 'keys.review.flag'"),
        ("keys.review.flag", "spce", "the nearest is 'space'"),
        ("keys.review.flag", "b", "belongs to keys.review.bury"),
        ("keys.write.keep", "k", "writes text there"),
        ("keys.review", "F", "There is no action 'keys.review'"),
    ],
)
def test_keys_that_cannot_be_are_refused_in_a_sentence(program: Caller, name: str, value: str, sentence: str) -> None:
    done = program("config", name, value)

    assert done.exit_code == 3
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert 'keys.review.flag = "f"' in program("config").stdout


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[keys.review]\nflg = "F"\n', "the nearest is 'keys.review.flag'"),
        ('[keys]\n"review.flag" = "spce"\n', "the nearest is 'space'"),
        ('[keys]\nreview.flag = ["b"]\n', "belongs to keys.review.bury"),
        ("[keys.review]\nflag = 3\n", "give a key such as"),
        ("[keys.review]\nflag = []\n", "give a key such as"),
    ],
)
def test_a_fault_among_the_keys_of_the_file_is_told_with_the_file(program: Caller, text: str, sentence: str) -> None:
    path = program.home / "settings.toml"
    path.write_text(text, encoding="utf-8")

    done = program("--config", str(path), "config")

    assert done.exit_code == 3
    assert sentence in done.stderr
    assert str(path) in done.stderr


def test_keys_are_set_beside_what_the_file_says_in_another_way(program: Caller) -> None:
    path = program.home / "settings.toml"
    path.write_text('# mine\n[keys]\nreview.bury = "B"  # as in Anki\n', encoding="utf-8")

    program("--config", str(path), "config", "keys.review.flag", "F")
    program("--config", str(path), "config", "keys.today.undo", "z")

    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# as in Anki" in text
    for name, key in (("review.bury", "B"), ("review.flag", "F"), ("today.undo", "z")):
        assert program("--config", str(path), "config", f"keys.{name}").stdout.strip() == f'"{key}"'
