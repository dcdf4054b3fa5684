"""The reading plan as plain functions: an exact sample that can be drawn again, words shared out, ties kept."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.reading_plan.draw import Paper, draw, share_out

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no failure
names = st.integers(0, 400).map(lambda number: f"site-{number}")
sites = st.lists(names, unique=True, max_size=30)
seeds = st.integers(0, 2**64).map(str)
readers = st.integers(2, 7).map(lambda number: ["duo", "kim", "rae", "rex", "rob", "sue", "vic"][:number])
papers = st.lists(
    st.builds(Paper, names, st.integers(0, 60_000), st.sampled_from([1, 2])),
    unique_by=lambda paper: paper.site,
    max_size=30,
)


@calm
@given(sites, st.integers(1, 35), seeds)
def test_a_sample_has_its_size_and_the_same_seed_draws_it_again(pool, size, seed):
    drawn = draw(pool, size, seed=seed)
    assert len(drawn) == min(size, len(pool))
    assert draw(list(reversed(pool)), size, seed=seed) == drawn
    assert set(drawn) <= set(pool)


@calm
@given(sites, st.integers(1, 35), seeds, st.data())
def test_a_late_document_puts_nobody_out_of_the_sample(pool, size, seed, data):
    late = data.draw(st.lists(st.integers(0, 9).map("late-{}".format), unique=True, max_size=5))
    before = draw(pool, size, seed=seed)
    after = draw([*pool, *late], size, seed=seed, kept=before)
    assert set(before) <= set(after)
    assert len(after) == max(len(before), min(size, len(pool) + len(late)))


def test_other_seeds_draw_other_samples():
    pool = [f"site-{n}" for n in range(16)]
    assert len({tuple(draw(pool, 4, seed=str(seed))) for seed in range(40)}) > 30


def words_held(shared, papers) -> dict[str, int]:
    words = {paper.site: paper.words for paper in papers}
    held: dict[str, int] = {}
    for site, chosen in shared.items():
        for reader in chosen:
            held[reader] = held.get(reader, 0) + words[site]
    return held


@calm
@given(papers, readers, st.data())
def test_words_are_shared_out_within_the_longest_document(papers, readers, data):
    """Also where last round's pairs are avoided."""
    pairs = st.lists(st.sampled_from(readers), min_size=2, max_size=2, unique=True).map(frozenset)
    before = {paper.site: data.draw(pairs) for paper in papers}
    shared = share_out(papers, readers, before=before)
    held = words_held(shared, papers)
    counts = [held.get(reader, 0) for reader in readers]
    assert max(counts) - min(counts) <= max((paper.words for paper in papers), default=0)
    assert [len(set(shared[paper.site])) for paper in papers] == [paper.readers for paper in papers]


@calm
@given(papers, readers, st.data())
def test_nobody_reads_what_they_are_barred_from(papers, readers, data):
    everything = [(reader, paper.site) for reader in readers for paper in papers]
    barred = set(data.draw(st.lists(st.sampled_from(everything), max_size=60))) if everything else set()
    shared = share_out(papers, readers, barred=barred)
    assert not {(reader, site) for site, chosen in shared.items() for reader in chosen} & barred
    for paper in papers:
        free = [reader for reader in readers if (reader, paper.site) not in barred]
        assert len(shared[paper.site]) == min(paper.readers, len(free))


def test_the_same_pair_does_not_read_a_site_twice_where_another_can():
    papers = [Paper(f"site-{n}", 1000 + n, 2) for n in range(6)]
    readers = ["duo", "rae", "rex", "rob"]
    first = share_out(papers, readers)
    second = share_out(papers, readers, before={site: frozenset(chosen) for site, chosen in first.items()})
    assert [site for site in first if set(first[site]) == set(second[site])] == []
    assert share_out(papers, ["rae", "rob"], before={"site-0": frozenset(["rae", "rob"])})["site-0"] == ("rae", "rob")


def test_who_has_read_much_already_gets_less():
    shared = share_out([Paper("a", 100, 1), Paper("b", 90, 1)], ["rae", "rob"], load={"rae": 500})
    assert shared == {"a": ("rob",), "b": ("rob",)}
