"""One peer on one model: python peer.py pytorch|onnxruntime|ncnn MODEL BATCH SECONDS, a line of JSON on standard output.

MODEL is one of timm's architectures, its weights drawn, f32. Every peer gets the same number of threads (PEER_THREADS, 2 where it is
not set). Seconds are those of a forward pass from pixels in memory to the answer there, after warm-up.

Needs torch and timm (tests/fixtures/torch_venv.sh), and for the others: pip install onnx onnxruntime onnxscript ncnn pnnx
"""

import json
import os
import sys
import tempfile
import time

peer, name, batch, limit = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
threads = int(os.environ.get("PEER_THREADS", "2"))

import timm  # noqa: E402
import torch  # noqa: E402

torch.manual_seed(1)
torch.set_num_threads(threads)
# The features alone, as an encoder's embedding: no classifier.
model = timm.create_model(name, pretrained=False, num_classes=0).eval()
size = model.pretrained_cfg["input_size"][1]
images = torch.rand(batch, 3, size, size) * 4 - 2


def pytorch():
    def once():
        with torch.inference_mode():
            return model(images).numpy()

    return once, {"torch": torch.__version__}


def onnx_runtime():
    import onnxruntime

    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "model.onnx")
    torch.onnx.export(model, (images,), path, input_names=["x"], output_names=["y"], dynamo=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    x = images.numpy()
    return lambda: session.run(["y"], {"x": x})[0], {"onnxruntime": onnxruntime.__version__}


def ncnn_vulkan():
    import ncnn
    import pnnx

    folder = tempfile.mkdtemp()
    one = images[:1]
    pnnx.export(model, os.path.join(folder, "model.pt"), (one,))
    net = ncnn.Net()
    net.opt.use_vulkan_compute = os.environ.get("PEER_VULKAN", "1") == "1"
    net.opt.num_threads = threads
    net.opt.use_fp16_packed = net.opt.use_fp16_storage = net.opt.use_fp16_arithmetic = False
    parts = [os.path.join(folder, f"model.ncnn.{part}") for part in ("param", "bin")]
    if net.load_param(parts[0]) != 0 or net.load_model(parts[1]) != 0:
        sys.exit(f"ncnn does not read what pnnx made of {name}")
    entry, leave = net.input_names()[0], net.output_names()[0]
    inputs = [ncnn.Mat(image.numpy()).clone() for image in images]

    def once():
        # ncnn has no batches: one image after another.
        answers = []
        for x in inputs:
            extractor = net.create_extractor()
            extractor.input(entry, x)
            answers.append(extractor.extract(leave)[1])
        import numpy

        return numpy.stack([numpy.array(answer) for answer in answers])

    return once, {"ncnn": ncnn.__version__}


start = time.perf_counter()
once, versions = {"pytorch": pytorch, "onnxruntime": onnx_runtime, "ncnn": ncnn_vulkan}[peer]()
answer = once()
first = time.perf_counter() - start
# Right before fast: the answer is the model's own.
with torch.inference_mode():
    wanted = model(images)
error = (torch.from_numpy(answer).reshape(wanted.shape) - wanted).norm() / wanted.norm()
if not error < 1e-3:
    sys.exit(f"{peer} gives another answer than PyTorch, by a relative L2 error of {error:.1e}")
once()
seconds, begin = [], time.perf_counter()
while len(seconds) < 3 or time.perf_counter() - begin < limit:
    start = time.perf_counter()
    once()
    seconds.append(time.perf_counter() - start)
print(json.dumps({"peer": peer, "seconds": seconds, "first": first, "versions": versions, "threads": threads}))
