# The tools of the project's own environment come first, whether or not it is activated.
bin := justfile_directory() / ".venv" / if os_family() == "windows" { "Scripts" } else { "bin" }
export PATH := bin + PATH_VAR_SEP + env("PATH")

# Norwegian text is UTF-8 on every system.
export PYTHONUTF8 := "1"

catalogue := "src/aml_okt/locale/aml_okt.pot"

# List the verbs
_default:
    @just --list --unsorted

# Everything that must hold before a change is handed over
check: lint types contracts spelling messages-check test

# Style and likely mistakes
lint:
    ruff check
    ruff format --check

# Types, strictly
types:
    mypy

# Who may import whom
contracts:
    lint-imports

# The English in code and documents
spelling:
    codespell

# The tests, side by side; arguments go to pytest
test *arguments: translations
    pytest --numprocesses auto --dist worksteal {{ arguments }}

# Search the core for faults for as long as it takes, elsewhere each time; about half an hour
thorough *arguments="tests/core tests/files/test_journal.py tests/tui/test_forecast.py":
    HYPOTHESIS_PROFILE=thorough pytest --numprocesses auto --dist worksteal {{ arguments }}

# The whole numbers of docs/reliability.md instead of the samples in every check; some hours
reliability *arguments="tests/reliability":
    AML_OKT_RELIABILITY=whole pytest --numprocesses auto --dist worksteal {{ arguments }}

# Damage what keeps a session in small ways, and see whether the tests notice; half an hour, not on Windows
mutants:
    rm -rf mutants
    nice -n 10 mutmut run --max-children 1
    python docs/mutants.py

# How quick and light the program is beside an empty one; names of measures narrow it down, `--help` tells more; Linux only
bench *arguments:
    python -m tests.bench {{ arguments }}

# How cost grows with people, events, notes and sessions, and the drawing of it in docs/images; Linux only
bench-growth *arguments:
    python -m tests.bench.curves {{ arguments }}

# What the time of loading is made of, by package; Linux only
bench-loading:
    python -m tests.bench.loading

# How quickly the room sees what the facilitator does, and what looking costs; two minutes, Linux only
bench-room:
    python -m tests.bench.room

# How long a report over a thousand, five thousand and ten thousand sessions takes, and how much memory; two minutes
bench-report:
    python -m tests.bench.report

# How long it takes to write the minutes in each format; a minute
bench-export *formats:
    python -m tests.bench.export {{ formats }}

# Format the code and mend what can be mended safely
format:
    ruff check --fix
    ruff format

# Gather the texts that people see into the message catalogue, bring the translators' files up to it, and make what the
# program reads of them
messages: (_gather catalogue)
    python docs/update_catalogues.py
    @just translations

# Make the translations that the program reads, after somebody has changed a `.po`; installing does it too
translations:
    python hatch_build.py

# Is the message catalogue what `just messages` would make?
messages-check:
    #!/bin/sh
    set -eu
    fresh=$(mktemp)
    trap 'rm -f "$fresh"' EXIT
    just _gather "$fresh"
    diff -u {{ catalogue }} "$fresh" || { echo "The message catalogue is not up to date. Mend it with: just messages"; exit 1; }

_gather target:
    @pybabel --quiet extract --omit-header --no-default-keywords \
        --keyword=_ --keyword=gettext:1 --keyword=ngettext:1,2 --keyword=message:1 --keyword=counted:1,2 --keyword=letter:1,2c \
        --keyword=sense:1,2c --keyword=pgettext:1c,2 \
        --add-location=file --sort-by-file --width=120 --output-file={{ target }} src

# Write the schema of agendas from the model
schema:
    aml-okt --lang nb agenda schema -o docs/schema
    aml-okt --lang nb agenda schema -o src/aml_okt/agendas

# Make the pictures in the documents from the running program
screenshots:
    python docs/make_screenshots.py
    python docs/make_screenshots.py --lang en
    python docs/make_room_screenshots.py
    python docs/make_room_screenshots.py --lang en
    python docs/make_browser_screenshots.py
    python docs/make_agenda_pictures.py

# Which pictures are older than what the program shows
screenshots-check:
    python docs/make_screenshots.py --check
    python docs/make_screenshots.py --lang en --check
    python docs/make_room_screenshots.py --check
    python docs/make_room_screenshots.py --lang en --check

# Write the keys in the guide as the program has them
keys:
    python docs/make_keys.py

# Build the documents as a site, in the folder `site`; what is wrong with a link or a page ends it
site:
    NO_MKDOCS_2_WARNING=1 mkdocs build --strict

# Make the sample minutes in docs/samples, and the pictures of their pages
samples:
    PYTHONPATH=. python docs/make_samples.py

# Build the wheel and the source archive into dist: the same bytes from the same sources
packages:
    python -m hatchling build --directory dist

# Build dist/aml-okt.pyz, which runs with nothing but Python; `--here` for this Python alone, without a network
single-file *arguments:
    python single_file/build.py {{ arguments }}

# Choose and pin the versions that developers use
lock:
    python -m pip install --quiet uv
    uv pip compile --quiet --universal --upgrade --group dev --no-annotate --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "just lock" --output-file requirements-dev.txt pyproject.toml
