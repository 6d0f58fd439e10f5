"""Whether a folder is one that a sync client copies to somebody else's computers, as far as its path tells."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

_BY_NAME = (
    ("OneDrive", re.compile(r"onedrive(\b.*)?", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox(\s.*)?", re.IGNORECASE)),
    ("Google Drive", re.compile(r"(google ?drive|googledrive-.*|my drive|min disk)", re.IGNORECASE)),
    ("iCloud", re.compile(r"(mobile documents|icloud ?drive|com~apple~clouddocs)", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"nextcloud\d*", re.IGNORECASE)),
    ("ownCloud", re.compile(r"owncloud\d*", re.IGNORECASE)),
    ("Box", re.compile(r"(Box|Box Sync|Box-Box)")),
    ("Jottacloud", re.compile(r"jotta(cloud)?( sync)?", re.IGNORECASE)),
    ("pCloud", re.compile(r"pcloud ?(drive|sync)", re.IGNORECASE)),
)
"""What the folders are called that the clients make."""

_BY_MARK = (
    ("Syncthing", ".stfolder"),
    ("Dropbox", ".dropbox.cache"),
    ("Nextcloud", ".sync_journal.db"),
    ("ownCloud", ".owncloudsync.log"),
)
"""What they leave in them."""

_BY_VARIABLE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Where Windows says that a folder is OneDrive's, whatever it is called."""


def sync_client(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The name of the client under whose folder this one lies; empty when none is known."""
    place = Path(os.path.realpath(folder.absolute()))
    for variable in _BY_VARIABLE:
        home = environment.get(variable)
        if home and place.is_relative_to(os.path.realpath(home)):
            return "OneDrive"
    for above in (place, *place.parents):
        for client, mark in _BY_MARK:
            if (above / mark).exists():
                return client
    for part in place.parts:
        for client, name in _BY_NAME:
            if name.fullmatch(part):
                return client
    return ""
