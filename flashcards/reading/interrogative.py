"""Whether words ask without any prefix: question marks, Korean and English indirect questions, worries."""

import re

_LAUGH = r"[ㅋㅎㅠㅜ]+|\^\^;*|[:;]-?[)D]"
_EMOJI = r"[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]+"
_TAIL = (
    rf"(?:\s|[\"'”’)\]}}*_~`!?？.…]|{_LAUGH}|{_EMOJI}|\([^()]{{0,80}}\)|감사합니다|감사해요"
    r"|thank(?:s| you)(?: in advance)?)*"
)
_MARK = re.compile(rf"[?？]{_TAIL}$", re.IGNORECASE)
_INDIRECT_KO = re.compile(
    r"""
    (?:(?:는|은|인|한|던|을|할|될|건|런|신|쓸|올|줄|킬|볼|낼|갈|살|들|풀|칠|일|린)지(?:요|도|가)?
      |(?:까|나|[은인는던한른큰운건뭔신런린진긴쓴낸]가)요
      |[가-힣](?:한가|은가|는가|인가|던가)|[습입합됩십갑옵]니까|[할될일을갈올볼줄쓸살날]까
      |궁금(?:합니다|하고요|해요|하네요|했습니다|했어요|하다|함|한데요?|하신\s점|해서요?|한\s점|했음)?
      |(?:여쭤|물어)\s?(?:봄|봤음|보았음|봤더니)|지\s(?:여쭤|물어)\s?보기|부탁\s?드렸더니|[가-힣](?:은|는|면)요|[가-힣]도\s?되나
      |(?:아시는|보신|쓰시는|있으신|하시는)\s?분(?:들)?(?:\s?(?:계신가요|있나요|있으신가요))?|[할갈살볼쓸둘될]까\s말까
      |(?:이유|방법|차이|차이점|기준|노하우|팁|비결|조언|의견|생각|계기|역량|무엇|뭐|것|점|비율|시기|순서|과정|추천|견해|비법|조건|동기
      |장단점)(?:은|는|이란|란)
      |(?:듣고|알고|여쭙고|여쭈고|여쭤보고|질문하고|묻고|물어보고|질문드리고)\s?싶(?:습니다|어요|은데요?|네요|다|음)
      |(?:알려|말씀해|설명해|추천해|공유해|조언해|소개해|들려|이야기해)\s?(?:주세요|주실\s?수|주시면|주셨으면|주십시오).{0,20}
      |(?:뭘|뭐|무엇|무슨|어떻게|어떤|왜|언제|어디|얼마나|누가|누구|몇)\b.*[가-힣](?:나|까|냐|니|은가|는가|인가)
      |(?:여쭤\s?봅니다|여쭤\s?보았습니다|여쭙니다|질문\s?드립니다|질문합니다|문의\s?드립니다|(?:설명|조언|답변|추천
      |말씀)\s?부탁\s?(?:드립니다|드려요|드릴게요|합니다)))$
    """,
    re.VERBOSE,
)
_WORRY_KO = re.compile(
    r"""
    (?:[지까나]\s?(?:도\s)?(?:\S{1,4}\s)?(?:모르겠|헷갈|감이\s?안|고민)
      |걱정(?:입|이|되|돼|됩|인데)|고민(?:입|이에|이다|되|돼|됩|인데))[가-힣]{0,5}$
    """,
    re.VERBOSE,
)
_INDIRECT_EN = re.compile(
    r"""
    (?:(?:how|why)\s+(?:do|does|did|can|could|should|would|is|are|was|were|not|much
      |many|long|often|important|to\s+\w+.*\bwhen|\w+\s+(?:is|are|do|does|should|can)
      |about)\b
      |how\s+\w+$
      |what(?:['’]?s|\s+(?:happens|about|is|are|was|were|do|does|did|should|would|can|makes|kind|advice
      |if))\b
      |(?:which|who|where|when)\s+(?:is|are|was|do|does|did|should|would|can|one|of
      |\w+\s+(?:do|does|did|should|would|is|are))\b
      |(?:should|do|does|did|can|could|is|are|will|would|have)\s+(?:i|we|you|they
      |there|it|he|she|the)\b
      |(?:does\s+)?any(?:one|body)\s+(?:know|have|tried|got)\b
      |(?:\w+\s+){1,2}(?:asked|wanted\s+to\s+know|wondered)\s+(?:how|why|what|whether|if|which|when|where)\b
      |any\s+(?:advice|tips|thoughts|recommendations?|suggestions?|plans?)\b
      |whether\s+(?:to|or)\b
      |(?:curious|wondering|asked)\s+(?:about|how|why|what|whether|when|where|who|if|which)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REQUEST_EN = re.compile(
    r"(?:,\s?or not|\b(?:yes or no|what now|now what|what then|any ideas)"
    r"|[.!?…]\s+(?:tips|advice|ideas|suggestions)\b[^.!?]{0,60})$",
    re.IGNORECASE,
)
_LINKS_BEHIND = re.compile(r"(?:\s+(?:\[\[[^\[\]]{1,60}\]\]|#[^\s#]{1,30}))+\s*$")
_HOW_DO_YOU = re.compile(
    r"(?:어떻게|얼마나|언제쯤?|뭘|뭐|몇\s?\S{1,3}|어디서?)\s(?:\S{1,6}\s)?(?:하|쓰|드|가|사|보내|고르|정하)(?:세요|시나요|셨어요|십니까)$"
    r"|(?:어떻게|얼마나|언제|뭘|뭐|왜|어디서?|누가)\s[^지든]{0,16}(?:해요|돼요|되요|써요|가요|와요|예요|에요|하죠|되죠|쓰죠)$"
)
_LED_IN = re.compile(r"(?:\w+\s){0,3}(?:questions?|topic)\b[^?:,]{0,15}?(?:\sbut\b|[:,–—-])\s+", re.IGNORECASE)
_NO_QUESTION = re.compile(r"(?:any\s)?(?:other\s)?questions?|q\s?&\s?a|질문(?:\s?있나요|\s?있으신가요)?", re.IGNORECASE)
_ASKS_IN_TITLE = re.compile(
    r"(?:^|\s)(?:어떻게|왜|언제|어디|얼마|며칠|몇|뭘|뭐|무엇|무슨|어떤|누가|누구)\S*\s.*(?:요|나|까|지)[.~…\s]*$"
)
_CURIOUS = re.compile(
    r"""
    \b(?:curious[ ](?:about|how|why|what|whether)
      |wonder(?:ing)?[ ](?:about|how|why|what|whether|if))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TAG_QUESTION = re.compile(
    r"""
    (?:죠|겠죠|잖아요?|거든요|그죠|그렇죠|않나|않나요|않을까요?
      |(?:right|ok|okay|no|huh|eh|isn't[ ]it|don't[ ]you|you[ ]know))\s*[?？]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_POLITE = re.compile(r"(?:니다|요|죠|네요)[.!~…ㅠㅜ\s]*$")
_FIRST_PERSON = re.compile(r"\b(?:i|i['’]m|i['’]ve|my|me|we|we['’]re|our|mine)\b", re.IGNORECASE)
_TROUBLE = re.compile(
    r"[ㅠㅜ]|때문에|자꾸|계속|매번|맨날|번번이|너무|(?:^|\s)[안못]\s?\S|지\s?(?:않|못)|미치|힘들|힘드|어렵|어려|무서|무섭"
    r"|걱정|고민|실패|죽|시들|망했|아프|아파|막막|모르|헷갈|답답|불안|지쳐|지칩|지쳤|스트레스|궁금|문제|[은는면]요[.~\s]*$"
    r"|\b(?:keeps?|can['’]?t|cannot|won['’]t|doesn['’]t|don['’]t know|never|always|struggl\w+|stuck|fail\w*"
    r"|problem|trouble|issues?|afraid|scare[sd]?|worried|hate|no idea|not sure|unsure|confus\w+|overwhelm\w+|tired of"
    r"|help|nobody|no one|hurts?|aches?|sore|pain|leak\w*|rots?|broken?)\b",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"(?:^|\s)(?:어떻게|왜|언제|어디서?|얼마나?|며칠|몇|뭘|뭐|무슨|어떤|누가|어느)\s[^지든]{0,16}(?<!보)(?:세요|셨어요|시죠|셔요)[~.…ㅋㅎ\s]*$"
)
_QUOTED = re.compile(r"""(?<=\S)\s*[\s:(]["“'‘][^"“”'‘’]{2,200}[?？]["”'’)\s.]*$""")
_SENTENCES = re.compile(r"(?<=[.?!。？！…])[)\"”']*\s+")
_BEHIND = re.compile(
    r"""
    (?:데요?|서요?|거든요|고요|지만|네요|습니다|어요|아요|해요|세요|니까요?)[.…!~]*$
    |^(?:i|i['’]m|we|we['’]re|mine|ours|my|our|it|they|everyone|everybody|because|asking|the)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_END_MARKS = re.compile(rf"(?:\s|[.~!…*_\"'”’`]|{_LAUGH}|{_EMOJI}|\([^()]{{0,120}}\)|\.\.+)+$")

BACKED = "a question and what is behind it"
"""The reason of a line whose question mark stands before its last sentence."""


def weigh(text: str) -> tuple[float, str]:
    """Return how surely (0..1) a line without a question prefix asks, and by what."""
    if _NO_QUESTION.fullmatch(text.strip(" *_#?？!.~")):
        return 0.0, ""
    if _MARK.search(text[-400:]):
        text = _without_quoted_end(text)
        if _MARK.search(text[-400:]):
            return 0.9, "a question mark"
    ending = _END_MARKS.sub("", _LINKS_BEHIND.sub("", text[-300:]))
    if _INDIRECT_KO.search(ending[-60:]):
        return 0.8, "an indirect question"
    ending = _LED_IN.sub("", ending, count=1) if _LED_IN.match(ending) else ending
    last = _SENTENCES.split(ending)[-1]
    asks = _INDIRECT_EN.match(ending) or (last != ending and _INDIRECT_EN.match(last))
    if (
        asks
        or (ending[-1:].isascii() and _REQUEST_EN.search(ending[-80:]))
        or (len(text) <= 300 and _CURIOUS.search(text))
    ):
        return 0.6, "question words"
    return _weigh_the_rest(text, ending)


def _weigh_the_rest(text: str, ending: str) -> tuple[float, str]:
    """Weigh what neither ends as a question nor begins as one."""
    if _HOW_DO_YOU.search(ending[-40:]):
        return 0.7, "a polite question"
    if _WORRY_KO.search(ending[-60:]):
        return 0.6, "a worry"
    return (0.7, BACKED) if _asks_before_its_end(text) else (0.0, "")


def _without_quoted_end(text: str) -> str:
    """Return a text without a question at its end that is only quoted, or an aside in parentheses."""
    found = _QUOTED.search(text[-400:])
    if found:
        return text[: max(0, len(text) - 400) + found.start()]
    opened = text.rfind("(")
    inside = opened > 0 and ("?" in text[opened:] or "？" in text[opened:])
    closed = text.rstrip(" .!~").endswith(")") and "?" not in text[:opened] and "？" not in text[:opened]
    return text[:opened].rstrip() if inside and closed else text


def _asks_before_its_end(text: str) -> bool:
    """Tell whether the last sentence but one asks, and the last only says what is behind the question."""
    parts = [part for part in _SENTENCES.split(text[-400:]) if part.strip()]
    if len(parts) < 2 or not _MARK.search(parts[-2]) or len(parts[-1]) > 120:
        return False
    return bool(_BEHIND.search(parts[-1]))


def is_somebodys_own(text: str) -> bool:
    """Tell whether a statement is told of oneself, as worries are: in polite Korean or in the first person."""
    return bool(_POLITE.search(text[-30:]) or _FIRST_PERSON.search(text))


def names_trouble(text: str) -> bool:
    """Tell whether a statement names what goes wrong, and so waits for advice ("자꾸 시들어요", "it keeps failing")."""
    return bool(_TROUBLE.search(text))


def asks_politely(text: str) -> bool:
    """Tell whether Korean words ask somebody present, as in a chat, where the question mark is often left out."""
    return bool(_HONORIFIC.search(text[-60:]))


def asks_in_title(text: str) -> bool:
    """Tell whether a Korean title asks by a question word and a polite ending, as people ask without a mark."""
    return bool(_ASKS_IN_TITLE.search(text))


def is_tag_question(text: str) -> bool:
    """Tell whether a line's question mark only seeks agreement (``...겠죠?``, ``..., right?``)."""
    return bool(_TAG_QUESTION.search(text[-30:]))
