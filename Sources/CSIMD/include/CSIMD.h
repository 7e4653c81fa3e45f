// Names for single vector instructions that Swift cannot express as one instruction.
// Header-only: no logic lives here, every function is one operation.
//
// The width follows the instruction set of the target that imports the header: 16 floats with AVX-512, 8 with AVX,
// 4 elsewhere. Swift sees SIMD16<Float>, SIMD8<Float> or SIMD4<Float>.
#pragma once

#include <stdint.h>

#include "DoubleTables.h"

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
typedef VECTOR(int64_t, VECTOR_WIDTH) VecLong;
// A register of float64.
typedef VECTOR(double, VECTOR_WIDTH / 2) VecDouble;

typedef VECTOR(int64_t, VECTOR_WIDTH / 2) VecWord;

typedef VECTOR(float, 4) Vec4;
typedef VECTOR(float, 8) Vec8;
#if defined(__AVX512F__)
// Half a vector: convolutions build vectors from two rows of 8 positions.
typedef Vec8 Chunk;
#else
typedef Vec Chunk;
#endif

// Loads and stores at any float.
#define UNALIGNED __attribute__((aligned(4), may_alias))
typedef Vec VecAnywhere UNALIGNED;
typedef Chunk ChunkAnywhere UNALIGNED;
typedef Vec4 Vec4Anywhere UNALIGNED;
typedef Vec8 Vec8Anywhere UNALIGNED;
typedef VecByte VecByteAnywhere __attribute__((aligned(1), may_alias));
OPERATION Vec v_load(const float *p) { return *(const VecAnywhere *)p; }
OPERATION void v_store(Vec a, float *p) { *(VecAnywhere *)p = a; }
OPERATION Chunk v_load_chunk(const float *p) { return *(const ChunkAnywhere *)p; }
OPERATION void v_store_chunk(Chunk a, float *p) { *(ChunkAnywhere *)p = a; }
OPERATION Vec4 v4_load(const float *p) { return *(const Vec4Anywhere *)p; }
OPERATION void v4_store(Vec4 a, float *p) { *(Vec4Anywhere *)p = a; }
OPERATION Vec4 v4_scaled(const float *p, float by) { return v4_load(p) * by; }
OPERATION Vec8 v8_load(const float *p) { return *(const Vec8Anywhere *)p; }
OPERATION void v8_store(Vec8 a, float *p) { *(Vec8Anywhere *)p = a; }
OPERATION VecByte v_load_bytes(const uint8_t *p) { return *(const VecByteAnywhere *)p; }
OPERATION Vec v_splat(float x) { return (Vec)(x); }
typedef VecDouble VecDoubleAnywhere __attribute__((aligned(8), may_alias));
OPERATION VecDouble d_load(const double *p) { return *(const VecDoubleAnywhere *)p; }
OPERATION void d_store(VecDouble a, double *p) { *(VecDoubleAnywhere *)p = a; }
OPERATION VecDouble d_splat(double x) { return (VecDouble)(x); }
typedef VECTOR(float, VECTOR_WIDTH / 2) VecHalf;
typedef VecHalf VecHalfAnywhere UNALIGNED;
// As many floats as a vector of doubles has lanes, widened; and the way back.
OPERATION VecDouble d_load_floats(const float *p) {
    return __builtin_convertvector(*(const VecHalfAnywhere *)p, VecDouble);
}
OPERATION void d_store_floats(VecDouble a, float *p) {
    *(VecHalfAnywhere *)p = __builtin_convertvector(a, VecHalf);
}
OPERATION VecWide w_splat(double x) { return (VecWide)(x); }
// The two chunks of a vector; both are the vector itself where it is one chunk.
#if defined(__AVX512F__)
OPERATION Vec v_join(Chunk a, Chunk b) {
    return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
OPERATION Chunk v_low(Vec a) { return __builtin_shufflevector(a, a, 0, 1, 2, 3, 4, 5, 6, 7); }
OPERATION Chunk v_high(Vec a) { return __builtin_shufflevector(a, a, 8, 9, 10, 11, 12, 13, 14, 15); }
#else
OPERATION Vec v_join(Chunk a, Chunk b) { return a; }
OPERATION Chunk v_low(Vec a) { return a; }
OPERATION Chunk v_high(Vec a) { return a; }
#endif

// Lanes of two vectors in turn.
OPERATION Vec4 v4_zip_low(Vec4 a, Vec4 b) { return __builtin_shufflevector(a, b, 0, 4, 1, 5); }
OPERATION Vec4 v4_zip_high(Vec4 a, Vec4 b) { return __builtin_shufflevector(a, b, 2, 6, 3, 7); }

// Pairs of neighbouring lanes: exchanged, doubled from half as many floats, the first of each stored.
typedef VECTOR(float, 2) Vec2;
typedef Vec2 Vec2Anywhere UNALIGNED;
typedef VECTOR(int32_t, 4) Int4;
typedef VECTOR(int32_t, 8) Int8;
OPERATION Vec4 v4_swap_pairs(Vec4 a) { return __builtin_shufflevector(a, a, 1, 0, 3, 2); }
OPERATION Vec4 v4_load_doubled(const float *p) {
    Vec2 a = *(const Vec2Anywhere *)p;
    return __builtin_shufflevector(a, a, 0, 0, 1, 1);
}
OPERATION void v4_store_firsts(Vec4 a, float *p) { *(Vec2Anywhere *)p = __builtin_shufflevector(a, a, 0, 2); }
OPERATION Vec8 v8_swap_pairs(Vec8 a) { return __builtin_shufflevector(a, a, 1, 0, 3, 2, 5, 4, 7, 6); }
OPERATION Vec8 v8_load_doubled(const float *p) {
    Vec4 a = v4_load(p);
    return __builtin_shufflevector(a, a, 0, 0, 1, 1, 2, 2, 3, 3);
}
OPERATION void v8_store_firsts(Vec8 a, float *p) { v4_store(__builtin_shufflevector(a, a, 0, 2, 4, 6), p); }
#if defined(__AVX512F__)
OPERATION Vec v_swap_pairs(Vec a) {
    return __builtin_shufflevector(a, a, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
}
OPERATION Vec v_load_doubled(const float *p) {
    Vec8 a = v8_load(p);
    return __builtin_shufflevector(a, a, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7);
}
OPERATION void v_store_firsts(Vec a, float *p) { v8_store(__builtin_shufflevector(a, a, 0, 2, 4, 6, 8, 10, 12, 14), p); }
#endif
// Comparisons of pairs with the same ones exchanged: larger, or as large and the first of its pair. And choices by masks.
#define PAIR_MASKS(PREFIX, FLOATS, INTEGERS, ...) \
    OPERATION INTEGERS PREFIX##_wins(FLOATS a, FLOATS swapped) { \
        return (a > swapped) | ((a >= swapped) & (INTEGERS){__VA_ARGS__}); \
    } \
    OPERATION FLOATS PREFIX##_larger(FLOATS a, FLOATS b) { return a > b ? a : b; } \
    OPERATION INTEGERS PREFIX##_exceeds(FLOATS a, FLOATS b) { return a > b; } \
    OPERATION FLOATS PREFIX##_where(INTEGERS m, INTEGERS n, FLOATS a) { return (FLOATS)((INTEGERS)a & m & n); } \
    OPERATION FLOATS PREFIX##_where_not(INTEGERS m, INTEGERS n, FLOATS a) { return (FLOATS)((INTEGERS)a & m & ~n); }
PAIR_MASKS(v4, Vec4, Int4, -1, 0, -1, 0)
PAIR_MASKS(v8, Vec8, Int8, -1, 0, -1, 0, -1, 0, -1, 0)
#if defined(__AVX512F__)
PAIR_MASKS(v, Vec, VecInt, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0)
#endif

// Lanes where one of two is NaN; whether a mask has a lane.
OPERATION VecInt v_unordered(Vec a, Vec b) { return (a != a) | (b != b); }
OPERATION int32_t v_any(VecInt a) { return __builtin_reduce_or(a) != 0; }

// a·b + c in the cheapest way: fused where the target can, two roundings elsewhere.
#if defined(__FMA__) || defined(__aarch64__)
OPERATION Vec v_fma(Vec a, Vec b, Vec c) { return __builtin_elementwise_fma(a, b, c); }
OPERATION VecDouble d_fma(VecDouble a, VecDouble b, VecDouble c) { return __builtin_elementwise_fma(a, b, c); }
OPERATION VecWide w_fma(VecWide a, VecWide b, VecWide c) { return __builtin_elementwise_fma(a, b, c); }
#else
OPERATION Vec v_fma(Vec a, Vec b, Vec c) { return a * b + c; }
OPERATION VecDouble d_fma(VecDouble a, VecDouble b, VecDouble c) { return a * b + c; }
OPERATION VecWide w_fma(VecWide a, VecWide b, VecWide c) { return a * b + c; }
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

// The larger and the smaller; NaN wins.
OPERATION VecDouble d_larger(VecDouble a, VecDouble b) { return ((a > b) | (a != a)) ? a : b; }
OPERATION VecDouble d_smaller(VecDouble a, VecDouble b) { return ((a < b) | (a != a)) ? a : b; }
OPERATION VecDouble d_sqrt(VecDouble a) { return __builtin_elementwise_sqrt(a); }
OPERATION VecDouble d_copysign(VecDouble a, VecDouble b) { return __builtin_elementwise_copysign(a, b); }
OPERATION VecDouble d_abs(VecDouble a) { return __builtin_elementwise_abs(a); }
OPERATION VecWord d_words(VecDouble a) { return (VecWord)a; }
OPERATION VecDouble d_from_words(VecWord a) { return (VecDouble)a; }
// Whole numbers below 2⁵¹ in size: where no instruction converts them, the sum with 1.5·2⁵² has them in its low bits.
#if defined(__AVX512DQ__)
OPERATION VecDouble d_from_integers(VecWord a) { return __builtin_convertvector(a, VecDouble); }
#else
OPERATION VecDouble d_from_integers(VecWord a) {
    VecDouble magic = (VecDouble)(0x1.8p52);
    return (VecDouble)((VecWord)magic + a) - magic;
}
#endif
OPERATION VecWord word_and(VecWord a, int64_t b) { return a & (VecWord)(b); }
OPERATION VecWord word_add(VecWord a, int64_t b) { return a + (VecWord)(b); }
OPERATION VecWord word_sum(VecWord a, VecWord b) { return a + b; }
OPERATION VecWord word_difference(VecWord a, VecWord b) { return a - b; }
OPERATION VecWord word_shift_left(VecWord a, int32_t n) { return a << n; }
OPERATION VecWord word_shift_right(VecWord a, int32_t n) { return a >> n; }
// mask lanes that are not 0 ? a : b
OPERATION VecDouble d_choose(VecWord mask, VecDouble a, VecDouble b) { return mask != 0 ? a : b; }
// a > b ? p : q, a < b ? p : q
OPERATION VecDouble d_choose_above(VecDouble a, VecDouble b, VecDouble p, VecDouble q) { return a > b ? p : q; }
OPERATION VecDouble d_choose_below(VecDouble a, VecDouble b, VecDouble p, VecDouble q) { return a < b ? p : q; }
// Whether all lanes lie in [low, high]; not so with a NaN.
OPERATION int32_t d_all_within(VecDouble a, double low, double high) {
    VecWord inside = (a >= (VecDouble)(low)) & (a <= (VecDouble)(high));
    int64_t all = -1;
    for (int i = 0; i < VECTOR_WIDTH / 2; i++) all &= inside[i];
    return all != 0;
}
// table[index] of sixteen, lane by lane.
#if defined(__AVX512F__)
OPERATION VecDouble d_pick(const double *table, VecWord index) {
    VecDouble low = *(const VecDoubleAnywhere *)table, high = *(const VecDoubleAnywhere *)(table + 8);
    return (VecDouble)__builtin_ia32_vpermi2varpd512(low, index, high);
}
#else
OPERATION VecDouble d_pick(const double *table, VecWord index) {
    VecDouble result;
    for (int i = 0; i < VECTOR_WIDTH / 2; i++) result[i] = table[index[i]];
    return result;
}
#endif
OPERATION VecDouble d_pick_exp2_head(VecWord index) { return d_pick(EXP2_HEADS, index); }
OPERATION VecDouble d_pick_exp2_tail(VecWord index) { return d_pick(EXP2_TAILS, index); }
OPERATION VecLong w_bits(VecWide a) { return (VecLong)a; }
OPERATION VecWide w_from_bits(VecLong a) { return (VecWide)a; }
OPERATION VecLong w_shift_left(VecLong a, int32_t n) { return a << n; }
OPERATION VecLong w_shift_right(VecLong a, int32_t n) { return a >> n; }
OPERATION VecLong w_and(VecLong a, int64_t b) { return a & (VecLong)(b); }
OPERATION VecLong w_or(VecLong a, int64_t b) { return a | (VecLong)(b); }
OPERATION VecLong w_add(VecLong a, int64_t b) { return a + (VecLong)(b); }
OPERATION VecWide w_from_longs(VecLong a) { return __builtin_convertvector(a, VecWide); }

OPERATION VecInt v_to_int(Vec a) { return __builtin_convertvector(a, VecInt); }
OPERATION Vec v_from_int(VecInt a) { return __builtin_convertvector(a, Vec); }
OPERATION Vec v_from_bytes(VecByte a) { return __builtin_convertvector(a, Vec); }
OPERATION VecWide v_widen(Vec a) { return __builtin_convertvector(a, VecWide); }
OPERATION Vec v_narrow(VecWide a) { return __builtin_convertvector(a, Vec); }

// The first n < VECTOR_WIDTH floats at p (the other lanes are 0), and the same for storing.
#if defined(__AVX512F__)
OPERATION Vec v_load_first(const float *p, int64_t n) {
    return (Vec)__builtin_ia32_loadups512_mask(p, (Vec)(0.0f), (uint16_t)((1u << n) - 1));
}
OPERATION void v_store_first(Vec a, float *p, int64_t n) {
    __builtin_ia32_storeups512_mask(p, a, (uint16_t)((1u << n) - 1));
}
OPERATION VecInt v_lanes(void) { return (VecInt){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}; }
#elif defined(__AVX2__)
OPERATION VecInt v_lanes(void) { return (VecInt){0, 1, 2, 3, 4, 5, 6, 7}; }
OPERATION Vec v_load_first(const float *p, int64_t n) {
    return (Vec)__builtin_ia32_maskloadps256((const Vec *)p, v_lanes() < (VecInt)((int32_t)n));
}
OPERATION void v_store_first(Vec a, float *p, int64_t n) {
    __builtin_ia32_maskstoreps256((Vec *)p, v_lanes() < (VecInt)((int32_t)n), a);
}
#else
OPERATION VecInt v_lanes(void) { return (VecInt){0, 1, 2, 3}; }
OPERATION Vec v_load_first(const float *p, int64_t n) {
    return (Vec){n > 0 ? p[0] : 0, n > 1 ? p[1] : 0, n > 2 ? p[2] : 0, 0};
}
OPERATION void v_store_first(Vec a, float *p, int64_t n) {
    if (n > 0) p[0] = a[0];
    if (n > 1) p[1] = a[1];
    if (n > 2) p[2] = a[2];
}
#endif

// Sum of the lanes, by halves.
OPERATION float v4_sum(Vec4 a) { return (a[0] + a[2]) + (a[1] + a[3]); }
OPERATION float v8_sum(Vec8 a) {
    return v4_sum(__builtin_shufflevector(a, a, 0, 1, 2, 3) + __builtin_shufflevector(a, a, 4, 5, 6, 7));
}
#if defined(__AVX512F__)
OPERATION float v_sum(Vec a) { return v8_sum(v_low(a) + v_high(a)); }
#elif defined(__AVX2__)
OPERATION float v_sum(Vec a) { return v8_sum(a); }
#else
OPERATION float v_sum(Vec a) { return v4_sum(a); }
#endif

OPERATION double d_sum(VecDouble a) {
    double s = 0;
    for (int i = 0; i < VECTOR_WIDTH / 2; i++) s += a[i];
    return s;
}

// Product of the lanes, by halves.
typedef VECTOR(double, 2) Double2;
#define PRODUCT_OF_FOUR(a)                                                                       \
    Double2 p = __builtin_shufflevector(a, a, 0, 1) * __builtin_shufflevector(a, a, 2, 3);       \
    return p[0] * p[1];
#if defined(__AVX512F__)
typedef VECTOR(double, 4) Double4;
OPERATION double w_product(VecWide a) {
    VecDouble b = __builtin_shufflevector(a, a, 0, 1, 2, 3, 4, 5, 6, 7) *
                  __builtin_shufflevector(a, a, 8, 9, 10, 11, 12, 13, 14, 15);
    Double4 c = __builtin_shufflevector(b, b, 0, 1, 2, 3) * __builtin_shufflevector(b, b, 4, 5, 6, 7);
    PRODUCT_OF_FOUR(c)
}
#elif defined(__AVX2__)
OPERATION double w_product(VecWide a) {
    VecDouble b = __builtin_shufflevector(a, a, 0, 1, 2, 3) * __builtin_shufflevector(a, a, 4, 5, 6, 7);
    PRODUCT_OF_FOUR(b)
}
#else
OPERATION double w_product(VecWide a) { PRODUCT_OF_FOUR(a) }
#endif

// The largest and the smallest lane, by halves; NaN as `v_max` and `v_min` have it.
OPERATION float v4_max(Vec4 a) {
    float p = a[0] > a[2] ? a[0] : a[2], q = a[1] > a[3] ? a[1] : a[3];
    return p > q ? p : q;
}
OPERATION Vec4 v8_max_halves(Vec8 a) {
    Vec4 p = __builtin_shufflevector(a, a, 0, 1, 2, 3), q = __builtin_shufflevector(a, a, 4, 5, 6, 7);
    return p > q ? p : q;
}
#if defined(__AVX512F__)
OPERATION float v_max_lane(Vec a) {
    Vec8 p = v_low(a), q = v_high(a);
    return v4_max(v8_max_halves(p > q ? p : q));
}
#elif defined(__AVX2__)
OPERATION float v_max_lane(Vec a) { return v4_max(v8_max_halves(a)); }
#else
OPERATION float v_max_lane(Vec a) { return v4_max(a); }
#endif

// A hint that the memory at p will be read.
OPERATION void memory_soon(const float *p) { __builtin_prefetch(p); }

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

// Conversions that Swift cannot express as one instruction: to integers without a check, to half precision.
OPERATION int32_t n_int_f(float x) { return (int32_t)x; }
OPERATION int32_t n_int_d(double x) { return (int32_t)x; }
OPERATION int64_t n_long_f(float x) { return (int64_t)x; }
OPERATION int64_t n_long_d(double x) { return (int64_t)x; }
#if defined(__F16C__) || defined(__ARM_FP16_FORMAT_IEEE)
OPERATION uint16_t n_half(float x) {
    _Float16 h = (_Float16)x;
    uint16_t bits;
    __builtin_memcpy(&bits, &h, 2);
    return bits;
}
OPERATION float n_from_half(uint16_t bits) {
    _Float16 h;
    __builtin_memcpy(&h, &bits, 2);
    return (float)h;
}
#else
#endif
// A number that the compiler knows nothing about: what depends on it is computed, never decided by a branch.
OPERATION int64_t n_opaque(int64_t x) {
    __asm__("" : "+r"(x));
    return x;
}
