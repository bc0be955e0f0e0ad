#ifndef B24_CURL_TRANSFER_H
#define B24_CURL_TRANSFER_H

#include "CCurl.h"
#include "chunks.h"
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
    b24_curl_limits limits;
    b24_curl_phase phase;
    /// When the phase began or, while bytes flow, when the last ones did: milliseconds of the monotonic clock.
    int64_t since_ms;
    size_t largest_answer;
    bool is_loopback;
    bool uses_proxy;
    bool answer_too_large;
    /// Whether the empty line behind the headers has come.
    bool headers_end;
    b24_curl_buffer answer_headers;
    b24_curl_chunks answer;
    char error_text[CURL_ERROR_SIZE];
    b24_curl_callback callback;
    void *context;
} b24_curl_transfer;

/// A copy of a request; NULL when memory is exhausted.
b24_curl_transfer *b24_curl_transfer_make(
    const b24_curl_library *library, const b24_curl_request *request, b24_curl_callback callback, void *context);

/// Makes the easy handle and sets its options; false when libcurl refuses one that matters.
bool b24_curl_transfer_prepare(b24_curl_transfer *transfer);

/// Notes how far the transfer has come and says how many milliseconds its phase has left; 0 or less: none.
int64_t b24_curl_transfer_left(b24_curl_transfer *transfer, int64_t now_ms);

/// Milliseconds of a clock that only goes forward.
int64_t b24_curl_now(void);

/// Reports the end by libcurl's code and frees the transfer; its handle must have left the multi handle.
void b24_curl_transfer_finish(b24_curl_transfer *transfer, CURLcode code);

/// Reports that the phase took too long and frees the transfer; its handle must have left the multi handle.
void b24_curl_transfer_expire(b24_curl_transfer *transfer);

/// Fills in what every end has, calls back and frees the transfer.
void b24_curl_transfer_report(b24_curl_transfer *transfer, b24_curl_result *result);

/// Reports another end and frees the transfer.
void b24_curl_transfer_abort(b24_curl_transfer *transfer, b24_curl_status status);

#endif
