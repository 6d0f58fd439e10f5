"""Says how many of mutmut's mutants the tests have killed, module by module, and which ones live; see mutants.md."""

import json
import sys
from pathlib import Path

WORKED_ON = Path(__file__).parent.parent / "mutants" / "src"
LEAST = 0.9
"""The share of a module's mutants that must be killed."""

# mutmut keeps what pytest said, or which signal ended it: the last one is what it sends to a mutant that hangs.
FAILED, BROKE, HUNG = 1, 3, -24


def main() -> None:
    """Print the table and the names of the mutants that live; fail where they are too many."""
    living: list[str] = []
    lowest = 1.0
    print("| module | mutants | killed | of these by hanging | survived | share |")
    print("|---|---|---|---|---|---|")
    for kept in sorted(WORKED_ON.rglob("*.meta")):
        codes: dict[str, int | None] = json.loads(kept.read_text(encoding="utf-8"))["exit_code_by_key"]
        alive = [name for name, code in codes.items() if code not in {FAILED, BROKE, HUNG}]
        share = 1 - len(alive) / len(codes)
        module = kept.relative_to(WORKED_ON / "aml_okt").with_suffix("")
        hung = sum(code == HUNG for code in codes.values())
        killed = len(codes) - len(alive)
        print(f"| {module.as_posix()} | {len(codes)} | {killed} | {hung} | {len(alive)} | {share:.1%} |")
        living += alive
        lowest = min(lowest, share)
    print("\nThese live; «mutmut show NAME» says what each has changed:\n", *living, sep="\n")
    if lowest < LEAST:
        sys.exit(f"Fewer than {LEAST:.0%} of some module's mutants are killed.")


if __name__ == "__main__":
    main()
