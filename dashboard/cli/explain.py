"""``explain``: why an article was read as it was, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.shell import Exit, ModelOption, complain, printable, write_utf8

if TYPE_CHECKING:
    from dashboard.extraction.explanation import Considered, Explained, Reason


def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file with one or more articles.", show_default=False)],
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the sentences in which nobody is named or speaks.")
    ] = False,
    model: ModelOption = None,
) -> None:
    """Print why an article was read as it was: for each sentence who might take a position, and who does.

    Under a sentence stand its candidates, with how sure the trained judge is that each supports, opposes or is neutral,
    and the rules that fired, with their cue and target. What is told as a statement is marked `told`.
    """
    from dashboard.articles import Refusal, read_sources
    from dashboard.extraction.explanation import explanation
    from dashboard.extraction.pipeline import build_pipeline, documents

    write_utf8()
    found = [*read_sources([file])]
    nlp = build_pipeline(model=model)
    refused = [item for item in found if isinstance(item, Refusal)]
    for _, doc in documents(nlp, (item for item in found if not isinstance(item, Refusal))):
        for number, sentence in enumerate(explanation(doc), start=1):
            if sentence.considered or everything:
                for line in _lines(number, sentence):
                    typer.echo(line)
    for refusal in refused:
        complain(refusal.reason)
    if refused:
        raise typer.Exit(Exit.REFUSED)


def _lines(number: int, sentence: Explained) -> Iterator[str]:
    yield f"{number}. {printable(sentence.text)}"
    for each in sentence.considered:
        yield f"   {_who(each)}{_scores(each)}"
        yield from (f"      {_why(reason)}" for reason in each.reasons)
    yield ""


def _who(considered: Considered) -> str:
    mention, candidate = considered.candidate.mention, considered.candidate
    facts = [mention.country or "no country", str(mention.represents), mention.kind]
    facts += ["speaks"] if candidate.speaks else []
    facts += ["named before"] if candidate.spans[0][0] < candidate.sentence[0] else []
    return f"{printable(mention.name)} ({', '.join(facts)})"


def _scores(considered: Considered) -> str:
    return "".join(f"  {stance} {share:.2f}" for stance, share in considered.confidence.items())


def _why(reason: Reason) -> str:
    told = "told" if reason.is_told else "not told"
    sure = "" if reason.confidence is None else f" {reason.confidence:.2f}"
    return f"{told}: {reason.stance}{sure} · {reason.method} “{printable(reason.cue)}” → {printable(reason.target)}"
