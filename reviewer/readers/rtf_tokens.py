"""RTF as tokens: groups, control words, bytes and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

_TOKEN = re.compile(
    rb"""(?P<bytes>(?:\\'[0-9a-fA-F]{2}[\r\n]*)+)
    |\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?
    |\\(?P<sign>[^a-zA-Z'])
    |(?P<open>\{)
    |(?P<close>\})
    |(?P<text>[^\\{}\r\n\0]+)
    |(?P<other>\\'?|[\r\n\0]+)""",
    re.VERBOSE,
)
_BYTE = re.compile(rb"[\\'\r\n]")


class TokenKind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SIGN = auto()
    BYTES = auto()
    TEXT = auto()


class Token(NamedTuple):
    """A token.

    Attributes:
        kind: What it is.
        name: Name of a control word, or the sign of a control symbol.
        number: Parameter of a control word, or None.
        data: Bytes of text.
    """

    kind: TokenKind
    name: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token(TokenKind.OPEN), Token(TokenKind.CLOSE)


def tokens_of(data: bytes) -> Iterator[Token]:
    r"""The tokens of a file in order; the bytes behind \bin are left out."""
    position = 0
    while position < len(data):
        match = _TOKEN.match(data, position)
        if match is None:
            position += 1
            continue
        position = match.end()
        group = match.lastgroup
        if group == "open":
            yield _OPEN
        elif group == "close":
            yield _CLOSE
        elif group == "bytes":
            yield Token(TokenKind.BYTES, data=bytes.fromhex(_BYTE.sub(b"", match[0]).decode()))
        elif group == "text":
            yield Token(TokenKind.TEXT, data=match[0])
        elif group == "sign":
            yield Token(TokenKind.SIGN, name=match["sign"].decode("latin-1"))
        elif match["word"] is not None:
            number = int(match["number"]) if match["number"] else None
            name = match["word"].decode()
            if name == "bin":
                position += max(number or 0, 0)
            else:
                yield Token(TokenKind.WORD, name=name, number=number)
