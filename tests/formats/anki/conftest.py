"""A fresh collection of the real Anki engine."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from anki.collection import Collection
    from anki.import_export_pb2 import ImportResponse


@pytest.fixture
def collection(tmp_path: Path) -> "Iterator[Collection]":
    """Return an empty Anki collection, checked by Anki's own Check Database when the test is over."""
    from anki.collection import Collection  # noqa: PLC0415 - only these tests load the engine

    opened = Collection(str(tmp_path / "collection.anki2"))
    try:
        yield opened
        report, clean = opened.fix_integrity()
        assert clean, report
    finally:
        opened.close()


@pytest.fixture
def anki_import(collection: "Collection") -> "Callable[[Path], ImportResponse.Log]":
    """Return a call that imports a package as a user does, progress included, and gives Anki's log."""
    from anki.import_export_pb2 import ImportAnkiPackageOptions, ImportAnkiPackageRequest  # noqa: PLC0415

    def run(package: Path) -> "ImportResponse.Log":
        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        response: ImportResponse = collection.import_anki_package(request)
        return response.log

    return run
