"""Bytes of a notes file to the text that is read: encodings, line ends, Unicode form."""

import codecs
import re
import unicodedata

from flashcards.errors import BadInput

MAX_BYTES = 16 * 1024 * 1024
"""The largest notes file that is read; callers can look at a file's size before they open it."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HANGUL = re.compile(r"[가-힣]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_ENDS = re.compile(r"\r+\n")


def decode(data: bytes, *, file: str) -> str:
    """Return the text of a notes file, normalised; ``file`` only names it in the sentence of an error.

    UTF-8 and UTF-16 (with or without a byte order mark) and CP949 are recognised. Raises BadInput for a file above
    MAX_BYTES, a binary file, and an encoding that is none of these.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise BadInput(
            "{file} is larger than {limit} MB: split it, or take out what is not notes.", file=file, limit=limit
        )
    text = _with_mark(data, file)
    if text is None:
        text = _utf16_without_mark(data)
    if text is None:
        text = _plain(data, file)
    if _is_binary(text):
        raise _not_text(file)
    return normalise(text)


def normalise(text: str) -> str:
    """Return the text without byte order mark, with LF line ends and in NFC; lines keep their numbers."""
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).replace("\r", " ")
    return unicodedata.normalize("NFC", text)


def _with_mark(data: bytes, file: str) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                name = encoding.upper()
                raise BadInput(
                    "{file} is damaged {encoding} text: save it again as UTF-8.", file=file, encoding=name
                ) from None
    return None


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the text if the bytes are UTF-16: ASCII line ends and spaces put a NUL on one side of each pair."""
    if len(data) < 4 or len(data) % 2 or b"\x00" not in data[:4096]:
        return None
    for encoding, space in (("utf-16-le", (b" \x00", b"\n\x00")), ("utf-16-be", (b"\x00 ", b"\x00\n"))):
        pairs = {data[i : i + 2] for i in range(0, min(len(data), 65536), 2)}
        if pairs.isdisjoint(space):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_as_text(text):
            return text
    return None


def _reads_as_text(text: str) -> bool:
    sample = text[:20000]
    known = sum(1 for c in sample if c in "\n\r\t" or " " <= c <= "~" or "가" <= c <= "힣" or "\u3000" <= c <= "\u33ff")
    return "\x00" not in text and known >= 0.7 * len(sample)


def _plain(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = error
    if b"\x00" not in data:
        try:
            text = data.decode("cp949")
        except UnicodeDecodeError:
            pass
        else:
            if len(_HANGUL.findall(text)) >= 0.6 * len(_FOREIGN.findall(text)):
                return text
    if b"\x00" in data:
        raise _not_text(file)
    line = data.count(b"\n", 0, fault.start) + 1
    raise BadInput(
        "{file} is neither UTF-8, UTF-16 nor CP949 text (byte {byte}, line {line}): save it as UTF-8.",
        file=file,
        byte=fault.start,
        line=line,
    )


def _not_text(file: str) -> BadInput:
    return BadInput("{file} is not a text file: export it as Markdown or plain text, then add that.", file=file)


def _is_binary(text: str) -> bool:
    return "\x00" in text or len(_CONTROL.findall(text)) > max(8, len(text) // 100)
