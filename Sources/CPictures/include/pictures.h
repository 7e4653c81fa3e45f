#pragma once
#include <stddef.h>
#include <stdint.h>

// Reading and writing PNG and JPEG through libpng and libjpeg. Both report errors by jumping out of the call, which must
// not cross Swift's frames: the jumps stay in here.

typedef struct {
    int32_t width;
    int32_t height;
    // 1: black and white (bytes 0 or 255), 7: numbers of colours, 8: gray, 9: gray and alpha, 16: gray of 16 bits (lowest
    // byte first), 24: RGB, 32: RGBA, 33: four inks, 0: a kind that is not supported.
    int32_t kind;
    // Dots per metre (PNG) or per inch (JPEG); 0 where the file does not say.
    int32_t density_x;
    int32_t density_y;
    // The data ended too early.
    int32_t truncated;
    // Of kind 7: red, green, blue and alpha of each colour.
    int32_t color_count;
    uint8_t palette[1024];
    char message[200];
} picture_info;

// Bytes that the caller frees by picture_free.
typedef struct {
    uint8_t *bytes;
    size_t count;
} picture_bytes;

// Where it points to an odd number, long work ends early and fails; the lowest bit is set by whoever wants an end.
void picture_watch(const volatile uint32_t *word);
int picture_must_stop(void);

// What the header says. Returns 0 where the data are no such file.
int picture_png_info(const uint8_t *data, size_t size, picture_info *info);
int picture_jpeg_info(const uint8_t *data, size_t size, picture_info *info);

// The pixels, rows from top to bottom; `out` has room for width * height * channels (bytes of a pixel). Returns 0 and a message on failure.
int picture_png_read(const uint8_t *data, size_t size, picture_info *info, uint8_t *out, size_t capacity);
int picture_jpeg_read(const uint8_t *data, size_t size, picture_info *info, uint8_t *out, size_t capacity);

// Bytes of a pixel of a kind.
static inline int picture_channels(int32_t kind) {
    switch (kind) {
    case 9: case 16: return 2;
    case 24: return 3;
    case 32: case 33: return 4;
    default: return 1;
    }
}

// A file of the pixels; `kind` as above, with `colors` entries of `palette` for kind 7. `level` is zlib's (-1 its default), `quality` 1 to 100, `subsampling` 0 for none,
// 1 for halves in x, 2 for halves in both. Returns 0 and a message on failure.
int picture_png_write(const uint8_t *pixels, int32_t width, int32_t height, int32_t kind, const uint8_t *palette,
                      int32_t colors, int level, picture_bytes *out, char message[200]);
int picture_jpeg_write(const uint8_t *pixels, int32_t width, int32_t height, int32_t kind, int quality, int subsampling,
                       int progressive, int optimize, picture_bytes *out, char message[200]);

void picture_free(picture_bytes *bytes);
