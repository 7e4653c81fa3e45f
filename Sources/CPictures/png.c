#include "pictures.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const uint8_t *data;
    size_t size;
    size_t place;
    // Lives with the caller: what changes after `setjmp` must not be a local.
    int32_t *truncated;
} source;

static void fail(png_structp png, png_const_charp text) {
    char *message = png_get_error_ptr(png);
    if (message) {
        strncpy(message, text, 199);
        message[199] = 0;
    }
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

static void take(png_structp png, png_bytep target, size_t count) {
    source *from = png_get_io_ptr(png);
    if (count > from->size - from->place) {
        *from->truncated = 1;
        png_error(png, "image file is truncated");
    }
    memcpy(target, from->data + from->place, count);
    from->place += count;
}

static int kind_of(png_structp png, png_infop header) {
    int depth = png_get_bit_depth(png, header);
    switch (png_get_color_type(png, header)) {
    case PNG_COLOR_TYPE_GRAY: return depth == 16 ? 16 : depth == 1 ? 1 : 8;
    case PNG_COLOR_TYPE_GRAY_ALPHA: return 9;
    case PNG_COLOR_TYPE_PALETTE: return 7;
    case PNG_COLOR_TYPE_RGB: return 24;
    default: return 32;
    }
}

static void read_palette(png_structp png, png_infop header, picture_info *info) {
    png_colorp colors = NULL;
    png_bytep alphas = NULL;
    int count = 0, alpha_count = 0;
    png_get_PLTE(png, header, &colors, &count);
    png_get_tRNS(png, header, &alphas, &alpha_count, NULL);
    info->color_count = count > 256 ? 256 : count;
    for (int i = 0; i < info->color_count; i++) {
        info->palette[4 * i] = colors[i].red;
        info->palette[4 * i + 1] = colors[i].green;
        info->palette[4 * i + 2] = colors[i].blue;
        info->palette[4 * i + 3] = alphas && i < alpha_count ? alphas[i] : 255;
    }
}

// Header and, where `out` is given, pixels.
static int read_png(const uint8_t *data, size_t size, picture_info *info, uint8_t *out, size_t capacity) {
    memset(info, 0, sizeof *info);
    if (size < 8 || png_sig_cmp(data, 0, 8)) return 0;
    source from = {data, size, 0, &info->truncated};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, info->message, fail, ignore);
    if (!png) return 0;
    png_infop header = png_create_info_struct(png);
    png_bytep *volatile rows = NULL;
    if (!header || setjmp(png_jmpbuf(png))) {
        free(rows);
        png_destroy_read_struct(&png, header ? &header : NULL, NULL);
        return 0;
    }
    // The caller decides which sizes it takes.
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_read_fn(png, &from, take);
    png_read_info(png, header);
    info->width = (int32_t)png_get_image_width(png, header);
    info->height = (int32_t)png_get_image_height(png, header);
    info->kind = kind_of(png, header);
    if (info->kind == 7) read_palette(png, header, info);
    png_uint_32 x = 0, y = 0;
    int unit = 0;
    if (png_get_pHYs(png, header, &x, &y, &unit) && unit == PNG_RESOLUTION_METER) {
        info->density_x = (int32_t)x;
        info->density_y = (int32_t)y;
    }
    if (!out) {
        png_destroy_read_struct(&png, &header, NULL);
        return 1;
    }
    size_t stride = (size_t)info->width * picture_channels(info->kind);
    if (!info->kind || capacity < stride * (size_t)info->height) png_error(png, "unsupported kind of picture");
    if (info->kind == 16) {
        png_set_swap(png);
    } else {
        png_set_strip_16(png);
    }
    if (info->kind == 7) {
        png_set_packing(png);
    } else if (info->kind == 8 || info->kind == 1) {
        png_set_expand_gray_1_2_4_to_8(png);
    }
    png_set_interlace_handling(png);
    png_read_update_info(png, header);
    if (png_get_rowbytes(png, header) != stride) png_error(png, "unsupported kind of picture");
    rows = malloc(sizeof(png_bytep) * (size_t)(info->height ? info->height : 1));
    if (!rows) png_error(png, "out of memory");
    for (int32_t i = 0; i < info->height; i++) rows[i] = out + stride * (size_t)i;
    png_read_image(png, rows);
    free(rows);
    rows = NULL;
    png_destroy_read_struct(&png, &header, NULL);
    return 1;
}

int picture_png_info(const uint8_t *data, size_t size, picture_info *info) {
    return read_png(data, size, info, NULL, 0);
}

int picture_png_read(const uint8_t *data, size_t size, picture_info *info, uint8_t *out, size_t capacity) {
    return read_png(data, size, info, out, capacity);
}

static void put(png_structp png, png_bytep data, size_t count) {
    picture_bytes *out = png_get_io_ptr(png);
    // The buffer doubles; `count` alone would make writing quadratic.
    size_t have = 4096;
    while (have < out->count) have *= 2;
    if (!out->bytes || out->count + count > have) {
        while (have < out->count + count) have *= 2;
        uint8_t *grown = realloc(out->bytes, have);
        if (!grown) png_error(png, "out of memory");
        out->bytes = grown;
    }
    memcpy(out->bytes + out->count, data, count);
    out->count += count;
}

static void flush(png_structp png) { (void)png; }

static int color_type(int32_t kind) {
    switch (kind) {
    case 7: return PNG_COLOR_TYPE_PALETTE;
    case 9: return PNG_COLOR_TYPE_GRAY_ALPHA;
    case 24: return PNG_COLOR_TYPE_RGB;
    case 32: return PNG_COLOR_TYPE_RGB_ALPHA;
    default: return PNG_COLOR_TYPE_GRAY;
    }
}

static void write_palette(png_structp png, png_infop header, const uint8_t *palette, int32_t colors) {
    png_color entries[256] = {{0, 0, 0}};
    png_byte alphas[256] = {0};
    int is_transparent = 0;
    int32_t count = colors > 256 ? 256 : colors < 1 ? 1 : colors;
    for (int32_t i = 0; i < count && i < colors; i++) {
        entries[i].red = palette[4 * i];
        entries[i].green = palette[4 * i + 1];
        entries[i].blue = palette[4 * i + 2];
        alphas[i] = palette[4 * i + 3];
        if (alphas[i] != 255) is_transparent = 1;
    }
    png_set_PLTE(png, header, entries, count);
    if (is_transparent) png_set_tRNS(png, header, alphas, count, NULL);
}

static const volatile uint32_t *stop = NULL;

void picture_watch(const volatile uint32_t *word) { stop = word; }

int picture_must_stop(void) { return stop && (*stop & 1); }

int picture_png_write(const uint8_t *pixels, int32_t width, int32_t height, int32_t kind, const uint8_t *palette,
                      int32_t colors, int level, picture_bytes *out, char message[200]) {
    out->bytes = NULL;
    out->count = 0;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, message, fail, ignore);
    if (!png) return 0;
    png_infop header = png_create_info_struct(png);
    if (!header || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, header ? &header : NULL);
        picture_free(out);
        return 0;
    }
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_write_fn(png, out, put, flush);
    if (level >= 0) png_set_compression_level(png, level);
    png_set_IHDR(png, header, (png_uint_32)width, (png_uint_32)height, kind == 1 ? 1 : kind == 16 ? 16 : 8,
                 color_type(kind), PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (kind == 7) write_palette(png, header, palette, colors);
    png_write_info(png, header);
    // Bytes 0 and 255 become single bits: packing keeps the lowest.
    if (kind == 1) png_set_packing(png);
    if (kind == 16) png_set_swap(png);
    size_t stride = (size_t)width * picture_channels(kind);
    for (int32_t i = 0; i < height; i++) {
        if (picture_must_stop()) png_error(png, "interrupted");
        png_write_row(png, pixels + stride * (size_t)i);
    }
    png_write_end(png, header);
    png_destroy_write_struct(&png, &header);
    return 1;
}

void picture_free(picture_bytes *bytes) {
    free(bytes->bytes);
    bytes->bytes = NULL;
    bytes->count = 0;
}
