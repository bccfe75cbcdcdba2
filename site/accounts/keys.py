"""How public keys are made: random everywhere, because serials count hidden rows (D-11)."""

import secrets

# Without the look-alikes 0 O 1 I L 5 S 2 Z 8 B and vowels that could spell a word.
CODE_LETTERS = "34679CDFGHJKMNPQRTVWXY"
KEY_LENGTH = 16


def random_key() -> str:
    """A URL-safe public key of 16 characters (96 bits); never a dash first, which a command takes for an option."""
    while (key := secrets.token_urlsafe(12)).startswith("-"):
        pass
    return key


def random_case_code() -> str:
    """Six characters that can be read out over the phone, such as `K7P-3MX`."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"
