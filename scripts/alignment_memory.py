#!/usr/bin/env python3
"""How much better alignment gets as the memory grows: `scripts/alignment_memory.py DATA [--recto target/release/recto] [--pairs en-de,…]`.

DATA has folders `news.A-B` with `DOC.src`, `DOC.tgt` (a segment a line) and `DOC.gold` (`[0, 1]:[2]` a line). Of each set, every other document is aligned; the links of
the rest, and of other sets of the same languages that share no text with it (`pud.A-B`), are imported into a memory, the first 0, 100, 1,000 … of them. A row a memory size: mean
strict F1 over the sets that have so many units."""
import argparse, glob, json, os, re, subprocess, tempfile

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("data")
arguments.add_argument("--recto", default="target/release/recto")
arguments.add_argument("--pairs", help="only these pairs of languages, as en-de,en-fr")
arguments.add_argument("--sizes", default="0,100,300,1000")
options = arguments.parse_args()


def lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().rstrip("\n").split("\n")


def links(path):
    sides = (line.split(":") for line in lines(path) if line.startswith("["))
    pairs = [tuple(tuple(map(int, re.findall(r"\d+", side))) for side in pair[:2]) for pair in sides]
    return [(s, t) for s, t in pairs if s and t]


def units(stem):
    source, target = lines(stem + ".src"), lines(stem + ".tgt")
    for s, t in links(stem + ".gold"):
        yield " ".join(source[i] for i in s), " ".join(target[j] for j in t)


def f1(stems, languages, memory):
    right = found = gold = 0
    for stem in stems:
        command = [options.recto, "align", stem + ".src", stem + ".tgt", "--from", languages[0], "--to", languages[1], "--segmented", "--format", "json"]
        command += ["--memory", memory] if memory else []
        run = subprocess.run(command, capture_output=True, text=True)
        rows = [json.loads(line) for line in run.stdout.split("\n") if line.startswith("{")]
        got = {(tuple(row["source"]), tuple(row["target"])) for row in rows if row["source"] and row["target"]}
        known = set(links(stem + ".gold"))
        right, found, gold = right + len(got & known), found + len(got), gold + len(known)
    return 200 * right / (found + gold)


sizes = [int(size) for size in options.sizes.split(",")]
results = {size: [] for size in sizes}
for folder in sorted(glob.glob(os.path.join(options.data, "news.*"))):
    pair = folder.rsplit(".", 1)[1]
    if options.pairs and pair not in options.pairs.split(","):
        continue
    languages = pair.split("-")
    stems = sorted(path[:-5] for path in glob.glob(os.path.join(folder, "*.gold")))
    asked, given = stems[::2], stems[1::2]
    given += [path[:-5] for path in glob.glob(os.path.join(options.data, f"pud.{pair}", "*.gold"))]
    known = [unit for stem in given for unit in units(stem)]
    for size in sizes:
        if size > len(known):
            continue
        with tempfile.TemporaryDirectory() as place:
            memory = os.path.join(place, "memory.db") if size else None
            if memory:
                table = os.path.join(place, "units.tmx")
                escape = lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                with open(table, "w", encoding="utf-8") as file:
                    file.write(f'<?xml version="1.0"?><tmx version="1.4"><header segtype="sentence" o-tmf="none" adminlang="en" srclang="{languages[0]}" datatype="plaintext" creationtool="none" creationtoolversion="1"/><body>')
                    for source, target in known[:size]:
                        variants = zip(languages, (source, target))
                        file.write("<tu>" + "".join(f'<tuv xml:lang="{tag}"><seg>{escape(text)}</seg></tuv>' for tag, text in variants) + "</tu>")
                    file.write("</body></tmx>")
                subprocess.run([options.recto, "memory", "import", table, "--memory", memory], check=True, capture_output=True)
            results[size].append((pair, f1(asked, languages, memory)))
for size in sizes:
    if results[size]:
        rows = results[size]
        print(f"{size:6} units: {sum(score for _, score in rows) / len(rows):.2f} over {len(rows)} sets   " + " ".join(f"{pair} {score:.1f}" for pair, score in rows))
