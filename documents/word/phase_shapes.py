"""What do we make of a phase × actor table: phases, their tasks, and who does each? The shape in and out of Word."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhaseMark:
    """`actor` is a place in the actors of the table, from 0; `words` are what stood there instead of a plain mark."""

    actor: int
    words: str = ""


@dataclass(frozen=True)
class PhaseTask:
    text: str
    marks: tuple[PhaseMark, ...] = ()
    # What other columns say of this task.
    remark: str = ""


@dataclass(frozen=True)
class Phase:
    """Without a name: tasks that stand before the first phase."""

    name: str = ""
    tasks: tuple[PhaseTask, ...] = ()


@dataclass(frozen=True)
class PhaseTable:
    title: str = ""
    actors: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()

    @property
    def text(self) -> str:
        """All its words, a phase or a task a line; a plain mark reads `x`."""
        lines = [self.title, " ".join(self.actors)]
        for phase in self.phases:
            lines.append(phase.name)
            lines += [" ".join((task.text, task.remark, *(m.words or "x" for m in task.marks))) for task in phase.tasks]
        return "\n".join(line for line in lines if line.strip())

    @property
    def tasks(self) -> tuple[PhaseTask, ...]:
        return tuple(task for phase in self.phases for task in phase.tasks)

    @property
    def marks(self) -> dict[str, int]:
        """How many tasks each actor has."""
        return {
            actor: sum(mark.actor == place for task in self.tasks for mark in task.marks)
            for place, actor in enumerate(self.actors)
        }

    @property
    def unowned(self) -> int:
        return sum(not task.marks for task in self.tasks)

    def summary(self) -> dict[str, object]:
        """One section of what `import_docx matrix --json` prints."""
        return {
            "shape": "phase_actor",
            "phases": sum(bool(phase.name) for phase in self.phases),
            "tasks": len(self.tasks),
            "marks": self.marks,
            "unowned": self.unowned,
        }
