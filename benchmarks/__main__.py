"""`make bench`: every figure with what it is measured against, in a database of its own."""

import os
import tempfile
from pathlib import Path

folder = Path(tempfile.mkdtemp(prefix="icp-bench-"))
os.environ |= {"VAR": str(folder), "DEMO": "1", "DJANGO_SETTINGS_MODULE": "icp_eval.settings"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from benchmarks import (  # noqa: E402
    anonymity,
    comparing,
    matrices,
    memory,
    pages,
    printing,
    reidentification,
    releasing,
    saving,
    searching,
)
from benchmarks.programme import Programme  # noqa: E402

settings.ALLOWED_HOSTS.append("testserver")


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    anonymous()
    attacked()
    small = Programme(sites=16)
    print("Queries a page, with 16 sites and with 160")
    before = pages.queries(small)
    large = small.grown(to=160)
    for name, (few, many) in {name: (before[name], count) for name, count in pages.queries(large).items()}.items():
        print(f"  {name:<28} {few:>4} {many:>4}  {'constant' if few == many else 'GROWS'}")
    print("Times, as ratios to /healthz, the barest view here, in the same run (medians)")
    for name, ratio in pages.times(large).items():
        print(f"  {name:<28} {ratio:8.1f}")
    print("Saving one prose answer of 400 words, as a ratio to a bare UPDATE of one row (median, 95th percentile)")
    print("  {:.1f}  {:.1f}".format(*saving.ratios(large)))
    print(
        "Comparing two texts of 60,000 words, 2 % of them edited, five blocks moved: share marked, moves found, and the"
    )
    print("time as a ratio to difflib alone on the same words")
    print("  {:.1%}  {} of 5  {:.3f}".format(*comparing.figures()))
    print("PDF, as a ratio to WeasyPrint alone on the same HTML")
    for name, (sheets, ratio) in printing.ratios().items():
        print(f"  {name:<28} {sheets:>4} pages {ratio:6.2f}")
    ratio, same = releasing.figures()
    print("Sixteen feedback reports rendered by two workers, as a ratio to one (goal: at most 0.6)")
    print(f"  {ratio:.2f}, bytes {'identical' if same else 'DIFFERENT'} on repeat")
    print(
        "Themes by site and by round, 6 rounds of 200 codings a document, 16 sites and 1,000: queries, and the time as a"
    )
    print("ratio to a bare count of the codings by theme")
    (few, few_ratio), (many, many_ratio) = matrices.figures(large)
    print(f"  {few} {many}  {'constant' if few == many else 'GROWS'}  {few_ratio:.1f} {many_ratio:.1f}")
    print("Search in 0.5 and in 5 million words, 95th percentile as ratios to looking up one paragraph, and its growth")
    for engine, sizes in searching.figures().items():
        small_size, large_size = sizes.values()
        for kind in ("words", "phrases", "beginnings"):
            ratios = small_size[kind], large_size[kind]
            growth = large_size[kind] * large_size["bare"] / (small_size[kind] * small_size["bare"])
            print(f"  {engine + ', ' + kind:<28} {ratios[0]:8.1f} {ratios[1]:8.1f}  {growth:6.1f} times")
    print("Peak memory, MB")
    for name, megabytes, goal in memory.peaks():
        print(f"  {name:<44} {megabytes:6.0f}  (goal: under {goal})")


def anonymous() -> None:
    checker = anonymity.checker_of_the_pilots()
    print("The anonymity checker on the kept corpus: share found, or left alone (goal), failures kept in the corpus")
    for kind, half, share, goal, failures in anonymity.figures(checker):
        print(f"  {kind:<12} {half:<5} {share:7.1%}  (goal: {goal:.0%})  {failures:>3} failed")
    print("A text of 127 pages through the checker: seconds (goal: under 2), ratio to one pass of pyahocorasick")
    print("  {:.2f}  {:.1f}".format(*anonymity.speed(checker)))


def attacked() -> None:
    print(
        "The attack on the demo's reviews: quotations told from originals, from copies, by chance (goal: copies at most"
    )
    print("twice chance); claims told, by chance; seconds to learn all documents, seconds for 127 pages")
    for one in reidentification.figures():
        print(f"  {one.review:<40} of {one.of}: {one.originals} {one.copies} {one.chance:.1f}", end="  ")
        print(f"of {one.claims}: {one.claims_told} {one.claims_chance:.1f}", end="  ")
        print(f"{one.learning:.1f} s {one.seconds_of_127_pages:.1f} s")


if __name__ == "__main__":
    main()
