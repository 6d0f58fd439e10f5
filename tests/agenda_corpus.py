"""Agendas that hold, and agendas with a fault: what the loader and the schema are held against."""

HEAD = "title: Prøve\nsteps:\n"
STEP = "  - id: a\n    title: A\n    time: 5 min\n"
ROUND = STEP + "    repeat: each participant in focus\n    phases:\n"

EVERY_KEY = """\
title: Prøve
language: nn
source: En kilde
group: 8
duration: 60-90 min
steps:
  - id: runde
    number: 5b
    title: En runde
    short: Runde
    time: 10 min
    purpose: Derfor.
    say: |
      Første linje.
      Andre linje.
    rule: Bare
      spørsmål.
    screen: focus order
    notes: minutes
    link: https://example.org/
    questions: [Hva?, "Hvorfor: det?"]
    rules:
      - >-
        Over to
        linjer.
    hints: Bare ett råd
    factors: [Ledelse]
    slides:
      - |
        # Tittel

        - punkt
    repeat: each participant in focus
    breather: 90 s
    phases:
      - {title: P, time: 1-3 min, who: focus, rule: Kort., say: "{focus}, vær så god."}
      - {title: Q, time: rest, who: colleagues in turn}
"""
"""Nearly every key, written in different ways."""

FLEXIBLE = [
    # A floor as high as the time, and one as high as a range's lower end.
    HEAD + STEP + "    least: 5 min\n",
    HEAD + STEP.replace("5 min", "3-5 min") + "    least: 3 min\n",
    # What takes the rest has no time to be held against.
    "duration: 9 min\n" + HEAD + STEP.replace("5 min", "rest") + "    least: 8 min\n",
    HEAD + STEP + "    phases: [{title: P, time: 2 min, least: 1 min}, {title: Q, time: rest, least: 2 min}]\n",
    # A round, its phases, and both, when they agree.
    HEAD + ROUND + "      - {title: P, time: rest}\n    least: 4 min\n",
    HEAD + ROUND + "      - {title: P, time: rest, least: 4 min}\n",
    HEAD + ROUND + "      - {title: P, time: 2 min, least: 1 min}\n      - {title: Q, time: rest}\n    least: 1 min\n",
    # A step that begins at its time may be of any kind; one that ends at its time is one timebox.
    HEAD + ROUND + "      - {title: P, time: rest}\n    at: 11:00\n",
    HEAD + STEP + "    who: each\n    at: 11:00\n    least: 4 min\n",
    HEAD + STEP.replace("5 min", "3-5 min") + "    until: 11:05\n    who: alone\n    least: 2 min\n",
]

FAULTY: list[tuple[str | bytes, int, int, list[str]]] = [
    # What YAML is not.
    ("title: Hei: du\n", 1, 11, ["kolon", "anførselstegn"]),
    (HEAD + STEP + "\tsay: x\n", 6, 1, ["tabulator", "mellomrom"]),
    (HEAD + STEP + "   say: x\n", 6, 4, ["rykket like langt inn"]),
    (HEAD + STEP + "    say: {focus} snur\n", 6, 18, ["krøllparentes", "anførselstegn"]),
    (HEAD + STEP + "    say: 'åpen\n", 6, 10, ["aldri lukket"]),
    (HEAD + STEP + "    say: [a, b\n    rule: x\n", 6, 10, ["ikke lukket", "«]»"]),
    (HEAD + STEP + "    say: **x**\n", 6, 10, ["begynne med dette tegnet", "anførselstegn"]),
    (HEAD + STEP + "    say: @x\n", 6, 10, ["begynne med dette tegnet", "anførselstegn"]),
    (HEAD + STEP + "    say: >x\n", 6, 11, ["linja under"]),
    (HEAD + STEP + "    say: - x\n", 6, 10, ["listepunkt", "linje for seg"]),
    (HEAD + STEP + "    title B\n    say: y\n", 6, 5, ["mangler kolon"]),
    (HEAD + STEP + '    say: "\\q"\n', 6, 11, ["«\\»"]),
    ("%YAML 9.1\n---\na: b\n", 1, 1, ["ikke gyldig YAML"]),
    # What YAML is, and an agenda is not.
    (HEAD + STEP + "    say: &x y\n", 6, 10, ["anker", "anførselstegn"]),
    (HEAD + STEP + "    say: *x\n", 6, 10, ["alias", "anførselstegn"]),
    (HEAD + STEP + "    say: !x y\n", 6, 10, ["YAML-merke", "anførselstegn"]),
    (HEAD + STEP + "    questions: !!set [y]\n", 6, 16, ["YAML-merke"]),
    (HEAD + STEP + "    <<: {say: x}\n", 6, 5, ["sammenslåing"]),
    (HEAD + STEP + "    '<<': x\n", 6, 5, ["ukjent nøkkel «<<»"]),
    (HEAD + STEP + "    ? [x]\n    : y\n", 6, 7, ["nøkkel må være et ord"]),
    (HEAD + STEP + "title: Igjen\n", 6, 1, ["«title» står to ganger", "linje 1"]),
    (HEAD + STEP + "---\ntitle: En til\n", 6, 1, ["dokument til", "egen fil"]),
    (HEAD + STEP + '    say: "\\x1b[31m"\n', 6, 10, ["U+001B"]),
    (HEAD + STEP + "    say: a\x1b[31m\n", 6, 11, ["U+001B", "Ta det bort"]),
    (HEAD + STEP + "    say: a\u2028b\n", 6, 11, ["U+2028"]),
    (b"title: Pr\xf8ve\n", 1, 10, ["UTF-8"]),
    ("title: Prøve".encode("utf-16"), 1, 1, ["UTF-8"]),
    (HEAD + "  - " + "[" * 30, 3, 23, ["nivåer"]),
    ("", 0, 0, ["fila er tom", "«title:»"]),
    ("# bare en kommentar\n", 0, 0, ["fila er tom"]),
    ("#" * 300_000, 0, 0, ["256 kB"]),
    # Keys and kinds.
    (HEAD + STEP + "    tiem: 3 min\n", 6, 5, ["ukjent nøkkel «tiem»", "Mente du «time»?"]),
    (HEAD + STEP + "    Rule: x\n", 6, 5, ["ukjent nøkkel «Rule»", "Mente du «rule»?"]),
    (HEAD + STEP + "    tid: 3 min\n", 6, 5, ["Mente du «time»?"]),
    (HEAD + STEP + "    minutes: 3\n", 6, 5, ["Mente du «time»?"]),
    (HEAD + STEP + "    Varighet: 3\n", 6, 5, ["Mente du «time»?"]),
    ("minutter: 90\n" + HEAD + STEP, 1, 1, ["Mente du «duration»?"]),
    (HEAD + STEP + "    xyz: 3\n", 6, 5, ["ukjent nøkkel «xyz»", "«breather» eller «phases»"]),
    ("titel: x\n" + HEAD + STEP, 1, 1, ["Mente du «title»?"]),
    ("steps:\n" + STEP, 1, 1, ["agendaen mangler «title»"]),
    ("title: x\n", 1, 1, ["agendaen mangler «steps»"]),
    ("title: x\nsteps:\n", 2, 7, ["liste under «steps»"]),
    ("title: x\nsteps: []\n", 2, 8, ["ingen steg"]),
    ("title: x\nsteps: {a: b}\n", 2, 8, ["liste under «steps»", "«- »"]),
    (HEAD + "  - bare tekst\n", 3, 5, ["nøklene til steget", "«time:»"]),
    (HEAD + "  - id: a\n    title: A\n", 3, 5, ["steget mangler «time»", "«time: 15 min»"]),
    (HEAD + STEP + "    phases: [{title: P}]\n", 6, 14, ["fasen mangler «time»"]),
    ("- a\n", 1, 1, ["nøklene til agendaen", "«title:» og «steps:»"]),
    ("bare tekst", 1, 1, ["nøklene til agendaen"]),
    ("title:\nsteps:\n" + STEP, 1, 7, ["mangler tekst for «title»"]),
    ("title: '  '\nsteps:\n" + STEP, 1, 8, ["mangler tekst for «title»"]),
    (HEAD + STEP + "    questions: [a, '']\n", 6, 20, ["mangler tekst for «questions»"]),
    (HEAD + STEP + "    questions:\n      - Hva: ja\n", 7, 9, ["tekst for «questions»", "anførselstegn"]),
    (HEAD + STEP + "    say: {focus}\n", 6, 10, ["tekst for «say»", "anførselstegn"]),
    (HEAD + STEP + "    say: [a]\n", 6, 10, ["tekst for «say»"]),
    (HEAD + STEP.replace("5 min", "[5 min]"), 5, 11, ["tekst for «time»"]),
    (HEAD + STEP + "    who: [all]\n", 6, 10, ["tekst for «who»"]),
    (HEAD + STEP + "    questions: {a: b}\n", 6, 16, ["«questions»"]),
    ("group: [6]\n" + HEAD + STEP, 1, 8, ["tekst for «group»"]),
    ("group: seks\n" + HEAD + STEP, 1, 8, ["ikke et helt tall", "«group: 6»"]),
    ("group: 6.0\n" + HEAD + STEP, 1, 8, ["ikke et helt tall"]),
    ("group: ٦\n" + HEAD + STEP, 1, 8, ["ikke et helt tall"]),
    ("group: 1\n" + HEAD + STEP, 1, 8, ["fra 2 til 12"]),
    ("group: 13\n" + HEAD + STEP, 1, 8, ["fra 2 til 12"]),
    ("group: 9999\n" + HEAD + STEP, 1, 8, ["på 9999", "fra 2 til 12"]),
    ("language: norsk\n" + HEAD + STEP, 1, 11, ["språkkode", "«nb»"]),
    (HEAD + STEP + "    who: alle\n", 6, 10, ["ukjent verdi «alle»", "«all», «alone»"]),
    (HEAD + STEP + "    screen: pause\n", 6, 13, ["ukjent verdi «pause»", "«break»"]),
    (HEAD + STEP + "    notes: public\n", 6, 12, ["ukjent verdi", "«minutes» eller «private»"]),
    (HEAD + STEP + "    repeat: ja\n", 6, 13, ["ukjent verdi", "«each participant in focus»"]),
    # Ids and numbers.
    (HEAD + STEP + STEP, 6, 9, ["brukt før", "linje 3", "«a-2»"]),
    (HEAD + STEP.replace("id: a", "id: Før vi går"), 3, 9, ["«Før vi går»", "«for-vi-gar»"]),
    (HEAD + STEP.replace("id: a", "id: '-'"), 3, 9, ["a-z", "«innsjekk»"]),
    (HEAD + STEP.replace("id: a", "id: " + "a" * 41), 3, 9, ["41 tegn", "40"]),
    (HEAD + STEP + "    number: nummer 5\n    say: x\n", 6, 13, ["for langt", "6 tegn"]),
    # Times.
    (HEAD + STEP.replace("5 min", "8-7 min"), 5, 11, ["baklengs"]),
    (HEAD + STEP.replace("5 min", "0 min"), 5, 11, ["minst «1 s»"]),
    (HEAD + STEP.replace("5 min", "13 t"), 5, 11, ["over 12 timer"]),
    ("duration: rest\n" + HEAD + STEP, 1, 11, ["hele økta"]),
    (HEAD + STEP.replace("5 min", "rest"), 5, 11, ["hvor lenge økta varer", "«duration: 180 min»"]),
    (
        "duration: 9 min\n" + HEAD + STEP.replace("5 min", "rest") + STEP.replace("a", "b").replace("5", "9"),
        6,
        11,
        ["ingen «rest»", "9 min"],
    ),
    (
        "duration: 90 min\n"
        + HEAD
        + STEP.replace("5 min", "rest")
        + STEP.replace("id: a", "id: b").replace("5 min", "rest"),
        9,
        11,
        ["bare ett steg"],
    ),
    (
        "duration: 1 t\n" + HEAD + STEP.replace("5 min", "rest") + "    phases: [{title: P, time: 5 min}]\n",
        6,
        11,
        ["faser"],
    ),
    (
        "duration: 1 t\n" + HEAD + ROUND.replace("5 min", "rest") + "      - {title: P, time: 5 min}\n",
        6,
        11,
        ["gjentas"],
    ),
    (
        HEAD + ROUND + "      - {title: P, time: 3 min}\n      - {title: Q, time: 90 s}\n",
        5,
        11,
        ["4 min 30 s", "5 min"],
    ),
    (HEAD + ROUND + "      - {title: P, time: 5-6 min}\n", 5, 11, ["6 min til sammen"]),
    (HEAD + ROUND + "      - {title: P, time: rest}\n      - {title: Q, time: rest}\n", 9, 26, ["bare én fase"]),
    (HEAD + ROUND + "      - {title: P, time: rest}\n      - {title: Q, time: 5 min}\n", 5, 11, ["ingen «rest»"]),
    # Rounds.
    (HEAD + STEP + "    repeat: each participant in focus\n", 6, 13, ["krever faser", "«phases:»"]),
    (HEAD + STEP + "    repeat: each participant in focus\n    phases: []\n", 6, 13, ["krever faser"]),
    (
        HEAD + STEP + "    who: focus\n",
        6,
        10,
        ["«focus»", "repeat: each participant in focus", "velg «all», «alone», «each» eller «facilitator»"],
    ),
    (HEAD + STEP + "    phases: [{title: P, time: 5 min, who: colleagues}]\n", 6, 43, ["«colleagues»", "repeat"]),
    (HEAD + STEP + "    who: colleagues in turn\n", 6, 10, ["«colleagues in turn»"]),
    (HEAD + STEP + "    breather: 5 min\n", 6, 15, ["«breather»", "«repeat»"]),
    (HEAD + ROUND + "      - {title: P, time: rest}\n    breather: rest\n", 9, 15, ["ikke vare «rest»"]),
    # Times of day and floors.
    (HEAD + STEP + "    at: klokka elleve\n", 6, 9, ["«klokka elleve» er ikke et klokkeslett", "11:05"]),
    (HEAD + STEP + "    until: 25:00\n", 6, 12, ["«25:00» er ikke et klokkeslett"]),
    (HEAD + STEP + "    klokka: 11:00\n", 6, 5, ["Mente du «at»?"]),
    (HEAD + STEP + "    Klokken: 11:00\n", 6, 5, ["Mente du «at»?"]),
    (HEAD + STEP + "    til: 11:00\n", 6, 5, ["Mente du «until»?"]),
    (HEAD + STEP + "    minst: 3 min\n", 6, 5, ["Mente du «least»?"]),
    (HEAD + STEP + "    untill: 11:00\n", 6, 5, ["Mente du «until»?"]),
    (HEAD + STEP + "    phases: [{title: P, time: rest, until: 11:05}]\n", 6, 37, ["«until» hører til steget"]),
    (HEAD + STEP + "    phases: [{title: P, time: rest, klokka: 11:05}]\n", 6, 37, ["«at» hører til steget"]),
    (HEAD + STEP + "    phases: [{title: P, time: rest, Til: 11:05}]\n", 6, 37, ["«until» hører til steget"]),
    ("least: 5 min\n" + HEAD + STEP, 1, 1, ["ukjent nøkkel «least»", "«duration» eller «steps»"]),
    (HEAD + STEP + "    at: [11, 0]\n", 6, 9, ["tekst for «at»"]),
    (HEAD + STEP + "    at: 11:00\n    until: 25:00\n", 7, 12, ["«25:00» er ikke et klokkeslett"]),
    (HEAD + STEP + "    at: 11:00\n    until: 11:05\n", 7, 12, ["både «at» og «until»"]),
    (
        HEAD + STEP + "    at: 11:00\n" + STEP.replace("id: ", "id: x-") + "    until: 10:30\n",
        10,
        12,
        ["«until» er 10:30", "på linje 6 er klokka allerede 11:00"],
    ),
    (HEAD + STEP + "    who: each\n    until: 11:05\n", 7, 12, ["uten faser og turer"]),
    (HEAD + ROUND + "      - {title: P, time: rest}\n    until: 11:05\n", 9, 12, ["uten faser og turer", "«at»"]),
    (HEAD + STEP + "    phases: [{title: P, time: rest}]\n    until: 11:05\n", 7, 12, ["uten faser og turer"]),
    (
        "duration: 9 min\n" + HEAD + STEP.replace("5 min", "rest") + "    until: 11:05\n",
        6,
        11,
        ["ikke vare «rest»", "«10 min»"],
    ),
    (HEAD + STEP + "    least: rest\n", 6, 12, ["én tid", "«least: 5 min»"]),
    (HEAD + STEP + "    least: 2-3 min\n", 6, 12, ["én tid", "«least: 2 min»"]),
    (HEAD + STEP + "    least: 3-3 min\n", 6, 12, ["én tid", "«least: 3 min»"]),
    (HEAD + STEP.replace("5 min", "90 s") + "    least: rest\n", 6, 12, ["én tid", "«least: 1 min 30 s»"]),
    (HEAD + STEP + "    least: 3\n", 6, 12, ["«3» er ikke en tid"]),
    (HEAD + STEP + "    least: 6 min\n", 6, 12, ["6 min", "Skriv høyst «least: 5 min»."]),
    (HEAD + STEP.replace("5 min", "3-5 min") + "    least: 4 min\n", 6, 12, ["så kort som 3 min"]),
    (HEAD + STEP + "    least: 2 min\n    phases: [{title: P, time: rest}]\n", 6, 12, ["på den fasen"]),
    (HEAD + STEP + "    least: 1 min\n    phases: [{title: P, time: rest, least: 2 min}]\n", 6, 12, ["på den fasen"]),
    (HEAD + STEP + "    least: rest\n    phases: [{title: P, time: rest}]\n", 6, 12, ["på den fasen"]),
    (HEAD + ROUND + "      - {title: P, time: rest}\n    least: 6 min\n", 9, 12, ["høyst «least: 5 min»"]),
    (HEAD + STEP + "    phases: [{title: P, time: rest, least: 1-2 min}]\n", 6, 44, ["én tid", "«least: 1 min»"]),
    (HEAD + STEP + "    phases: [{title: P, time: 5 min, least: 6 min}]\n", 6, 45, ["høyst «least: 5 min»"]),
    (
        HEAD + ROUND + "      - {title: P, time: rest, least: 4 min}\n    least: 3 min\n",
        9,
        12,
        ["fasene tar minst 4 min", "«least: 4 min»"],
    ),
    (
        HEAD + ROUND + "      - {title: P, time: rest, least: 9 min}\n    least: 3 min\n",
        9,
        12,
        ["fasene tar minst 9 min", "3 min. Skriv kortere «least» i fasene."],
    ),
    (
        HEAD
        + ROUND
        + "      - {title: P, time: 2 min, least: 2 min}\n"
        + "      - {title: Q, time: rest, least: 2 min}\n    least: 3 min\n",
        10,
        12,
        ["fasene tar minst 4 min", "«least: 4 min»"],
    ),
    (
        HEAD + ROUND + "      - {title: P, time: rest, least: 5 min}\n    least: 3 min\n",
        9,
        12,
        ["fasene tar minst 5 min", "«least: 5 min»"],
    ),
    # Each is told once, where it is wrong.
    (
        HEAD + ROUND + "      - {title: P, time: 5 min, least: 6 min}\n    least: 5 min\n",
        8,
        40,
        ["høyst «least: 5 min»"],
    ),
    (HEAD + ROUND + "      - {title: P, time: rest, least: 4 min}\n    least: 2-3 min\n", 9, 12, ["én tid"]),
    (HEAD + ROUND + "      - {title: P, time: rest, least: 4-5 min}\n    least: 3 min\n", 8, 39, ["én tid"]),
    # Names to be filled in.
    (HEAD + STEP + "    say: 'Hei, {fokus}!'\n", 6, 10, ["«{fokus}»", "Mente du «{focus}»?"]),
    (HEAD + STEP + "    rule: 'Hei, {Speaker}!'\n", 6, 11, ["«{Speaker}»", "Mente du «{speaker}»?"]),
    (HEAD + STEP + "    say: 'Hei, {x.__class__}!'\n", 6, 10, ["«{timekeeper}»"]),
    (HEAD + STEP + "    say: 'Hei, {focus}!'\n", 6, 10, ["«{focus}» går bare", "noen er i fokus"]),
    (
        HEAD + ROUND + "      - {title: P, time: rest, say: 'Hei, {fasilitator}!'}\n",
        8,
        37,
        ["Mente du «{facilitator}»?"],
    ),
]
"""What is written, the line and the column of its fault, and words that tell of it."""
