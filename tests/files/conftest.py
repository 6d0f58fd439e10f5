"""What the tests of files share."""

import errno
from pathlib import Path

import pytest

from aml_okt.files.atomic import written_beside


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """The folder of a session."""
    folder = tmp_path / "session"
    folder.mkdir()
    return folder


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Folders in which no new file can be written; a test may add to them and take out of them."""
    folders: set[Path] = set()

    def written(path: Path, data: bytes) -> Path:
        if path.parent in folders:
            raise OSError(errno.ENOSPC, "No space left on device")
        return written_beside(path, data)

    for module in ("atomic", "free_names", "swap"):
        monkeypatch.setattr(f"aml_okt.files.{module}.written_beside", written)
    return folders
