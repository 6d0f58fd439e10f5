"""Make the sample minutes in every format, and pictures of their pages, from an invented session.

    just samples

Needs the development packages, Chromium, LibreOffice and Poppler (on Debian: chromium, libreoffice-writer-nogui and
poppler-utils), and DejaVu Sans for the letters of the page in the browser (fonts-dejavu-core).
"""

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from aml_okt.core.actions import Action
from aml_okt.core.plan import Participant
from aml_okt.export.formats import Format
from tests.held_session import Group, hold

SAMPLES = Path(__file__).parent / "samples"
IMAGES = Path(__file__).parent / "images"
DOTS = "72"
"""Dots an inch in the pictures of pages."""

REFLECTION = """\
## Styrker

- **Kultur og klima**: Vi støtter hverandre når det er krevende. Det viser seg i at folk spør om hjelp tidlig.
- **Ledelse**: Veien til en leder er kort, også på kveldstid.

Vi bygger videre på dette ved å sette av en fast halvtime til kollegastøtte hver uke.

## Risiko

1. **Krav og kontroll**: For mange saker per ansatt om høsten. Vi merker det på sykefraværet.
2. **Forutsigbarhet**: Vakter blir endret sent, og ingen vet hvem som bestemmer.

Vi spør de tillitsvalgte og verneombudet hva de ser, før vi velger tiltak.
"""
CHECK_OUT = "Mest verdifullt: å høre at andre står i det samme. Alle vil møtes igjen før jul."
FROM_ROUNDS = "Per ville dele dette: Det hjelper å si høyt at en avgjørelse er vanskelig, før den tas."
ACTIONS = (
    Action("Prøve ut felles morgenmøte", "Per Lie", date(2026, 10, 30), done=True, since=date(2026, 9, 21)),
    Action("Oppdatere listen over hvem som kan kontaktes", "Åse Dahl", date(2026, 12, 18), since=date(2026, 9, 21)),
    Action("Sette av tid til kollegastøtte hver onsdag", "Liv Moe", date(2026, 12, 2)),
    Action("Gå gjennom saksmengden med HR og de tillitsvalgte", "Ola Hansen", date(2026, 12, 11)),
    Action("Lage en fast rutine for endring av vakter", "Kari Nordmann", date(2027, 1, 15)),
)


def private(whose: Participant | None) -> str:
    """A private note, which no sample may show."""
    return "Et privat notat." if whose else ""


GROUP = Group(
    names=("Kari Nordmann", "Ola Hansen", "Liv Moe", "Per Lie", "Åse Dahl"),
    shared={"refleksjon": REFLECTION, "utsjekk": CHECK_OUT},
    from_rounds=FROM_ROUNDS,
    actions=ACTIONS,
    private=private,
)


def export(root: Path, *arguments: str) -> None:
    """Run the program's own command."""
    command = [sys.executable, "-m", "aml_okt", "--dir", str(root), "export", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def picture_pages(pdf: Path, name: str) -> None:
    """A picture of each page of a PDF."""
    subprocess.run(["pdftoppm", "-r", DOTS, "-png", str(pdf), str(IMAGES / f"minutes-{name}")], check=True)


def picture_of_office(file: Path, name: str) -> None:
    """A picture of each page of a document, as LibreOffice lays it out."""
    with tempfile.TemporaryDirectory() as place:
        home = f"-env:UserInstallation={Path(place, 'home').as_uri()}"
        command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", place, str(file)]
        subprocess.run(command, check=True, capture_output=True)
        picture_pages(Path(place) / f"{file.stem}.pdf", name)


def picture_in_browser(file: Path) -> None:
    """Pictures of the page on a screen and on a phone."""
    with sync_playwright() as tools:
        chromium = tools.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        for name, width, height in (("html", 900, 1100), ("phone", 390, 844)):
            page = chromium.new_page(viewport={"width": width, "height": height})
            page.goto(file.as_uri())
            page.screenshot(path=IMAGES / f"minutes-{name}.png")
        chromium.close()


def main() -> None:
    """Make everything anew."""
    shutil.rmtree(SAMPLES / "files", ignore_errors=True)
    (SAMPLES / "files").mkdir(parents=True)
    for old in IMAGES.glob("minutes-*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as root:
        hold(Path(root), GROUP)
        export(Path(root), "-f", ",".join(Format), "-o", str(SAMPLES / "files"))
        export(Path(root), "--anonymous", "-o", str(SAMPLES / "files"))
    picture_pages(SAMPLES / "files" / "referat.pdf", "pdf")
    picture_of_office(SAMPLES / "files" / "referat.docx", "docx")
    picture_of_office(SAMPLES / "files" / "referat.odt", "odt")
    picture_in_browser((SAMPLES / "files" / "referat.html").resolve())


if __name__ == "__main__":
    main()
