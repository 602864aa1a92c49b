"""What makes two almost equal lines different advice: another number, a negation, or the opposite word.

The tables err towards "different": a card asked for anew costs a minute, a history under the wrong tip is a lie.
"""

import re
from collections import Counter

_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_ENGLISH = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "ninety": "90", "hundred": "100", "thousand": "1000", "million": "1000000",
    "twice": "2", "double": "2", "triple": "3", "third": "3", "half": "1/2", "quarter": "1/4", "dozen": "12",
}  # fmt: skip
_NATIVE = {
    "두": "2", "세": "3", "네": "4", "다섯": "5", "여섯": "6", "일곱": "7", "여덟": "8", "아홉": "9", "열": "10",
    "스무": "20", "서른": "30", "마흔": "40", "쉰": "50",
}  # fmt: skip
_DIGIT = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_POWER = {"십": 10, "백": 100, "천": 1000, "만": 10000}

_WORD = re.compile(rf"\b(?:{'|'.join(_ENGLISH)})\b")
_NATIVE_COUNT = re.compile(
    rf"(?<![가-힣])({'|'.join(_NATIVE)})\s?(?=번|개|명|사람|가지|시간|달|주|해|살|줄|권|장|배|곳|단계|잔|쪽|마디|차례)"
)
_SINO_COUNT = re.compile(
    r"(?<![가-힣])(?!이 [분주])([일이삼사오육칠팔구십백천만]+)\s?(?=개월|년|퍼센트|프로|분|초|배|주|원)"
)

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|cannot|without|avoid)\b|n't\b"
    r"|(?<!\S)안(?=\s)|(?<![가-힣])안\s?(?=돼|되|됩|된|될|됨)|(?<!잘)못(?=하|해|한|할|합|\s)|않|없|아니|아닌|아닙|금지|피하|피해"
    r"|지(?:는|도)?\s?(?:마(?=[세라요시]|\W|$)|말(?=[고라아자지것]|\W|$))"
)

_OPPOSITES: tuple[tuple[str, ...], ...] = (
    (r"\bbefore\b|전에|이전", r"\bafter\b|후에|뒤에|다음에|이후|나서"),
    (r"\bmore\b|더 많", r"\bless\b|\bfewer\b|더 적"),
    (r"\balways\b|항상|언제나", r"\bnever\b|절대", r"\bsometimes\b|\brarely\b|가끔"),
    (r"\bfirst\b|먼저|처음", r"\blast\b|나중|마지막"),
    (r"\bstart\w*\b|시작", r"\bstop\w*\b|그만|멈추"),
    (r"\bmost\b|\bmaximum\b|이하|최대|미만", r"\bleast\b|\bminimum\b|이상|최소|초과"),
    (
        r"\bseconds?\b|\d초", r"\bminutes?\b|[\d일이삼사오육칠팔구십]\s?분", r"\bhours?\b|시간",
        r"\bdays?\b|하루|매일", r"\bweeks?\b|\bweekly\b|매주|주일", r"\bmonths?\b|\bmonthly\b|매달|개월",
        r"\byears?\b|\byearly\b|매년|해마다",
    ),
    (r"\bmorning\b|아침", r"\bevening\b|저녁", r"\bafternoon\b|오후", r"\bnight\b|밤"),
    (r"\bincrease\w*\b|늘리", r"\bdecrease\w*\b|\breduce\w*\b|줄이"),
    (r"\bbuy\b|사세요", r"\bsell\b|파세요"),
    (r"\benable\b", r"\bdisable\b"),
    (r"\bgood\b|좋", r"\bbad\b|나쁘|나쁜"),
)  # fmt: skip
_FAMILIES = tuple(tuple(re.compile(word) for word in family) for family in _OPPOSITES)


def contrast(one: str, other: str) -> bool:
    """Return whether two normalised texts differ in a number or a negation, or use opposite words.

    A number counts by its value, however it is spelled. "One" is not counted: it is rarely meant as a number, and
    any other number beside it still differs.
    """
    if one == other:
        return False
    return _numbers(one) != _numbers(other) or _negations(one) != _negations(other) or _opposed(one, other)


def _numbers(text: str) -> Counter[str]:
    found = [number.replace(",", "") for number in _DIGITS.findall(text)]
    found += [_ENGLISH[word] for word in _WORD.findall(text)]
    found += [_NATIVE[word] for word in _NATIVE_COUNT.findall(text)]
    found += [str(_sino(word)) for word in _SINO_COUNT.findall(text)]
    return Counter(number for number in found if number != "1")


def _negations(text: str) -> int:
    return len(_NEGATION.findall(text))


def _opposed(one: str, other: str) -> bool:
    """Whether each text has a word of a family which the other lacks."""
    for family in _FAMILIES:
        mine = {index for index, word in enumerate(family) if word.search(one)}
        if mine:
            theirs = {index for index, word in enumerate(family) if word.search(other)}
            if mine - theirs and theirs - mine:
                return True
    return False


def _sino(word: str) -> int:
    """Read a Sino-Korean numeral such as 삼십오."""
    total, digit = 0, 0
    for letter in word:
        if letter in _POWER:
            total += max(digit, 1) * _POWER[letter]
            digit = 0
        else:
            digit = _DIGIT[letter]
    return total + digit
