"""Puts words together that were typed letter by letter, and parts words that signs hold together."""

from __future__ import annotations

import re

from bot.normalise.vocabulary import SHORTEST_SLIP, Vocabulary, fold

LONGEST_RUN = 80  # letters typed one by one
LONGEST_PIECE = 14  # letters of a word that they may be cut into
_SINGLES = re.compile(r"(?<![^\s\"'(])[^\W_](?:[ .\-_*~|]{1,3}[^\W_])+(?!\w)")
_GAP = re.compile(r"[ .\-_*~|]{2,3}")
_JOINED = re.compile(r"(?<!\S)[^\W\d_]+(?:[._~*+-][^\W\d_]+)+(?![\w@])")
_ADDRESS = re.compile(r"^(?:www|http)|\.(?:com|uk|org|net|co|gov|io|tv|gg|me)$")


class Spacing:
    """Knows which words may come out."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Holds the vocabulary."""
        self._vocabulary = vocabulary
        self._danger = vocabulary.danger

    def mend(self, text: str) -> str:
        """Gives words their usual spaces.

        Args:
            text: Without hidden characters.

        Returns:
            The same, changed only where words come out that are known.
        """
        return _JOINED.sub(self._joined, _SINGLES.sub(self._singles, text))

    def _singles(self, found: re.Match[str]) -> str:
        """Letters typed one by one: "h e l p", "d.i.e", "k i l l  m e"."""
        typed = found.group()
        if not any(char.isalpha() for char in typed):
            return typed
        words = [re.sub(r"[^\w]|_", "", part) for part in _GAP.split(typed)]
        if not any(len(word) > SHORTEST_SLIP - 2 or fold(word) in self._danger for word in words):
            return typed
        return " ".join(self._cut(word) for word in words)

    def _cut(self, letters: str) -> str:
        """Cuts letters into the fewest words that are often said, if all of them can be used."""
        folded, pieces = fold(letters), self._vocabulary.pieces
        if folded in self._danger or not folded.isalpha() or not 1 < len(folded) <= LONGEST_RUN:
            return letters
        best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, 0, ())]
        for end in range(1, len(folded) + 1):
            ways = []
            for start in range(max(0, end - LONGEST_PIECE), end):
                before, piece = best[start], folded[start:end]
                if before is not None and piece in pieces:
                    ways.append((before[0] + 1, before[1] - pieces[piece], (*before[2], piece)))
            best.append(min(ways, default=None))
        whole = best[-1]
        return letters if whole is None else " ".join(whole[2])

    def _joined(self, found: re.Match[str]) -> str:
        """Words held together by signs: "want.to.die", "kill_me"."""
        typed = found.group()
        parts = re.split(r"[._~*+-]", typed)
        folded = [fold(part) for part in parts]
        plain_sign = any(sign in typed for sign in "_~*+") or len(parts) > 2
        if not plain_sign or _ADDRESS.search(typed.lower()) or not self._danger & set(folded):
            return typed
        known, means = self._vocabulary.known, self._vocabulary.means
        return " ".join(parts) if all(part in known or part in means for part in folded) else typed
