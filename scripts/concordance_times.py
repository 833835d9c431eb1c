"""How long concordance takes: queries of many kinds, in one process and in fresh ones.

Needs: Linux; a memory, and the source texts that are in it, one a line. Beside the time that passes
it shows the time on the processor, which other work on the machine does not change.
Example: scripts/concordance_times.py target/release/recto memory.db texts.txt
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time

FREQUENT = "the of to and in a said is for on der die und le de la que el".split()


def phrases(texts, rng):
    """(kind, query) of every kind, the words taken from random texts."""

    def words(least):
        while True:
            found = "".join(c if c.isalpha() else " " for c in rng.choice(texts)).split()
            found = [w for w in found if w not in ("AND", "OR", "NOT")]
            if len(found) >= least:
                return found

    def word():
        return rng.choice(words(3))

    def span(length):
        some = words(length)
        at = rng.randrange(len(some) - length + 1)
        return " ".join(some[at : at + length])

    for one in FREQUENT:
        yield "frequent word", one
    for pair in ("of the", "in the", "to the", "said the", "one of the", "the end of the", "in der", "de la", "at the"):
        yield "frequent phrase", f'"{pair}"'
    for _ in range(40):
        yield "word", word()
        yield "phrase of 2", f'"{span(2)}"'
        yield "phrase of 3", f'"{span(3)}"'
        yield "phrase of 4", f'"{span(4)}"'
        yield "two words", f"{word()} {word()}"
        yield "words together", span(3)
        yield "beginning", word()[: rng.randint(3, 5)] + "*"
        yield "boolean", rng.choice(
            [
                f"{word()} AND ({word()} OR {word()}) -{word()}",
                f'"{span(2)}" OR "{span(3)}"',
                f'{word()}* AND NOT "{span(2)}"',
                f"source:{word()} target:{word()}",
            ]
        )
    for letter in "abst":
        yield "one letter and a star", letter + "*"


def quantiles(times):
    times = sorted(times)
    p95 = times[max(0, int(len(times) * 0.95 + 0.5) - 1)]
    return f"{statistics.median(times):>9.1f}{p95:>9.1f}{times[-1]:>9.1f}"


def report(name, rows):
    passed, busy = zip(*((passed, busy) for _, passed, busy, _ in rows))
    print(f"{name:<24}{len(rows):>5}{quantiles(passed)}   {quantiles(busy)}")


def table(title, rows):
    columns = f"{'median':>9}{'p95':>9}{'max':>9}"
    print(f"\n{title + ', ms':<24}{'n':>5}{columns}   {columns}  (processor)")
    by_kind = {}
    for row in rows:
        by_kind.setdefault(row[0], []).append(row)
    for kind, some in by_kind.items():
        report(kind, some)
    report("all", rows)
    for _, passed, busy, query in sorted(rows, key=lambda row: -row[2])[:5]:
        print(f"    {passed:7.1f} {busy:7.1f}  {query}")


def busy_of(process):
    """Milliseconds that the process has been on the processor."""
    return int(open(f"/proc/{process.pid}/schedstat").read().split()[0]) / 1e6


def main():
    binary, memory, source = sys.argv[1:4]
    texts = open(source, encoding="utf-8").read().splitlines()
    rng = random.Random(17)
    queries = list(phrases(texts, rng))
    rng.shuffle(queries)
    command = [binary, "concordance", "--format", "json", "--limit", "20", "--memory", memory]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    rows = []
    for kind, query in queries:
        start, before = time.perf_counter(), busy_of(process)
        process.stdin.write((query + "\n").encode())
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        passed, busy = (time.perf_counter() - start) * 1000, busy_of(process) - before
        rows.append((kind, passed, busy, f"{query}  {answer['total']}"))
    process.stdin.close()
    process.wait()
    table("one process", rows)
    rows = []
    for kind, query in queries:
        start = time.perf_counter()
        process = subprocess.Popen([*command, query], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        passed, busy = (time.perf_counter() - start) * 1000, (usage.ru_utime + usage.ru_stime) * 1000
        rows.append((kind, passed, busy, query))
    table("a fresh process each", rows)


main()
