"""Which answers are key: a score between 0 and 1 with its reason, from where a line stands and what it says."""

import re
from dataclasses import dataclass

from flashcards.reading import wording
from flashcards.reading.lines import ends_sentence

THRESHOLD = 0.5

_OBLIGE = re.compile(
    r"""(?<=[가-힣])(?<!분)야\s?(?:만\s)?(?:해|한|합|하|된|돼|됩|되|할|죠|겠)
      | 필요(?:합|해|하|가\s?있|로|성)|중요|핵심|필수|반드시|꼭\s|절대|최우선|우선\s?순위|1순위|관건
      | (?:지|면)\s?(?:말|마세요|마시|마라|않도록|안\s?[되돼됩된])|금물|주의|조심|명심|유의|피하(?:세요|시|는|라|자|고)
      | \b(?:must|should(?:n't)?|need(?:s)?\s+to|have\s+to|has\s+to|ought|never|always|avoid|don['’]t|do\s+not|make\s+sure|ensure
          |important|essential|crucial|critical|vital|key|matters?|required?|beware|careful|remember|mistake)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_RECOMMEND = re.compile(
    r"""추천|권장|권해|권하|권합|권함|권유|(?:하|으|시|보|가|두|내|읽|쓰|지)시?길\b|(?<![계녕])세요|십시오|합시다|(?:하|보|가|두|쓰|내)자[.!]?$
      | (?:면|게|것이|편이|는게|기에)\s?(?:더\s)?(?:좋|낫|나을|유리|효과)|좋(?:습니다|아요|다고|을\s?것|을\s?거|겠|은\s?방법)|도움이?\s?(?:되|됩|될|돼|된)|유리|효과적|유용
      | (?:하|되|시|쓰|보|두|풀|잡|가)면\s?(?:된|됩|돼|되|충분)|(?:것|거|기)(?:부터|을\s?목표)|노력|집중|익히|키우|챙기|습관|기본기?(?:이|가|은|는|을|를|부터)
      | \b(?:recommend|suggest|advice|advise|better|best|worth|prefer|consider|try|focus|instead\s+of|rather\s+than|helps?|helpful|useful|good\s+idea|it['’]s\s+(?:ok|okay|fine)
          |pays?\s+off|habit|priorit\w+|enough|start\s+(?:with|by|from)|the\s+(?:trick|secret|goal|point)\s+is)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_CRITERION = re.compile(
    r"""아니라|보다는?\s|가장|제일|최고|결국|먼저|우선|최소|최대|기준|역량|능력|원칙|비결|방법(?:은|이|으로|을)|장점|강점|차이(?:는|점)|이유는|포인트|따라\s?(?:다르|달라)
      | 거의|대부분|항상|언제나|충분|불가능|가능합|없습니다|없어요|있어야|만큼|수록|위해|위한
      | \b(?:most|more\s+than|less|only|first|before\s+you|until|unless|not\s+\w+\s+but|the\s+(?:biggest|hardest|first|main|real|only)|depends?|means?|because|almost|enough|no\s+one|nobody|nothing)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_VERBS = (
    "accept add aim allow apply ask assume attend automate batch be begin block book break bring build buy call cap change check choose"
    " clean close collect compare compete confirm contribute copy create cut debug decide define delegate delete deploy describe design"
    " discuss document draw drop embrace estimate expect experiment explain explore fail figure find finish fix follow force get give go"
    " grow hire hold identify ignore improve include invest invite iterate join jot keep kill know label lead learn leave let limit list"
    " listen log look lower maintain make manage measure meet mention mix mock move name negotiate note offer open optimize own pair park"
    " pay pick plan play practice practise prepare present prioritize profile protect prune publish push put quit raise reach read rebase"
    " record reduce refactor reject repeat replace reply report reproduce request reserve rest return reuse review revisit rewrite rotate"
    " run save say schedule search seek sell send set share ship show shut simplify sit skip sleep slow solve speak spend split stay stick"
    " stop store study summarize surround switch take talk teach tell test think thank throw tidy time timebox track train translate treat"
    " trust turn understand update use validate verify visit wait walk warn watch work write"
)
_IMPERATIVE = re.compile(
    rf"(?:\*\*)?(?:(?:just|always|never|also|then|first|instead|please|when [^,]{{3,60}},|if [^,]{{3,80}},),?\s+)*(?:{'|'.join(_VERBS.split())}|don['’]t|do not)\b(?!\s*[:=(])",
    re.IGNORECASE,
)
_NOMINAL = re.compile(
    r"(?:하|되|보|쓰|읽|기|갖|말|들|두|내|리|우|지|짜|찾|묻|풀|갖추|맞추)기[.!]?$|(?:할|쓸|볼|둘|을|갈|말)\s?것[.!]?$|(?:해|어|아)\s?두기|지\s?않기[.!]?$"
)
_REASON = re.compile(
    r"(?:때문에|때문입니다|때문이다|때문이에요|때문이죠|니까요?|어서|아서|해서|라서|여서|거든요?|기에|므로|느라|느낌이라|이라)[.…!\s]*$|^(?:왜냐하?면?|이유는|because|since|due to)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"^(?:예[)):]|예를\s?들|예시|ex[).:]|e\.g\.|for example|for instance|example|참고|물론|단,|가령|이를테면|such as|like )|(?:가정|전제)\s?하에",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[-=]>|[→⇒]")
_SUPPOSES = re.compile(r"겠(?:죠|지요?)[.!~…]*$")
_ASIDE = re.compile(
    r"""경험(?:을|상|으로)?\s?(?:설명|말씀|얘기|이야기|공유)(?:을)?\s?(?:드리|하)(?:면|자면)|(?:좋은|어려운|재밌는|재미있는|난감한)\s?질문|질문이(?:겠|네요|군요|시네)|질문\s?감사
      | (?:아까|앞에서|앞서|방금|전에)\s?(?:계속\s?)?(?:도\s)?(?:말씀|얘기|이야기|설명|언급)|말씀드렸(?:듯|던|다시피)|여담|농담|사담|TMI|딴\s?얘기|네\s?그렇(?:긴|기는)한?데
      | (?:조금\s?)?(?:이따|나중에|뒤에서|다음에|추후에?)\s?(?:다시\s)?(?:말씀|설명|얘기|다루|공유|공지)|경우인지\s?모르겠|인지(?:는|도)?\s?(?:잘\s)?모르겠|(?:쉽지\s?않은|어려운)\s?(?:것|거)\s?같
      | \b(?:(?:good|great|tough|hard|interesting|nice)\s+question|let\s+me\s+(?:tell|explain|share|start|think)|i['’]ll\s+(?:talk|explain|come|get|share|post|send|show)|as\s+i\s+(?:said|mentioned)
          |(?:by\s+the\s+way|side\s+note|off[- ]topic|just\s+kidding|no\s+idea|not\s+sure|i\s+don['’]t\s+(?:know|remember|have\s+a\s+good))|thanks?\s+for|fun\s+fact|joked?|laughs?|laughter|anecdote)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LOGISTICS = re.compile(
    r"""공지|출석|설문|줌\s?링크|쉬는\s?시간|휴식|점심|저녁\s?식사|다음\s?(?:주|시간|강의|세션)|발표\s?자료|녹화|질문은\s?(?:슬랙|채팅)|마이크(?!로)|(?<!저)장소|입장|퇴장|경품|수료증|뵙겠|뵐게요|(?:수고|고생)하셨|감사(?:합니다|드립니다|해요)[.!~\s]*$
      | \b(?:slides?|recordings?|zoom|attendance|survey|lunch|coffee|wi-?fi|parking|next\s+(?:week|session|talk)|sign[- ]up|registration|office\s+hours|see\s+you\s+(?:next|soon)|copyright|all\s+rights)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PAST = re.compile(
    r"(?:었|았|였|했|됐|갔|왔|났|셨|봤|렸|졌|썼|랐|꼈|쳤)(?:습니다|어요|었어요|다|음|죠|네요|는데요?|고|지만|던\s?것\s?같\S*|더라\S*)?[.!…~\s]*$"
    r"|^(?:I|We|My|He|She|They|Our|Back|Once|At first|Last)\b(?=.*\b(?:was|were|did|had|went|got|began|took|came|\w{2,}ed)\b)",
)
_PREDICATE = re.compile(
    r"[다요죠음함임기것자라지네군까길됨]$|니다|세요|\b(?:is|are|be|do|does|can|will|have|has|means?|\w+s|\w+ed)\b",
    re.IGNORECASE,
)
_LABEL_END = re.compile(
    r"[:：]\**$|(?:다음과\s?같|아래와\s?같|(?:두|세|네|다섯|몇|여러)\s?가지$|as follows|the following|a few (?:things|tips))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a line stands: ``depth`` below its question (labels do not count), its company and its section.

    ``asked`` is false under a section title; ``mood`` weighs the section: below 0 for diary, people and logistics,
    above 0 for tips and summaries; ``sidelined`` marks plain lines in a section that mostly answers questions.
    """

    depth: int = 1
    only: bool = False
    first: bool = False
    children: int = 0
    answer_prefix: bool = False
    asked: bool = True
    mood: float = 0.0
    sidelined: bool = False
    under_label: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """A line's score between 0 and 1, why, and whether it is never a card (a joke, an aside, a label)."""

    value: float
    reason: str
    never: bool = False


def score(text: str, at: Standing) -> Score:
    """Score one answer line; ``text`` is the line without list marker, prefix and trailing marks."""
    if wording.is_address_only(text):
        return Score(0.45 if at.only else 0.1, "an address only", never=not at.only)
    if wording.is_joke_only(text):
        return Score(0.0, "a joke", never=True)
    if is_label(text, at.children):
        return Score(0.2, "a label for the lines below", never=True)
    parts = [(_base(at), _place(at)), *_said(text, at)]
    value = min(1.0, max(0.0, sum(weight for weight, _ in parts)))
    never = any(weight <= -0.3 for weight, _ in parts)
    shown = sorted(((abs(w), why) for w, why in parts[1:] if why), reverse=True)[:2]
    return Score(round(value, 3), "; ".join([parts[0][1], *(why for _, why in shown)]), never=never)


def is_label(text: str, children: int) -> bool:
    """Tell whether a line only names the lines below it: it ends in a colon, or is a few words without predicate."""
    if not children:
        return False
    if _LABEL_END.search(text[-30:]):
        return True
    bare = text.strip("*_ ")
    return children >= 2 and len(bare) <= 16 and not _has_cue(bare) and not _predicates(bare)


def has_cue(text: str) -> bool:
    """Tell whether a line advises: an imperative, an obligation or a recommendation."""
    return _has_cue(text)


def is_imperative(text: str) -> bool:
    """Tell whether a line (or heading) is itself an instruction."""
    return bool(
        _IMPERATIVE.match(text)
        or _NOMINAL.search(text)
        or re.search(r"(?:세요|십시오|하라|마라|말라|합시다|하자|보자)[.!]?$", text)
    )


def _has_cue(text: str) -> bool:
    return bool(_OBLIGE.search(text) or _RECOMMEND.search(text) or _IMPERATIVE.match(text) or _NOMINAL.search(text))


def _predicates(text: str) -> bool:
    return bool(_PREDICATE.search(text)) or ends_sentence(text)


def _base(at: Standing) -> float:
    if at.asked:
        return {1: 0.58, 2: 0.44, 3: 0.4}.get(at.depth, 0.38)
    return ({1: 0.44, 2: 0.36}.get(at.depth, 0.3)) - (0.15 if at.sidelined else 0.0)


def _place(at: Standing) -> str:
    if not at.asked:
        return "stands under a section title"
    return "answers the question" if at.depth == 1 else f"stands {at.depth} levels below the question"


def _said(text: str, at: Standing) -> list[tuple[float, str]]:
    """Return the weights of what a line says, each with its reason."""
    bare = text.strip()
    must, better = bool(_OBLIGE.search(bare)), bool(_RECOMMEND.search(bare))
    does = bool(_IMPERATIVE.match(bare) or _NOMINAL.search(bare))
    cue = must or better or does
    aside = bool(_ASIDE.search(bare))
    weights = [
        (0.14 if at.only and at.asked else 0.0, "the only answer"),
        (0.06 if at.first and at.asked else 0.0, "the first answer"),
        (0.1 if at.answer_prefix else 0.0, "marked as the answer"),
        (at.mood, "its section"),
        (0.16 if must else 0.0, "says what is needed"),
        (0.16 if better else 0.0, "recommends"),
        (0.16 if does else 0.0, "tells what to do"),
        (0.06 if _CRITERION.search(bare) else 0.0, "weighs or compares"),
        (0.08 if len(_ARROW.findall(bare)) >= 2 else 0.0, "names steps"),
        (0.05 if bare.startswith("**") else 0.0, "stressed"),
        (-0.2 if bare.endswith(("?", "？")) else 0.0, "asks back"),
        ((-0.1 if cue else -0.3) if aside else 0.0, "an aside"),
        (-0.3 if _LOGISTICS.search(bare) and not cue else 0.0, "logistics"),
        (-0.15 if _SUPPOSES.search(bare[-8:]) else 0.0, "only supposes"),
        (-0.12 if _EXAMPLE.search(bare) else 0.0, "an example or a condition"),
        (-0.1 if _REASON.search(bare) and not cue else 0.0, "a reason"),
        (_past(bare, at, cue=cue), "tells what happened"),
        (_trailing(bare, cue=cue), "trails off"),
        (_length(bare, at), "its length"),
    ]
    if wording.has_joke_mark(bare):
        weights.append((-0.12 if cue or at.depth == 1 else -0.2, "laughs"))
    return [(weight, why) for weight, why in weights if weight]


def _past(text: str, at: Standing, *, cue: bool) -> float:
    if not _PAST.search(text):
        return 0.0
    if cue:
        return -0.04
    return -0.06 if at.asked and at.depth == 1 else -0.15


def _trailing(text: str, *, cue: bool) -> float:
    if not wording.is_cut_off(text):
        return 0.0
    return -0.05 if cue else -0.14


def _length(text: str, at: Standing) -> float:
    size = len(text)
    if size < 6:
        return 0.0 if at.only or at.first else -0.1
    if size > 400:
        return -0.12
    return 0.03 if 14 <= size <= 160 else 0.0
