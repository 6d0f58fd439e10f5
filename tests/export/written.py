"""What the tests of the written formats have in common: a document of every kind of thing, and hostile words."""

import re
import subprocess
from datetime import date
from pathlib import Path

from aml_okt.export.document import Document

TITLE = "Referat: Psykososialt arbeidsmiljø & mer"
MINUTES = """\
# Referat: Psykososialt arbeidsmiljø &amp; mer

- **Tjeneste:** Barnevernet
- **Dato:** mandag 23. november 2026

## Det vi gjorde

| Steg | Planlagt | Brukt | Tiden vist som søyle |
| --- | ---: | ---: | --- |
| 4 Refleksjonsoppgave | 20 min | 21 min | `███████████████████▓▓` |
| Pause | 10 min | 8 min | `████████░░` |
| **Til sammen** | **30 min** | **29 min** |  |

`█` brukt, innenfor planen, `▓` brukt ut over planen, `░` planlagt og ikke brukt.

### 4 Refleksjonsoppgave

Vi er *gode* på å si **fra**. Slik: `si fra`. Se [loven](https://lovdata.no/).

> Én sa det slik.

1. Først
2. Så
   - Dypere

###### Langt nede
"""

HOSTILE = r"""#read("/etc/passwd") #import "@preview/x" $x^2$ $$y$$ @ref [@ref; -@annen] <label> *#eval("1")*

\input{/etc/passwd} \(z\) #include "/etc/passwd" //kommentar /* heller ikke */ -- ... "sitat" ~a~ ^b^ ==c== {{x}}

```{=openxml}
<w:p><w:r><w:t>RÅ</w:t></w:r></w:p>
```

`<b>RÅ</b>`{=html} [^1] :smile: {#navn .klasse} [ord]{custom-style="Title"}

[^1]: fotnote

---
title: Et annet navn
author: En annen
include-before: /etc/passwd
---

::: {custom-style="Title"}
boks
:::

<script>alert(1)</script>

[her](#annet) [js](javascript:alert(1)) [tom]() [fil](file:///etc/passwd)
"""


def document(markdown: str = MINUTES, title: str = TITLE) -> Document:
    """A document of a day in November."""
    return Document(title, markdown, "nb", date(2026, 11, 23))


def with_note(note: str) -> Document:
    """A document that holds a note."""
    return document(f"{MINUTES}\n## Notater\n\n{note}\n\n## Om referatet\n\nSiste ord.\n")


def output_of(*command: str | Path) -> str:
    """What a program prints; it must succeed."""
    done = subprocess.run(
        [str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode()


def in_one_line(text: str) -> str:
    """Text without regard to where its lines end."""
    return re.sub(r"\s+", " ", text)
