"""Law: a noun phrase with a reporting verb behind it, right behind the words, is their source, whatever its determiner, noun and verb.

The nouns end like adjectives, verbs and adverbs (*official*, *judge*, *ally*), the verbs like participles: what a tagger has to tell apart.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.pipeline import attribute

SINGULAR = (
    "the|one|another|this|his|her|Weir’s|the town’s|a former|the former|a senior|one senior|one local|an unnamed|the same|"
    "a third|a 34-year-old|a veteran|a retired|the late|an elderly|a Russian|one Russian|a US|the US|the other|its|our|"
    "a local|a top|one angry|a leading|the acting"
).split("|")
PLURAL = ("two|three|several|some|many|most|both|a few|all three|the other|local").split("|")
NOUNS = (
    "official mayor critic academic mechanic executive detective representative relative native local professional "
    "criminal general cleric secretary activist lawyer adviser aide ally source neighbour doctor nurse driver judge coach "
    "host guide suspect rival captain head chief cook pilot minister prosecutor officer soldier expert analyst historian "
    "author editor trader refugee survivor voter opponent politician priest monk prince mother son widow cousin friend "
    "boss passenger sailor engineer singer actor director painter fan referee striker goalkeeper"
).split()
VERBS = (
    "said added replied answered noted insisted argued claimed warned explained recalled wrote admitted conceded declared "
    "announced shouted whispered complained joked tweeted continued observed remarked"
).split()
FAMILIES = (
    "Brown Black White Green Young Long Day Bush Gates Hunt Wood Stone Hill Banks Park Baker Mason Taylor Potter Sharp "
    "Strong Swift Wise Gold Fox Wolf Bird Love Page Bell Snow Frost Small Little Early Late Weeks Best Short Noble"
).split()
TAILS = (".", " on Friday.", " in an interview.", ", adding that it was late.", " as the rain fell.")


def plural(noun: str) -> str:
    """The noun's plural; those of the list are regular."""
    return noun[:-1] + "ies" if noun[-2:] in ("ry", "ly") else noun + ("es" if noun.endswith("s") else "s")


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """A noun phrase that describes somebody."""
    noun = draw(st.sampled_from(NOUNS))
    return draw(st.sampled_from([f"{words} {noun}" for words in SINGULAR] + [f"{words} {plural(noun)}" for words in PLURAL]))


@given(phrases(), st.sampled_from(VERBS), st.sampled_from(TAILS))
def test_the_phrase_behind_the_words_is_their_source(phrase: str, verb: str, tail: str) -> None:
    (quotation,) = attribute(f"“We left early,” {phrase} {verb}{tail}")
    assert quotation.speaker is not None
    assert (quotation.speaker.text, quotation.cue and quotation.cue.text) == (phrase, verb)


@given(phrases())
def test_the_phrase_behind_its_verb_is_the_source(phrase: str) -> None:
    (quotation,) = attribute(f"“We left early,” said {phrase}.")
    assert quotation.speaker is not None
    assert quotation.speaker.text == phrase


@given(
    st.sampled_from(["Carl", "Frank", "Paul"]), st.sampled_from(FAMILIES), st.sampled_from(["", "Mr. "]), st.sampled_from(VERBS)
)
def test_a_family_name_that_is_a_word_is_a_name(given_name: str, family: str, title: str, verb: str) -> None:
    opening = f"{given_name} {family}, a baker from Tabora, came to the town hall on Monday to speak about the dam."
    (quotation,) = attribute(f"{opening}\n\n“We left early,” {title}{family} {verb}.")
    assert quotation.speaker is not None
    assert quotation.speaker.name == f"{given_name} {family}"
