#!/usr/bin/env python3
"""Chooses the weights of src/summarize/blend.rs on articles with reference summaries.

    summary_weights.py RECTO SET.jsonl… [--folds 4] [--leave es_mlsum.jsonl …]

A line of a set is {"id","lang","article","summary" or "references","sentences" or "words"}. RECTO cuts the articles into
sentences (`RECTO summarize --batch`). Weights move one at a time over the few round values of STEPS from those of the
source while the mean of ROUGE-1 and ROUGE-2 grows; what a set is more than 0.3 below its lead counts double against it.
Out-of-fold figures are printed first, then those of the weights chosen on all. Sets after --leave are scored, never
fitted to. Needs numpy and rouge-score. The features are those of blend.rs, and the choice is that of select.rs without
the rule on openings; keep them the same. Nothing is written: the table in the source is edited by hand, rounded.
"""
import argparse, json, math, os, random, re, subprocess, unicodedata
from collections import Counter
import numpy as np
from rouge_score import tokenizers

SOURCE = dict(paragraph=0.65, paragraph_large=-0.55, central=0.1, central_large=1.0, first=0.1, length_large=0.75,
              place=0.5, fragment=-1.0, share_from=0.38, share_to=0.5, long_from=4.0, long_to=8.0)
STEPS = dict(paragraph=[.35, .5, .65], paragraph_large=[-.55, -.4, -.2, 0], central=[0, .05, .1], central_large=[.6, 1, 1.4],
             first=[0, .05, .1, .15], length_large=[.5, .75, 1], place=[.5, .6], share_from=[.35, .38, .4, .42],
             share_to=[.45, .5, .55])
LEAST_GAIN, SAMPLE = 0.02, 150
WORD = re.compile(r"[^\W_]+(?:['’\u200c.,][^\W_]+)*")
english = tokenizers.DefaultTokenizer(True)

def fold(text):
    text = unicodedata.normalize('NFKD', text)
    return ''.join(c for c in text if not unicodedata.combining(c) and c not in '\u0640\u200c\u200d\u200e\u200f').lower()

def read(path, recto):
    rows = [json.loads(line) for line in open(path, encoding='utf-8')]
    whole = [{'id': r['id'], 'lang': r['lang'], 'article': r['article'], 'sentences': 10**6} for r in rows]
    feed = '\n'.join(json.dumps(r, ensure_ascii=False) for r in whole)
    answer = subprocess.run([recto, 'summarize', '--batch'], input=feed.encode(), capture_output=True, check=True)
    got = {d['id']: d['sentences'] for d in map(json.loads, answer.stdout.decode().splitlines())}
    return [a for a in (article(r, got[r['id']]) for r in rows) if a]

def article(row, sentences):
    if not sentences:
        return None
    tokenize = english.tokenize if row['lang'] == 'en' else lambda t: re.findall(r'\w+', t.lower())
    grams = lambda t: (Counter(t), Counter(zip(t, t[1:])))
    texts, n = [s['text'] for s in sentences], len(sentences)
    terms = [[w[:6] for w in WORD.findall(fold(t))] for t in texts]
    words = np.array([max(1, len(t.split())) for t in texts], float)
    seen = Counter(w for t in terms for w in set(t))
    number = {w: i for i, w in enumerate(seen)}
    vectors = np.zeros((n, len(number) + 1))
    for i, t in enumerate(terms):
        for w, count in Counter(t).items():
            vectors[i, number[w]] = count * math.log(n / seen[w])
    vectors /= np.maximum(1e-12, np.linalg.norm(vectors, axis=1, keepdims=True))
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, 0)
    degrees = cosines.sum(1)
    first = cosines[:, 0].copy()
    first[0] = 1
    places, last, start = [], None, 0
    for i, s in enumerate(sentences):
        if s['paragraph'] != last:
            last, start = s['paragraph'], i
        places.append(i - start)
    kind = 'sentences' if 'sentences' in row else 'words'
    return dict(
        place=1 / (1 + np.arange(n)), paragraph=1 / (1 + np.array(places)), central=degrees / max(1e-12, degrees.max()),
        first=first, length=np.minimum(3, words / words.mean()), fragment=(words < 8) * 1.0, words=words,
        terms=[set(t) for t in terms], tokens=[tokenize(t) for t in texts], kind=kind, room=row[kind],
        share=row[kind] / (n if kind == 'sentences' else words.sum()), mean=n / (1 + sum(p == 0 for p in places[1:])),
        references=[grams(tokenize(r)) for r in row.get('references', [row['summary']])])

def ramp(value, start, end):
    return min(1.0, max(0.0, (value - start) / (end - start)))

def scores(a, w):
    large = ramp(a['share'], w['share_from'], w['share_to']) * (1 - ramp(a['mean'], w['long_from'], w['long_to']))
    return (a['place'] ** w['place'] + (w['paragraph'] + w['paragraph_large'] * large) * a['paragraph']
            + (w['central'] + w['central_large'] * large) * a['central'] + w['first'] * a['first']
            + w['length_large'] * large * a['length'] + w['fragment'] * a['fragment'])

def rouge(a, score):
    """Mean F1 of ROUGE-1 and ROUGE-2, in percent, of the best sentences that fit and repeat none."""
    room, taken = a['room'], []
    for i in np.argsort(-score, kind='stable'):
        need = 1 if a['kind'] == 'sentences' else a['words'][i]
        alike = lambda j: 2 * len(a['terms'][i] & a['terms'][j]) >= len(a['terms'][i] | a['terms'][j]) > 0
        if need <= room and not any(map(alike, taken)):
            taken.append(i)
            room -= need
    tokens = [t for i in sorted(taken) for t in a['tokens'][i]]
    found = Counter(tokens), Counter(zip(tokens, tokens[1:]))
    def f1(got, reference):
        both = sum(min(n, reference.get(g, 0)) for g, n in got.items())
        return 2 * both / max(1, sum(got.values()) + sum(reference.values()))
    return 50 * sum(max(f1(got, reference[n]) for reference in a['references']) for n, got in enumerate(found))

def means(sets, w):
    return {name: np.mean([rouge(a, scores(a, w)) for a in arts]) for name, arts in sets.items()}

def leads(sets):
    return {name: np.mean([rouge(a, a['place']) for a in arts]) for name, arts in sets.items()}

def fit(sets, seed):
    lead = leads(sets)
    def worth(w):
        got = means(sets, w)
        return sum(v - 2 * max(0, lead[name] - 0.3 - v) for name, v in got.items()) / len(got)
    best, top = dict(SOURCE), worth(SOURCE)
    names = list(STEPS)
    random.Random(seed).shuffle(names)
    for name in names * 2:
        for value in STEPS[name]:
            tried = {**best, name: value}
            if value != best[name] and tried['share_from'] < tried['share_to'] and (gain := worth(tried)) > top + LEAST_GAIN:
                best, top = tried, gain
    return best

def show(label, figures):
    print(f'{label:24}', '  '.join(f'{name} {value:.2f}' for name, value in figures.items()),
          f' mean {np.mean(list(figures.values())):.2f}', flush=True)

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('recto')
    parser.add_argument('sets', nargs='+')
    parser.add_argument('--leave', nargs='*', default=[])
    parser.add_argument('--folds', type=int, default=4)
    options = parser.parse_args()
    name = lambda path: os.path.basename(path).removesuffix('.jsonl')
    whole = {name(p): read(p, options.recto) for p in options.sets}
    left = {name(p): read(p, options.recto) for p in options.leave}
    sets = {n: arts[::max(1, len(arts) // SAMPLE)] for n, arts in whole.items()}
    outside = {n: [] for n in sets}
    for k in range(options.folds):
        inside = {n: [a for i, a in enumerate(arts) if i % options.folds != k] for n, arts in sets.items()}
        w = fit(inside, k)
        print('fold', k, {n: v for n, v in w.items() if v != SOURCE[n]} or 'as in the source', flush=True)
        for n, arts in sets.items():
            outside[n] += [rouge(a, scores(a, w)) for a in arts[k::options.folds]]
    show('out of fold', {n: np.mean(v) for n, v in outside.items()})
    show('source, same articles', means(sets, SOURCE))
    show('lead, same articles', leads(sets))
    w = fit(sets, options.folds)
    print('on all', {n: v for n, v in w.items() if v != SOURCE[n]} or 'as in the source')
    everything = {**whole, **left}
    show('chosen', means(everything, w))
    show('source', means(everything, SOURCE))
    show('lead', leads(everything))

if __name__ == '__main__':
    main()
