"""Words that tell talk from advice: lead-ins, the room, the speaker's own life, repetition, conditions, reasons."""

import re

from flashcards.reading.cue import Cue, either, led

LEADS_IN = Cue(
    korean=either(
        led(
            "얘기 이야기 말씀 설명 경험 예",
            r"(?:를|을)?\s?(?:하자면|드리자면|드리면|드릴게요|해\s?볼게요|해\s?보자면|하면)",
        ),
        led("질문 얘기", r"\s?(?:나오|나올|올\s?줄)"),
        "조심스러",
    ),
    english=r"""
    \bstory\s+time\b|\bfunny\s+(?:story|thing)\b
    """,
    opens=r"""
    (?:글쎄요?|하하)[\s,.…~]*.{0,25}$|(?:자|음+|어+)[\s,.…~]+.{0,25}(?:데요?|네요|군요|…)$|이(?:거|건|게|것은|\s?(?:질문|부분|얘기|문제))[은는이가도]?\s.{0,30}
        (?:데요?|죠|네요|답변?|드심|심|요|[가-힣]…)[.…~]*$
    |(?:ok(?:ay)?[,.]?\s+)?(?:so[,.]?\s+)?(?:(?:every(?:body|one)|people)\s+(?:thinks?|asks?|knows?)
      |here['’]?s\s+(?:the|my|a)\s+(?:thing|story|deal)|the\s+thing\s+is|let\s+me\b|i['’]ll\s+be\s+honest|where\s+do\s+i)
    |(?:hm+|phew|ha+|ooh?|ugh)\b.{0,25}$|(?:good|great|tough|fun)\s+(?:one|q)\b
    """,
)
"""Announces an answer instead of giving it."""

ROOM = Cue(
    korean=either(
        led(r"다들 다\s?같이 모두 전부", r"\s(?:웃|빵|고개|박수|놀라|조용|끄덕|한숨|펜|.{0,12}(?:하심|드심))"),
        led("옆 뒷", r"\s?자리\s?(?:분|아버|어머|사람)"),
        led("객석 청중 관객", r"(?:에서|이|은|들)"),
        led("질문 답변", r"\s?(?:패스|넘어)"),
        r"""
    웃음|박수|사회자|마이크(?:가|를)|옆\s?(?:조|분)|뒤에\s?(?:앉|계|아버|어머)|앞에서\s?(?:해|보여)|웅성|답변\s?못|답을?\s?안
    """,
    ),
    english=r"""
    \b(?:audience|laughter|laughs?|laughed|groans?|applause|awkward|skipped|giggl\w+|whole\s+room|shrugs?|winks?
      |everyone\s+(?:laugh|clap|nod)\w*|front\s+row|off\s+the\s+record|changes?\s+the\s+subject|not\s+answered|no\s+answer
      |no\s+comment)\b
    """,
)
"""Tells what happened in the room."""

JOKES = Cue(
    korean=r"""
    농담|장난|웃자고|\([^()]{0,30}웃음[^()]{0,20}\)
    """,
    english=r"""
    \([^()]{0,30}(?:joke|joking|kidding)[^()]{0,20}\)|\b(?:joking|kidding|i\s+think\)|apparently)\b
    """,
)
"""Says itself that it is not meant."""

_SELF = r"(?:저도|저는|제가|제\s(?!\d)|저희|나는|나도|난\s|내가|내\s|우리\s?(?:집|애|반|팀|회사|동네))"

FIRST_PERSON = Cue(
    korean=rf"""[\s"'“(]{_SELF}""",
    english=r"""
    \b(?:i|i['’]m|i['’]ve|i['’]d|my|me|mine|we|we['’]re|our|ours|us)\b
    """,
    opens=_SELF,
)
"""Speaks of the speaker."""

THIRD_PERSON = Cue(
    korean=r"""
    본인(?:이|은|는|도|\s)|님(?<=감독님|선생님|원장님|코치님|대표님|교수님|작가님|강사님)(?:이|은|는|도|\s)
    |님(?<=[가-힣][가-힣]님)(?:이|은|는|도)?\s
    """,
    opens=r"""
    \(?(?:she|he|they|her|his|author|the\s+(?:author|speaker|kid)|[A-Z][a-z]+\s(?:says|said|keeps?|did|does|thinks|found|goes|told|calls|swears))\b
    """,
    exact=True,
)
"""Tells of somebody."""

REPEATS = Cue(
    korean=either(led("다는 라는 단", r"\s?(?:얘기|말|뜻|거)(?:예요|에요|죠|입니다|임)?[.…\s]*$"), r"얘기예요[.\s]*$"),
    opens=r"""
    (?:결국|그러니까|그니까|즉|다시\s?말|요약하|정리하|한\s?마디로|그래서\s(?:저는|나는)|아무튼|어쨌든|그래도\s?(?:아직|결국)|역시)
    |(?:so\s+again|again\b|basically|in\s+short|bottom\s+line|tl;?dr|in\s+other\s+words|agreed?\b|same\b|\+1|as\s+i\s+said|no[,]?\s+seriously
      |like\s+i\s+said|anyway|so\s+(?:yes|yeah|basically))
    """,
)
"""Says again what was said."""

TRAVELS = Cue(
    korean=led("가정 전제 조건", r"\s?하에(?:서|서만)?[.…]?$"),
    opens=r"""
    (?:다만|단[,\s]|물론\s)|[^.]{2,60}(?:경우|때)(?:에만|만)[.…]?$
    |(?:unless|only\s+(?:if|when)|except|provided|providing|assuming|as\s+long\s+as|but\s+only|if\s+and\s+only)\b
    """,
)
"""Says when another line's claim holds, and means nothing without it."""

CAUSE = Cue(
    korean=either(
        led("때문 니까 느라 서(?<=[아어해라여워져서가나와]서)", r"(?:요|죠|임|다|입니다|이다|예요|에요)?[.…!~\s]*$"),
        r"거든요?[.…!\s]*$|왜냐|는\s?게\s?그래서|건\s?그래서|기\s?때문",
    ),
    english=r"""
    \b(?:because|cause|since|otherwise|or\s+else|that['’]?s\s+(?:why|your|how)|so\s+that|which\s+(?:means|is\s+why))\b
    """,
)
"""Gives the reason of something else."""

FORBIDS = Cue(
    korean=r"""
    절대|무조건|금지|금물|무의미|비추|최악|안\s?(?:됩니다|돼요?|됨|된다|되고)|지\s?(?:말|마|않)|말고|하지\s?마
    """,
    english=r"""
    \b(?:never|not|no|don['’]t|nobody|stop|without|can['’]t|isn['’]t)\b
    """,
)
"""Forbids or rules out."""

VERDICT = re.compile(
    r"""
    ^(?:네[.,\s]|아니(?:요|오)|없(?:습니다|어요|음)|있(?:습니다|죠)|안\s[가-힣]{1,4}(?:니다|어요|요|음)[.]|됩니다|아닙니다|거의|예[.,])
    |^(?:yes|no|nope|yep|depends|almost|always|never|neither|both|none|nobody)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Decides the question in its first word."""
