"""Read a session's journal and make its state of it; prints the seconds that it took, once everything was loaded."""

import sys
import time
from pathlib import Path

from aml_okt.loading import load_session

if __name__ == "__main__":
    began = time.perf_counter()
    load_session(Path(sys.argv[1]))
    print(time.perf_counter() - began)
