"""A word that stands in one field of one thing, and may come out nowhere else."""


def canary(name: str) -> str:
    return f"kanarie{name.replace('_', '')}"
