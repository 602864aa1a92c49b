"""What the tests of the services share: a user with an empty store on a Monday morning in Seoul."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.backlogs import learned
from tests.services.user import User, opened

KOREAN = """---
title: 발표 이야기
deck: 발표::연습
tags: [말하기]
cards: all
---
- 발표 전날에는 무엇을 하나요?
    - 첫 문장을 소리 내어 연습하세요
    - 시작 시각보다 10% 일찍 도착하세요
- What about slides?
    - Keep snake_case out of slides
    - Show one IDEA on each
"""


@pytest.fixture
def user(tmp_path: Path) -> Iterator[User]:
    """Open an empty store, at 8:30 on Monday 2026-03-02."""
    yield from opened(tmp_path)


@pytest.fixture
def talk(user: User) -> User:
    """Add a talk in two languages."""
    user.add(user.write("talk.md", KOREAN))
    return user


@pytest.fixture(scope="session")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of twelve days of learning."""
    return learned(tmp_path_factory.mktemp("studied"))
