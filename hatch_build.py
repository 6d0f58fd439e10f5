"""The step of the build that makes message catalogues: each `.po` becomes the `.mo` that the program reads.

The same sources always give the same bytes: a `.mo` does not tell when it was made.
`python hatch_build.py` does this to a checkout.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "src/aml_okt/locale/*/LC_MESSAGES"
NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)


class CatalogueHook(BuildHookInterface[BuilderConfig]):
    """Makes the catalogues when what is built is to be run: a wheel, or the checkout itself (`pip install -e`)."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them before anything is packed; a source archive holds the sources alone."""
        del version, build_data
        if self.target_name == "wheel":
            make_catalogues(Path(self.root))


def make_catalogues(root: Path) -> None:
    """Make every catalogue of the project at `root` anew, and take away those whose source is gone.

    Raises:
        babel.messages.pofile.PoFileError: when a source is not written as it should be.
        OSError: when a file cannot be read or written.

    """
    for made in root.glob(f"{CATALOGUES}/*.mo"):
        if not made.with_suffix(".po").exists():
            made.unlink(missing_ok=True)
    for source in sorted(root.glob(f"{CATALOGUES}/*.po")):
        _replace(source.with_suffix(".mo"), _catalogue(source))


def _catalogue(source: Path) -> bytes:
    # The build tool reads this file before it has installed Babel.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def _replace(path: Path, data: bytes) -> None:
    """Put the data there, unless it is there already; of two builds at once none ever sees half a file."""
    if path.exists() and path.read_bytes() == data:
        return
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


if __name__ == "__main__":
    make_catalogues(Path(__file__).parent)
