#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// HTTP over libcurl's multi interface, on one thread of its own.
///
/// libcurl is not linked: it is opened with `dlopen` by the first engine, so that a program that sends no request
/// does not pay for its shared libraries. Everything that threads share is behind the engine's mutex, in C;
/// Swift sees an opaque pointer.
typedef struct b24_curl_engine b24_curl_engine;

/// Where a request stopped. `B24_CURL_OK` means that an answer arrived, whatever its status.
typedef enum {
    B24_CURL_OK = 0,
    B24_CURL_RESOLVE,
    B24_CURL_CONNECT,
    /// The proxy could not be reached or refused the tunnel.
    B24_CURL_PROXY,
    B24_CURL_TLS,
    B24_CURL_TIMEOUT,
    B24_CURL_CLOSED,
    B24_CURL_CANCELLED,
    B24_CURL_TOO_LARGE,
    /// Something answered, but not in HTTP, or its compression is broken.
    B24_CURL_MALFORMED,
    B24_CURL_OTHER,
} b24_curl_status;

/// How far a request has come.
typedef enum {
    B24_CURL_PHASE_RESOLVE = 0,
    /// The TCP connection, to the proxy when there is one.
    B24_CURL_PHASE_CONNECT,
    /// The proxy's tunnel and TLS.
    B24_CURL_PHASE_TLS,
    B24_CURL_PHASE_SEND,
    /// From the request's last byte to the answer's first.
    B24_CURL_PHASE_ANSWER,
    B24_CURL_PHASE_BODY,
} b24_curl_phase;

/// How long the phases may take, in milliseconds.
typedef struct {
    /// Name resolution and TCP connection together.
    long connect_ms;
    long tls_ms;
    long answer_ms;
    /// Without a byte while the request is sent or the answer comes.
    long stall_ms;
    /// Everything together.
    long whole_ms;
} b24_curl_limits;

/// What was wrong with the TLS connection, as far as the TLS library tells.
typedef enum {
    B24_CURL_TLS_NONE = 0,
    B24_CURL_TLS_HANDSHAKE,
    B24_CURL_TLS_UNTRUSTED,
    B24_CURL_TLS_EXPIRED,
    B24_CURL_TLS_HOST_NAME,
    /// The file of authorities on this machine can't be read.
    B24_CURL_TLS_AUTHORITIES,
} b24_curl_tls_failure;

/// One request. All memory is copied by `b24_curl_submit`.
typedef struct {
    /// Chosen by the caller, unique in the engine; names the request in `b24_curl_cancel`.
    uint64_t id;
    const char *method;
    const char *url;
    /// `Name: value` lines.
    const char *const *headers;
    size_t header_count;
    const uint8_t *body;
    size_t body_length;
    b24_curl_limits limits;
    /// In bytes, decompressed.
    size_t largest_answer;
    /// Whether `url` names this machine: then no proxy of the environment is asked.
    bool is_loopback;
} b24_curl_request;

/// A part of an answer's body.
typedef struct b24_curl_chunk b24_curl_chunk;

/// The end of a request; valid only during the callback.
typedef struct {
    b24_curl_status status;
    b24_curl_tls_failure tls_failure;
    /// With `B24_CURL_TIMEOUT`: the phase that took too long, the limit that was reached, and whether it was the one
    /// for the whole request.
    b24_curl_phase phase;
    long limit_ms;
    bool is_whole_limit;
    /// With `B24_CURL_PROXY`: the proxy's HTTP status; 0 when it gave none.
    long proxy_status;
    /// Whether a part of the request that the server could act on was handed to the network.
    bool may_have_been_sent;
    long http_status;
    /// The raw header lines of the final answer, each ended by CR LF.
    const char *header_bytes;
    size_t header_length;
    /// The answer's body, for `b24_curl_copy_body`.
    const b24_curl_chunk *body;
    size_t body_length;
    /// libcurl's text of a failure; empty otherwise.
    const char *error_text;
} b24_curl_result;

/// Called exactly once for each submitted request, on the engine's thread; must not block.
typedef void (*b24_curl_callback)(void *context, const b24_curl_result *result);

/// Copies the answer's body to `target`, which has room for its `body_length` bytes. Only during the callback.
void b24_curl_copy_body(const b24_curl_result *result, uint8_t *target);

/// What libcurl says of itself and its parts (`libcurl/7.88.1 OpenSSL/3.0.17 ...`); NULL when it is not on this machine.
const char *b24_curl_version(void);

/// Opens libcurl and starts an engine.
///
/// Returns NULL and writes why into `error` when libcurl is not on this machine or lacks a function.
b24_curl_engine *b24_curl_start(char *error, size_t error_size);

/// Ends the engine: what is still in flight is reported as cancelled, then its thread is joined.
/// Must not be called on the engine's thread.
void b24_curl_stop(b24_curl_engine *engine);

/// Queues a request; returns false, without a callback, when memory is exhausted.
bool b24_curl_submit(
    b24_curl_engine *engine, const b24_curl_request *request, b24_curl_callback callback, void *context);

/// Ends a queued or running request as cancelled; does nothing for an unknown id.
void b24_curl_cancel(b24_curl_engine *engine, uint64_t id);

#endif
