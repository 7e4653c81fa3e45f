// Calls through pointers found with dlsym: Swift cannot call C functions with variable arguments.
// No logic lives here.
#pragma once

typedef int (*ccurl_setopt)(void *handle, int option, ...);
typedef int (*ccurl_getinfo)(void *handle, int info, ...);

static inline int ccurl_set_long(ccurl_setopt f, void *h, int option, long value) { return f(h, option, value); }
static inline int ccurl_set_pointer(ccurl_setopt f, void *h, int option, const void *value) { return f(h, option, value); }
static inline int ccurl_get_long(ccurl_getinfo f, void *h, int info, long *value) { return f(h, info, value); }

// Options that take a 64-bit file offset (curl_off_t).
static inline int ccurl_set_offset(ccurl_setopt f, void *h, int option, long long value) { return f(h, option, value); }
static inline int ccurl_get_offset(ccurl_getinfo f, void *h, int info, long long *value) { return f(h, info, value); }

// Callbacks, with libcurl's signatures.
typedef unsigned long (*ccurl_write)(char *data, unsigned long size, unsigned long count, void *user);
typedef int (*ccurl_progress)(void *user, long long total, long long now, long long upTotal, long long upNow);
static inline int ccurl_set_write(ccurl_setopt f, void *h, int option, ccurl_write value) { return f(h, option, value); }
static inline int ccurl_set_progress(ccurl_setopt f, void *h, int option, ccurl_progress value) { return f(h, option, value); }
