#include "chunks.h"

#include <stdlib.h>
#include <string.h>

/// With its head, the allocator's own included, a chunk takes 64 KB. The first one is small: so are most answers.
static const size_t largest_chunk = ((size_t)64 << 10) - sizeof(b24_curl_chunk) - 2 * sizeof(size_t);
static const size_t first_chunk = ((size_t)4 << 10) - sizeof(b24_curl_chunk) - 2 * sizeof(size_t);

static size_t capacity(const b24_curl_chunks *chunks, const b24_curl_chunk *chunk)
{
    return chunk == chunks->first ? first_chunk : largest_chunk;
}

bool b24_curl_chunks_append(b24_curl_chunks *chunks, const void *bytes, size_t count)
{
    const uint8_t *rest = bytes;
    while (count > 0) {
        b24_curl_chunk *last = chunks->last;
        if (last == NULL || last->length == capacity(chunks, last)) {
            b24_curl_chunk *fresh = malloc(sizeof *fresh + (last == NULL ? first_chunk : largest_chunk));
            if (fresh == NULL) return false;
            fresh->next = NULL;
            fresh->length = 0;
            if (last == NULL) chunks->first = fresh;
            else last->next = fresh;
            chunks->last = last = fresh;
        }
        size_t room = capacity(chunks, last) - last->length;
        size_t taken = room < count ? room : count;
        memcpy(last->bytes + last->length, rest, taken);
        last->length += taken;
        chunks->length += taken;
        rest += taken;
        count -= taken;
    }
    return true;
}

void b24_curl_chunks_free(b24_curl_chunks *chunks)
{
    b24_curl_chunk *chunk = chunks->first;
    while (chunk != NULL) {
        b24_curl_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    *chunks = (b24_curl_chunks){0};
}

void b24_curl_copy_body(const b24_curl_result *result, uint8_t *target)
{
    for (const b24_curl_chunk *chunk = result->body; chunk != NULL; chunk = chunk->next) {
        memcpy(target, chunk->bytes, chunk->length);
        target += chunk->length;
    }
}
