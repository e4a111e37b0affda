enable f16;

// Ceiling of the vector units in f16: sixteen independent chains of fused multiply-adds a unit, all in registers.
// With a factor and a term of one, which the compiler cannot know, a chain counts its own steps: the answer is exact,
// and a step that did not run shows. No chain exceeds 78 + 1024, which f16 holds exactly.

@group(0) @binding(0) var<storage, read> input: array<u32>;
@group(0) @binding(1) var<storage, read_write> output: array<f32>;
// Factor and term as the bits of f32; two more are not used.
@group(0) @binding(2) var<uniform> parameters: vec4<u32>;

// Steps of each chain are four times this.
const ROUNDS = 256u;

@compute @workgroup_size(64)
fn main(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) unit: u32,
) {
    let factor = vec4<f16>(f16(bitcast<f32>(parameters.x)));
    let term = vec4<f16>(f16(bitcast<f32>(parameters.y)));
    let start = vec4<f16>(f16(unit));
    var a = start + vec4<f16>(0.0h, 1.0h, 2.0h, 3.0h);
    var b = start + vec4<f16>(4.0h, 5.0h, 6.0h, 7.0h);
    var c = start + vec4<f16>(8.0h, 9.0h, 10.0h, 11.0h);
    var d = start + vec4<f16>(12.0h, 13.0h, 14.0h, 15.0h);
    for (var round = 0u; round < ROUNDS; round++) {
        a = fma(a, factor, term); b = fma(b, factor, term); c = fma(c, factor, term); d = fma(d, factor, term);
        a = fma(a, factor, term); b = fma(b, factor, term); c = fma(c, factor, term); d = fma(d, factor, term);
        a = fma(a, factor, term); b = fma(b, factor, term); c = fma(c, factor, term); d = fma(d, factor, term);
        a = fma(a, factor, term); b = fma(b, factor, term); c = fma(c, factor, term); d = fma(d, factor, term);
    }
    let sum = vec4<f32>(a) + vec4<f32>(b) + vec4<f32>(c) + vec4<f32>(d);
    output[(group.y * groups.x + group.x) * 64u + unit] = sum.x + sum.y + sum.z + sum.w;
}
