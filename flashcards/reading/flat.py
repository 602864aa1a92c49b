"""Notes without bullets, indents and often question marks: blocks of lines whose first line asks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from flashcards.reading import asking, cues, interrogative
from flashcards.reading.asking import Asking
from flashcards.reading.outline import Kind, Node

LONGEST_HEAD = 120
_LONGEST_STATEMENT = 60
_FINAL_M = 16
_SENTENCE = re.compile(r"(?<=[.?!。？！])\s+")
_TOPIC_KO = re.compile(
    r"(?:[가-힣]\s?(?:법|방법|이유|까닭|시기|순서|요령|비결|기준|차이점?|노하우)(?:은|는|이란)?"
    r"|(?:[는은을를ㄹ할될갈올쓸살날둘볼]\s)?(?:때|경우|적)(?:는|에는|엔)?"
    r"|(?:[려라다으]?면|[가-힣](?:은|는))|[가-힣](?:나|까|냐|니|는가|은가|던가|는지|을지|할지))[?.!…~]*$"
)
_TOPIC_EN = re.compile(
    r"(?:how|when|where|why|what|which|who|whether|whose|should|can|could|do|does|is|are|will|if)\b(?!.*[.,;]$)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?:았|었|였|했|갔|왔|봤|났|됐|셨)(?:다|음|지)[.!~…\s]*$"
    r"|^(?:(?:i|we|he|she|they|it|(?:my|the|our)\s\w+|\w+)\s+)?"
    r"(?:was|were|had|went|got|came|took|left|bought|called|said|told|met|felt|broke|ate|drove|\w{3,}ed)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:[.!。…]|다|요|죠|것|기)[.!)\s]*$")
_NOUNS = re.compile(
    r"(?:사람|마음|이름|처음|다음|모임|그림|게임|웃음|음|프로그램|시스템|아침|점심|얼음|걸음|봄|여름|힘|몸|밤)$"
)
_EVENT = re.compile(
    r"쉬는\s?시간|휴식|뒤풀이|다음\s?(?:모임|강의|강연|수업|주|시간)|참가비|주차|간식|사진|신청|입장|마침|끝$"
    r"|\b(?:break|coffee|lunch|parking|next (?:time|week|talk|class|meeting)|thanks|slides|photo|home)\b"
    r"|\d{4}[-./년]|https?:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between blank ones: the first, how many follow it, and whether it opens the file."""

    head: Node
    rest: tuple[Node, ...]
    opens: bool

    @property
    def answered(self) -> bool:
        """Tell whether lines follow the head, on its own level or indented below it."""
        return bool(self.rest) or bool(self.head.children)


def find_heads(root: Node, forms: Mapping[Node, Asking]) -> dict[Node, Asking]:
    """Return the first lines of blocks that ask, with how; none unless enough of the file's blocks do.

    Two sure questions that are a third of all blocks, or three likely ones that are half of them, make a file of
    such blocks. Where half of all blocks ask, a worry or a short topic at the head of a block asks too.
    """
    every = list(_blocks(root))
    blocks = [block for block in every if block.answered and not _is_aside(block, forms)]
    lone = _lone_heads(every, forms)
    if len(blocks) < 2:
        return lone
    sure = {block.head: form for block in blocks if (form := _sure(block.head, forms)) is not None}
    likely = {block.head: form for block in blocks if block.head not in sure and (form := _likely(block, forms))}
    heads = sure | likely
    enough = (len(sure) >= 2 and 3 * len(sure) >= len(blocks)) or (len(heads) >= 3 and 2 * len(heads) >= len(blocks))
    if not enough:
        return lone
    if len(heads) >= 3 and 2 * len(heads) >= len(blocks):
        bold = 2 * sum(1 for head in heads if head.text.startswith("**")) > len(heads)
        others = (
            block for block in blocks if block.head not in heads and (not bold or block.head.text.startswith("**"))
        )
        stated = [block.head for block in others if _may_state(block)]
        heads |= {head: replace(forms[head], confidence=0.6, reason="stands among questions") for head in stated}
    return heads


def _lone_heads(blocks: list[Block], forms: Mapping[Node, Asking]) -> dict[Node, Asking]:
    """Return the questions that are blocks by themselves, answered by the next block: three, a quarter of all."""
    asked = {}
    for block, following in pairwise(blocks):
        form = _likely(block, forms) or forms[block.head]
        alone = not block.answered and len(block.head.text) <= LONGEST_HEAD and not _SENTENCE.search(block.head.text)
        together = block.head.parent is following.head.parent and not following.head.after_rule
        answered = together and not forms[following.head].confidence
        if alone and answered and form.confidence and not asking.has_answer_prefix(block.head.text):
            asked[block.head] = form
    sure = sum(1 for form in asked.values() if form.confidence >= 0.8)
    return asked if len(asked) >= 3 and sure >= 2 and 4 * len(asked) >= len(blocks) else {}


def _blocks(root: Node) -> Iterator[Block]:
    """Yield the blocks of plain lines below the root and below headings."""
    first = next(root.walk(), None)
    for parent in (root, *(node for node in root.walk() if node.kind is Kind.HEADING)):
        block: list[Node] = []
        for node in parent.children:
            if block and (node.blank_before or node.after_rule or not _is_plain(node) or block[0].children):
                yield Block(block[0], tuple(block[1:]), block[0] is first)
                block = []
            if _is_plain(node):
                block.append(node)
        if block:
            yield Block(block[0], tuple(block[1:]), block[0] is first)


def _is_plain(node: Node) -> bool:
    return node.kind is Kind.TEXT and all(child.kind is Kind.TEXT for child in node.children)


def _sure(head: Node, forms: Mapping[Node, Asking]) -> Asking | None:
    """Return how a head asks by a mark or an indirect question, in its first or its last sentence."""
    if len(head.text) > 2 * LONGEST_HEAD or asking.has_answer_prefix(head.text):
        return None
    form = forms[head]
    if form.confidence >= 0.7:
        return form
    first, *others = _SENTENCE.split(head.text, maxsplit=1)
    opening = asking.asking_of(first)
    return replace(form, confidence=0.7, reason=opening.reason) if others and opening.confidence >= 0.8 else None


def _likely(block: Block, forms: Mapping[Node, Asking]) -> Asking | None:
    """Return how a head asks by question words or as a topic ("물 주는 법", "When to prune")."""
    head = block.head
    form = forms[head]
    text = head.text.strip("*_ ")
    if asking.has_answer_prefix(text) or len(text) > LONGEST_HEAD or _EVENT.search(text):
        return None
    if form.confidence:
        return form
    if len(text) > _LONGEST_STATEMENT or not (is_topic(text) or interrogative.asks_politely(text)):
        return None
    return replace(form, confidence=0.6, reason="a topic above its lines")


def _is_aside(block: Block, forms: Mapping[Node, Asking]) -> bool:
    """Tell whether a block is a title, a diary or about the event, and so says nothing of how the others ask."""
    text = block.head.text.strip("*_ ")
    return not forms[block.head].confidence and (block.opens or bool(_PAST.search(text) or _EVENT.search(text)))


def _tells(text: str) -> bool:
    """Tell whether a line ends as a statement does, with a final ending or a Korean verb made a noun (``…함``)."""
    last = text.rstrip(" .!~)")[-1:]
    made_noun = "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 == _FINAL_M and not _NOUNS.search(text)
    return made_noun or bool(_ENDS.search(text))


def is_topic(text: str) -> bool:
    """Tell whether words name what is asked ("물 주는 법", "When to prune")."""
    return bool(_TOPIC_KO.search(text) or _TOPIC_EN.match(text))


def may_ask(text: str) -> bool:
    """Tell whether a line without any asking words may ask: it tells of oneself, or makes no statement."""
    bare = text.strip("*_ ")
    return len(bare) <= LONGEST_HEAD and (interrogative.is_somebodys_own(bare) or not _tells(bare))


def _may_state(block: Block) -> bool:
    """Tell whether a head that does not ask may state a worry or a topic: short, and no title of a list."""
    text = block.head.text.strip("*_ ")
    if len(text) > _LONGEST_STATEMENT or asking.has_answer_prefix(text) or cues.LOGISTICS_SECTION.search(text):
        return False
    if (
        cues.TALK_TITLE.search(text)
        or cues.DIARY_SECTION.search(text)
        or cues.LISTING_SECTION.search(text)
        or cues.ABOUT_SECTION.search(text)
    ):
        return False
    return interrogative.is_somebodys_own(text) or not _tells(text)
