"""What is handed out to be installed: the same bytes from the same sources, whoever builds, with all that it takes."""

import gettext
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from msgspec import Struct

ROOT = Path(__file__).parent.parent
DANISH = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#. Ours
msgid "Kommandoer"
msgstr "Kommandører"

#, fuzzy
msgid "Bruk: "
msgstr "Måske: "

msgid "{count} minutt"
msgid_plural "{count} minutter"
msgstr[0] "{count} minut"
msgstr[1] "{count} minutter"
"""
MADE = Path("src", "aml_okt", "locale", "da", "LC_MESSAGES", "aml_okt.mo")
NOT_SOURCE = shutil.ignore_patterns(
    ".git", ".venv", ".hypothesis", "*_cache", "__pycache__", "*.mo", "dist", "mutants", "docs", "tests"
)
SOME_TIME = 1_000_000_000


class Built(Struct, frozen=True):
    """What a build of both kinds has given: the whole files."""

    wheel: bytes
    sdist: bytes


def copy_of_project(folder: Path) -> Path:
    """The project's sources in another folder, with one more language, of which no catalogue is made yet."""
    project = folder / "project"
    shutil.copytree(ROOT, project, ignore=NOT_SOURCE)
    source = (project / MADE).with_suffix(".po")
    source.parent.mkdir(parents=True)
    source.write_text(DANISH, encoding="utf-8")
    return project


def build(project: Path, *kinds: str) -> Path:
    """Build these kinds, or both; the folder where they are."""
    out = project.parent / "out"
    targets = [word for kind in kinds for word in ("--target", kind)]
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", *targets, "--directory", str(out)],
        cwd=project,
        env={name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def built(project: Path) -> Built:
    out = build(project)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return Built(wheel.read_bytes(), sdist.read_bytes())


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(copy_of_project(tmp_path_factory.mktemp("built")))


@pytest.fixture(scope="module")
def wheel(packages: Built) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(packages.wheel))


@pytest.fixture(scope="module")
def sdist(packages: Built) -> tarfile.TarFile:
    return tarfile.open(fileobj=BytesIO(packages.sdist))


def test_another_day_in_another_folder_the_same_bytes_are_built(packages: Built, tmp_path: Path) -> None:
    project = copy_of_project(tmp_path / "elsewhere")
    for path in project.rglob("*"):
        os.utime(path, (SOME_TIME, SOME_TIME))
        if path.is_file():
            path.chmod(path.stat().st_mode & 0o700)
    # A catalogue whose source is gone, and one that is older than its own, are not what is handed out.
    (project / MADE).write_bytes(b"from yesterday")
    (project / MADE).with_name("forgotten.mo").write_bytes(b"of nobody")

    assert built(project) == packages


def test_the_source_archive_builds_the_same_wheel(packages: Built, sdist: tarfile.TarFile, tmp_path: Path) -> None:
    sdist.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    (built,) = build(unpacked, "wheel").iterdir()

    assert built.read_bytes() == packages.wheel


def test_the_wheel_carries_every_file_of_the_package_once(wheel: zipfile.ZipFile) -> None:
    package = ROOT / "src" / "aml_okt"
    made_or_sources = {".pyc", ".mo", ".po", ".pot"}
    files = (file for file in package.rglob("*") if file.is_file() and file.suffix not in made_or_sources)
    sources = {file.relative_to(package.parent).as_posix() for file in files}
    carried = wheel.namelist()

    assert sources <= set(carried)
    assert len(carried) == len(set(carried))


def test_the_wheel_carries_the_agenda_that_stands_at_the_top(wheel: zipfile.ZipFile) -> None:
    assert wheel.read("aml_okt/agenda.yaml") == (ROOT / "agenda.yaml").read_bytes()


def test_the_wheel_carries_the_licence(wheel: zipfile.ZipFile) -> None:
    (licence,) = (name for name in wheel.namelist() if name.endswith("/licenses/LICENSE"))

    assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_the_wheel_carries_the_catalogue_of_every_language_and_not_its_source(wheel: zipfile.ZipFile) -> None:
    sources = (ROOT / "src").glob("aml_okt/locale/*/LC_MESSAGES/*.po")
    wanted = {path.relative_to(ROOT / "src").with_suffix(".mo").as_posix() for path in sources}
    carried = {name for name in wheel.namelist() if "/locale/" in name}

    assert carried == wanted | {MADE.relative_to("src").as_posix()}


def test_a_catalogue_says_what_its_source_says_without_what_is_only_guessed(wheel: zipfile.ZipFile) -> None:
    danish = gettext.GNUTranslations(BytesIO(wheel.read(MADE.relative_to("src").as_posix())))

    assert danish.gettext("Kommandoer") == "Kommandører"
    assert danish.gettext("Bruk: ") == "Bruk: "
    assert [danish.ngettext("{count} minutt", "{count} minutter", count) for count in (1, 2)] == [
        "{count} minut",
        "{count} minutter",
    ]


def test_the_source_archive_carries_what_it_takes_to_build_and_to_translate(sdist: tarfile.TarFile) -> None:
    carried = {name.partition("/")[2] for name in sdist.getnames()}

    assert {"LICENSE", "README.md", "hatch_build.py", "pyproject.toml", "src/aml_okt/locale/aml_okt.pot"} <= carried
    assert MADE.with_suffix(".po").as_posix() in carried
    assert not {name for name in carried if name.endswith((".mo", ".pyc"))}


def test_a_source_that_is_written_wrongly_stops_the_build(tmp_path: Path) -> None:
    project = copy_of_project(tmp_path)
    (project / MADE).with_suffix(".po").write_text('msgid "Kommandoer"\nstr "Kommandører"', encoding="utf-8")

    with pytest.raises(AssertionError, match="PoFileError"):
        build(project, "wheel")
