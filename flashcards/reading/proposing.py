"""From an outline to proposed questions and points: what is asked, what answers it, and what becomes a card."""

from collections import deque
from collections.abc import Mapping

from flashcards.core.note import Problem
from flashcards.reading import asking, echo, wording
from flashcards.reading.advice import Score, Standing
from flashcards.reading.attach import Answered, attach
from flashcards.reading.marks import Marked, take_marks
from flashcards.reading.outline import Node, Outline
from flashcards.reading.points import Line, points_of
from flashcards.reading.policy import Policy
from flashcards.reading.progress import Step
from flashcards.reading.proposal import Detail, Header, ProposedPoint, ProposedQuestion
from flashcards.reading.questions import find_questions
from flashcards.reading.reasons import reason_in
from flashcards.reading.sections import Places, groups_of, speakers_of


def propose(
    outline: Outline, header: Header, policy: Policy, step: Step | None = None
) -> tuple[tuple[ProposedQuestion, ...], list[Problem]]:
    """Return the proposed questions in file order, section cues included, and the problems met."""
    answered, owner = attach(outline, find_questions(outline))
    places = Places(outline.root, owner, {item.found.node for item in answered}, header.title)
    questions = []
    for item in answered:
        questions.append(_question(item, places, policy))
        if step is not None:
            step(item.found.place.line)
    questions += [_section(group, places, policy) for group in groups_of(outline.root, places)]
    questions.sort(key=lambda question: question.line)
    message = "This question has no answer below it, so it makes no card."
    problems = [
        Problem(question.line, "warning", message)
        for question in questions
        if question.asked and not question.answer_lines
    ]
    return tuple(questions), problems


def _question(item: Answered, places: Places, policy: Policy) -> ProposedQuestion:
    found = item.found
    marks = take_marks(found.place.text)
    asked = Marked(found.asking.text) if found.pair else take_marks(found.asking.text)
    text, context = wording.question_text(asked.text)
    if item.parent is not None and not context:
        context = wording.question_text(take_marks(item.parent.asking.text).text)[0]
    points = _pair_points(item, marks, policy) if found.pair else _answer_points(item, marks, places, policy)
    top = [answer.node for answer in item.answers if answer.depth == 1 and not found.pair]
    said = {point.speaker for point in points if point.speaker}
    return ProposedQuestion(
        line=found.place.line,
        text=text,
        original=found.place.text,
        context=context,
        section=places.path(found.node),
        speaker=said.pop() if len(said) == 1 else None,
        ordered=len(top) >= 2 and all(node.ordered for node in top),
        answer_lines=item.lines,
        points=points,
        confidence=found.asking.confidence,
        reason=found.asking.reason,
    )


def _pair_points(item: Answered, marks: Marked, policy: Policy) -> tuple[ProposedPoint, ...]:
    """Make the back of a ``front :: back`` line the one point, and everything below it its small print."""
    pair = item.found.pair
    if pair is None:
        return ()
    back = wording.without_addresses(take_marks(pair.back).text) or pair.back
    cloze = wording.as_cloze(back)
    details = (Detail(answer.node.line, answer.node.text) for answer in item.answers)
    right_below = (answer.node.text for answer in item.answers if answer.depth == 1)
    score = Score(1.0, "front and back")
    point = ProposedPoint(
        line=item.found.node.line,
        text=cloze or back,
        original=item.found.node.text,
        score=score.value,
        key=policy.is_key(score, marks, marked=True),
        kind="pair",
        reason=score.reason,
        details=tuple(details),
        why=reason_in(back, right_below),
        both_ways=pair.both_ways,
        tags=marks.tags,
        block_id=marks.block_id,
        marked=True,
        urls=wording.addresses(pair.back),
    )
    return (point,)


def _answer_points(item: Answered, marks: Marked, places: Places, policy: Policy) -> tuple[ProposedPoint, ...]:
    found = item.found
    named = speakers_of(item)
    labels = {answer.node for answer in item.answers if places.is_label(answer.node) or answer.node in named}
    depths = places.depths(item, labels)
    direct = [node for node, depth in depths.items() if depth == 1 and node not in labels]
    lines = []
    if found.answer:
        standing = Standing(only=not direct, first=True)
        text, speaker = places.said(found.answer)
        own = Line(found.place.line, text, found.answer, None, standing, speaker, explicit=True, skip=marks.skip)
        lines.append(own)
    said: deque[frozenset[str]] = deque([echo.stems(found.answer)], maxlen=echo.NEAREST)
    for node, depth in depths.items():
        words = echo.stems(node.text)
        prefixed = asking.has_answer_prefix(node.text)
        standing = Standing(
            depth=depth,
            only=direct == [node] and not found.answer,
            first=bool(direct) and direct[0] is node and not found.answer,
            children=len(node.children),
            last=len(direct) > 1 and direct[-1] is node,
            answer_prefix=prefixed,
            echoes=echo.echoed(words, said),
            **places.company(node),
        )
        said.append(words)
        text, speaker = places.said(node.text)
        line = Line(
            node.line, text, node.text, node, standing,
            speaker=speaker or node.speaker or _named_above(node, named),
            explicit=found.asking.explicit and (prefixed or depth == 1),
            skip=marks.skip,
            card=marks.card and depth == 1,
            never=node in named,
        )  # fmt: skip
        lines.append(line)
    return points_of(lines, "answer", policy)


def _named_above(node: Node, named: Mapping[Node, str]) -> str | None:
    """Return the speaker whose name stands in a line above."""
    return next((named[above] for above in node.ancestors() if above in named), None) if named else None


def _section(group: tuple[Node | None, list[Node]], places: Places, policy: Policy) -> ProposedQuestion:
    cue, nodes = group
    lines = [_section_line(node, cue, places) for node in nodes]
    text = wording.question_text(take_marks(cue.text).text.rstrip(":： "))[0] if cue else places.title
    return ProposedQuestion(
        line=cue.line if cue else 1,
        text=text or places.title,
        original=cue.text if cue else places.title,
        asked=False,
        section=places.path(cue) if cue else (),
        ordered=len(nodes) >= 2 and all(node.ordered for node in nodes),
        answer_lines=tuple(sorted(line for node in nodes for line in node.lines)),
        points=points_of(lines, "advice", policy),
        confidence=0.5,
        reason="a section title",
    )


def _section_line(node: Node, cue: Node | None, places: Places) -> Line:
    text, speaker = places.said(node.text)
    return Line(
        node.line, text, node.text, node, places.standing(node, cue),
        speaker=speaker or node.speaker, never=places.is_topic(node),
    )  # fmt: skip
