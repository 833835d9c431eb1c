#!/usr/bin/env python3
"""How time and memory of an alignment grow with the texts: `scripts/alignment_times.py DATA docs/alignment-times.svg [--recto target/release/recto]`.

DATA has folders `SET.A-B` with `DOC.src`, `DOC.tgt` (a segment a line) and `DOC.gold` (`[0, 1]:[2]` a line). The English-German documents, one after the other and again from
the start, make texts of 1,000 to 100,000 segments; so that a repetition is another text, every fifth link has a number of its own on both sides. Each is aligned on one thread. A row a size, the exponent of growth, and a
drawing of seconds over segments of both sides, both on scales of powers of ten."""
import argparse, glob, math, os, re, subprocess, tempfile, time

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("data")
arguments.add_argument("svg")
arguments.add_argument("--recto", default="target/release/recto")
arguments.add_argument("--sets", default="*.en-de")
arguments.add_argument("--sizes", default="1000,3000,10000,30000,100000")
options = arguments.parse_args()


def lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().rstrip("\n").split("\n")


def links(path):
    sides = (line.split(":") for line in lines(path) if line.startswith("["))
    pairs = [[[int(at) for at in re.findall(r"\d+", side)] for side in pair[:2]] for pair in sides]
    return [pair for pair in pairs if all(pair)]


documents = [(lines(path), lines(path[:-4] + ".tgt"), links(path[:-4] + ".gold")) for path in sorted(glob.glob(os.path.join(options.data, options.sets, "*.src")))]
points = []
print("segments   seconds  segments/s of both sides  processor  resident MB")
with tempfile.TemporaryDirectory() as folder:
    for size in map(int, options.sizes.split(",")):
        sides, at, number = ([], []), 0, 10000
        while len(sides[0]) < size:
            *texts, gold = documents[at % len(documents)]
            texts = [list(text) for text in texts]
            for pair in gold[::5]:
                number += 1
                for text, places in zip(texts, pair):
                    text[places[0]] += f" ({number})"
            for side, text in zip(sides, texts):
                side += text
            at += 1
        paths = [os.path.join(folder, name) for name in ("a", "b")]
        for path, side in zip(paths, sides):
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(side) + "\n")
        command = ["/usr/bin/time", "-f", "%U %S %M", options.recto, "align", *paths, "--from", "en", "--to", "de", "--segmented", "--force", "--format", "json"]
        begun = time.time()
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, "RAYON_NUM_THREADS": "1"}, check=True)
        seconds = time.time() - begun
        user, system, resident = run.stderr.split("\n")[-2].split()
        both = sum(map(len, sides))
        points.append((both, seconds))
        print(f"{len(sides[0]):8,} {seconds:9.2f} {both / seconds:25,.0f} {float(user) + float(system):10.2f} {int(resident) / 1024:12,.0f}", flush=True)
grown = math.log(points[-1][1] / points[0][1]) / math.log(points[-1][0] / points[0][0])
print(f"time grows with the power {grown:.2f} of the segments")

SIZE, EDGE = 320, 48
low = [math.floor(math.log10(min(column))) for column in zip(*points)]
high = [math.ceil(math.log10(max(column))) for column in zip(*points)]
place = lambda x, y: (EDGE + SIZE * (math.log10(x) - low[0]) / (high[0] - low[0]), EDGE / 2 + SIZE * (1 - (math.log10(y) - low[1]) / (high[1] - low[1])))
text = lambda x, y, words, more="": f'<text x="{x:.1f}" y="{y:.1f}" {more}>{words}</text>'
parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + EDGE * 1.5:.0f} {SIZE + EDGE * 1.6:.0f}" font-family="sans-serif" font-size="11" fill="#444">',
         "<title>Seconds of an alignment by segments of both sides</title>", '<rect width="100%" height="100%" fill="#fff"/>']
for k in range(low[0], high[0] + 1):
    x, y = place(10**k, 10 ** low[1])
    parts += [f'<path d="M{x:.1f} {y:.1f}V{y - SIZE:.1f}" stroke="#ddd"/>', text(x, y + 16, f"{10**k:,}", 'text-anchor="middle"')]
for k in range(low[1], high[1] + 1):
    x, y = place(10 ** low[0], 10**k)
    parts += [f'<path d="M{x:.1f} {y:.1f}H{x + SIZE:.1f}" stroke="#ddd"/>', text(x - 6, y + 4, f"{10.0**k:g}", 'text-anchor="end"')]
# What takes time in proportion to its length rises along this line.
(x0, y0), (x1, y1) = place(*points[-1]), place(points[0][0], points[-1][1] * points[0][0] / points[-1][0])
parts.append(f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="#999" stroke-dasharray="4 4"/>')
spots = [place(*point) for point in points]
parts.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in spots)}" fill="none" stroke="#2563a8"/>')
parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#2563a8"><title>{both:,} segments: {seconds:.2f} s</title></circle>' for (x, y), (both, seconds) in zip(spots, points)]
parts += [text(EDGE + SIZE / 2, SIZE + EDGE * 1.4, "segments of both sides", 'text-anchor="middle"'), text(14, SIZE / 2 + EDGE / 2, "seconds", f'text-anchor="middle" transform="rotate(-90 14 {SIZE / 2 + EDGE / 2})"'), "</svg>"]
with open(options.svg, "w", encoding="utf-8") as file:
    file.write("\n".join(parts) + "\n")
