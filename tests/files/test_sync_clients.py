"""A folder that is copied to other computers is known by its path, by what lies in it, or by what Windows says."""

from pathlib import Path

import pytest

from aml_okt.files.sync_clients import sync_client


@pytest.mark.parametrize(
    ("path", "client"),
    [
        ("OneDrive - Kommunen/Dokumenter/aml-okt", "OneDrive"),
        ("onedrive/aml-okt", "OneDrive"),
        ("Dropbox/aml-okt", "Dropbox"),
        ("Dropbox (Kommunen)/aml-okt", "Dropbox"),
        ("Google Drive/Min disk/aml-okt", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-kari@kommunen.no/x", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Nextcloud/x", "Nextcloud"),
        ("Nextcloud2/x", "Nextcloud"),
        ("Jottacloud/x", "Jottacloud"),
        ("Box/x", "Box"),
        ("box/x", ""),
        ("Dokumenter/aml-okt", ""),
        ("onedriver/x", ""),
        ("min nextcloud/x", ""),
    ],
)
def test_by_the_name_of_a_folder_above(tmp_path: Path, path: str, client: str) -> None:
    assert sync_client(tmp_path / path, {}) == client


@pytest.mark.parametrize(
    ("mark", "client"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox"), (".sync_journal.db", "Nextcloud")]
)
def test_by_what_the_client_leaves(tmp_path: Path, mark: str, client: str) -> None:
    (tmp_path / mark).mkdir()
    assert sync_client(tmp_path / "a" / "b", {}) == client


def test_by_what_windows_says(tmp_path: Path) -> None:
    home = {"OneDriveCommercial": str(tmp_path / "skyen")}
    assert sync_client(tmp_path / "skyen" / "aml-okt", home) == "OneDrive"
    assert sync_client(tmp_path / "skyen2", home) == ""
    assert sync_client(tmp_path, {"OneDrive": ""}) == ""


def test_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "okt").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    assert sync_client(tmp_path / "okt" / "aml-okt", {}) == "Dropbox"
