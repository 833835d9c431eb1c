"""How much faster `recto score` is than sacreBLEU and rouge-score, on the same sentences in one run.

Needs: pip install sacrebleu==2.6 rouge_score==0.1.2; Linux. The references are the sentences of the
bundled articles, the hypotheses are made of them: words dropped, exchanged and moved, by a fixed seed.
Times are on the processor, all threads together; recto's are those of a whole process that reads
and prints, sacreBLEU's and rouge-score's those of scoring alone, after their imports.
A number says how often each sentence comes (8 otherwise): the more there are, the less the start of the
process counts. Example: scripts/score_times.py target/release/recto 64 bleu,rouge1
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from glob import glob
from os.path import dirname, join

from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import BLEU, CHRF, TER

ROUNDS = 3


def noisy(sentence, rng):
    words = sentence.split()
    for _ in range(1 + len(words) // 6):
        at, kind = rng.randrange(len(words)), rng.random()
        if kind < 0.3 and len(words) > 1:
            del words[at]
        elif kind < 0.6:
            words[at] = words[rng.randrange(len(words))]
        else:
            run = words[at : at + 3]
            del words[at : at + 3]
            to = rng.randint(0, len(words))
            words[to:to] = run
    return " ".join(words)


def rouge(kinds, stem):
    def score(hypotheses, references):
        scorer = RougeScorer(kinds, use_stemmer=stem)
        for hypothesis, reference in zip(hypotheses, references):
            scorer.score(reference, hypothesis)

    return score


def corpus(make):
    return lambda hypotheses, references: make().corpus_score(hypotheses, [references])


METRICS = [
    ("bleu", [], corpus(BLEU)),
    ("chrf", [], corpus(CHRF)),
    ("chrf++", [], corpus(lambda: CHRF(word_order=2))),
    ("ter", [], corpus(TER)),
    ("rouge1", [], rouge(["rouge1"], False)),
    ("rouge2", [], rouge(["rouge2"], False)),
    ("rougeL", [], rouge(["rougeL"], False)),
    ("rougeLsum", [], rouge(["rougeLsum"], False)),
    ("rouge1,rouge2,rougeL,rougeLsum", ["--stem"], rouge(["rouge1", "rouge2", "rougeL", "rougeLsum"], True)),
]


def main(recto, times="8", only=""):
    rng = random.Random(1)
    seeds = join(dirname(__file__), "..", "seeds")
    references = []
    for path in sorted(glob(join(seeds, "*.*.*"))):
        output = subprocess.run([recto, "segment", path], capture_output=True, check=True)
        references += output.stdout.decode().splitlines()
    references = [sentence for sentence in references for _ in range(int(times))]
    hypotheses = [noisy(sentence, rng) for sentence in references]
    print(f"{len(references)} sentences; best of {ROUNDS}, seconds on the processor")
    with tempfile.TemporaryDirectory() as folder:
        files = [join(folder, name) for name in ("hypotheses", "references")]
        for file, lines in zip(files, (hypotheses, references)):
            with open(file, "w", encoding="utf-8") as out:
                out.write("\n".join(lines) + "\n")
        wanted = [metric for metric in METRICS if not only or metric[0] in only.split(",")]
        for names, options, theirs in wanted:
            best = [float("inf"), float("inf")]
            for _ in range(ROUNDS):
                start = time.process_time()
                theirs(hypotheses, references)
                best[0] = min(best[0], time.process_time() - start)
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([recto, "score", *files, "--metric", names, *options], capture_output=True, check=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                best[1] = min(best[1], used)
            print(f"{names + ' ' + ' '.join(options):40} {best[0]:8.3f} {best[1]:8.3f} {best[0] / best[1]:6.0f} times")


main(*sys.argv[1:])
