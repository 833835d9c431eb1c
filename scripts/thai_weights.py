#!/usr/bin/env python3
"""Fits the weights of src/segment/thai/thai.txt to Thai text with known sentence ends.

    thai_weights.py TEXT GOLD [--write] [--folds 9] [--strength 1.0]

TEXT is plain text, blocks set off by a blank line; GOLD is JSON with "spans": [[start, end], …], the sentences in code
points. Needs numpy and scipy. The model is a semi-Markov chain (Sarawagi & Cohen 2004): a way to cut a block is worth the
sum of what its sentences and its ends are worth, and the weights make the right way likely, held small by a Gaussian
prior. F1 is measured across folds of whole blocks, with weights fitted to the other folds, and printed before the weights
for all of the text are written back to the data file. The features are those of src/segment/thai; keep them the same.
"""
import argparse, json, math, os, re, sys
import numpy as np
from scipy.optimize import minimize

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'src', 'segment', 'thai', 'thai.txt')
OPENING, CLOSING = '“‘"\'«([{', '”’"\'»)]}'
LENGTHS = [10, 18, 26, 36, 48, 60, 75, 90, 110, 135, 165, 200, 250]
CHUNKS = [6, 10, 15, 22, 32, 45, 65, 90]
WINDOW = 40          # spaces looked back over for the start of a sentence
# Set by hand, as the text that the others are fitted to has too few of them: a wide gap is what the Royal Society asks
# for between sentences; stops are judged by the rules for all languages. `end:likely` is the least probability of an end.
FIXED = {'gap:wide': 1.0, 'l:ask': 3.0, 'l:stop': -1.0, 'end:likely': 0.4}

def load():
    sections, name = {}, None
    for line in open(DATA, encoding='utf-8'):
        line = line.strip()
        if not line or line.startswith('#'):
            continue
        if line.startswith('['):
            name = line.strip('[]')
            sections[name] = []
        else:
            sections[name] += line.split()
    return sections

S = load()
STANDALONE = {'right-unit', 'left-counts'}
RIGHT = {w: s[6:] for s in reversed(list(S)) if s.startswith('right-') and s not in STANDALONE for w in S[s]}
LEFT = {w: s[5:] for s in reversed(list(S)) if s.startswith('left-') and s not in STANDALONE for w in S[s]}
UNIT, COUNTS = set(S['right-unit']), set(S['left-counts'])
LONGEST = max(map(len, [*RIGHT, *LEFT, *UNIT, *COUNTS]))
PREDICATE, SILENT = S['has-predicate'], S['has-silent'][0]

def thai(c): return '\u0e01' <= c <= '\u0e4f' or c in '\u0e5a\u0e5b'
def joined(c): return c in '\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e45\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e'
def leading(c): return c in 'เแโใไ'
def prefix(text, table):
    for n in range(min(LONGEST, len(text)), 0, -1):
        if text[:n] in table and not (n < len(text) and joined(text[n])):
            return text[:n]
def suffix(text, table):
    for n in range(min(LONGEST, len(text)), 0, -1):
        if text[-n:] in table and not (n < len(text) and (leading(text[-n-1]) or joined(text[-n]))):
            return text[-n:]

class Chunk:
    def __init__(self, start, text):
        self.start, self.end, self.text, self.n = start, start + len(text), text, len(text)
        head, tail = text.lstrip(OPENING), text.rstrip(CLOSING)
        self.opens = text[0] if len(head) < len(text) else ''
        self.closes = text[-1] if len(tail) < len(text) else ''
        c = head[:1]
        self.right = 'none' if not c else RIGHT.get(prefix(head, RIGHT), 'other') if thai(c) else 'digit' if c.isnumeric() else 'letter' if c.isalpha() else 'mark'
        self.unit = bool(c) and prefix(head, UNIT) is not None
        c = tail[-1:]
        self.left = ('none' if not c else 'repeat' if c == 'ๆ' else 'cut' if c == 'ฯ' else LEFT.get(suffix(tail, LEFT), 'other') if thai(c)
                     else 'digit' if c.isnumeric() else 'letter' if c.isalpha() else 'ask' if c in '?!…' else 'stop' if c == '.' else 'comma' if c in ',;:' else 'mark')
        self.counts = bool(c) and suffix(tail, COUNTS) is not None
        self.predicate = any(w in text for w in PREDICATE)
        self.then = self.right != 'connective' and any(w in text for w in S['has-then'])
        self.says = any(w in text for w in S['has-said'])
        self.silent_head = SILENT in text[:12]
        self.silent_tail = SILENT in text[-12:]

def bin_of(n, edges):
    for i, e in enumerate(edges):
        if n < e: return e
    return 'more'

class Block:
    """The chunks between spaces, and for each space the features of an end there."""
    def __init__(self, offset, text):
        self.chunks = [Chunk(offset + m.start(), m.group()) for m in re.finditer(r'\S+', text)]
        c = self.chunks
        self.places = []         # k: an end may stand before chunk k
        self.features = []
        depth = 0
        straight = False
        for k in range(1, len(c)):
            for ch in c[k-1].text:
                if ch in '“([«': depth += 1
                elif ch in '”)]»': depth = max(0, depth - 1)
                elif ch == '"': straight = not straight
            inside = depth > 0 or straight
            a, b = c[k-1], c[k]
            if a.left in ('digit', 'letter', 'mark', 'none') and b.right in ('digit', 'letter', 'mark', 'none'):
                continue
            f = signs(a, b, c[k+1] if k + 1 < len(c) else None, inside)
            if a.end + 1 < b.start: f.append('gap:wide')
            self.places.append(k)
            self.features.append(f)

def signs(a, b, after, inside):
    """What speaks for or against an end between the chunks a and b; the chunk after b may be none."""
    f = ['l:' + a.left, 'r:' + b.right, 'ln:%s' % bin_of(a.n, CHUNKS), 'rn:%s' % bin_of(b.n, CHUNKS)]
    if a.closes: f.append('lq:bracket' if a.closes in ')]}' else 'lq:quote')
    if b.opens: f.append('rq:bracket' if b.opens in '([{' else 'rq:short' if b.closes and b.n <= 24 else 'rq:long')
    if inside: f.append('in:quote')
    if a.left == 'digit' and b.unit: f.append('number:unit')
    if b.right == 'digit' and a.counts: f.append('number:counts')
    if not b.predicate: f.append('right:bare')
    if not a.predicate: f.append('left:bare')
    if b.n <= 16 and b.silent_head: f.append('right:name')
    if a.silent_tail: f.append('left:name')
    if b.left == 'said' and b.n <= 24: f.append('tag:here')
    elif after and after.left == 'said' and after.n <= 24: f.append('tag:next')
    if a.left == 'said': f.append('tag:done')
    if b.then: f.append('right:then')
    if b.right == 'connective' and b.n <= 16: f.append('right:alone')
    if b.says: f.append('right:says')
    if a.says: f.append('left:says')
    if a.closes and a.closes not in ')]}' and (b.says or after and after.says): f.append('quote:says')
    return f

INTRO = ('if', 'when', 'in', 'time', 'because', 'connective')
def spans(block):
    """For each end j and each start i in the window: the features of the sentence, as one list of rows."""
    c, P = block.chunks, block.places
    starts = [0] + P
    ends = P + [len(c)]
    pred = np.cumsum([0] + [x.predicate for x in c])
    rows = []
    for j in range(len(ends)):
        row = []
        for i in range(max(0, j - WINDOW + 1), j + 1):
            s, e = starts[i], ends[j]
            n = c[e-1].end - c[s].start
            f = ['n:%s' % bin_of(n, LENGTHS)]
            f += ['bare:yes'] if pred[e] == pred[s] else []
            k = c[s].right
            if k in INTRO and e - s <= 2:
                f.append('intro:%d:%s' % (e - s, k))
            if e - s == 1: f.append('one:chunk')
            if k in INTRO and e < len(c) and c[e].then and e - s <= 2: f.append('intro:then')
            if c[s].opens and c[s].opens not in '([{':
                f.append('quoted:says' if any(c[x].says for x in range(max(s, e - 4), e)) else 'quoted:silent')
            row.append(f)
        rows.append(row)
    return rows

def blocks_of(text):
    out, at = [], 0
    for part in re.split(r'(\n\s*\n)', text):
        if part.strip(): out.append(Block(at, part))
        at += len(part)
    return out

class Model:
    def __init__(self, blocks, gold):
        self.index = {}
        ids = lambda fs: [self.index.setdefault(f, len(self.index)) for f in fs]
        self.blocks = []
        for b in blocks:
            B = [ids(f) for f in b.features]
            Z = [[ids(f) for f in row] for row in spans(b)]
            g = [b.chunks[k-1].end in gold for k in b.places]
            self.blocks.append((B, Z, g))
        self.size = len(self.index)
        pad = self.size
        def rect(rows):
            m = max([len(r) for r in rows] + [1])
            return np.array([r + [pad] * (m - len(r)) for r in rows]).reshape(len(rows), m)
        self.blocks = [(rect(B), [rect(r) for r in Z], g) for B, Z, g in self.blocks]

    def scores(self, w, b):
        B, Z, g = b
        w = np.append(w, 0.0)
        for f, v in FIXED.items():
            if f in self.index: w[self.index[f]] = v
        bs = np.append(w[B].sum(1), 0.0) if len(B) else np.zeros(1)
        return bs, [w[z].sum(1) for z in Z]

    def loss(self, w, use):
        total, grad = 0.0, np.zeros(self.size + 1)
        for t in use:
            B, Z, g = self.blocks[t]
            bs, zs = self.scores(w, self.blocks[t])
            m = len(Z)
            A = np.zeros(m + 1)
            for j in range(m):
                x = A[j + 1 - len(zs[j]):j + 1] + zs[j]
                top = x.max(); A[j+1] = top + math.log(np.exp(x - top).sum()) + bs[j]
            D = np.full(m + 1, -1e30); D[m] = 0.0
            marg = [None] * m
            for j in range(m - 1, -1, -1):
                lo = j + 1 - len(zs[j])
                x = zs[j] + bs[j] + D[j+1]
                marg[j] = np.exp(A[lo:j+1] + x - A[m])
                D[lo:j+1] = np.logaddexp(D[lo:j+1], x)
            total += A[m]
            start = 0
            for j in range(m):
                lo = j + 1 - len(zs[j])
                p = marg[j].copy()
                if j == m - 1 or g[j]:
                    if start >= lo:
                        total -= zs[j][start - lo] + bs[j]
                        p[start - lo] -= 1.0
                    end_gold = 1.0
                    start = j + 1
                else:
                    end_gold = 0.0
                np.add.at(grad, Z[j], p[:, None])
                if j < m - 1:
                    np.add.at(grad, B[j], marg[j].sum() - end_gold)
        return total, grad[:-1]

    def fit(self, use, strength, w0=None):
        def f(w):
            l, g = self.loss(w, use)
            return l + 0.5 * strength * (w @ w), g + strength * w
        return minimize(f, np.zeros(self.size) if w0 is None else w0, jac=True, method='L-BFGS-B', options=dict(maxiter=60)).x

    def marginals(self, w, t):
        bs, zs = self.scores(w, self.blocks[t]); m = len(zs)
        A = np.zeros(m + 1); 
        for j in range(m):
            x = A[j + 1 - len(zs[j]):j + 1] + zs[j]
            top = x.max(); A[j+1] = top + math.log(np.exp(x - top).sum()) + bs[j]
        D = np.full(m + 1, -1e30); D[m] = 0.0
        for j in range(m - 1, -1, -1):
            lo = j + 1 - len(zs[j])
            D[lo:j+1] = np.logaddexp(D[lo:j+1], zs[j] + bs[j] + D[j+1])
        return np.exp(A + D - A[m])[1:m]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('text'); ap.add_argument('gold'); ap.add_argument('--write', action='store_true')
    ap.add_argument('--folds', type=int, default=9); ap.add_argument('--strength', type=float, nargs='+', default=[1.0])
    ap.add_argument('--errors', type=int, default=0); ap.add_argument('--show', action='store_true')
    a = ap.parse_args()
    text = open(a.text, encoding='utf-8', newline='').read()
    g = json.load(open(a.gold)); free = set(g['free'])
    gold = {e for i, (s, e) in enumerate(g['spans']) if i not in free}
    blocks = blocks_of(text)
    model = Model(blocks, gold)
    print('%d blocks, %d places, %d ends of which %d reachable, %d features' % (len(blocks), sum(len(b.places) for b in blocks),
          len(gold), sum(sum(x[2]) for x in model.blocks), model.size))
    for strength in a.strength:
        pred = {}
        cuts = [.3, .35, .4, .45, .5]
        tally = {}
        for fold in range(a.folds):
            use = [t for t in range(len(blocks)) if t % a.folds != fold]
            w = model.fit(use, strength)
            for t in range(fold, len(blocks), a.folds):
                mg = model.marginals(w, t)
                where = [blocks[t].chunks[k-1].end for k in blocks[t].places]
                for c in cuts:
                    pred.setdefault(c, set()).update(where[j] for j in range(len(where)) if mg[j] > c)
        for k, p in pred.items():
            tp = len(p & gold); P, R = tp / max(1, len(p)), tp / len(gold)
            tally[k] = 2 * P * R / max(1e-9, P + R)
        print('strength %.1f  ' % strength + '  '.join('%.2f: %.1f' % (k, 100 * v) for k, v in tally.items()), flush=True)
        if a.errors:
            p = pred[FIXED['end:likely']]
            for kind, xs in (('FP', p - gold), ('FN', gold - p)):
                for x in sorted(xs)[:a.errors]: print(kind, text[max(0, x-40):x] + '⏐' + text[x:x+30].replace('\n', '⏎'))
    w = model.fit(range(len(blocks)), a.strength[-1])
    if a.show:
        count = {}
        for b in blocks:
            for f in b.features:
                for x in f: count[x] = count.get(x, 0) + 1
        for f, i in sorted(model.index.items()): print('%-18s %6.2f  %d' % (f, w[i], count.get(f, 0)))
    if a.write: write({f: w[i] for f, i in model.index.items()})

def write(weights):
    head = open(DATA, encoding='utf-8').read().split('\n# What each', 1)[0].rstrip('\n')
    rows = {**{f: v for f, v in weights.items()}, **FIXED}
    lines = ['%s %d' % (f, round(1000 * v)) for f, v in sorted(rows.items())]
    open(DATA, 'w', encoding='utf-8').write(head + '\n\n# What each sign is worth as evidence for an end, in thousandths of a nat. Written by scripts/thai_weights.py.\n[weights]\n' + '\n'.join(lines) + '\n')

if __name__ == '__main__':
    main()
