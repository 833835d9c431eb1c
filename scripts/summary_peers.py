#!/usr/bin/env python3
"""Recto's summaries beside sumy's, on the same sentences and with the same scores, and how sure the differences are.

    summary_peers.py RECTO SET.jsonl… [--keep FILE] [--methods blend,lead,…]

A line of a set is {"id","lang","article","summary" or "references","sentences" or "words"}. Every peer is given the
sentences that RECTO finds in the article (`RECTO summarize --batch`, all of them), words are runs of letters and digits,
stop words and stems are sumy's own where it has them for the language. Peers take sentences by rating until the words
asked for are reached; what is over is cut at the end. ROUGE-1, -2 and -Lsum F1 of rouge-score, English with stems, the
best of several references.

Prints a table (mean of the three, a column a set), then for each set the difference of Recto's default method to lead
and to the best peer, with the 95 % interval of a paired bootstrap over articles (10,000 draws, a fixed seed).
Edmundson is given sumy's stop words as null words, no cue words (it refuses to go without, so one that never occurs).
--keep FILE remembers the scores of the peers, which take minutes. Needs: pip install sumy==0.13 rouge-score numpy.
"""
import argparse, functools, json, os, random, re, subprocess, sys, time
import numpy as np
from rouge_score import rouge_scorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer, null_stemmer
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.random import RandomSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

PEERS = {"LexRank": LexRankSummarizer, "TextRank": TextRankSummarizer, "LSA": LsaSummarizer, "Luhn": LuhnSummarizer,
         "Edmundson": EdmundsonSummarizer, "KL-Sum": KLSummarizer, "SumBasic": SumBasicSummarizer,
         "Reduction": ReductionSummarizer, "random": RandomSummarizer}
KINDS = ["rouge1", "rouge2", "rougeLsum"]
DRAWS = 10_000


class Words:
    """The tokenizer that sumy and rouge-score ask for."""

    def to_words(self, text):
        return tuple(re.findall(r"[^\W_]+(?:['’\u200c][^\W_]+)*", text))

    def tokenize(self, text):
        return re.findall(r"\w+", text.lower())


ENGLISH = rouge_scorer.RougeScorer(KINDS, use_stemmer=True)
OTHER = rouge_scorer.RougeScorer(KINDS, tokenizer=Words())


def ask(recto, rows, method="blend", whole=False):
    lines = []
    for row in rows:
        line = {k: row[k] for k in ("id", "lang", "article", "sentences", "words") if k in row}
        if whole:
            line.pop("words", None)
            line["sentences"] = 10**6
        lines.append(json.dumps(line, ensure_ascii=False))
    command = [recto, "summarize", "--batch", "--method", method]
    answer = subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=True)
    answers = map(json.loads, answer.stdout.decode().split("\n")[:-1])
    return {answer["id"]: answer for answer in answers}


def score(row, summary):
    """Mean F1 of the three kinds, in percent; what is over the budget in words is cut, as in measure/summarization.py."""
    if "words" in row:
        lines, left = [], row["words"]
        for line in summary.split("\n"):
            words = line.split()[:left]
            left -= len(words)
            if words:
                lines.append(" ".join(words))
        summary = "\n".join(lines)
    scorer = ENGLISH if row["lang"] == "en" else OTHER
    scores = [scorer.score(reference, summary) for reference in row.get("references", [row.get("summary")])]
    return 100 * np.mean([max(one[kind].fmeasure for one in scores) for kind in KINDS])


def taken(row):
    """Takes the best of sumy's rated sentences, as many as the budget asks for."""

    def take(rated):
        if "words" not in row:
            return rated[: row["sentences"]]
        left, got = row["words"], []
        for one in rated:
            if left <= 0:
                break
            got.append(one)
            left -= len(str(one.sentence).split())
        return got

    return take


def language(call, tag, default):
    try:
        return call(tag)
    except (LookupError, ValueError):
        return default


@functools.cache
def stemmer(tag):
    """sumy's stemmer, each word once: NLTK's for Arabic gives a word other stems by what came before, and SumBasic fails."""
    return functools.lru_cache(100_000)(language(Stemmer, tag, null_stemmer))


class Text:
    """An article as sumy models it."""

    def __init__(self, row, answer):
        paragraphs = {}
        for sentence in answer["sentences"]:
            paragraphs.setdefault(sentence["paragraph"], []).append(sentence["text"])
        words = Words()
        self.document = ObjectDocumentModel(
            Paragraph([Sentence(" ".join(text.split()), words) for text in texts]) for texts in paragraphs.values()
        )
        self.lang = row["lang"]

    def summary(self, peer, row):
        sentences = self.document.sentences
        if not sentences:
            return ""
        if peer == "lead":
            infos = [type("Info", (), {"sentence": s}) for s in sentences]
            return "\n".join(str(info.sentence) for info in taken(row)(infos))
        stop_words = language(get_stop_words, self.lang, frozenset())
        summarizer = PEERS[peer](stemmer(self.lang))
        if peer == "Edmundson":
            summarizer.bonus_words = summarizer.stigma_words = ["\0"]
            summarizer.null_words = stop_words or ["\0"]
        elif hasattr(summarizer, "stop_words"):
            summarizer.stop_words = stop_words
        return "\n".join(map(str, summarizer(self.document, taken(row))))


def peers(recto, sets, keep):
    known = json.load(open(keep)) if keep and os.path.exists(keep) else {}
    for name, rows in sets.items():
        texts = None
        for peer in ["lead", *PEERS]:
            if peer in known.get(name, {}):
                continue
            if texts is None:
                answers = ask(recto, rows, whole=True)
                texts = [(row, Text(row, answers[row["id"]])) for row in rows]
            np.random.seed(1)
            random.seed(1)
            start = time.process_time()
            summaries = [text.summary(peer, row) for row, text in texts]
            seconds = time.process_time() - start
            scores = [score(row, summary) for (row, _), summary in zip(texts, summaries)]
            known.setdefault(name, {})[peer] = scores
            print(f"{name} {peer}: {np.mean(scores):.2f}, {len(rows) / max(seconds, 1e-9):.0f} articles/s", file=sys.stderr)
            if keep:
                json.dump(known, open(keep, "w"))
    return known


def interval(difference):
    draws = np.random.default_rng(1).integers(0, len(difference), (DRAWS, len(difference)))
    return np.percentile(difference[draws].mean(axis=1), [2.5, 97.5])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recto")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--keep")
    parser.add_argument("--methods", default="blend")
    options = parser.parse_args()
    sets = {}
    for path in options.sets:
        with open(path, encoding="utf-8") as file:
            sets[os.path.basename(path).removesuffix(".jsonl")] = [json.loads(line) for line in file]
    theirs = peers(options.recto, sets, options.keep)
    ours = {}
    for method in options.methods.split(","):
        for name, rows in sets.items():
            answers = ask(options.recto, rows, method)
            ours.setdefault(method, {})[name] = [score(row, answers[row["id"]]["summary"]) for row in rows]
    print("| |", " | ".join(name.split("_")[0] for name in sets), "| mean |")
    table = {f"Recto's {method}": scores for method, scores in ours.items()}
    table |= {f"sumy's {peer}" if peer in PEERS else "lead, cut": {n: theirs[n][peer] for n in sets} for peer in ["lead", *PEERS]}
    for label, scores in sorted(table.items(), key=lambda row: -np.mean([np.mean(s) for s in row[1].values()])):
        means = [np.mean(scores[name]) for name in sets]
        print(f"| {label} |", " | ".join(f"{mean:.1f}" for mean in means), f"| {np.mean(means):.1f} |")
    default = next(iter(ours.values()))
    ahead, sure = 0, 0
    for name in sets:
        best = max(theirs[name], key=lambda peer: np.mean(theirs[name][peer]))
        cells = []
        for peer in ["lead", best]:
            difference = np.array(default[name]) - np.array(theirs[name][peer])
            low, high = interval(difference)
            cells.append(f"{peer} {difference.mean():+.2f} ({low:+.2f} to {high:+.2f})")
        ahead += difference.mean() > 0
        sure += low > 0
        print(f"| {name} | {' | '.join(cells)} |")
    print(f"ahead of the best peer on {ahead} of {len(sets)} sets, on {sure} of them surely")


main()
