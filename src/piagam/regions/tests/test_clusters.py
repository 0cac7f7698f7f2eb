"""A region competes in every cluster whose facts are its own."""

from types import SimpleNamespace

import pytest

from piagam.regions.clusters import UnknownFact, make_cluster_facts
from piagam.regions.models import ClusterFact
from piagam.regions.official_list import load_regions
from piagam.regions.queries import clusters_of
from tallybook import load_rulebook
from tests.cast import World


def test_every_government_and_no_other_is_in_a_cluster(world: World) -> None:
    load_regions()
    make_cluster_facts(world.edition, load_rulebook(world.edition.rulebook.files))
    assert ClusterFact.objects.values("region").distinct().count() == 546
    assert not ClusterFact.objects.filter(region__code__startswith="31.").exists()
    assert clusters_of("17.71", world.edition.pk) == ["kota"]


def test_a_region_may_be_in_several(world: World) -> None:
    load_regions()
    make_cluster_facts(world.edition, load_rulebook(world.edition.rulebook.files))
    assert {"kabupaten", "papua"} < set(clusters_of("93.01", world.edition.pk))


def test_making_them_again_doubles_nothing(world: World) -> None:
    first = make_cluster_facts(world.edition, load_rulebook(world.edition.rulebook.files))
    assert make_cluster_facts(world.edition, load_rulebook(world.edition.rulebook.files)) == first
    assert ClusterFact.objects.filter(edition=world.edition).count() == first


def test_a_fact_that_no_region_has_is_a_mistake(world: World) -> None:
    rules = SimpleNamespace(clusters=[SimpleNamespace(code="x", where={"is_rich": True})])
    with pytest.raises(UnknownFact, match="is_rich"):
        make_cluster_facts(world.edition, rules)
    assert ClusterFact.objects.filter(edition=world.edition).exists()
