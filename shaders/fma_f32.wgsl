// Ceiling of the vector units in f32: sixteen independent chains of fused multiply-adds a unit, all in registers.
// With a factor and a term of one, which the compiler cannot know, a chain counts its own steps: the answer is exact,
// and a step that did not run shows.

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
    let factor = vec4<f32>(bitcast<f32>(parameters.x));
    let term = vec4<f32>(bitcast<f32>(parameters.y));
    let start = vec4<f32>(f32(unit));
    var a = start + vec4<f32>(0.0, 1.0, 2.0, 3.0);
    var b = start + vec4<f32>(4.0, 5.0, 6.0, 7.0);
    var c = start + vec4<f32>(8.0, 9.0, 10.0, 11.0);
    var d = start + vec4<f32>(12.0, 13.0, 14.0, 15.0);
    for (var round = 0u; round < ROUNDS; round++) {
        a = fma(a, factor, term); b = fma(b, factor, term); c = fma(c, factor, term); d = fma(d, factor, term);
        a = fma(a, factor, term); b = fma(b, factor, term); c = fma(c, factor, term); d = fma(d, factor, term);
        a = fma(a, factor, term); b = fma(b, factor, term); c = fma(c, factor, term); d = fma(d, factor, term);
        a = fma(a, factor, term); b = fma(b, factor, term); c = fma(c, factor, term); d = fma(d, factor, term);
    }
    let sum = a + b + c + d;
    output[(group.y * groups.x + group.x) * 64u + unit] = sum.x + sum.y + sum.z + sum.w;
}
