"""One peer: python peer.py NAME MODELS BATCHES SECONDS [--device cuda] [--dtypes f32,bf16] [--modes forward,step], a line of JSON a case.

NAME is pytorch, onnxruntime or ncnn; MODELS are timm's architectures, their weights drawn. Seconds are those of a forward pass from
pixels in memory to the answer there, after warm-up (forward), or of a forward pass, cross entropy, its gradient and AdamW (step). On
the CPU pixels and answer are the host's; on CUDA, where only PyTorch runs, both stay on the device, as roentgen's do, and every run is
waited for. Every peer gets the same number of threads (PEER_THREADS, 2 where it is not set).

Needs torch and timm (tests/fixtures/torch_venv.sh), and for the others: pip install onnx onnxruntime onnxscript ncnn pnnx
"""

import argparse
import contextlib
import copy
import itertools
import json
import os
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("peer", choices=["pytorch", "onnxruntime", "ncnn"])
parser.add_argument("models")
parser.add_argument("batches")
parser.add_argument("seconds", type=float)
parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
parser.add_argument("--dtypes", default="f32")
parser.add_argument("--modes", default="forward")
options = parser.parse_args()
if options.peer != "pytorch" and (options.device, options.dtypes, options.modes) != ("cpu", "f32", "forward"):
    parser.error(f"{options.peer} runs forward in f32 on the CPU or, ncnn, on Vulkan")
threads = int(os.environ.get("PEER_THREADS", "2"))

import timm  # noqa: E402
import torch  # noqa: E402
from encoders import encoder, images as drawn  # noqa: E402

torch.set_num_threads(threads)
# f32 is f32: no TensorFloat-32, which cuDNN takes unasked.
torch.backends.cudnn.allow_tf32 = False
torch.backends.cuda.matmul.allow_tf32 = False
types = {"f32": torch.float32, "f16": torch.float16, "bf16": torch.bfloat16}


def pytorch(model, images, dtype):
    """Stored and computed in the type asked for, in the memory order that is faster for convolutions on CUDA."""
    if options.device == "cpu":
        model, images = model.to(dtype), images.to(dtype)

        def once():
            with torch.inference_mode():
                return model(images).float().numpy()

        return once, {"torch": torch.__version__}
    model = copy.deepcopy(model).to("cuda", dtype, memory_format=torch.channels_last)
    images = images.to("cuda", dtype, memory_format=torch.channels_last)

    def once():
        with torch.inference_mode():
            answer = model(images)
        torch.cuda.synchronize()
        return answer

    return once, {"torch": torch.__version__, "device": torch.cuda.get_device_name()}


def pytorch_step(model, images, dtype):
    """Weights in f32, arithmetic in the type asked for (autocast)."""
    device = options.device
    model = copy.deepcopy(model)
    model.reset_classifier(2)
    model.to(device, memory_format=torch.channels_last).train()
    images = images.to(device, memory_format=torch.channels_last)
    labels = torch.arange(len(images), device=device) % 2
    optimiser = torch.optim.AdamW(model.parameters(), lr=0.0, fused=device == "cuda")
    cast = torch.autocast(device, dtype) if dtype != torch.float32 else contextlib.nullcontext()

    def once():
        with cast:
            loss = torch.nn.functional.cross_entropy(model(images).float(), labels)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        if device == "cuda":
            torch.cuda.synchronize()
        return loss

    return once, {"torch": torch.__version__}


def onnx_runtime(model, images, _):
    import onnxruntime

    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "model.onnx")
    torch.onnx.export(model, (images,), path, input_names=["x"], output_names=["y"], dynamo=False)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(path, settings, providers=["CPUExecutionProvider"])
    x = images.numpy()
    return lambda: session.run(["y"], {"x": x})[0], {"onnxruntime": onnxruntime.__version__}


def ncnn_vulkan(model, images, _):
    import ncnn
    import numpy
    import pnnx

    folder = tempfile.mkdtemp()
    pnnx.export(model, os.path.join(folder, "model.pt"), (images[:1],))
    net = ncnn.Net()
    net.opt.use_vulkan_compute = os.environ.get("PEER_VULKAN", "1") == "1"
    net.opt.num_threads = threads
    net.opt.use_fp16_packed = net.opt.use_fp16_storage = net.opt.use_fp16_arithmetic = False
    parts = [os.path.join(folder, f"model.ncnn.{part}") for part in ("param", "bin")]
    if net.load_param(parts[0]) != 0 or net.load_model(parts[1]) != 0:
        raise RuntimeError("ncnn does not read what pnnx made")
    entry, leave = net.input_names()[0], net.output_names()[0]
    inputs = [ncnn.Mat(image.numpy()).clone() for image in images]

    def once():
        # ncnn has no batches: one image after another.
        answers = []
        for x in inputs:
            extractor = net.create_extractor()
            extractor.input(entry, x)
            answers.append(extractor.extract(leave)[1])
        return numpy.stack([numpy.array(answer) for answer in answers])

    return once, {"ncnn": ncnn.__version__}


def error_of(model, images, answer):
    """Relative L2 error against PyTorch in f32 on the CPU: right before fast."""
    with torch.inference_mode():
        wanted = model(images)
    return float((torch.as_tensor(answer).float().cpu().reshape(wanted.shape) - wanted).norm() / wanted.norm())


def measure(model, images, dtype, mode):
    make = {"pytorch": pytorch, "onnxruntime": onnx_runtime, "ncnn": ncnn_vulkan}[options.peer]
    if mode == "step":
        make = pytorch_step
    start = time.perf_counter()
    once, versions = make(model, images, types[dtype])
    answer = once()
    first = time.perf_counter() - start
    if mode == "forward":
        # A few images say it; 64 on the host's cores would take longer than everything else.
        error = error_of(model, images[:4], answer[:4])
        if not error < (1e-3 if dtype == "f32" else 3e-2):
            raise RuntimeError(f"another answer than PyTorch's in f32, by a relative L2 error of {error:.1e}")
    for _ in range(3 if options.device == "cuda" else 1):
        once()
    seconds, begin = [], time.perf_counter()
    while len(seconds) < 3 or time.perf_counter() - begin < options.seconds:
        start = time.perf_counter()
        once()
        seconds.append(time.perf_counter() - start)
    # The models are timm's, with weights of seed 1.
    return {"seconds": seconds, "first": first, "versions": versions | {"timm": timm.__version__}, "threads": threads}


for name in options.models.split(","):
    model = encoder(name)
    for mode, dtype, batch in itertools.product(options.modes.split(","), options.dtypes.split(","), options.batches.split(",")):
        images = drawn(model, int(batch))
        case = {"peer": options.peer, "model": name, "mode": mode, "dtype": dtype, "batch": int(batch)}
        try:
            print(json.dumps(case | measure(model, images, dtype, mode)), flush=True)
        except Exception as reason:
            # A dash in the table; what follows still runs.
            print(f"{options.peer} {name} {mode} {dtype} batch {batch}: {str(reason).strip().splitlines()[0]}", file=sys.stderr)
