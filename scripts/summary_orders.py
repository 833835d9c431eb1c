#!/usr/bin/env python3
"""Records in which order sumy has the sentences of our sample texts, with its departures from the papers mended.

    summary_orders.py RECTO [--write]

The texts are tests/data/summaries/*.txt, a sentence a paragraph. They are logs in the style of telegrams: the script makes
sure that no word of them is on a list of stop words, sumy's or ours, and that no two words have one stem or the same first
six letters, so that only formulae count. Each class below mends what sumy 0.13 does otherwise than the paper and says so;
the rest is sumy's code. --write stores the mended ratings in tests/data/summaries/orders.json, which
tests/summary_orders.rs holds Recto to. Printed is Kendall's tau-b of Recto's order with that of sumy as it is and with
the mended one, over all texts. Needs: pip install sumy==0.13 numpy nltk.
"""
import argparse, glob, json, math, os, re, subprocess
import numpy
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS = os.path.join(HERE, "../tests/data/summaries")


def settled(matrix, damping):
    """The ranks that a damped walk over the rows of `matrix` comes to."""
    ranks = numpy.full(len(matrix), 1 / len(matrix))
    for _ in range(1000):
        ranks = (1 - damping) / len(matrix) + damping * matrix.T @ ranks
    return ranks


class LexRank(LexRankSummarizer):
    """idf is log(N/n), not log(N/(1+n)); the walk is damped (equation 4 of the paper); it ends when it has settled, not at
    the first change below 0.1."""

    def _compute_idf(self, sentences):
        terms = {term for sentence in sentences for term in sentence}
        return {t: math.log(len(sentences) / sum(t in s for s in sentences)) for t in terms}

    @staticmethod
    def power_method(matrix, epsilon):
        return settled(matrix, 0.85)


class TextRank(TextRankSummarizer):
    """No sentence is linked to itself; a word that both sentences have counts once; the share that does not follow links
    stays the same where sentences without links leak; the walk ends when it has settled."""

    def _create_matrix(self, document):
        sentences = [self._to_words_set(sentence) for sentence in document.sentences]
        rate = lambda i, j: 0 if i == j else self._rate_sentences_edge(sentences[i], sentences[j])
        count = range(len(sentences))
        weights = numpy.array([[rate(i, j) for j in count] for i in count], float)
        return weights / numpy.maximum(weights.sum(axis=1)[:, numpy.newaxis], self._ZERO_DIVISION_PREVENTION)

    @classmethod
    def power_method(cls, matrix, epsilon):
        return settled(matrix, cls.damping)

    def _to_words_set(self, sentence):
        return sorted(set(super()._to_words_set(sentence)))


class Lsa(LsaSummarizer):
    """Counts as they are, where sumy smooths them and gives words that a sentence has not 0.4; only the topics whose
    singular value is at least half of the greatest, where sumy keeps all, so that a rank is the length of the column."""

    def _compute_term_frequency(self, matrix, smooth=0):
        return matrix

    def _compute_ranks(self, sigma, v_matrix):
        strong = sigma >= sigma[0] / 2
        return numpy.sqrt(((sigma[strong, None] * v_matrix[strong]) ** 2).sum(axis=0))


class Luhn(LuhnSummarizer):
    """Four insignificant words may stand between two significant ones, where sumy ends a cluster at the fourth."""

    max_gap_size = 5


class SumBasic(SumBasicSummarizer):
    """The best sentence is looked for among those that have the most probable word (step 3 of the paper)."""

    def _find_index_of_best_sentence(self, word_freq, sentences_as_words):
        left = [word for words in sentences_as_words for word in words]
        most = max(left, key=word_freq.get)
        having = [i for i, words in enumerate(sentences_as_words) if most in words]
        mean = lambda i: self._compute_average_probability_of_words(word_freq, sentences_as_words[i])
        return max(having, key=mean)


class KlSum(KLSummarizer):
    """The divergence is summed over all words of the document, smoothed where the summary has them not, where sumy leaves
    those out; words of the summary are in small letters, as those of the document are."""

    def compute_tf(self, sentences):
        self.of_document = super().compute_tf(sentences)
        return self.of_document

    def _joint_freq(self, one, other):
        counts = self._compute_word_freq([word.lower() for word in [*one, *other]])
        whole = sum(counts.values()) + 0.01 * len(self.of_document)
        return {word: (counts.get(word, 0) + 0.01) / whole for word in self.of_document}


METHODS = {"lexrank": (LexRankSummarizer, LexRank), "textrank": (TextRankSummarizer, TextRank), "lsa": (LsaSummarizer, Lsa),
           "luhn": (LuhnSummarizer, Luhn), "sumbasic": (SumBasicSummarizer, SumBasic), "kl": (KLSummarizer, KlSum),
           "edmundson": (EdmundsonSummarizer, None)}


class Words:
    def to_words(self, text):
        return tuple(re.findall(r"\w+", text))


def our_stop_words(tag):
    source = open(os.path.join(HERE, "../src/summarize/stop_words.rs"), encoding="utf-8").read()
    found = re.search(r'"%s",\s*"([^"]*)"' % tag, source)
    return set(found.group(1).split()) if found else set()


def check(name, tag, sentences):
    """That only formulae count."""
    words = {word.lower() for sentence in sentences for word in Words().to_words(sentence)}
    stops = words & (our_stop_words(tag) | set(get_stop_words(tag)))
    assert not stops, f"{name}: {sorted(stops)} are stop words"
    for short in (Stemmer(tag), lambda word: word[:6]):
        seen = {}
        for word in sorted(words):
            other = seen.setdefault(short(word), word)
            assert other == word, f"{name}: {other} and {word} are one to a stemmer"


def ratings(summarizer, tag, document):
    """What a sentence is rated, in their order."""
    got = {}

    def take(infos):
        got.update({info.order: float(info.rating) for info in infos})
        return infos

    one = summarizer(Stemmer(tag))
    if isinstance(one, EdmundsonSummarizer):
        one.bonus_words = one.stigma_words = one.null_words = ["\0"]
    one(document, take)
    return [got[order] for order in sorted(got)]


def ours(recto, path, method):
    command = [recto, "summarize", path, "--method", method, "--sentences", "999", "--format", "json"]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return [sentence["score"] for sentence in answer["sentences"]]


def pairs(a, b):
    """Concordant less discordant pairs, and those that are not tied in a, in b."""
    sign = lambda x, y: 0 if math.isclose(x, y, rel_tol=1e-6, abs_tol=1e-9) else 1 if x > y else -1
    signs = [(sign(a[i], a[j]), sign(b[i], b[j])) for i in range(len(a)) for j in range(i)]
    return numpy.array([sum(x * y for x, y in signs), sum(x != 0 for x, _ in signs), sum(y != 0 for _, y in signs)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recto")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    recorded, sums = {}, {}
    for path in sorted(glob.glob(os.path.join(TEXTS, "*.txt"))):
        name = os.path.basename(path)
        tag = name.split(".")[1]
        sentences = open(path, encoding="utf-8").read().strip().split("\n\n")
        check(name, tag, sentences)
        words = Words()
        document = ObjectDocumentModel([Paragraph([Sentence(sentence, words)]) for sentence in sentences])
        for method, classes in METHODS.items():
            scores = ours(options.recto, path, method)
            for column, one in enumerate(classes):
                if one:
                    rated = ratings(one, tag, document)
                    sums[method, column] = sums.get((method, column), 0) + pairs(rated, scores)
                    if column:
                        recorded.setdefault(name, {})[method] = [round(rating, 9) for rating in rated]
    print("method      as it is  mended")
    for method in METHODS:
        tau = lambda column: sums[method, column][0] / math.sqrt(sums[method, column][1] * sums[method, column][2])
        print(f"{method:10} {tau(0):9.2f} " + (f"{tau(1):7.2f}" if METHODS[method][1] else "      –"))
    if options.write:
        with open(os.path.join(TEXTS, "orders.json"), "w", encoding="utf-8") as file:
            lines = [f' {json.dumps(name)}: {{\n' + ",\n".join(f'  {json.dumps(m)}: {json.dumps(r)}' for m, r in of.items()) + "\n }"
                     for name, of in recorded.items()]
            file.write("{\n" + ",\n".join(lines) + "\n}\n")


main()
