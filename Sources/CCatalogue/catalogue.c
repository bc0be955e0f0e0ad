#include "CCatalogue.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char catalogue[] = {
#embed "catalogue.json"
};

const unsigned char *b24_catalogue_bytes(void) {
    return catalogue;
}

size_t b24_catalogue_length(void) {
    return sizeof catalogue;
}

size_t b24_catalogue_lines(uint32_t *offsets, size_t capacity) {
    const unsigned char *line = catalogue;
    const unsigned char *end = catalogue + sizeof catalogue;
    size_t count = 0;
    while (line < end) {
        if (*line == '{') {
            if (count < capacity) {
                offsets[count] = (uint32_t)(line - catalogue);
            }
            count++;
        }
        const unsigned char *newline = memchr(line, '\n', (size_t)(end - line));
        line = newline ? newline + 1 : end;
    }
    return count;
}

size_t b24_catalogue_find(const void *wanted, size_t length) {
    const unsigned char *first = wanted;
    for (size_t at = 0; length && at + length <= sizeof catalogue; at++) {
        const unsigned char *next = memchr(catalogue + at, first[0], sizeof catalogue - length - at + 1);
        if (!next) break;
        at = (size_t)(next - catalogue);
        if (memcmp(next, wanted, length) == 0) return at;
    }
    return sizeof catalogue;
}
