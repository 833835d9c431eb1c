"""How long concordance takes: queries of many kinds, in one process and in fresh ones.

Needs: a memory, and the source texts that are in it, one a line.
Example: scripts/concordance_times.py target/release/recto memory.db texts.txt
"""

import json
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


def report(name, times):
    times = sorted(times)
    p95 = times[max(0, int(len(times) * 0.95 + 0.5) - 1)]
    print(f"{name:<24}{len(times):>5}{statistics.median(times):>9.1f}{p95:>9.1f}{times[-1]:>9.1f}")


def table(title, rows, queries):
    print(f"\n{title + ', ms':<24}{'n':>5}{'median':>9}{'p95':>9}{'max':>9}")
    by_kind = {}
    for kind, seconds, _ in rows:
        by_kind.setdefault(kind, []).append(seconds)
    for kind, times in by_kind.items():
        report(kind, times)
    report("all", [seconds for _, seconds, _ in rows])
    for kind, seconds, query in sorted(rows, key=lambda row: -row[1])[:5]:
        print(f"    {seconds:7.1f}  {query}")


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
        start = time.perf_counter()
        process.stdin.write((query + "\n").encode())
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        rows.append((kind, (time.perf_counter() - start) * 1000, f"{query}  {answer['total']}"))
    process.stdin.close()
    process.wait()
    table("one process", rows, queries)
    rows = []
    for kind, query in queries:
        start = time.perf_counter()
        subprocess.run([*command, query], stdout=subprocess.DEVNULL, check=True)
        rows.append((kind, (time.perf_counter() - start) * 1000, query))
    table("a fresh process each", rows, queries)


main()
