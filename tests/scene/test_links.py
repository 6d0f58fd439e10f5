"""What a step's link may open."""

from pathlib import Path

import pytest

from aml_okt.scene.links import file_at


@pytest.mark.parametrize("link", [r"\\server\film.mp4", "//server/film.mp4", r"\/server/film.mp4", r" \\server\f.mp4"])
def test_another_computer_is_never_looked_for(monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    def look(path: Path) -> bool:
        pytest.fail(f"looked for {path}")

    monkeypatch.setattr(Path, "is_file", look)
    monkeypatch.setattr(Path, "resolve", look)

    assert file_at(link, "/agenda") is None


def test_a_file_by_its_whole_path_is_found(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").touch()

    assert file_at(str(tmp_path / "film.mp4"), "/agenda") == (tmp_path / "film.mp4").resolve()
