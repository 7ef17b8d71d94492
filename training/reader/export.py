"""Write the judge for onnxruntime: ``python -m training.reader.export WHEEL WORK [--weights FILE] [--output FOLDER]``.

The encoder goes out with weights of eight bits (dynamic quantisation: activations are scaled as they come), the small
judge in full precision, beside the tokenizer and a card of labels that the reading side checks itself against.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dashboard import paths
from dashboard.extraction.judge.features import FEATURES, ROLES, STANCES
from training.reader.model import WIDTH, Encoder, Judge
from training.reader.tokens import ATTRIBUTION_PARTS
from training.reader.trainer import Trainer

OPSET = 20


def export_encoder(encoder: Encoder, path: Path) -> None:
    """Write the encoder with its word head."""
    pieces = torch.ones(2, 12, dtype=torch.long)
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length")
    both = {0: batch, 1: length}
    torch.onnx.export(
        encoder.eval(),
        (pieces, torch.zeros_like(pieces), torch.ones_like(pieces)),
        path,
        input_names=["pieces", "shapes", "mask"],
        output_names=["states", "parts"],
        dynamic_shapes=(both, both, both),
        opset_version=OPSET,
        external_data=False,
        dynamo=True,
    )


def export_judge(judge: Judge, width: int, path: Path) -> None:
    """Write the head that answers for candidates."""
    count, length = 3, 9
    example = (
        torch.zeros(count, length, width),
        torch.ones(count, length),
        torch.zeros(count, width),
        torch.zeros(count, len(FEATURES)),
        torch.zeros(count, length, len(ROLES)),
    )
    n, pieces = torch.export.Dim("questions"), torch.export.Dim("pieces")
    torch.onnx.export(
        judge.eval(),
        example,
        path,
        input_names=["sentence", "present", "named", "features", "roles"],
        output_names=["stances", "ends", "looks"],
        dynamic_shapes=({0: n, 1: pieces}, {0: n, 1: pieces}, {0: n}, {0: n}, {0: n, 1: pieces}),
        opset_version=OPSET,
        external_data=False,
        dynamo=True,
    )


def export(trainer: Trainer, output: Path, work: Path) -> None:
    """Write all files of the judge into ``output``."""
    output.mkdir(parents=True, exist_ok=True)
    whole = work / "encoder.onnx"
    export_encoder(trainer.encoder.cpu(), whole)
    quantize_dynamic(whole, output / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    export_judge(trainer.judge.cpu(), trainer.encoder.width, output / "judge.onnx")
    trainer.tokenizer.save(str(output / "tokenizer.json"), pretty=False)
    labels = {
        "parts": ATTRIBUTION_PARTS,
        "stances": [str(stance) for stance in STANCES],
        "features": FEATURES,
        "roles": ROLES,
        "width": WIDTH,
    }
    (output / "labels.json").write_text(json.dumps(labels, indent=1, default=str) + "\n", encoding="utf8")


def main() -> None:
    """Export weights that were trained before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--weights", type=Path, help="default: WORK/judge.pt")
    parser.add_argument("--output", type=Path, default=paths.JUDGE)
    options = parser.parse_args()
    config = tomllib.loads(Path(__file__).with_name("config.toml").read_text(encoding="utf8"))
    trainer = Trainer(options.wheel, options.work, config)
    trainer.load(options.weights or options.work / "judge.pt")
    with torch.inference_mode():
        export(trainer, options.output, options.work)


if __name__ == "__main__":
    main()
