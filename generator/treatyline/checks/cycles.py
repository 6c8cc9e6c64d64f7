"""Which agreements lead to one another along a relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def components(edges: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """To each id one that stands for all those from which it can be reached and that can be reached from it.

    `edges` are the ids to which one leads at once. Each is gone along twice, once in each direction: what is left last
    going forward is gone back from first, and then reaches what is in a circle with it and nothing else (Kosaraju).
    """
    back: dict[str, list[str]] = {}
    for start, targets in edges.items():
        for target in targets:
            back.setdefault(target, []).append(start)
    component: dict[str, str] = {}
    for root in reversed(_as_they_are_left(edges)):
        ahead = [root]
        while ahead:
            id = ahead.pop()
            if id not in component:
                component[id] = root
                ahead.extend(back.get(id, ()))
    return component


def _as_they_are_left(edges: Mapping[str, Iterable[str]]) -> list[str]:
    """Every id, after all that it leads to and that was not seen before; without recursion."""
    left: list[str] = []
    seen: set[str] = set()
    for start in edges:
        if start in seen:
            continue
        seen.add(start)
        open_ = [(start, iter(edges[start]))]
        while open_:
            id, targets = open_[-1]
            target = next((target for target in targets if target not in seen), None)
            if target is None:
                left.append(id)
                open_.pop()
            else:
                seen.add(target)
                open_.append((target, iter(edges.get(target, ()))))
    return left
