"""From an outline to proposed questions and points: what is asked, what answers it, and what becomes a card."""

from collections import deque
from dataclasses import dataclass, replace

from flashcards.core.note import CardsMode, Problem
from flashcards.reading import advice, asking, echo, wording
from flashcards.reading.advice import Score, Standing
from flashcards.reading.attach import Answered, attach
from flashcards.reading.marks import Marked, take_marks
from flashcards.reading.outline import Node, Outline
from flashcards.reading.proposal import Detail, Header, ProposedPoint, ProposedQuestion
from flashcards.reading.questions import find_questions
from flashcards.reading.sections import Places, groups_of, speakers_of


@dataclass(frozen=True, slots=True)
class Policy:
    """What becomes a card: the mode, the threshold of key points, and whether the threshold was asked for."""

    cards: CardsMode
    threshold: float
    exact: bool = False

    def is_key(self, score: Score, marks: Marked, *, marked: bool) -> bool:
        """Tell whether a point becomes a card; #skip and #card win over everything."""
        if marks.skip:
            return False
        if marks.card:
            return True
        match self.cards:
            case CardsMode.MARKED:
                return marked
            case CardsMode.ALL:
                return not score.never and (not self.exact or score.value >= self.threshold)
            case CardsMode.KEY:
                return not score.never and score.value >= self.threshold


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that may be a point: its node, or for an answer on its question's own line only its text."""

    number: int
    text: str
    node: Node | None
    standing: Standing
    explicit: bool = False
    skip: bool = False
    card: bool = False
    never: bool = False


def propose(outline: Outline, header: Header, policy: Policy) -> tuple[tuple[ProposedQuestion, ...], list[Problem]]:
    """Return the proposed questions in file order, section cues included, and the problems met."""
    answered, owner = attach(outline, find_questions(outline))
    places = Places(outline.root, owner, {item.found.node for item in answered}, header.title)
    questions = [_question(item, places, policy) for item in answered]
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
    speakers = speakers_of(item)
    points = _pair_points(item, marks, policy) if found.pair else _answer_points(item, marks, places, policy)
    top = [answer.node for answer in item.answers if answer.depth == 1 and not found.pair]
    named = [asking.without_answer_prefix(node.text)[1] for node in top]
    return ProposedQuestion(
        line=found.place.line,
        text=text,
        original=found.place.text,
        context=context,
        section=places.path(found.node),
        speaker=", ".join(dict.fromkeys([*speakers.values(), *(name for name in named if name)])) or None,
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
        both_ways=pair.both_ways,
        tags=marks.tags,
        block_id=marks.block_id,
        marked=True,
    )
    return (point,)


def _answer_points(item: Answered, marks: Marked, places: Places, policy: Policy) -> tuple[ProposedPoint, ...]:
    found = item.found
    speakers = speakers_of(item)
    labels = {answer.node for answer in item.answers if places.is_label(answer.node) or answer.node in speakers}
    depths = places.depths(item, labels)
    direct = [node for node, depth in depths.items() if depth == 1 and node not in labels]
    lines = []
    if found.answer:
        standing = Standing(only=not direct, first=True)
        lines.append(_Line(found.place.line, found.answer, None, standing, explicit=True, skip=marks.skip))
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
        explicit = found.asking.explicit and (prefixed or depth == 1)
        card = marks.card and depth == 1
        lines.append(_Line(node.line, node.text, node, standing, explicit, marks.skip, card, never=node in speakers))
    return _points(lines, "answer", policy)


def _section(group: tuple[Node | None, list[Node]], places: Places, policy: Policy) -> ProposedQuestion:
    cue, nodes = group
    lines = [
        _Line(node.line, node.text, node, places.standing(node, cue), never=places.is_topic(node)) for node in nodes
    ]
    text = wording.question_text(take_marks(cue.text).text.rstrip(":： "))[0] if cue else places.title
    return ProposedQuestion(
        line=cue.line if cue else 1,
        text=text or places.title,
        original=cue.text if cue else places.title,
        asked=False,
        section=places.path(cue) if cue else (),
        ordered=len(nodes) >= 2 and all(node.ordered for node in nodes),
        answer_lines=tuple(sorted(line for node in nodes for line in node.lines)),
        points=_points(lines, "advice", policy),
        confidence=0.5,
        reason="a section title",
    )


def _points(lines: list[_Line], kind: str, policy: Policy) -> tuple[ProposedPoint, ...]:
    drafts = [(line, _draft(line, kind, policy)) for line in lines]
    keys = {line.node for line, point in drafts if point.key}
    details: dict[Node, list[Detail]] = {}
    for line, point in drafts:
        home = _home(line.node, keys) if not point.key else None
        if home is not None and not wording.is_joke_only(point.original):
            details.setdefault(home, []).append(Detail(point.line, _detail_text(point)))
    return tuple(_with_details(point, details.get(line.node, []) if line.node else []) for line, point in drafts)


def _home(node: Node | None, keys: set[Node | None]) -> Node | None:
    """Return the nearest key line above, whose small print this line is."""
    return next((above for above in node.ancestors() if above in keys), None) if node is not None else None


def _detail_text(point: ProposedPoint) -> str:
    return point.original if wording.is_address_only(point.original) else point.text


def _with_details(point: ProposedPoint, details: list[Detail]) -> ProposedPoint:
    return replace(point, details=tuple(details)) if details else point


def _draft(line: _Line, kind: str, policy: Policy) -> ProposedPoint:
    marks = take_marks(line.text)
    bare, _ = asking.without_answer_prefix(marks.text)
    text = wording.answer_text(bare) or line.text
    cloze = wording.as_cloze(text)
    score = Score(1.0, "cloze marks") if cloze else advice.score(bare, line.standing)
    if line.never and not cloze:
        score = Score(min(score.value, 0.2), "a name or a topic", never=True)
    shaped = cloze or wording.as_steps(text) or wording.as_contrast(text)
    card = marks.card or line.card
    marked = bool(cloze) or card or line.explicit
    own = Marked(marks.text, card=card, skip=marks.skip or line.skip)
    key = policy.is_key(score, own, marked=marked)
    reason = "marked #skip" if own.skip else "marked #card" if card else score.reason
    return ProposedPoint(
        line=line.number,
        text=shaped or text,
        original=line.text,
        score=score.value,
        key=key,
        kind="cloze" if shaped else kind,
        reason=reason,
        tags=marks.tags,
        block_id=marks.block_id,
        marked=marked,
    )
