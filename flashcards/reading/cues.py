"""Words and endings that tell advice from talk, in Korean and English: data for scores and questions."""

import re

from flashcards.reading.cue import Cue, either, led

OBLIGE = Cue(
    korean=either(
        r"""
    야(?<=[가-힣]야)(?<!분야)\s?(?:만\s)?(?:해|한|합|하|된|돼|됩|되|할|죠|겠)|필요(?:합|해|하|가\s?있|로|성)|중요|핵심|필수
    |반드시|꼭\s|절대|최우선|우선\s?순위|1순위|관건|금물|주의|조심|명심|유의
    |피하(?:세요|시|는|라|자|고)""",
        led("지 면", r"\s?(?:말|마세요|마시|마라|않도록|안\s?[되돼됩된])"),
    ),
    english=r"""
    \b(?:must|should(?:n't)?|need(?:s)?\s+to|have\s+to|has\s+to|ought|never|always
      |avoid|don['’]t|do\s+not|make\s+sure|ensure|important|essential|crucial|critical
      |vital|key|matters?|required?|beware|careful|remember|mistake)\b
    """,
)
"""Says what must or must not be done, or what matters."""

RECOMMEND = Cue(
    korean=either(
        r"""
    추천|권장|권해|권하|권합|권함|권유|길(?<=[하으시보가두내읽쓰지]길)\b|세요(?<![계녕]세요)|십시오|합시다
    |자(?<=[하보가두쓰내]자)[.!]?$
    |좋(?:습니다|아요|다고|을\s?것|을\s?거|겠|은\s?방법)|도움이?\s?(?:되|됩|될|돼|된)|유리|효과적|유용
    |면(?<=[하되시쓰보두풀잡가]면)\s?(?:된|됩|돼|되|충분)|부터(?<=[것거기]부터)|을(?<=[것거기]을)\s?목표|노력|집중|익히|키우|챙기|습관
    |기본기?(?:이|가|은|는|을|를|부터)""",
        led("면 게 것이 편이 기에", r"\s?(?:더\s)?(?:좋|낫|나을|유리|효과)"),
    ),
    english=r"""
    \b(?:recommend|suggest|advice|advise|better|best|worth|prefer|consider|try|focus
      |instead\s+of|rather\s+than|helps?|helpful|useful|good\s+idea
      |it['’]s\s+(?:ok|okay|fine)|pays?\s+off|habit|priorit\w+|enough
      |start\s+(?:with|by|from)|the\s+(?:trick|secret|goal|point)\s+is)\b
    """,
)
"""Recommends or prefers."""

CRITERION = Cue(
    korean=r"""
    아니라|보다는?\s|가장|제일|최고|결국|먼저|우선|최소|최대|기준|역량|능력|원칙|비결|방법(?:은|이|으로|을)|장점|강점|차이(?:는|점)|이유는
    |포인트|따라\s?(?:다르|달라)|거의|대부분|항상|언제나|충분|불가능|가능합|없습니다|없어요|있어야|만큼|수록|위해|위한
    """,
    english=r"""
    \b(?:most|more\s+than|less|only|first|before\s+you|until|unless|not\s+\w+\s+but
      |the\s+(?:biggest|hardest|first|main|real|only)|depends?|means?|because|almost
      |enough|no\s+one|nobody|nothing)\b
    """,
)
"""Weighs, compares or decides."""

NOMINAL = re.compile(
    r"""
    기(?<=[가-힣]기)(?<![경크시위계후일동무고감전용향연공물초중길굵밝높깊신인얘]기)(?<!이야기)(?:\s?\([^()]{1,40}\))?[.!]?$
    |것(?:(?<=[할쓸볼둘을갈말릴킬줄낼뺄]것)|(?<=[할쓸볼둘을갈말릴킬줄낼뺄]\s것))[.!]?$
    |라고(?:(?<=[하으보쓰넣지오뛰가두말]라고)|(?<=외우라고))(?:요|함|하심)?[.!]?$
    """,
    re.VERBOSE,
)
"""Korean nominal endings that tell what to do (…하기, …할 것)."""

ORDER = re.compile(
    r"""
    (?:세요|십시오|하라|마라|말라|합시다|하자|보자|시고(?<=[가-힣]시고)요?)[.!]?$
    """,
    re.VERBOSE,
)
"""Korean imperative endings."""

REASON = Cue(
    korean=r"""
    (?:때문에|때문입니다|때문이다|때문이에요|때문이죠|니까요?|어서|아서|해서|라서|여서|거든요?|기에|므로|느라|느낌이라|이라)[.…!\s]*$
    """,
    opens=r"""
    (?:왜냐하?면?|이유는|because|since|due[ ]to)\b
    """,
)
"""Only gives a reason."""

EXAMPLE = Cue(
    korean=r"""
    가정\s?하에|전제\s?하에
    """,
    opens=r"""
    (?:예[)):]|예를\s?들|예시|ex[).:]|e\.g\.|for[ ]example|for[ ]instance|example|참고|물론|단,
      |가령|이를테면|such[ ]as|like[ ])
    """,
)
"""Opens an example or a condition."""

SUPPOSES = re.compile(
    r"""
    겠(?:죠|지요?)[.!~…]*$
    """,
    re.VERBOSE,
)
"""Korean ending that only supposes."""

ASIDE = Cue(
    korean=either(
        r"""
    경험(?:을|상|으로)?\s?(?:설명|말씀|얘기|이야기|공유)(?:을)?\s?(?:드리|하)(?:면|자면)
    |질문이(?:겠|네요|군요|시네)|질문\s?감사|말씀드렸(?:듯|던|다시피)|여담|농담|사담|딴\s?얘기|네\s?그렇(?:긴|기는)한?데
    |경우인지\s?모르겠|인지(?:는|도)?\s?(?:잘\s)?모르겠""",
        led("좋은 어려운 재밌는 재미있는 난감한", r"\s?질문"),
        led("아까 앞에서 앞서 방금 전에", r"\s?(?:계속\s?)?(?:도\s)?(?:말씀|얘기|이야기|설명|언급)"),
        led("이따 나중에 뒤에서 다음에 추후에?", r"\s?(?:다시\s)?(?:말씀|설명|얘기|다루|공유|공지)"),
        led(r"쉽지\s?않은 어려운", r"\s?(?:것|거)\s?같"),
    ),
    english=r"""
    \b(?:(?:good|great|tough|hard|interesting|nice)\s+question
      |let\s+me\s+(?:tell|explain|share|start|think)
      |i['’]ll\s+(?:talk|explain|come|get|share|post|send|show)
      |as\s+i\s+(?:said|mentioned)
      |(?:by\s+the\s+way|side\s+note|off[- ]topic|just\s+kidding|no\s+idea|not\s+sure
      |i\s+don['’]t\s+(?:know|remember|have\s+a\s+good))
      |thanks?\s+for|fun\s+fact|joked?|laughs?|laughter|anecdote)\b
    |tmi
    """,
)
"""Leads in, refers back, puts off, or does not know."""

LOGISTICS = Cue(
    korean=r"""
    강의\s?자료|슬랙에|공지|출석|설문|줌\s?링크|쉬는\s?시간|휴식|점심|저녁\s?식사|다음\s?(?:주|시간|강의|세션)|발표\s?자료|녹화|질문은\s?(?:슬랙|채팅)
    |마이크(?!로)|장소(?<!저장소)|입장|퇴장|경품|수료증|뵙겠|뵐게요|수고하셨|고생하셨|감사(?:합니다|드립니다|해요)[.!~\s]*$
    """,
    english=r"""
    \b(?:slides?|recordings?|zoom|attendance|survey|lunch|coffee|wi-?fi|parking
      |next\s+(?:week|session|talk)|sign[- ]up|registration|office\s+hours
      |see\s+you\s+(?:next|soon)|copyright|all\s+rights)\b
    """,
)
"""Speaks of the event itself."""

PAST = Cue(
    korean=r"""
    (?:었|았|였|했|됐|갔|왔|났|셨|봤|렸|졌|썼|랐|꼈|쳤)(?:습니다|어요|었어요|다|음|죠|네요|는데요?|고|지만|던\s?것\s?같\S*
      |더라\S*)?[.!…~\s]*$
    """,
    opens=r"""
    (?:I|We|My|He|She|They|Our|Back|Once|At[ ]first
      |Last)\b(?=.*\b(?:was|were|did|had|went|got|began|took|came|\w{2,}ed)\b)
    """,
    exact=True,
)
"""Tells what happened."""

PREDICATE = re.compile(
    r"""
    [다요죠음함임기것자라지네군까길됨]$|니다|세요
    |\b(?:is|are|be|do|does|can|will|have|has|means?|\w+s|\w+ed)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Has a predicate."""

LABEL_END = re.compile(
    r"""
    [:：]\**$
    |(?:다음과\s?같|아래와\s?같|(?:두|세|네|다섯|몇|여러)\s?가지$|as[ ]follows|the[ ]following
      |a[ ]few[ ](?:things|tips))
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Announces the lines below."""

ARROW = re.compile(
    r"""
    [-=]>|[→⇒]
    """,
    re.VERBOSE,
)
"""Joins steps."""

TIPS_SECTION = re.compile(
    r"""
    팁|조언|노하우|교훈|배운\s?점|정리|요약|핵심|결론|원칙|방법|전략|당부|마지막|한\s?마디|하고\s?싶은\s?말|습관|규칙|주의|tips?\b
    |advice|lessons?|takeaways?|summary|principles?|best[ ]practices|how[ ]to|rules
    |habits|do'?s|conclusion|recommend|closing|key[ ]points
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Titles of sections that hold advice."""

ABOUT_SECTION = re.compile(
    r"""
    소개|약력|프로필|이력|연사|강사|참석자|about[ ](?:me|us|the[ ](?:speaker|author))|speakers?\b
    |\bbio\b|who[ ]am[ ]i|who[ ]is|background
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Titles of sections about people."""

LOGISTICS_SECTION = re.compile(
    r"""
    공지|일정|목차|참고|준비물|장소|출처|링크|자료|기타|agenda|schedule|logistics|references?|links|resources
    |further[ ]reading|contents|to-?do|할\s?일|license|contact|install|usage
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Titles of sections about the event or of mere references."""

DIARY_SECTION = re.compile(
    r"""
    회고|일기|느낀\s?점|느낌|소감|후기|나의\s?생각|내\s?생각|개인적|retrospect|diary|journal|my[ ]thoughts
    |reflection
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Titles of the note-taker's own thoughts."""

ASKING_SECTION = re.compile(
    r"""
    Q\s?&(?:amp;)?\s?A|\bQnA\b|\bFAQ|질문|질의|문답|질답|묻고|물었|궁금|questions?\b|\basked\b|AMA\b|interview|인터뷰
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Titles of sections where people ask."""

LISTING_SECTION = re.compile(
    r"""
    면접\s?질문|질문\s?(?:리스트|목록|거리|모음)|역질문|못\s?(?:물어|여쭤)
    |questions?\b.{0,12}\b(?:to[ ]ask|forgot|unanswered|left)|interview[ ]questions
    |open[ ]questions|체크\s?리스트|check\s?list|to-?do|할\s?일|남은\s?질문|토론\s?거리|discussion
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Titles of sections that only list questions or tasks."""

TALK_TITLE = re.compile(r"(?:설명|안내|소개|공유|발표|시연|인사말?)[*_\s]*(?:\([^()]*\))?[*_\s]*$")
"""Names what was presented, and asks nothing."""

_VERBS = frozenset(
    re.findall(
        r"\w+",
        "accept add adjust admit agree aim align allow answer apologise apologize apply appreciate argue arrange "
        "arrive ask assert assess assign assume attack attend automate avoid back balance batch be begin block "
        "book break breathe bring brush build bury buy call cancel cap carry celebrate change chase check choose "
        "circle clarify clean climb close coach collect combine come commit compare compete compress confess "
        "confirm confront connect consult contribute convert cook cool copy count cover create cut debug decide "
        "declare decline deduct define delegate delete demo demonstrate deploy deposit describe design dig "
        "discount discuss divide do document double drain draw dress drive drop dry dump earn eat edit email "
        "embrace emphasise employ end enjoy enter estimate exercise expect experiment explain explore extend fail "
        "feed fight figure fill film find finish fix flag flip follow force freeze fund gather get give go grab "
        "group grow guess halve hang help highlight hire hit hold hunt identify ignore imagine improve include "
        "inspect install interview introduce invest invite invoice isolate iterate join jot judge jump justify "
        "keep kill know label lay lead lean learn leave lend let lift limit list listen load lock log look lower "
        "maintain make manage map master match measure meditate meet memorise memorize mention mix mock monitor "
        "move multiply name narrow negotiate note notice obey observe offer open optimize outline overpay own pack "
        "paint pair park partner paste pause pay peel phone photograph pick pin plan plant play polish post "
        "postpone pour practice practise prepare preselect present press pretend print prioritize profile protect "
        "prove provide prune publish push put query quit quote raise rank reach read rebase rebuild receive record "
        "redline reduce refactor reframe refuse regulate rehearse reject relax release rely remind remove rename "
        "rent repair repeat rephrase replace reply report reproduce request require reserve reset resist resolve "
        "respond rest restart restate retire retry return reuse review revisit reward rewrite ring rinse roast "
        "rotate round run save say scale scan schedule screen scrub search secure see seek sell send separate "
        "serve set shadow shape share sharpen shave ship shorten shout show shut sign simplify sit sketch skim "
        "skip sleep slice slow smell snap soak solve sort speak spell spend split spot spray squeeze stand start "
        "stay steal steam step stick stir stop store stretch strip study subscribe subtract suggest summarize "
        "supply surround suspect swap sweep swim switch tackle tag take taste teach tell test thank thin think "
        "throw tidy tie tighten timebox touch track train transfer translate treat trim trust turn understand "
        "unplug unsubscribe update upgrade upload use validate vary verify visit visualize volunteer vote wait "
        "wake walk warm warn wash watch wear weed weigh whisper widen win wipe withdraw wonder work wrap write ",
    )
)


_OPENERS = re.compile(
    r"(?:\*\*)?(?:(?:so|and|but|just|always|never|also|then|first|instead|please|when [^,]{3,60},|if [^,]{3,80},)"
    r",?\s+)*",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"don['’]t\b|do not\b|([a-z]+)\b(?!\s*[:=(])", re.IGNORECASE)


def commands(text: str) -> bool:
    """Tell whether a line opens with an English verb in the imperative."""
    opened = _OPENERS.match(text)
    word = _FIRST_WORD.match(text, opened.end() if opened else 0)
    return word is not None and (word[1] is None or word[1].lower() in _VERBS)
