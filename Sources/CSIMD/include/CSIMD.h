// Names for single vector instructions that Swift cannot express as one instruction.
// Header-only: no logic lives here, every function is one operation.
#pragma once

typedef float f32x16 __attribute__((ext_vector_type(16)));

static inline f32x16 v16_fma(f32x16 a, f32x16 b, f32x16 c) { return __builtin_elementwise_fma(a, b, c); }
