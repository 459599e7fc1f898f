"""Law: answers are values: equal by value, hashable, picklable, the same in every run, thread and process."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given

from quotes.model import Document
from quotes.pipeline import analyze, attribute, attribute_each
from quotes.strategies import HOSTILE, documents, hostile_texts, prose

AGAIN = """
import pickle, sys
from quotes.pipeline import attribute
texts = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps([attribute(text) for text in texts]))
"""


@given(documents(nesting=2) | hostile_texts().map(Document))
def test_asked_twice_pickled_and_hashed(document: Document) -> None:
    found = analyze(document).quotations
    assert found == analyze(document).quotations
    assert pickle.loads(pickle.dumps(found)) == found
    assert len(set(found)) == len(found)


@given(documents())
def test_threads_that_share_one_analysis_see_one_answer(document: Document) -> None:
    analysis = analyze(document)
    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(lambda _: (analysis.quotations, analysis.people, analysis.sentences), range(8)))
    assert all(each == seen[0] for each in seen)


def texts() -> list[str]:
    return [prose(2_000), *(make(300) for make in HOSTILE.values())]


def test_another_process_with_another_hash_seed_gives_the_same() -> None:
    made = pickle.dumps(texts())
    answers = [
        subprocess.run(
            [sys.executable, "-c", AGAIN], input=made, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert pickle.loads(answers[0]) == pickle.loads(answers[1]) == [attribute(text) for text in texts()]


def test_several_jobs_give_the_same_in_the_same_order() -> None:
    assert list(attribute_each(texts(), jobs=2)) == list(attribute_each(texts()))
