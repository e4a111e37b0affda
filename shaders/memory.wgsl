// Ceilings of memory: a write, a read and a copy of far more than caches hold. A unit takes sixteen vectors, neighbours
// neighbouring ones, so that every access of a plane is one run of memory. Whatever is written depends on its place and on a seed.

@group(0) @binding(0) var<storage, read> input: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read_write> output: array<vec4<u32>>;
// Vectors, and the seed of what is written; two more are not used.
@group(0) @binding(2) var<uniform> parameters: vec4<u32>;

const UNITS = 64u;

// This unit's number, and how many there are.
fn place(group: vec3<u32>, groups: vec3<u32>, unit: u32) -> vec2<u32> {
    return vec2<u32>((group.y * groups.x + group.x) * UNITS + unit, groups.x * groups.y * UNITS);
}

@compute @workgroup_size(64)
fn write_all(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) unit: u32,
) {
    let at = place(group, groups, unit);
    for (var i = at.x; i < parameters.x; i += at.y) {
        output[i] = (vec4<u32>(4u * i) + vec4<u32>(0u, 1u, 2u, 3u)) * 2654435761u + vec4<u32>(parameters.y);
    }
}

// Each unit leaves a sum of what it read, weighted by the order, so that a value in another place shows.
@compute @workgroup_size(64)
fn read_all(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) unit: u32,
) {
    let at = place(group, groups, unit);
    var sum = vec4<u32>(0u);
    for (var i = at.x; i < parameters.x; i += at.y) {
        sum = 3u * sum + input[i];
    }
    output[at.x] = sum;
}

@compute @workgroup_size(64)
fn copy_all(
    @builtin(workgroup_id) group: vec3<u32>,
    @builtin(num_workgroups) groups: vec3<u32>,
    @builtin(local_invocation_index) unit: u32,
) {
    let at = place(group, groups, unit);
    for (var i = at.x; i < parameters.x; i += at.y) {
        output[i] = input[i];
    }
}
