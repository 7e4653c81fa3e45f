#include "pictures.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

typedef struct {
    struct jpeg_error_mgr base;
    jmp_buf jump;
    int truncated;
    char *message;
} errors;

static void fail(j_common_ptr jpeg) {
    errors *own = (errors *)jpeg->err;
    char text[JMSG_LENGTH_MAX];
    (*jpeg->err->format_message)(jpeg, text);
    strncpy(own->message, text, 199);
    own->message[199] = 0;
    if (jpeg->err->msg_code == JERR_INPUT_EOF) own->truncated = 1;
    longjmp(own->jump, 1);
}

static void note(j_common_ptr jpeg, int level) {
    // The library goes on with gray where the data end; for the reader that is damage.
    if (level < 0 && jpeg->err->msg_code == JWRN_JPEG_EOF) ((errors *)jpeg->err)->truncated = 1;
}

static void silent(j_common_ptr jpeg) { (void)jpeg; }

static void set_errors(errors *own, char *message) {
    memset(own, 0, sizeof *own);
    jpeg_std_error(&own->base);
    own->base.error_exit = fail;
    own->base.emit_message = note;
    own->base.output_message = silent;
    own->message = message;
}

static int read_jpeg(const uint8_t *data, size_t size, picture_info *info, uint8_t *out, size_t capacity) {
    memset(info, 0, sizeof *info);
    if (size < 3 || data[0] != 0xFF || data[1] != 0xD8 || data[2] != 0xFF) return 0;
    struct jpeg_decompress_struct jpeg;
    errors own;
    set_errors(&own, info->message);
    jpeg.err = &own.base;
    if (setjmp(own.jump)) {
        info->truncated = own.truncated;
        jpeg_destroy_decompress(&jpeg);
        return 0;
    }
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, data, (unsigned long)size);
    jpeg_read_header(&jpeg, TRUE);
    info->width = (int32_t)jpeg.image_width;
    info->height = (int32_t)jpeg.image_height;
    info->kind = jpeg.num_components == 1 ? 8 : jpeg.num_components == 3 ? 24 : jpeg.num_components == 4 ? 33 : 0;
    if (jpeg.saw_JFIF_marker && jpeg.density_unit == 1) {
        info->density_x = jpeg.X_density;
        info->density_y = jpeg.Y_density;
    }
    if (!out) {
        jpeg_destroy_decompress(&jpeg);
        return 1;
    }
    size_t stride = (size_t)info->width * picture_channels(info->kind);
    if (!info->kind || capacity < stride * (size_t)info->height) {
        strcpy(info->message, "unsupported kind of picture");
        jpeg_destroy_decompress(&jpeg);
        return 0;
    }
    jpeg.out_color_space = info->kind == 33 ? JCS_CMYK : info->kind == 24 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_start_decompress(&jpeg);
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = out + stride * jpeg.output_scanline;
        if (jpeg_read_scanlines(&jpeg, &row, 1) != 1) break;
        if (picture_must_stop()) longjmp(own.jump, 1);
        if (own.truncated) {
            strcpy(info->message, "image file is truncated");
            longjmp(own.jump, 1);
        }
    }
    // Adobe's programs store the inks inverted, and say who they are.
    if (info->kind == 33 && jpeg.saw_Adobe_marker) {
        for (size_t i = 0; i < stride * (size_t)info->height; i++) out[i] = 255 - out[i];
    }
    jpeg_finish_decompress(&jpeg);
    info->truncated = own.truncated;
    jpeg_destroy_decompress(&jpeg);
    return !own.truncated;
}

int picture_jpeg_info(const uint8_t *data, size_t size, picture_info *info) {
    return read_jpeg(data, size, info, NULL, 0);
}

int picture_jpeg_read(const uint8_t *data, size_t size, picture_info *info, uint8_t *out, size_t capacity) {
    return read_jpeg(data, size, info, out, capacity);
}

int picture_jpeg_write(const uint8_t *pixels, int32_t width, int32_t height, int32_t kind, int quality, int subsampling,
                       int progressive, int optimize, picture_bytes *out, char message[200]) {
    struct jpeg_compress_struct jpeg;
    errors own;
    unsigned long count = 0;
    unsigned char *target = NULL;
    out->bytes = NULL;
    out->count = 0;
    set_errors(&own, message);
    jpeg.err = &own.base;
    if (setjmp(own.jump)) {
        jpeg_destroy_compress(&jpeg);
        free(target);
        return 0;
    }
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &target, &count);
    jpeg.image_width = (JDIMENSION)width;
    jpeg.image_height = (JDIMENSION)height;
    jpeg.input_components = picture_channels(kind);
    jpeg.in_color_space = kind == 33 ? JCS_CMYK : kind == 24 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    if (kind == 24 && subsampling >= 0) {
        jpeg.comp_info[0].h_samp_factor = subsampling >= 1 ? 2 : 1;
        jpeg.comp_info[0].v_samp_factor = subsampling == 2 ? 2 : 1;
        for (int i = 1; i < 3; i++) jpeg.comp_info[i].h_samp_factor = jpeg.comp_info[i].v_samp_factor = 1;
    }
    if (progressive) jpeg_simple_progression(&jpeg);
    jpeg.optimize_coding = optimize ? TRUE : FALSE;
    jpeg_start_compress(&jpeg, TRUE);
    size_t stride = (size_t)width * picture_channels(kind);
    while (jpeg.next_scanline < jpeg.image_height) {
        if (picture_must_stop()) longjmp(own.jump, 1);
        JSAMPROW row = (JSAMPROW)(pixels + stride * jpeg.next_scanline);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    out->bytes = target;
    out->count = count;
    return 1;
}
