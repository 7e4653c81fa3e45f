// Written by scripts/generate-double-tables.py.
#pragma once

// ln 2 to a multiple of 2^-42, and the rest
static const double LN2_HEAD = 0x1.62e42fefa3800p-1;
static const double LN2_TAIL = 0x1.ef35793c76730p-45;
// ln 2 / 16 in two parts
static const double LN2_SIXTEENTH_HEAD = 0x1.62e42fefa39efp-5;
static const double LN2_SIXTEENTH_TAIL = 0x1.abc9e3b39803fp-60;
// pi / 2 in two parts
static const double HALF_PI_HEAD = 0x1.921fb54442d18p+0;
static const double HALF_PI_TAIL = 0x1.1a62633145c07p-54;

// 2^(i/16)
static const double EXP2_HEADS[16] = {
    0x1.0000000000000p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0,
    0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0, 0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0,
    0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f090p+0,
    0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0,
};

// 2^(i/16) = head (1 + tail)
static const double EXP2_TAILS[16] = {
    0x0.0p+0, 0x1.79aa65d837b6dp-54, -0x1.01b15eaa59348p-55, 0x1.68efde3a8a894p-54,
    0x1.34d754db0abb6p-55, 0x1.59f48a72a4c6dp-55, 0x1.690cebb7aafb0p-56, 0x1.063e1e21c5409p-54,
    -0x1.3b3efbf5e2228p-54, -0x1.b32dcb94da51dp-56, 0x1.db72fc1f0eab4p-55, 0x1.1affc2b91ce27p-56,
    0x1.c1a7792cb3387p-55, 0x1.36eae30af0cb3p-56, 0x1.4a385a63d07a7p-56, -0x1.ff7128fd391f0p-55,
};

// 1 / c, c near the middle of a piece
static const double LOG_RECIPROCALS[16] = {
    0x1.6c16c16c16c17p+0, 0x1.5c9882b931057p+0, 0x1.4e5e0a72f0539p+0, 0x1.4141414141414p+0,
    0x1.3521cfb2b78c1p+0, 0x1.29e4129e4129ep+0, 0x1.1f7047dc11f70p+0, 0x1.15b1e5f75270dp+0,
    0x1.0c9714fbcda3bp+0, 0x1.0000000000000p+0, 0x1.0000000000000p+0, 0x1.d41d41d41d41dp-1,
    0x1.bacf914c1bad0p-1, 0x1.a41a41a41a41ap-1, 0x1.8f9c18f9c18fap-1, 0x1.7d05f417d05f4p-1,
};

// ln c to a multiple of 2^-42
static const double LOG_HEADS[16] = {
    -0x1.68ac83e9c7000p-2, -0x1.3c25277333000p-2, -0x1.1178e8227e000p-2, -0x1.d1037f2656000p-3,
    -0x1.823c16551a000p-3, -0x1.365fcb015a000p-3, -0x1.da72763844000p-4, -0x1.4d3115d208000p-4,
    -0x1.894aa149f8000p-5, 0x0.0p+0, 0x0.0p+0, 0x1.6f0d28ae58000p-4,
    0x1.29552f8200000p-3, 0x1.9525a9cf46000p-3, 0x1.fb9186d5e4000p-3, 0x1.2e8e2bae12000p-2,
};

// the rest of ln c
static const double LOG_TAILS[16] = {
    0x1.7acd66c548a30p-44, -0x1.83454b606bd5cp-46, -0x1.1e9b8ce2d07f2p-44, 0x1.8527e75b6f6e4p-47,
    -0x1.e02db9a631e83p-46, 0x1.fd720afb9691bp-44, -0x1.a79401fa71733p-46, 0x1.53e2582f4e1efp-48,
    -0x1.9a55a8be97661p-44, 0x0.0p+0, 0x0.0p+0, -0x1.4b2241b664613p-44,
    -0x1.5bd67f4471dfcp-44, -0x1.294937d9f158fp-44, -0x1.d6b2aab993c87p-47, -0x1.6791e99b72bd8p-45,
};
