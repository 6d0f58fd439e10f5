"""What measures reads /proc, so its tests are for where it can run."""

import sys

collect_ignore_glob = [] if sys.platform == "linux" else ["test_*.py"]
