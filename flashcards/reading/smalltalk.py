"""Talk in a chat that neither asks nor answers: reactions, greetings, and who is already there."""

import re

_LAUGH = r"[ㅋㅎㅠㅜ^~!.…?\s]|[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]|\([^()]{1,12}\)|:[a-z0-9_+-]+:"
_ONLY_LAUGH = re.compile(rf"(?:{_LAUGH}|lol|haha(?:ha)*|xd)+", re.IGNORECASE)
_LAUGHS_FIRST = re.compile(r"[ㅋㅎ]{2,}|(?:lol|haha)\b", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:다들\s?|모두\s?|여러분\s?)?(?:안녕하세요|안녕하십니까|안녕|반갑습니다|반가워요|어서\s?오세요|환영)"
    r"|(?:hi|hello|hey|welcome|good (?:morning|evening|afternoon)|morning)\b",
    re.IGNORECASE,
)
_REACTION = re.compile(
    r"(?:오+|아+|와+|우와|헐|헉|대박|네|넵|넹|예|음|앗|역시|그쵸|그죠|맞아요?|맞습니다|저도요?|인정|메모|굿|짱"
    r"|좋네요|귀엽네요|그렇군요|알겠습니다|바로|ㅇㅇ|oh+|ah+|wow|nice|great|cool|ok(?:ay)?|yep|yup|yeah|same|me too"
    r"|love (?:it|this|that)|this|noted|perfect|awesome|\+1|so true|good (?:to know|point|one))"
    r"(?=$|[\s,.!~ㅋㅎㅠ?…])",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:oh |ah |ok(?:ay)?,? |great,? |아 |오 |네 )*"
    r"(?:thx|thanks?|thank you|ty|cheers|got it|will do|감사|고맙|고마워|넵|넹)",
    re.IGNORECASE,
)
_PRESENCE = re.compile(
    r"(?:들어오셨|오셨나|계신가요|계세요|들리(?:세요|시나요|나요)|보이(?:세요|시나요)|준비\s?(?:되셨|됐)|시작할까요|시작해\s?볼까요"
    r")|잘\s?(?:들어가셨|도착)|식사(?:는)?\s?하셨"
    r"|\b(?:is every(?:one|body) (?:here|in|ready)|can (?:you|everyone) (?:hear|see)|who(?:'s| is) (?:here|in|online)"
    r"|shall we (?:start|begin)|ready to start|anyone (?:here|there|around|up)\b)",
    re.IGNORECASE,
)
_SECONDS = re.compile(
    r"(?:저도|나도|저두)\s(?:\S{1,6}\s){0,2}(?:궁금|알고\s?싶|듣고\s?싶)|저도\s?같은\s?(?:질문|고민)|좋은\s?질문"
    r"|\b(?:know|hear|wonder(?:ing|ed)?|curious|ask)(?:\s\w+){0,2}\s(?:too|as well)\b|\balso\s(?:curious|wondering)"
    r"|\b(?:same|good|great|excellent) question\b|\bsecond(?:ing)? (?:this|that)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(r"(?:네요|구나|군요|보네요?|나\s?봐요?|[는은]가\s?봐요?|구만|다니)[.!~…ㅋㅎㅠㅜ\s]*$")
_OWN_WAY = re.compile(
    r"(?:저는|전|저희는|저희|저희\s?집은|제\s?경우|난|우리는|우린)\s|(?:i|we|mine|ours|for me|in my case)\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"(?:\+1|same(?: here)?|agree(?:d)?|yes|yeah|yep|맞아요?|맞습니다|저도요?|추가로)[\s,.!:]+(?:and\s)?", re.IGNORECASE
)
_LONGEST_REACTION = 16


def is_thanks(text: str) -> bool:
    """Tell whether a message says thanks or consent."""
    return bool(_THANKS.match(text))


def is_small_talk(text: str) -> bool:
    """Tell whether a message only laughs, greets or reacts; ``OK, then water it daily`` says more."""
    if _ONLY_LAUGH.fullmatch(text) or laughs_first(text):
        return True
    reacted = _REACTION.match(text)
    return bool(reacted and len(text) <= _LONGEST_REACTION) or bool(_GREETING.match(text) and len(text) <= 40)


def asks_for_presence(text: str) -> bool:
    """Tell whether a question only asks who is there or whether one may begin."""
    return bool(_PRESENCE.search(text))


def laughs_first(text: str) -> bool:
    """Tell whether a line begins with laughter."""
    return bool(_LAUGHS_FIRST.match(text))


def seconds_a_question(text: str) -> bool:
    """Tell whether a line praises or repeats somebody's question and asks nothing new."""
    return "?" not in text and bool(_SECONDS.search(text))


def is_own_way(text: str) -> bool:
    """Tell whether a line agrees and adds something, or tells how its writer does it, and is no mere remark."""
    if _REMARK.search(text[-30:]):
        return False
    agreed = _AGREES.match(text)
    return bool(_OWN_WAY.match(text)) or bool(agreed and len(text) - agreed.end() >= _LONGEST_REACTION)
