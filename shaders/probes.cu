// The ceiling probes of fma_f32.wgsl, fma_f16.wgsl, memory.wgsl and count.wgsl for CUDA, where their reasons stand; and
// those of the tensor cores. No header is included: NVRTC compiles this alone.
//
// Every kernel takes the same arguments as in WGSL: what it reads, what it writes, four parameters.

typedef unsigned int u32;

__device__ u32 group() { return blockIdx.y * gridDim.x + blockIdx.x; }
__device__ u32 position() { return group() * 64u + threadIdx.x; }
__device__ u32 units() { return gridDim.x * gridDim.y * 64u; }

extern "C" __global__ void __launch_bounds__(64) fma_f32(const u32*, float* to, uint4 parameters) {
    const float factor = __uint_as_float(parameters.x), term = __uint_as_float(parameters.y);
    float chain[16];
#pragma unroll
    for (int i = 0; i < 16; i++) chain[i] = (float)threadIdx.x + (float)i;
    for (int round = 0; round < 256; round++) {
#pragma unroll
        for (int step = 0; step < 4; step++) {
#pragma unroll
            for (int i = 0; i < 16; i++) chain[i] = fmaf(chain[i], factor, term);
        }
    }
    float sum = 0.0f;
#pragma unroll
    for (int i = 0; i < 16; i++) sum += chain[i];
    to[position()] = sum;
}

__device__ u32 pair(float low, float high) {
    u32 both;
    asm("{ .reg .b16 l, h; cvt.rn.f16.f32 l, %1; cvt.rn.f16.f32 h, %2; mov.b32 %0, {l, h}; }"
        : "=r"(both) : "f"(low), "f"(high));
    return both;
}

__device__ float sum_of_pair(u32 both) {
    float low, high;
    asm("{ .reg .b16 l, h; mov.b32 {l, h}, %2; cvt.f32.f16 %0, l; cvt.f32.f16 %1, h; }"
        : "=f"(low), "=f"(high) : "r"(both));
    return low + high;
}

// Two chains a register, as the hardware multiplies f16.
extern "C" __global__ void __launch_bounds__(64) fma_f16(const u32*, float* to, uint4 parameters) {
    const float factor = __uint_as_float(parameters.x), term = __uint_as_float(parameters.y);
    const u32 factors = pair(factor, factor), terms = pair(term, term);
    u32 chains[8];
#pragma unroll
    for (int i = 0; i < 8; i++) chains[i] = pair((float)(threadIdx.x + 2 * i), (float)(threadIdx.x + 2 * i + 1));
    for (int round = 0; round < 256; round++) {
#pragma unroll
        for (int step = 0; step < 4; step++) {
#pragma unroll
            for (int i = 0; i < 8; i++)
                asm volatile("fma.rn.f16x2 %0, %0, %1, %2;" : "+r"(chains[i]) : "r"(factors), "r"(terms));
        }
    }
    float sum = 0.0f;
#pragma unroll
    for (int i = 0; i < 8; i++) sum += sum_of_pair(chains[i]);
    to[position()] = sum;
}

// Tensor cores: eight independent 16x8 sums a plane, to which products of 16x16 and 16x8 ones are added. The operands are the
// parameters, which the compiler cannot know to be ones: each step adds 16 to every element.
#define MATRIX(NAME, TYPE)                                                                                          \
    extern "C" __global__ void __launch_bounds__(64) NAME(const u32*, float* to, uint4 parameters) {                \
        const u32 a = parameters.x, b = parameters.y;                                                               \
        float sum[8][4];                                                                                            \
        _Pragma("unroll") for (int i = 0; i < 8; i++)                                                               \
            _Pragma("unroll") for (int j = 0; j < 4; j++) sum[i][j] = (float)i;                                     \
        for (int round = 0; round < 256; round++) {                                                                 \
            _Pragma("unroll") for (int i = 0; i < 8; i++)                                                           \
                asm volatile("mma.sync.aligned.m16n8k16.row.col.f32." TYPE "." TYPE ".f32 "                         \
                             "{%0, %1, %2, %3}, {%4, %4, %4, %4}, {%5, %5}, {%0, %1, %2, %3};"                      \
                             : "+f"(sum[i][0]), "+f"(sum[i][1]), "+f"(sum[i][2]), "+f"(sum[i][3])                   \
                             : "r"(a), "r"(b));                                                                     \
        }                                                                                                           \
        float all = 0.0f;                                                                                           \
        _Pragma("unroll") for (int i = 0; i < 8; i++)                                                               \
            _Pragma("unroll") for (int j = 0; j < 4; j++) all += sum[i][j];                                         \
        to[position()] = all;                                                                                       \
    }

MATRIX(matrix_f16, "f16")
MATRIX(matrix_bf16, "bf16")

extern "C" __global__ void __launch_bounds__(64) write(const uint4*, uint4* to, uint4 parameters) {
    const u32 seed = parameters.y;
    for (u32 i = position(); i < parameters.x; i += units()) {
        const u32 at = 4u * i;
        to[i] = make_uint4(at * 2654435761u + seed, (at + 1u) * 2654435761u + seed, (at + 2u) * 2654435761u + seed,
                           (at + 3u) * 2654435761u + seed);
    }
}

extern "C" __global__ void __launch_bounds__(64) read(const uint4* from, uint4* to, uint4 parameters) {
    uint4 sum = make_uint4(0u, 0u, 0u, 0u);
    for (u32 i = position(); i < parameters.x; i += units()) {
        const uint4 v = from[i];
        sum = make_uint4(3u * sum.x + v.x, 3u * sum.y + v.y, 3u * sum.z + v.z, 3u * sum.w + v.w);
    }
    to[position()] = sum;
}

extern "C" __global__ void __launch_bounds__(64) copy(const uint4* from, uint4* to, uint4 parameters) {
    for (u32 i = position(); i < parameters.x; i += units()) to[i] = from[i];
}

extern "C" __global__ void count(const u32*, u32* to, uint4) { to[0] += 1u; }
