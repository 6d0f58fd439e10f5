"""What loading is made of."""

from collections import Counter

from tests.bench.loading import REST, STANDARD, by_package, table

REPORT = b"""\
import time: self [us] | cumulative | imported package
import time:       100 |        100 |   _io
import time:       200 |        300 |     json.decoder\r
\x1b[?2026himport time:      3000 |       3000 | textual.app\r
import time:      4000 |       7000 | aml_okt.core
import time:        50 |         50 | six
"""


def test_each_module_s_own_time_counts_for_its_package() -> None:
    assert by_package(REPORT) == {STANDARD: 300, "textual": 3000, "aml_okt": 4000, "six": 50}


def test_the_largest_is_first_and_what_is_small_is_put_together() -> None:
    rows = [line.rsplit(maxsplit=3)[0].rstrip() for line in table([by_package(REPORT)]).splitlines()[:-1]]

    assert rows == ["aml_okt", "textual", REST]


def test_one_slow_run_does_not_move_a_share() -> None:
    runs = [Counter({"textual": 3000}), Counter({"textual": 90_000}), Counter({"textual": 1000})]

    assert table(runs).splitlines()[0].split()[1] == "3.0"
