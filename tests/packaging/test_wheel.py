"""The main job runs from every kind of installation, in an empty environment and from another folder."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTES = "## Mentoring hour\n\n- How do I start a code review?\n  - Read the tests first.\n"

pytestmark = pytest.mark.wheel


def run(*words: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(list(map(str, words)), cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("flashcards_tui-*.whl"))


@pytest.fixture(params=["wheel", "folder", "editable"])
def program(request: pytest.FixtureRequest, wheel: Path, tmp_path: Path) -> Path:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    targets: dict[str, list[str | Path]] = {"wheel": [wheel], "folder": [ROOT], "editable": ["--editable", ROOT]}
    run(python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", *targets[request.param], cwd=tmp_path)
    return environment / "bin" / "flashcards"


def test_the_main_job_runs_from_another_folder(program: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "notes.md").write_text(NOTES, encoding="utf-8")
    env = {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"], "TZ": "Asia/Seoul"}
    run(program, "add", "notes.md", "--yes", cwd=elsewhere, env=env)
    run(program, "add", "@ai-masterclass", "--yes", cwd=elsewhere, env=env)
    shown = json.loads(run(program, "next", "--json", cwd=elsewhere, env=env))
    assert shown["back"] == "Read the tests first."
    run(program, "answer", str(shown["n"]), "good", cwd=elsewhere, env=env)
    tips = json.loads(run(program, "tips", "--json", cwd=elsewhere, env=env))
    assert [tip["status"] for tip in tips if tip["reps"]] == ["learning"]
    assert len(tips) > 50
    run(program, "export", "anki", "deck.apkg", cwd=elsewhere, env=env)
    assert (elsewhere / "deck.apkg").stat().st_size > 1000
    assert run(program, "doctor", cwd=elsewhere, env=env)
