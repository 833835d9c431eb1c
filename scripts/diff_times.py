"""How long `recto diff` takes, beside git, difflib and diff-match-patch on the same texts in one run, and
how its time grows on hostile texts.

Needs: git; pip install diff-match-patch. Linux. Texts are made of words by a fixed seed; in the new text a
fifth of the sentences has a word exchanged, dropped or added, a fiftieth moved, and a fiftieth is new.
Wall and processor seconds are the least of ROUNDS runs, programs in turn; difflib (over words) and diff-match-patch (its diff_main with the time limit that it has by default, then
diff_cleanupSemantic) are timed inside a running Python. The time of a hostile text is that of the processor,
at two sizes; `growth` is the exponent: 1 is linear.
Example: scripts/diff_times.py target/release/recto
"""

import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from difflib import SequenceMatcher
from os.path import join

ROUNDS = 7
LETTERS = "aaabcdeeeefghiiijklmnnooopqrrsssttuvwxyz"
HAN = [chr(code) for code in range(0x4E00, 0x5000)]


class Texts:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.words = ["".join(self.random.choices(LETTERS, k=self.random.randint(2, 10))) for _ in range(8000)]

    def sentence(self, words):
        # Frequent words are frequent, as in texts.
        chosen = [self.words[int(len(self.words) * self.random.random() ** 3)] for _ in range(words)]
        return " ".join(chosen).capitalize() + "."

    def lines(self, count, words):
        return [self.sentence(words) for _ in range(count)]


def revised(texts, sentences):
    rng, new = texts.random, []
    for sentence in sentences:
        chance = rng.random()
        words = sentence.split()
        at = rng.randrange(1, len(words) - 1)
        if chance < 0.07:
            words[at] = rng.choice(texts.words)
        elif chance < 0.14:
            del words[at]
        elif chance < 0.20:
            words.insert(at, rng.choice(texts.words))
        elif chance < 0.22:
            new.append(texts.sentence(18))
        new.append(" ".join(words))
    for _ in range(len(new) // 50):
        new.insert(rng.randrange(len(new)), new.pop(rng.randrange(len(new))))
    return new


def paragraphs(sentences):
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)) + "\n"


def swapped(items):
    return [items[at ^ 1] if at ^ 1 < len(items) else items[at] for at in range(len(items))]


def hostile(texts, count):
    """Pairs of texts by name, each of about `count` lines."""
    rng = texts.random
    lines = texts.lines(count, 4)
    shuffled = lines[:]
    rng.shuffle(shuffled)
    words = [rng.choice(texts.words) for _ in range(12 * count)]
    other = [word if rng.random() > 0.05 else rng.choice(texts.words) for word in words]
    two = lambda: [" ".join(rng.choices(["ab", "cd"], k=12)) + "." for _ in range(count)]
    han = lambda: ["".join(rng.choices(HAN, k=25)) + "。" for _ in range(count)]
    return {
        "all lines equal": (["The same line."] * count, ["The same line."] * (count + count // 10)),
        "all lines different": (texts.lines(count, 12), texts.lines(count, 12)),
        "all lines different, Chinese": (han(), han()),
        "one line": ([" ".join(words)], [" ".join(other)]),
        "neighbouring lines swapped": (lines, swapped(lines)),
        "neighbouring words swapped, one line": ([" ".join(words)], [" ".join(swapped(words))]),
        "lines shuffled": (lines, shuffled),
        "two words only": (two(), two()),
        "lines that are nearly alike": (
            [f"The lamp {n} burns in tower {n % 7} tonight." for n in range(count)],
            [f"The lamp {n + 1} burns in the tower {n % 5} tonight." for n in range(count)],
        ),
    }


def run(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def write(folder, name, text):
    path = join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def side_by_side(recto, folder):
    texts = Texts(1)
    sentences = texts.lines(20000, 18)
    old, new = paragraphs(sentences), paragraphs(revised(texts, sentences))
    files = [write(folder, "old.en.txt", old), write(folder, "new.en.txt", new)]
    megabytes = (len(old) + len(new)) / 1e6
    commands = {
        "recto diff --format json": [recto, "diff", *files, "--format", "json"],
        "git diff --word-diff": ["git", "diff", "--no-index", "--word-diff", *files],
    }
    best = {name: (math.inf, math.inf) for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            best[name] = tuple(map(min, best[name], run(command)))
    print(f"two texts of {megabytes:.1f} MB together; least of {ROUNDS} runs")
    for name, (wall, processor) in best.items():
        print(f"{name:34} {wall:8.3f} s  processor {processor:8.3f} s  {megabytes / wall:8.1f} MB/s")
    # The others need minutes for as much, so they get the first part.
    old, new = old[:100_000], new[:100_000]
    start = time.process_time()
    SequenceMatcher(None, old.split(), new.split(), autojunk=False).get_opcodes()
    spent = {"difflib over words, 0.2 MB": time.process_time() - start}
    try:
        from diff_match_patch import diff_match_patch

        start = time.process_time()
        engine = diff_match_patch()
        edits = engine.diff_main(old, new)
        engine.diff_cleanupSemantic(edits)
        spent["diff-match-patch, 0.2 MB"] = time.process_time() - start
    except ImportError:
        print("diff-match-patch is not installed")
    files = [write(folder, "old.en.txt", old), write(folder, "new.en.txt", new)]
    spent["recto diff, 0.2 MB, with its start"] = min(run([recto, "diff", *files, "--format", "json"])[1] for _ in range(ROUNDS))
    for name, seconds in spent.items():
        print(f"{name:34} {'':8}    processor {seconds:8.3f} s  {0.2 / seconds:8.1f} MB/s")


def growth(recto, folder):
    sizes = (16_000, 128_000)
    measured = {}
    for size in sizes:
        for name, sides in hostile(Texts(2), size).items():
            files = [write(folder, f"{side}.en.txt", "\n".join(lines) + "\n") for side, lines in zip(("old", "new"), sides)]
            seconds = run([recto, "diff", *files, "--format", "json"])[1]
            measured.setdefault(name, []).append((sum(len(line) + 1 for line in sides[0]) / 1e6, seconds))
    print(f"{'hostile texts':38} {'MB':>6} {'s':>7} {'MB':>6} {'s':>7}  growth")
    for name, ((small, quick), (large, slow)) in measured.items():
        exponent = math.log(slow / quick) / math.log(large / small)
        print(f"{name:38} {small:6.2f} {quick:7.2f} {large:6.2f} {slow:7.2f}  {exponent:6.2f}")


def main(recto):
    with tempfile.TemporaryDirectory() as folder:
        side_by_side(recto, folder)
        growth(recto, folder)


main(*sys.argv[1:])
