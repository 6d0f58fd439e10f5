"""Builds the single file: `dist/aml-okt.pyz` runs with nothing but Python 3.11 or later, and without a network.

The packages in it are those of this environment, which are pinned; so it holds what the tests have tried. The
compiled parts are fetched for every system and version of Python that somebody may have. With `--here` nothing is
fetched, and the file is for this Python alone.
"""

import argparse
import hashlib
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
NAME = "aml-okt.pyz"
PROGRAM = "aml-okt"
EXTRAS = ("calendar",)
"""Extras that come along: those without compiled parts of their own."""

NEEDED_COMPILED = "msgspec"
"""The one package that does nothing without its compiled part."""
FASTER_COMPILED = frozenset({"pyyaml"})
"""Packages that do the same without, more slowly: 26 ms instead of 2 for an agenda."""
LEFT_OUT = frozenset({"tzdata"})
"""Time zones by name, which icalendar could use; we write a meeting in UTC."""

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    ("win_amd64", ""),
    ("win_arm64", ""),
    ("macosx_10_15_x86_64", "-x86_64"),
    ("macosx_11_0_arm64", "-arm64"),
    ("manylinux_2_28_x86_64", ""),
    ("manylinux_2_28_aarch64", ""),
)
"""What the index calls them, and what the names of their compiled parts do not tell."""

_COMPILED_ENDS = (".so", ".pyd", ".dylib", ".dll")
_DAY = (2020, 2, 2, 0, 0, 0)
_READABLE = 0o644 << 16
Files = dict[str, bytes]


def build(to: Path, *, here: bool) -> Path:
    """Build the file into the folder `to`; where it is.

    Raises:
        subprocess.CalledProcessError: when the wheel cannot be built, or a part cannot be fetched.

    """
    with tempfile.TemporaryDirectory() as folder:
        files = {f"lib/{path}": data for path, data in _program(Path(folder)).items()}
        for package in _packages(files, here=here, folder=Path(folder)):
            files |= {f"lib/{path}": data for path, data in package.items()}
        files |= _compiled_here() if here else _compiled_everywhere(Path(folder))
    files["contents"] = _contents(files)
    for name in ("__main__.py", "beginning.py", "unpacking.py"):
        files[name] = (ROOT / "single_file" / name).read_bytes()
    to.mkdir(parents=True, exist_ok=True)
    _pack(files, to / NAME)
    return to / NAME


def _program(folder: Path) -> Files:
    """What our own wheel holds."""
    _run("hatchling", "build", "--target", "wheel", "--directory", str(folder))
    (wheel,) = folder.glob("*.whl")
    return _content(wheel)


def _content(wheel: Path) -> Files:
    with ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist() if _is_wanted(name)}


def _is_wanted(path: str) -> bool:
    """Whether a file is needed to run the program, or to say whose it is and on what terms."""
    parts = path.split("/")
    if ".." in parts or "tests" in parts[:-1] or path.endswith((".pyc", ".pyi")):
        return False
    return not parts[0].endswith(".dist-info") or parts[-1] == "METADATA" or "licen" in path.lower()


def _packages(program: Mapping[str, bytes], *, here: bool, folder: Path) -> Iterator[Files]:
    """Every package that the program needs on any system, without compiled parts."""
    (metadata,) = (data for path, data in program.items() if path.endswith("/METADATA"))
    lines = metadata.decode("utf-8").partition("\n\n")[0].splitlines()
    needed = [line.partition(": ")[2] for line in lines if line.startswith("Requires-Dist: ")]
    for name in sorted(_closure(needed)):
        if name in LEFT_OUT:
            continue
        try:
            yield _installed(distribution(name))
        except PackageNotFoundError:
            # It belongs to another system.
            if not here:
                yield _content(_fetch(folder / name, name, _pinned(name)))


def _closure(needed: Iterable[str]) -> set[str]:
    """The names of all packages that these requirements lead to, on one system or another."""
    waiting: list[tuple[Requirement, tuple[str, ...]]] = [
        (requirement, EXTRAS) for requirement in map(Requirement, needed)
    ]
    seen: set[tuple[str, ...]] = set()
    while waiting:
        requirement, extras = waiting.pop()
        if not _may_hold(requirement, extras):
            continue
        name = canonicalize_name(requirement.name)
        asked = tuple(sorted(requirement.extras))
        if (name, *asked) in seen:
            continue
        seen.add((name, *asked))
        try:
            further = distribution(name).requires or []
        except PackageNotFoundError:
            further = []
        waiting += [(Requirement(text), asked) for text in further]
    return {name for name, *_ in seen}


def _may_hold(requirement: Requirement, extras: Iterable[str]) -> bool:
    """Whether somebody whom the file is for needs this."""
    if requirement.marker is None:
        return True
    systems = (
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    )
    return any(
        requirement.marker.evaluate(
            {**system, "python_version": version, "python_full_version": f"{version}.0", "extra": extra}
        )
        for system in systems
        for version in PYTHONS
        for extra in ("", *extras)
    )


def _installed(package: Distribution) -> Files:
    """The files of an installed package, but for compiled parts."""
    name = canonicalize_name(package.metadata["Name"])
    found: Files = {}
    for file in package.files or ():
        path = file.as_posix()
        if not _is_wanted(path):
            continue
        if path.endswith(_COMPILED_ENDS):
            if name != NEEDED_COMPILED and name not in FASTER_COMPILED:
                sentence = f"{name} has a compiled part, {path}: say what becomes of it"
                raise RuntimeError(sentence)
            continue
        found[path] = Path(str(file.locate())).read_bytes()
    return found


def _compiled_here() -> Files:
    """The compiled part for this Python, as it is installed."""
    machine = f"-{platform.machine()}" if sys.platform == "darwin" else ""
    files = distribution(NEEDED_COMPILED).files or ()
    return _compiled({file.as_posix(): Path(str(file.locate())).read_bytes() for file in files}, machine)


def _compiled_everywhere(folder: Path) -> Files:
    """The compiled parts for every system and version of Python."""
    version = distribution(NEEDED_COMPILED).version

    def fetched(system: str, machine: str, python: str) -> Files:
        for_whom = ("--platform", system, "--python-version", python)
        wheel = _fetch(folder / f"{system}-{python}", NEEDED_COMPILED, version, *for_whom)
        return _compiled(_content(wheel), machine)

    found: Files = {}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as workers:
        wanted = [(*system, python) for system in SYSTEMS for python in PYTHONS]
        for files in workers.map(fetched, *zip(*wanted, strict=True)):
            found |= files
    return found


def _compiled(files: Files, machine: str) -> Files:
    """The compiled parts among the files, where `beginning.py` looks for them: by the Python that their names tell."""
    return {
        f"compiled/{path.rpartition('/')[2].split('.')[1]}{machine}/{path}": data
        for path, data in files.items()
        if path.endswith(_COMPILED_ENDS)
    }


def _fetch(folder: Path, name: str, version: str, *more: str) -> Path:
    """The wheel of a package in this version, from the package index."""
    only_wheels = ("--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(folder))
    _run("pip", "download", *only_wheels, *more, f"{name}=={version}")
    (wheel,) = folder.glob("*.whl")
    return wheel


def _pinned(name: str) -> str:
    """The version that `requirements-dev.txt` names."""
    for line in (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines():
        package, _, rest = line.partition("==")
        if package == name:
            return rest.partition(" ")[0]
    sentence = f"{name} is needed on some system, and requirements-dev.txt does not pin it"
    raise RuntimeError(sentence)


def _run(*module: str) -> None:
    subprocess.run([sys.executable, "-m", *module], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=True)


def _contents(files: Files) -> bytes:
    """The table of contents, as `beginning.py` reads it."""
    whole = hashlib.sha256()
    for path, data in sorted(files.items()):
        whole.update(f"{path}\0{len(data)}\0".encode() + data)
    parts = [f"{len(data)} {path}" for path, data in sorted(files.items())]
    return "\n".join((whole.hexdigest()[:16], *parts)).encode()


def _pack(files: Files, path: Path) -> None:
    """Write the archive: the same bytes for the same files. Linux and macOS may run it as it is."""
    with path.open("wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=9) as archive:
            for name, data in sorted(files.items()):
                entry = ZipInfo(name, _DAY)
                entry.external_attr, entry.compress_type = _READABLE, ZIP_DEFLATED
                archive.writestr(entry, data)
    path.chmod(0o755)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Build the single file that runs with nothing but Python.")
    asked.add_argument("--here", action="store_true", help="for this Python alone, without fetching anything")
    asked.add_argument("--to", type=Path, default=ROOT / "dist", help="the folder to put it in")
    given = asked.parse_args()
    print(build(given.to, here=given.here))
