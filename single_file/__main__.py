# Read by whichever Python somebody has: what stands here must be Python to old ones too, and ASCII.
"""Where the single file begins: with a sentence, when this Python cannot run it."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "aml-okt trenger Python 3.11 eller nyere, og dette er Python {0}.{1}. Hent en nyere fra python.org.\n"
        "aml-okt needs Python 3.11 or later, and this is Python {0}.{1}. Get a later one from python.org.".format(
            sys.version_info[0], sys.version_info[1]
        )
    )

from beginning import begin

begin()
