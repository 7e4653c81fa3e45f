// Names for single vector instructions that Swift cannot express as one instruction.
// Header-only: no logic lives here, every function is one operation.
//
// The width follows the instruction set of the target that imports the header: 16 floats with AVX-512, 8 with AVX,
// 4 elsewhere. Swift sees SIMD16<Float>, SIMD8<Float> or SIMD4<Float>.
#pragma once

#include <stdint.h>

#if defined(__AVX512F__)
#define VECTOR_WIDTH 16
#elif defined(__AVX2__)
#define VECTOR_WIDTH 8
#else
#define VECTOR_WIDTH 4
#endif

#define VECTOR(T, N) T __attribute__((ext_vector_type(N)))
#define OPERATION static inline __attribute__((always_inline))

typedef VECTOR(float, VECTOR_WIDTH) Vec;
typedef VECTOR(int32_t, VECTOR_WIDTH) VecInt;
typedef VECTOR(uint8_t, VECTOR_WIDTH) VecByte;
typedef VECTOR(double, VECTOR_WIDTH) VecWide;
typedef VECTOR(double, VECTOR_WIDTH / 2) VecHalfWide;
typedef VECTOR(float, VECTOR_WIDTH / 2) VecHalf;

// a·b + c in the cheapest way: fused where the target can, two roundings elsewhere.
#if defined(__FMA__) || defined(__aarch64__)
OPERATION Vec v_fma(Vec a, Vec b, Vec c) { return __builtin_elementwise_fma(a, b, c); }
#else
OPERATION Vec v_fma(Vec a, Vec b, Vec c) { return a * b + c; }
#endif
// a·b + c with one rounding whatever it costs (a library call per lane where the target cannot).
OPERATION Vec v_fma_exact(Vec a, Vec b, Vec c) { return __builtin_elementwise_fma(a, b, c); }

OPERATION Vec v_sqrt(Vec a) { return __builtin_elementwise_sqrt(a); }
OPERATION VecWide v_sqrt_wide(VecWide a) { return __builtin_elementwise_sqrt(a); }
OPERATION Vec v_abs(Vec a) { return __builtin_elementwise_abs(a); }
OPERATION Vec v_floor(Vec a) { return __builtin_elementwise_floor(a); }
OPERATION Vec v_ceil(Vec a) { return __builtin_elementwise_ceil(a); }
OPERATION Vec v_trunc(Vec a) { return __builtin_elementwise_trunc(a); }
OPERATION Vec v_round(Vec a) { return __builtin_elementwise_roundeven(a); }
// a > b ? a : b and a < b ? a : b: the second operand if either is NaN.
OPERATION Vec v_max(Vec a, Vec b) { return a > b ? a : b; }
OPERATION Vec v_min(Vec a, Vec b) { return a < b ? a : b; }

OPERATION VecInt v_to_int(Vec a) { return __builtin_convertvector(a, VecInt); }
OPERATION Vec v_from_int(VecInt a) { return __builtin_convertvector(a, Vec); }
OPERATION Vec v_from_bytes(VecByte a) { return __builtin_convertvector(a, Vec); }
OPERATION VecWide v_widen(Vec a) { return __builtin_convertvector(a, VecWide); }
OPERATION Vec v_narrow(VecWide a) { return __builtin_convertvector(a, Vec); }

// A hint to the processor inside a waiting loop.
OPERATION void cpu_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

// The widest x86-64 level of this processor: 1, 3 or 4; 1 elsewhere.
OPERATION int32_t cpu_level(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v4")) return 4;
    if (__builtin_cpu_supports("x86-64-v3")) return 3;
#endif
    return 1;
}
