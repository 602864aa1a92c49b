"""Notes to add, in our own words, and what they become in a later version of the file."""

from dataclasses import replace

from flashcards.reading.proposal import Proposal, ProposedPoint
from flashcards.services.adding import Planned

NOTES = """\
---
title: An hour with a mentor
speaker: Ina Berg
---

# Starting out

- What should I do in my first week?
    - Always write down every word you do not know, because in a month nobody explains it any more.
    - Meet each colleague for ten minutes.
        - Ask what they would change.
    - Keep a list of what surprises you, because you stop seeing it after a month.
- How do I ask for a review without waiting for days?
    - Keep the change under two hundred lines and say what you want to hear about it in the first sentence.
    - We had a good laugh about that.

# 글쓰기

- 보고서를 쓸 때 가장 먼저 무엇을 해야 하나요?
    - 결론을 한 문장으로 먼저 쓰고, 그 문장을 뒷받침하지 않는 문단은 모두 지워야 한다
    - 그날은 비가 왔다
"""
WORDS = "Always write down every word you do not know, because in a month nobody explains it any more."
MEET = "Meet each colleague for ten minutes."
CHANGE = "Ask what they would change."
SURPRISES = "Keep a list of what surprises you, because you stop seeing it after a month."
SMALL = "Keep the change under two hundred lines and say what you want to hear about it in the first sentence."
LAUGH = "We had a good laugh about that."
FIRST = "결론을 한 문장으로 먼저 쓰고, 그 문장을 뒷받침하지 않는 문단은 모두 지워야 한다"
RAIN = "그날은 비가 왔다"

SOON = "Always write down every word you do not know at once, because in a month nobody explains it any more."
LATER = NOTES.replace(WORDS, SOON).replace(f"    - {SURPRISES}\n", "")
"""The notes a week later: one line reworded, one gone."""

KEY = [WORDS, MEET, CHANGE, SURPRISES, SMALL, FIRST]
"""What becomes a card if nothing is chosen."""


def scored(planned: Planned) -> Planned:
    """Return a plan whose points have scores and reasons of ours, so that pictures do not hang on the weights."""
    proposal = _scored(planned.plan.proposal)
    ground = replace(planned.ground, proposal=proposal)
    return replace(planned, plan=replace(planned.plan, proposal=proposal), ground=ground)


def _scored(proposal: Proposal) -> Proposal:
    questions = (replace(one, points=tuple(map(_point, one.points))) for one in proposal.questions)
    return replace(proposal, questions=tuple(questions))


def _point(point: ProposedPoint) -> ProposedPoint:
    if point.key:
        return replace(point, score=0.9, reason="answers the question; tells what to do")
    return replace(point, score=0.2, reason="tells what happened")
