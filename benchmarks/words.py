"""Made-up questions and answers, the same ones in every run."""

from __future__ import annotations

from random import Random

SUBJECTS = (
    "the new offices", "our suppliers", "the apprentices", "the pension fund", "the night shift",
    "the repair shops", "the export business", "our oldest customers", "the research budget",
    "the works council", "the delivery vans", "the canteen", "the price list", "the annual report",
    "the warranty", "the summer closing", "the spare parts", "the foundation", "the help line",
)  # fmt: skip
OPENINGS = (
    "Why was so little said about {0}", "When will you decide on {0}", "How much did {0} cost us last year",
    "Who answers for {0} from now on", "What have you learnt from the trouble with {0}",
    "Do you still stand by what you promised about {0}", "Which plans are there for {0}",
)  # fmt: skip
TURNS = (
    ", now that {1} have changed so much", " and does that hold for {1} as well",
    " before anything is done about {1}", "", ", and what will it mean for {1}",
    " when everybody can see what happened to {1}",
)  # fmt: skip
SENTENCES = (
    "We looked at {0} again in the spring, together with the people who do the work.",
    "The figures for {0} are in the report, and they are better than a year ago.",
    "There is no decision on {0} yet; there will be one by the end of the quarter.",
    "I was wrong about {0}, and I said so to those who had warned me.",
    "What we spend on {0} stays as it is.",
    "Nobody loses their place because of {0}: that promise stands.",
    "For {0} we have asked **three** firms from outside, and none of them is owned by us.",
    "You will find the dates for {0} on the notice board from Monday on.",
    "It took us too long to see what {0} need.",
)


def question(chance: Random) -> str:
    """A question of one or two sentences, 30 to 250 characters."""
    first = (chance.choice(OPENINGS) + chance.choice(TURNS)).format(*chance.sample(SUBJECTS, 2)) + "?"
    if chance.random() < 0.6:
        return first
    return f"{first} {chance.choice(SENTENCES).format(chance.choice(SUBJECTS)).replace('*', '')}"


def answer(chance: Random) -> str:
    """An answer in Markdown, of one to four paragraphs."""
    paragraphs = []
    for _ in range(chance.randint(1, 4)):
        chosen = chance.sample(SENTENCES, chance.randint(2, 5))
        paragraphs.append(" ".join(sentence.format(chance.choice(SUBJECTS)) for sentence in chosen))
    return "\n\n".join(paragraphs)
