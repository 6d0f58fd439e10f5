"""Which agenda is followed."""

from pathlib import Path

import pytest

from aml_okt.files.built_in import NoSuchAgendaError, built_in_agenda
from aml_okt.files.chosen_agenda import AgendaOrigin, find_agenda


def test_the_agenda_named_comes_before_the_one_here_before_the_users_own_before_the_built_in(tmp_path: Path) -> None:
    here, own = tmp_path / "here", tmp_path / "own"
    for folder in (here, own):
        folder.mkdir()
        (folder / "agenda.yaml").touch()
    found = [
        find_agenda(tmp_path / "named.yaml", here, own),
        find_agenda(None, here, own),
        find_agenda(None, tmp_path, own),
        find_agenda(None, tmp_path, tmp_path),
    ]

    assert [agenda.origin for agenda in found] == list(AgendaOrigin)
    assert found[3].path == built_in_agenda()
    assert built_in_agenda().is_file()


def test_a_built_in_agenda_may_be_named_where_no_file_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = find_agenda(Path("oppfølging"), tmp_path, language="nn")
    assert (found.path, found.origin, found.name) == (
        built_in_agenda("nn", "oppfolging"), AgendaOrigin.BUILT_IN, "oppfolging",
    )  # fmt: skip

    Path("oppfølging").touch()
    assert find_agenda(Path("oppfølging"), tmp_path).origin is AgendaOrigin.NAMED


def test_the_built_in_agenda_is_the_one_in_the_chosen_language(tmp_path: Path) -> None:
    assert find_agenda(None, tmp_path, tmp_path, "en").path == built_in_agenda("en")


@pytest.mark.parametrize("name", ["a.yaml", "../a", "/a", ".", "x/../agenda", "a\0b.yaml"])
def test_what_can_only_be_a_file_is_one(tmp_path: Path, name: str) -> None:
    assert find_agenda(Path(name), tmp_path).path == Path(name)


@pytest.mark.parametrize("name", ["a", "a" * 5000, "a\0b"])
def test_what_may_be_either_and_is_neither_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoSuchAgendaError) as caught:
        find_agenda(Path(name), tmp_path)

    assert (caught.value.name, "oppfolging" in caught.value.known) == (name, True)


def test_whoever_stands_where_the_built_in_agenda_lies_has_it_in_every_language(tmp_path: Path) -> None:
    found = find_agenda(None, built_in_agenda().parent, tmp_path, "en")

    assert (found.path, found.origin) == (built_in_agenda("en"), AgendaOrigin.BUILT_IN)
