"""What hangs on what, for trees of any shape: both ways agree, nobody is lost, and a circle ends."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from piagam.people.tree import Tree, outline

Link = tuple[int, int | None, int | None]


@dataclass
class Unit:
    pk: int
    parent_id: int | None
    merged_into_id: int | None


@st.composite
def links(draw: st.DrawFn, circles: bool = False) -> list[Link]:
    """Up to a dozen departments; each hangs on an earlier one by either kind of link, on any one with circles."""
    found: list[Link] = []
    for pk in range(1, draw(st.integers(1, 12)) + 1):
        others = st.integers(1, 12 if circles else max(1, pk - 1)).filter(lambda one, pk=pk: one != pk)
        up = st.none() if pk == 1 and not circles else st.none() | others
        found.append((pk, draw(up), draw(up)))
    return found


def ups(some: list[Link]) -> dict[int, int]:
    return {pk: (successor or parent) for pk, parent, successor in some if successor or parent}  # type: ignore[misc]


@given(links())
def test_whoever_stands_above_has_it_below_and_the_other_way_round(some: list[Link]) -> None:
    tree, up = Tree(some), ups(some)
    for pk, _parent, _successor in some:
        chain, at = [], pk
        while at in up:
            at = up[at]
            chain.append(at)
        assert tree.above(pk) == chain
        assert tree.below(pk) == {one for one, _p, _s in some if pk in tree.above(one)}
        assert pk not in tree.below(pk)


@given(links())
def test_two_departments_are_one_office_when_they_ended_in_the_same(some: list[Link]) -> None:
    tree = Tree(some)
    for pk, _parent, _successor in some:
        living = tree.office(pk)
        assert living not in tree.successor
        assert tree.one_with(pk) == {one for one, _p, _s in some if tree.office(one) == living}


@given(links(circles=True))
def test_a_circle_ends_every_walk(some: list[Link]) -> None:
    tree = Tree(some)
    for pk, _parent, _successor in some:
        assert len(tree.above(pk)) == len(set(tree.above(pk)))
        assert pk not in tree.below(pk)
        assert tree.height(pk) <= 12
        tree.one_with(pk)


@given(links(circles=True))
def test_the_outline_names_everybody_once_and_each_under_what_it_hangs_on(some: list[Link]) -> None:
    drawn = outline([Unit(*one) for one in some])
    assert sorted(one.pk for _level, one in drawn) == sorted(pk for pk, _p, _s in some)
    path: list[int] = []
    up = ups(some)
    for level, one in drawn:
        path = [*path[:level], one.pk]
        if level:
            assert path[level - 1] == up[one.pk]


def test_a_sub_unit_of_what_merged_belongs_to_the_successor() -> None:
    tree = Tree([(2, 1, None), (3, 2, None), (1, None, 9)])
    assert tree.below(9) == {1, 2, 3}
    assert tree.above(3) == [2, 1, 9]
    assert tree.office(1) == 9 and tree.office(3) == 3
    assert tree.nearest(3, {1, 9}) == 1
    assert (tree.height(2), tree.depth(2)) == (2, 3)
