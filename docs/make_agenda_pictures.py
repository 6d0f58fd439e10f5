"""Make the pictures in docs/agenda.md: each way of taking part, led from the agenda there that has all of them.

    just screenshots

It needs what make_screenshots.py needs.
"""

import asyncio
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from make_screenshots import CELL_HEIGHT, NAMES, OSLO, SMALL, Show, draw

from aml_okt.clock import SettableClock
from aml_okt.core.commands import ChooseFacilitator
from aml_okt.core.plan import phase_of
from aml_okt.opening import Opening, read_agenda_file
from aml_okt.tui.app import AmlOktApp

DOCS = Path(__file__).parent
ALL_WAYS = re.compile(r"^## Who takes part\n.*?^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FROM_ROW, TO_ROW = 1, 19
"""The rows of the screen that tell of the phase: not the line above them, and not the note below."""


async def take_all(root: Path) -> None:
    """Lead the group through the agenda, and save a picture the first time that each way comes."""
    (text,) = ALL_WAYS.findall((DOCS / "agenda.md").read_text(encoding="utf-8"))
    agenda = root / "agenda.yaml"
    agenda.write_text(text, encoding="utf-8")
    clock = SettableClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), OSLO)
    opening = Opening(
        root=root, clock=clock, agenda_file=read_agenda_file(agenda), origin="", unit="Barnevernet",
        place="Møterom 2", names=NAMES[:4], latest_end=None, go=True, rehearsal=None, resume=None, interrupted=None,
    )  # fmt: skip
    app = AmlOktApp(opening)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.5)
        show = Show(app, pilot, clock)
        runner = show.runner
        runner.dispatch(ChooseFacilitator("p1"))
        for step, phase in {box.phase_key[:2]: None for box in runner.state.course.boxes}:
            await show.go_to(step, phase)
            await show.pass_time(timedelta(seconds=12))
            await show.redraw()
            box = runner.state.box
            if box is not None:
                who = phase_of(runner.state.agenda.step(step), box).who
                picture = draw(app.screen._compositor.render_strips(), SMALL)  # noqa: SLF001 - as in make_screenshots
                part = picture.crop((0, FROM_ROW * CELL_HEIGHT, picture.width, TO_ROW * CELL_HEIGHT))
                path = DOCS / "images" / f"agenda-{who.value.replace(' ', '-')}.png"
                part.save(path, optimize=True)
                print(path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(take_all(Path(folder)))
