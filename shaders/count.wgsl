// What a launch costs: the least a kernel can do and still show that it ran.

@group(0) @binding(0) var<storage, read> input: array<u32>;
@group(0) @binding(1) var<storage, read_write> output: array<u32>;
@group(0) @binding(2) var<uniform> parameters: vec4<u32>;

@compute @workgroup_size(1)
fn main() {
    output[0] += 1u;
}
