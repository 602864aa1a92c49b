"""What the tests of the services share: a user with an empty store on a Monday morning in Seoul."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.user import User, opened


@pytest.fixture
def user(tmp_path: Path) -> Iterator[User]:
    """Open an empty store, at 8:30 on Monday 2026-03-02."""
    yield from opened(tmp_path)
