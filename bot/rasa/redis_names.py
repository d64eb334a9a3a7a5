"""What Redis calls the things of a conversation."""

from __future__ import annotations

import hashlib
import hmac


def name_key(key: bytes, kind: str, sender: str) -> str:
    """A name from which nobody can read whose it is.

    Args:
        key: The secret that all processes share.
        kind: chat or turn.
        sender: The conversation's id.
    """
    return f"signpost:{kind}:{hmac.new(key, sender.encode(errors='replace'), hashlib.sha256).hexdigest()[:32]}"
