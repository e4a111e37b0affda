"""timm's encoders as every peer gets them; python encoders.py MODELS DIR writes them with a few images and their embeddings.

For peers that are not Python: DIR/MODEL.safetensors holds the state_dict in f32, `input` (IMAGES of them, `[images, 3, height, width]`)
and `output` (their embeddings, as PyTorch has them on the CPU).
"""

import os
import sys

import timm
import torch

# A peer is held to these images' embeddings; a larger batch repeats them.
IMAGES = 4


def encoder(name):
    """An architecture of timm's, its weights drawn: the features alone, as an encoder's embedding, no classifier."""
    torch.manual_seed(1)
    return timm.create_model(name, pretrained=False, num_classes=0).eval()


def images(model, count):
    size = model.pretrained_cfg["input_size"][1]
    return torch.rand(count, 3, size, size) * 4 - 2


def save(name, folder):
    from safetensors.torch import save_file

    model = encoder(name)
    pixels = images(model, IMAGES)
    with torch.inference_mode():
        answer = model(pixels)
    save_file({**model.state_dict(), "input": pixels, "output": answer.contiguous()}, os.path.join(folder, f"{name}.safetensors"))


if __name__ == "__main__":
    os.makedirs(sys.argv[2], exist_ok=True)
    for each in sys.argv[1].split(","):
        save(each, sys.argv[2])
