"""The schema history under db/ and the tables of the program say the same."""

import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from flashcards.store.connection import connect
from flashcards.store.migrate import alembic_config
from flashcards.store.store import Store
from flashcards.store.tables import APPLICATION_ID, SCHEMA, metadata
from tests.store.conftest import NOW

TABLES = sorted(metadata.tables)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a database by the schema history."""
    path = tmp_path_factory.mktemp("built") / "private" / "flashcards.db"
    Store.open(path, now=NOW).close()
    return path


@pytest.fixture(scope="module")
def migrated(built: Path) -> Iterator[Connection]:
    """Connect to the database built by the schema history."""
    engine = connect(built)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Connect to a database built from the table definitions alone."""
    path = tmp_path_factory.mktemp("declared") / "flashcards.db"
    path.touch()
    engine = connect(path)
    with engine.connect() as connection:
        metadata.create_all(connection)
        yield connection
    engine.dispose()


def test_alembic_check_finds_nothing_to_migrate(migrated: Connection) -> None:
    """Types and defaults included; the check raises where it finds a difference."""
    migrated.rollback()
    command.check(alembic_config(migrated))


def test_the_history_ends_at_the_schema_number_of_the_program(migrated: Connection) -> None:
    head = ScriptDirectory.from_config(alembic_config(migrated)).get_current_head()
    assert head == f"{SCHEMA:04d}"
    assert migrated.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() == [head]


def test_both_have_the_same_objects(migrated: Connection, declared: Connection) -> None:
    assert set(_texts(migrated)) - {"alembic_version"} == set(_texts(declared))


@pytest.mark.parametrize("table", TABLES)
def test_history_and_definition_write_the_same_text(table: str, migrated: Connection, declared: Connection) -> None:
    ours, theirs = _texts(migrated), _texts(declared)
    names = [name for name, (owner, _text) in theirs.items() if owner == table]
    assert table in names
    for name in names:
        assert ours[name] == theirs[name]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_strict(table: str, migrated: Connection) -> None:
    row = migrated.exec_driver_sql(f"PRAGMA table_list('{table}')").one()
    assert row.strict == 1


@pytest.mark.parametrize("table", TABLES)
def test_every_reference_that_is_joined_has_an_index(table: str, migrated: Connection) -> None:
    led = {
        migrated.exec_driver_sql(f"PRAGMA index_info('{row.name}')").all()[0].name
        for row in migrated.exec_driver_sql(f"PRAGMA index_list('{table}')")
    }
    references = {row[3] for row in migrated.exec_driver_sql(f"PRAGMA foreign_key_list('{table}')")}
    rarely_joined = {"device", "parameter_set"}
    assert references - led <= rarely_joined


@pytest.mark.parametrize("table", TABLES)
def test_every_constraint_and_index_has_a_name(table: str, migrated: Connection) -> None:
    _owner, text = _texts(migrated)[table]
    constraints = re.findall(r"PRIMARY KEY|FOREIGN KEY|UNIQUE|CHECK", text)
    assert constraints
    assert len(re.findall(r"CONSTRAINT \w+ (?:PRIMARY KEY|FOREIGN KEY|UNIQUE|CHECK)", text)) == len(constraints)
    assert all(index.name and str(index.name).startswith(f"ix_{table}_") for index in metadata.tables[table].indexes)


def test_the_file_says_what_it_is(built: Path) -> None:
    with closing(sqlite3.connect(built)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_nobody_else_may_read_it(built: Path) -> None:
    assert stat.S_IMODE(built.stat().st_mode) == 0o600
    assert stat.S_IMODE(built.parent.stat().st_mode) == 0o700


def test_files_beside_it_are_as_closed_as_the_database(path: Path) -> None:
    with Store.open(path, now=NOW) as store:
        with store.write("flag", at=NOW, study_day=1):
            pass
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}


def test_what_is_committed_survives_a_power_cut(store: Store) -> None:
    with store.reading() as connection:
        found = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            for pragma in ("journal_mode", "synchronous", "foreign_keys")
        }
    full = 2
    assert found == {"journal_mode": "wal", "synchronous": full, "foreign_keys": 1}


def _texts(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return the text that made each table and index, by name, with its table.

    White space does not count, nor where a table's constraints stand: an added column comes after them.
    """
    rows = connection.exec_driver_sql("SELECT name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {row.name: (row.tbl_name, _normal(row.sql)) for row in rows}


def _normal(sql: str) -> str:
    text = re.sub(r"\s+", " ", sql).strip().replace("( ", "(").replace(" )", ")")
    body = text.removesuffix(") STRICT")
    parts = re.split(r", (?![^()]*\))", body)
    columns = [part for part in parts if not part.startswith("CONSTRAINT")]
    return ", ".join([*columns, *sorted(set(parts) - set(columns))]) + text.removeprefix(body)
