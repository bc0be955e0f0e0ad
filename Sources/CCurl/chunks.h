#ifndef B24_CURL_CHUNKS_H
#define B24_CURL_CHUNKS_H

#include "CCurl.h"

/// A part of an answer.
struct b24_curl_chunk {
    struct b24_curl_chunk *next;
    size_t length;
    uint8_t bytes[];
};

/// An answer while it arrives. Nobody says how long it will be, and most are short: pieces of one size grow without
/// copies, and the next answer uses them again.
typedef struct {
    b24_curl_chunk *first;
    b24_curl_chunk *last;
    size_t length;
} b24_curl_chunks;

/// Adds bytes; false when memory is exhausted.
bool b24_curl_chunks_append(b24_curl_chunks *chunks, const void *bytes, size_t count);

void b24_curl_chunks_free(b24_curl_chunks *chunks);

#endif
