#!/usr/bin/env python3
"""How often links are right, by the confidence they have: `scripts/alignment_reliability.py DATA docs/alignment-reliability.svg [--recto target/release/recto]`.

DATA has folders `SET.A-B` with `DOC.src`, `DOC.tgt` (a segment a line) and `DOC.gold` (`[0, 1]:[2]` a line). Draws a reliability diagram and prints its numbers."""
import argparse, glob, json, os, re, subprocess

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("data")
arguments.add_argument("svg")
arguments.add_argument("--recto", default="target/release/recto")
options = arguments.parse_args()

BINS, SIZE, EDGE = 10, 320, 48
bins = [[0, 0, 0.0] for _ in range(BINS)]
for gold in sorted(glob.glob(os.path.join(options.data, "*.*", "*.gold"))):
    stem, pair = gold[:-5], os.path.basename(os.path.dirname(gold)).rsplit(".", 1)[1]
    languages = (pair.split("-") + [pair])[:2]
    with open(gold, encoding="utf-8") as file:
        known = {tuple(tuple(map(int, re.findall(r"\d+", side))) for side in line.split(":")[:2]) for line in file if line.startswith("[")}
    command = [options.recto, "align", stem + ".src", stem + ".tgt", "--from", languages[0], "--to", languages[1], "--segmented", "--format", "json"]
    for line in subprocess.run(command, capture_output=True, text=True).stdout.split("\n"):
        row = json.loads(line) if line.startswith("{") else {"source": [], "target": []}
        if row["source"] and row["target"]:
            bin = bins[min(BINS - 1, int(row["confidence"] * BINS))]
            bin[0] += 1
            bin[1] += (tuple(row["source"]), tuple(row["target"])) in known
            bin[2] += row["confidence"]

place = lambda x, y: (EDGE + SIZE * x, EDGE / 2 + SIZE * (1 - y))
text = lambda x, y, words, more="": f'<text x="{x:.1f}" y="{y:.1f}" {more}>{words}</text>'
parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + EDGE * 1.5:.0f} {SIZE + EDGE * 1.6:.0f}" font-family="sans-serif" font-size="11" fill="#444">',
         "<title>Share of right links by confidence</title>", f'<rect width="100%" height="100%" fill="#fff"/>']
for k in range(6):
    (left, y), (x, bottom) = place(0, k / 5), place(k / 5, 0)
    parts.append(f'<path d="M{left:.1f} {y:.1f}H{left + SIZE}M{x:.1f} {bottom:.1f}V{bottom - SIZE:.1f}" stroke="#ddd"/>')
    parts += [text(left - 6, y + 4, f"{k / 5:.1f}", 'text-anchor="end"'), text(x, bottom + 16, f"{k / 5:.1f}", 'text-anchor="middle"')]
start, end = place(0, 0), place(1, 1)
parts.append(f'<path d="M{start[0]} {start[1]}L{end[0]} {end[1]}" stroke="#999" stroke-dasharray="4 4"/>')
points = []
for count, right, confidence in bins:
    if count:
        x, y = place(confidence / count, right / count)
        points.append(f"{x:.1f},{y:.1f}")
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{max(2.5, (count / 60) ** 0.4):.1f}" fill="#2563a8"><title>{count} links: confidence {confidence / count:.3f}, right {right / count:.3f}</title></circle>')
        print(f"{count:6} links  confidence {confidence / count:.3f}  right {right / count:.3f}")
parts.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="#2563a8"/>')
parts += [text(EDGE + SIZE / 2, SIZE + EDGE * 1.4, "confidence", 'text-anchor="middle"'), text(14, SIZE / 2 + EDGE / 2, "right", f'text-anchor="middle" transform="rotate(-90 14 {SIZE / 2 + EDGE / 2})"'), "</svg>"]
with open(options.svg, "w", encoding="utf-8") as file:
    file.write("\n".join(parts) + "\n")
