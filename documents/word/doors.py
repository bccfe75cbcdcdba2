"""What a child process that reads a stranger's file may not do: take more than it is given, or reach outside."""

import resource

from documents.word import limits

# How a child ends whose answer was larger than it may be.
ANSWER_TOO_BIG = 3


def limit_resources(seconds: int, memory_mb: int) -> None:
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_the_doors() -> None:
    """From here on: no new file, socket or process, and no more output than an answer needs.

    Descriptors 0, 1 and 2 stay; with a limit of three the kernel refuses every other one, so there is no network.
    """
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.MAX_ANSWER, limits.MAX_ANSWER))
