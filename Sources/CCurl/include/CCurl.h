// Calls through pointers found with dlsym: Swift cannot call C functions with variable arguments.
// No logic lives here.
#pragma once

typedef int (*ccurl_setopt)(void *handle, int option, ...);
typedef int (*ccurl_getinfo)(void *handle, int info, ...);

static inline int ccurl_set_long(ccurl_setopt f, void *h, int option, long value) { return f(h, option, value); }
static inline int ccurl_set_pointer(ccurl_setopt f, void *h, int option, const void *value) { return f(h, option, value); }
static inline int ccurl_get_long(ccurl_getinfo f, void *h, int info, long *value) { return f(h, info, value); }
