"""Says in plain words what was typed in disguise, in a hurry or in code, for the rules and the encoder.

Names, persons and places are read from the original text; nothing here keeps a text. What it knows is data:
data/phrases/text_speak.yml, and as known words those of the training messages.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot import text as texts

FILE = Path("data") / "phrases" / "text_speak.yml"
WORDS = Path("data") / "nlu"
SHORTEST_SLIP = 5  # letters; shorter words are one slip from too many others
LONG = 8  # letters; only in so long a word is a wrong letter a slip: "raced", "hiking" and "shared" are words
LONGEST_WORD = 30
LONGEST_RUN = 80  # letters typed one by one
OFTEN = 8  # times in the training words: a word that letters typed one by one may be cut into
# Look-alikes of other alphabets; both strings in the same order.
_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝкмнтвгӏԍАВЕКМНОРСТХУІЅЈӀαονρτυικεηχωγΑΒΕΖΗΙΚΜΝΟΡΤΥΧոօսհցɡıℓ",
    "aeopcyxijshdqwkmhtbrlgABEKMHOPCTXYISJlaovptuikenxwyABEZHIKMNOPTYXnouhggil",
)
_SHAPES = ((0x250, 0x2B0), (0x1D00, 0x1D80), (0x1F130, 0x1F18A))  # small capitals, letters in boxes and circles
_SHAPE_NAME = re.compile(r"LATIN (?:LETTER SMALL CAPITAL|CAPITAL LETTER) ([A-Z])$")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]{3,}")
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Mn", "Me"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_QUOTES = str.maketrans("’‘ʼ´", "''''")
_BEYOND_LATIN = re.compile(r"[^\W\d_]+")
_SINGLES = re.compile(r"(?<![^\s\"'(])[^\W_](?:[ .\-_*~|]{1,3}[^\W_])+(?!\w)")
_GAP = re.compile(r"[ .\-_*~|]{2,3}")
_JOINED = re.compile(r"(?<!\S)[^\W\d_]+(?:[._~*+-][^\W\d_]+)+(?![\w@])")
_ADDRESS = re.compile(r"^(?:www|http)|\.(?:com|uk|org|net|co|gov|io|tv|gg|me)$")
_CHUNK = re.compile(r"\S+")
_TOKEN = re.compile(r"[\w@$!|*+€']+")
_EDGES = "!*|+'_"
_STRETCHED = re.compile(r"(\w)\1{2,}")
_BETWEEN = re.compile(r"([a-z]+)([24])([a-z]+)")
_DISGUISES = {
    "0": "o",
    "1": "il",
    "!": "il",
    "|": "li",
    "3": "e",
    "€": "e",
    "4": "a",
    "@": "a",
    "5": "s",
    "$": "s",
    "7": "t",
    "+": "t",
    "8": "b",
}
_MOST_DISGUISES = 6
_DIGIT = {"2": "to", "4": "for"}


class TextSpeak(msgspec.Struct, forbid_unknown_fields=True):
    """data/phrases/text_speak.yml; what each part means stands there."""

    words: dict[str, str]
    not_after: dict[str, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]]
    phrases: dict[str, str]
    coded: dict[str, str]
    misspelt: dict[str, str]
    emoji: dict[str, str]
    crisis: str
    not_crisis: str
    two_before: str
    four_before: str
    not_after_digit: str


@cache
def training_words(folder: Path = WORDS) -> Counter[str]:
    """How often each word stands in the training messages; lower case, no apostrophes.

    Args:
        folder: Holds Rasa's training files.

    Returns:
        Words and their counts; empty if the folder is.
    """
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.yml")):
        lines = (line[6:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("    - "))
        counts.update(re.findall(r"[^\W\d_]+", re.sub("['’]", "", " ".join(lines)).lower()))
    return counts


def _fold(word: str) -> str:
    """The form in which words are looked up."""
    word = word.lower().replace("'", "")
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if unicodedata.category(char) != "Mn")


def _shapes() -> dict[int, str]:
    """Letters that are drawn differently, to the letters that they are."""
    found = {}
    for code in itertools.chain.from_iterable(itertools.starmap(range, _SHAPES)):
        name = _SHAPE_NAME.search(unicodedata.name(chr(code), ""))
        if name:
            found[code] = name[1].lower()
    return found


class Normaliser:
    """The phrases, ready to be applied."""

    def __init__(self, file: Path = FILE, words: Path = WORDS) -> None:
        """Reads what is known.

        Args:
            file: Of the shape of data/phrases/text_speak.yml.
            words: Holds the training messages.

        Raises:
            msgspec.ValidationError: If the file has another shape.
        """
        data = msgspec.yaml.decode(file.read_bytes(), type=TextSpeak)
        counts = training_words(words)
        self._crisis = frozenset(data.crisis.split())
        self._crisis_list = sorted(word for word in self._crisis if len(word) >= SHORTEST_SLIP)
        self._known = frozenset(counts) | self._crisis | frozenset(data.not_crisis.split())
        self.means = {**data.words, **data.misspelt, **data.coded}
        self._slang = frozenset(data.words)  # a word of this kind may also be somebody's name
        self._danger = self._crisis | frozenset(data.coded) | frozenset(data.misspelt)
        self._not_after, self._not_before = data.not_after, data.not_before
        self._digit_before = {"2": frozenset(data.two_before.split()), "4": frozenset(data.four_before.split())}
        self._not_after_digit = frozenset(data.not_after_digit.split())
        common = {word: count for word, count in counts.items() if count >= OFTEN and (len(word) > 1 or word in "ia")}
        self._pieces = {**dict.fromkeys(self._crisis, OFTEN), **common}
        self._letters = _shapes()
        self._emoji = {ord(sign): f" {word} " for sign, word in data.emoji.items()}
        self._emoji_rows = re.compile("([" + "".join(data.emoji) + r"])(?:\s*\1)+")
        self._phrases = {phrase.replace(" ", ""): meaning for phrase, meaning in data.phrases.items()}
        longest_first = sorted(data.phrases, key=len, reverse=True)
        written = "|".join(re.escape(phrase).replace(r"\ ", r"[^\S\n]+") for phrase in longest_first)
        self._phrase = re.compile(rf"(?<![\w'])(?:{written})(?![\w'])", re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """Puts a text into plain words; line ends and full stops stay where they are."""
        text = _CONTROL.sub("", texts.LINE_ENDS.sub("\n", text))
        if not text.isascii():
            text = self._visible(text)
        text = _SINGLES.sub(self._singles, text)
        text = _JOINED.sub(self._joined, text)
        text = self._phrase.sub(lambda found: self._phrases[re.sub(r"\s", "", found.group()).lower()], text)
        return self._words(text)

    def _visible(self, text: str) -> str:
        text = unicodedata.normalize("NFKC", text.translate(self._letters))
        hidden = {char for char in set(text) - {"\n", "\t"} if unicodedata.category(char) in _HIDDEN}
        text = text.translate(dict.fromkeys(map(ord, hidden)))
        text = self._emoji_rows.sub(r"\1", text.translate(_QUOTES)).translate(self._emoji)
        text = _FLAGS.sub(self._flags, text)
        return _BEYOND_LATIN.sub(self._alike, text)

    def _flags(self, found: re.Match[str]) -> str:
        """Letters made of flags, if they spell a word of danger."""
        word = "".join(chr(ord(char) - 0x1F1E6 + ord("a")) for char in found.group())
        return f" {word} " if word in self._danger else found.group()

    def _alike(self, found: re.Match[str]) -> str:
        """A word with letters of another alphabet that look like Latin ones."""
        word = found.group()
        if word.isascii():
            return word
        latin = word.translate(_ALIKE)
        if not latin.isascii():
            return word
        mixed = any("a" <= char <= "z" for char in word.lower())
        return latin if mixed or _fold(latin) in self._danger else word

    def _singles(self, found: re.Match[str]) -> str:
        """Letters typed one by one: "h e l p", "d.i.e", "k i l l  m e"."""
        typed = found.group()
        if not any(char.isalpha() for char in typed):
            return typed
        words = [re.sub(r"[^\w]|_", "", part) for part in _GAP.split(typed)]
        if not any(len(word) > SHORTEST_SLIP - 2 or _fold(word) in self._danger for word in words):
            return typed
        return " ".join(self._cut(word) for word in words)

    def _cut(self, letters: str) -> str:
        """Cuts letters into the fewest words that are often said, if all of them can be used."""
        folded = _fold(letters)
        if folded in self._danger or not folded.isalpha() or not 1 < len(folded) <= LONGEST_RUN:
            return letters
        best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, 0, ())]
        for end in range(1, len(folded) + 1):
            ways = []
            for start in range(max(0, end - 14), end):
                before, piece = best[start], folded[start:end]
                if before is not None and piece in self._pieces:
                    ways.append((before[0] + 1, before[1] - self._pieces[piece], (*before[2], piece)))
            best.append(min(ways, default=None))
        whole = best[-1]
        return letters if whole is None else " ".join(whole[2])

    def _joined(self, found: re.Match[str]) -> str:
        """Words held together by signs: "want.to.die", "kill_me"."""
        typed = found.group()
        parts = re.split(r"[._~*+-]", typed)
        folded = [_fold(part) for part in parts]
        plain_sign = any(sign in typed for sign in "_~*+") or len(parts) > 2
        if not plain_sign or _ADDRESS.search(typed.lower()) or not self._danger & set(folded):
            return typed
        return " ".join(parts) if all(part in self._known or part in self.means for part in folded) else typed

    def _words(self, text: str) -> str:
        """Everything that is decided word by word."""
        spans = list(self._tokens(text))
        folded = [_fold(text[start:end]) for start, end in spans]
        pieces, last = [], 0
        for place, (start, end) in enumerate(spans):
            word = text[start:end]
            before = folded[place - 1] if place else ""
            after = folded[place + 1] if place + 1 < len(folded) else ""
            gap = text[last:start]
            named = word[0].isupper() and word[1:] == word[1:].lower() and bool(gap) and gap.isspace() and place > 0
            meaning = self._word(folded[place], before, after, named and "\n" not in gap)
            pieces += [gap, word if meaning is None else meaning]
            last = end
        return "".join([*pieces, text[last:]])

    @staticmethod
    def _tokens(text: str) -> Iterator[tuple[int, int]]:
        for chunk in _CHUNK.finditer(text):
            typed = chunk.group()
            if typed[0] == "@" or "://" in typed or typed.startswith(("www.", "r/", "u/")):
                continue  # an address or somebody's handle
            at = typed.find("@")
            if at > 0 and "." in typed[at:].strip(".,!?") and len(typed) - at > 4:
                continue
            for found in _TOKEN.finditer(typed):
                word = found.group()
                start = found.end() - len(word.lstrip(_EDGES))
                end = found.start() + len(word.rstrip(_EDGES))
                if start < end:
                    yield chunk.start() + start, chunk.start() + end

    def _word(self, word: str, before: str, after: str, named: bool) -> str | None:
        """What one word means, or None if it is to stay as it is."""
        if word.isdigit():
            return self._digit(word, before, after)
        if word in self.means:
            stays = (named and word in self._slang) or self._stays(word, before, after)
            return None if stays else self.means[word]
        if word in self._known or len(word) > LONGEST_WORD:
            return None
        if not word.isalpha():
            return self._disguised(word)
        return self._stretched(word) or (None if named else self._slip(word))

    def _stays(self, word: str, before: str, after: str) -> bool:
        """True if a word means something else beside these neighbours."""
        unless = self._not_after.get(word, ())
        if before in unless or (before[:1].isdigit() and "number" in unless):
            return True
        return after in self._not_before.get(word, ())

    def _digit(self, digit: str, before: str, after: str) -> str | None:
        if digit not in _DIGIT or not before.isalpha() or before in self._not_after_digit:
            return None
        return _DIGIT[digit] if after in self._digit_before[digit] else None

    def _says(self, word: str) -> str:
        return self.means.get(word, word)

    def _disguised(self, word: str) -> str | None:
        """Digits, signs and stars in place of letters, if a word of danger comes out."""
        glued = _BETWEEN.fullmatch(word)
        if glued and glued[3] in self._danger and (glued[1] in self._known or glued[1] in self.means):
            return f"{self._says(glued[1])} {_DIGIT[glued[2]]} {self._says(glued[3])}"
        if "*" in word:
            return self._masked(word)
        if not any(char.isalpha() for char in word) or sum(char in _DISGUISES for char in word) > _MOST_DISGUISES:
            return None
        for letters in itertools.product(*(_DISGUISES.get(char, char) for char in word)):
            meant = "".join(letters)
            if meant in self._danger:
                return self._says(meant)
        return None

    def _masked(self, word: str) -> str | None:
        stars = word.count("*")
        if stars > 1 + (len(word) > SHORTEST_SLIP) or word[0] == "*":
            return None
        mask = re.compile(re.escape(word).replace(r"\*", "[a-z]"))
        fits = [known for known in self._crisis if len(known) == len(word) and mask.fullmatch(known)]
        return fits[0] if len(fits) == 1 else None

    def _stretched(self, word: str) -> str | None:
        """Takes letters that were held down for one or two of them."""
        runs = _STRETCHED.findall(word)
        if not runs or len(runs) > 4:
            return None
        shapes = _STRETCHED.split(word)
        rest, letters = shapes[::2], shapes[1::2]
        ways = []
        for counts in itertools.product((1, 2), repeat=len(letters)):
            middle = [letter * count for letter, count in zip(letters, counts, strict=True)]
            ways.append("".join(itertools.chain.from_iterable(itertools.zip_longest(rest, middle, fillvalue=""))))
        for likely in (self._danger, self.means, self._known):
            fit = next((way for way in ways if way in likely), None)
            if fit is not None:
                return self._says(fit)
        return self._slip(ways[0])

    def _slip(self, word: str) -> str | None:
        """The one word of danger that an unknown word is one slip away from; people get the first letter right."""
        if len(word) < SHORTEST_SLIP or word in self._known or not word.isascii():
            return None
        near = extract(word, self._crisis_list, scorer=OSA.distance, score_cutoff=1, limit=len(self._crisis_list))
        fits = [known for known, _, _ in near if known[0] == word[0] and self._likely(word, known)]
        return fits[0] if len(fits) == 1 else None

    @staticmethod
    def _likely(word: str, known: str) -> bool:
        """A letter left out, put in twice or swapped with its neighbour; a wrong one only in a long word."""
        return len(known) >= LONG or len(word) != len(known) or sorted(word) == sorted(known)


@cache
def _house() -> Normaliser:
    """The project's own, read once; it keeps no text."""
    return Normaliser()


def digest() -> str:
    """Changes whenever texts may come out otherwise; the training words aside."""
    return hashlib.sha256(FILE.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def text_speak() -> frozenset[str]:
    """The words that are put into plain ones."""
    return frozenset(_house().means)


def normalise(text: str) -> str:
    """Puts a text into plain words.

    Args:
        text: As typed, of any length.

    Returns:
        The same with disguises taken off, text-speak and coded words spelt out, and slips in words of danger mended;
        names, numbers and known words stay as they are.
    """
    return _house()(text)
