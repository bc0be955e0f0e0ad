#ifndef B24_CURL_TRANSFER_H
#define B24_CURL_TRANSFER_H

#include "CCurl.h"
#include "library.h"

/// Bytes that grow.
typedef struct {
    uint8_t *bytes;
    size_t length;
    size_t capacity;
} b24_curl_buffer;

/// One request from its submission to its callback. Owned by the engine's queue first, by its thread then.
typedef struct b24_curl_transfer {
    struct b24_curl_transfer *next;
    uint64_t id;
    const b24_curl_library *library;
    CURL *handle;
    struct curl_slist *headers;
    char *method;
    char *url;
    uint8_t *body;
    size_t body_length;
    size_t body_read;
    long timeout_ms;
    long connect_timeout_ms;
    bool is_loopback;
    bool answer_too_large;
    b24_curl_buffer answer_headers;
    b24_curl_buffer answer;
    char error_text[CURL_ERROR_SIZE];
    b24_curl_callback callback;
    void *context;
} b24_curl_transfer;

/// A copy of a request; NULL when memory is exhausted.
b24_curl_transfer *b24_curl_transfer_make(
    const b24_curl_library *library, const b24_curl_request *request, b24_curl_callback callback, void *context);

/// Makes the easy handle and sets its options; false when libcurl refuses one that matters.
bool b24_curl_transfer_prepare(b24_curl_transfer *transfer);

/// Reports the end by libcurl's code and frees the transfer; its handle must have left the multi handle.
void b24_curl_transfer_finish(b24_curl_transfer *transfer, CURLcode code);

/// Reports another end and frees the transfer.
void b24_curl_transfer_abort(b24_curl_transfer *transfer, b24_curl_status status);

#endif
