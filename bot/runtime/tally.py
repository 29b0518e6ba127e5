"""What a process counts while it runs, and how that is told: Prometheus' text format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Literal

Labels = tuple[tuple[str, str], ...]


class Tally:
    """Counts by name and labels, from any thread. Labels are names of Yiqi's own: never of a person."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, Labels]] = Counter()
        self._lock = Lock()

    def add(self, name: str, **labels: str) -> None:
        """One more."""
        with self._lock:
            self._counts[name, tuple(sorted(labels.items()))] += 1

    def of(self, name: str) -> dict[Labels, int]:
        """What was counted under a name, by labels."""
        with self._lock:
            return {labels: count for (counted, labels), count in self._counts.items() if counted == name}


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure with its samples by label. A counter only grows, until the process begins anew."""

    name: str
    kind: Literal["counter", "gauge"]
    about: str
    samples: Mapping[Labels, float]


def exposition(metrics: Iterable[Metric]) -> str:
    """The metrics as Prometheus reads them; one without samples is told by its name alone."""
    return "".join(_told(metric) for metric in metrics)


def _told(metric: Metric) -> str:
    head = f"# HELP {metric.name} {metric.about}\n# TYPE {metric.name} {metric.kind}\n"
    return head + "".join(
        f"{metric.name}{_labels(labels)} {round(value, 3)}\n" for labels, value in metric.samples.items()
    )


def _labels(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
