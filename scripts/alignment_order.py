#!/usr/bin/env python3
"""Whether passages in another order are found: `scripts/alignment_order.py DATA [--recto target/release/recto] [--sets 'news.*']`.

DATA has folders `SET.A-B` with `DOC.src`, `DOC.tgt` (a segment a line) and `DOC.gold` (`[0, 1]:[2]` a line). Of each document with 24 segments or more a passage of a
quarter to a third of the target, cut where the gold allows it, is moved to another place (a seed of its own for each document, so the same in each run). A row a set:
strict F1 of the moved texts without and with --reorder, and of the texts as they are without and with it, where nothing must get worse."""
import argparse, fnmatch, glob, json, os, random, re, subprocess, tempfile

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("data")
arguments.add_argument("--recto", default="target/release/recto")
arguments.add_argument("--sets", default="*")
arguments.add_argument("--every", type=int, default=1, help="only each so manyth document")
options = arguments.parse_args()


def lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().rstrip("\n").split("\n")


def gold_of(path):
    sides = (line.split(":") for line in lines(path) if line.startswith("["))
    pairs = [tuple(tuple(map(int, re.findall(r"\d+", side))) for side in pair[:2]) for pair in sides]
    return [(s, t) for s, t in pairs if s and t]


def moved(target, gold, name):
    """The target in another order, and the gold for it; none if there is no place to cut at."""
    rng = random.Random(name)
    cuts = [j for j in range(len(target) + 1) if all(max(t) < j or min(t) >= j for _, t in gold)]
    long = rng.uniform(0.25, 0.33) * len(target)
    choices = [(a, min(cuts, key=lambda cut: abs(cut - a - long))) for a in cuts]
    choices = [(a, b) for a, b in choices if b - a >= 5]
    if not choices:
        return None
    a, b = rng.choice(choices)
    places = [cut for cut in cuts if cut <= a - 5 or cut >= b + 5]
    if not places:
        return None
    place = rng.choice(places)
    passage, rest = list(range(a, b)), [j for j in range(len(target)) if not a <= j < b]
    at = sum(j < place for j in rest)
    order = rest[:at] + passage + rest[at:]
    new = {old: j for j, old in enumerate(order)}
    return [target[j] for j in order], [(s, tuple(sorted(new[j] for j in t))) for s, t in gold]


def aligned(source, target, languages, *more):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("a", "b")]
        for path, side in zip(paths, (source, target)):
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(side) + "\n")
        command = [options.recto, "align", *paths, "--from", languages[0], "--to", languages[1], "--segmented", "--force", "--format", "json", *more]
        rows = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    links = (json.loads(row) for row in rows if row)
    return {(tuple(link["source"]), tuple(link["target"])) for link in links if link["source"] and link["target"]}


totals = [0.0] * 4
sets = 0
print(f"{'set':20} moved: as always  --reorder   as they are: as always  --reorder")
for folder in sorted(glob.glob(os.path.join(options.data, "*.*/"))):
    name = os.path.basename(folder[:-1])
    if not fnmatch.fnmatch(name, options.sets):
        continue
    extension = name.rsplit(".", 1)[1]
    languages = (extension.split("-") + [extension])[:2]
    counts = [[0, 0] for _ in range(4)]
    for path in sorted(glob.glob(folder + "*.gold"))[:: options.every]:
        stem = path[:-5]
        source, target, gold = lines(stem + ".src"), lines(stem + ".tgt"), gold_of(path)
        other = moved(target, gold, name + os.path.basename(stem)) if len(target) >= 24 else None
        if not other:
            continue
        for at, (side, links, more) in enumerate([(*other, []), (*other, ["--reorder"]), (target, gold, []), (target, gold, ["--reorder"])]):
            found = aligned(source, side, languages, *more)
            counts[at][0] += 2 * len(found & set(links))
            counts[at][1] += len(found) + len(links)
    if not counts[0][1]:
        continue
    row = [100 * right / all for right, all in counts]
    totals = [total + value for total, value in zip(totals, row)]
    sets += 1
    print(f"{name:20} {row[0]:16.1f} {row[1]:10.1f} {row[2]:24.1f} {row[3]:10.1f}", flush=True)
print(f"{'mean':20} {totals[0] / sets:16.1f} {totals[1] / sets:10.1f} {totals[2] / sets:24.1f} {totals[3] / sets:10.1f}")
