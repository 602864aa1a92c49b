"""One-to-one assignment with the best total score, over sparse scored pairs."""

from collections import defaultdict
from collections.abc import Mapping
from math import inf

Pair = tuple[int, int]

_EXACT_SIDE = 60
"""Groups with more than this many on a side are assigned greedily: the exact method is cubic."""


def assign(scores: Mapping[Pair, float]) -> dict[int, int]:
    """Return for left items the right item that each gets, no item twice, so that the scores add up highest.

    Scores are positive. Pairs without a score are never made. Each connected group of pairs is solved by itself.
    """
    chosen: dict[int, int] = {}
    for group in _groups(scores):
        lefts = sorted({left for left, _ in group})
        rights = sorted({right for _, right in group})
        if max(len(lefts), len(rights)) > _EXACT_SIDE:
            chosen |= _greedy(group, scores)
        elif len(lefts) <= len(rights):
            table = [[-scores.get((left, right), 0.0) for right in rights] for left in lefts]
            chosen |= {lefts[row]: rights[column] for row, column in enumerate(_cheapest(table))}
        else:
            table = [[-scores.get((left, right), 0.0) for left in lefts] for right in rights]
            chosen |= {lefts[column]: rights[row] for row, column in enumerate(_cheapest(table))}
    return {left: right for left, right in chosen.items() if (left, right) in scores}


def _groups(scores: Mapping[Pair, float]) -> list[list[Pair]]:
    """Split the pairs into groups that share no item."""
    by_left: dict[int, list[Pair]] = defaultdict(list)
    by_right: dict[int, list[Pair]] = defaultdict(list)
    for pair in scores:
        by_left[pair[0]].append(pair)
        by_right[pair[1]].append(pair)
    groups, seen = [], set[Pair]()
    for start in scores:
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for left, right in group:
            fresh = [pair for pair in by_left.pop(left, []) + by_right.pop(right, []) if pair not in seen]
            fresh = list(dict.fromkeys(fresh))
            seen.update(fresh)
            group += fresh
        groups.append(group)
    return groups


def _greedy(group: list[Pair], scores: Mapping[Pair, float]) -> dict[int, int]:
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for left, right in sorted(group, key=lambda pair: (-scores[pair], pair)):
        if left not in chosen and right not in taken:
            chosen[left] = right
            taken.add(right)
    return chosen


def _cheapest(cost: list[list[float]]) -> list[int]:
    """Return each row's column with the least total cost (rows <= columns): the Hungarian method."""
    rows, columns = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        slack, used = [inf] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            used[column], current = True, owner[column]
            nearest = 0
            for other in range(1, columns + 1):
                if used[other]:
                    continue
                reduced = cost[current - 1][other - 1] - row_price[current] - column_price[other]
                if reduced < slack[other]:
                    slack[other], way[other] = reduced, column
                if not nearest or slack[other] < slack[nearest]:
                    nearest = other
            step = slack[nearest]
            for other in range(columns + 1):
                if used[other]:
                    row_price[owner[other]] += step
                    column_price[other] -= step
                else:
                    slack[other] -= step
            column = nearest
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    found = {owner[column]: column for column in range(1, columns + 1) if owner[column]}
    return [found[row] - 1 for row in range(1, rows + 1)]
