#include "transfer.h"

#include <stdlib.h>
#include <string.h>

/// No documented answer comes near this; a server that sends more is not a portal.
static const size_t largest_answer = (size_t)256 << 20;

/// Idle connections older than this are not used again: servers close theirs after a minute or so, and a request
/// that meets the closing end is lost.
static const long longest_idle_seconds = 45;

static bool append(b24_curl_buffer *buffer, const void *bytes, size_t count)
{
    if (count > buffer->capacity - buffer->length) {
        size_t capacity = buffer->capacity < 4096 ? 4096 : buffer->capacity;
        while (capacity - buffer->length < count) capacity *= 2;
        uint8_t *grown = realloc(buffer->bytes, capacity);
        if (grown == NULL) return false;
        buffer->bytes = grown;
        buffer->capacity = capacity;
    }
    memcpy(buffer->bytes + buffer->length, bytes, count);
    buffer->length += count;
    return true;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context)
{
    b24_curl_transfer *transfer = context;
    if (transfer->answer.length + size * count > largest_answer) {
        transfer->answer_too_large = true;
        return 0;
    }
    return append(&transfer->answer, bytes, size * count) ? size * count : 0;
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context)
{
    b24_curl_transfer *transfer = context;
    // Each status line starts a new answer: what came before it was an interim one (100 Continue).
    if (size * count >= 5 && memcmp(bytes, "HTTP/", 5) == 0) transfer->answer_headers.length = 0;
    return append(&transfer->answer_headers, bytes, size * count) ? size * count : 0;
}

static size_t on_read(char *target, size_t size, size_t count, void *context)
{
    b24_curl_transfer *transfer = context;
    size_t left = transfer->body_length - transfer->body_read;
    size_t taken = left < size * count ? left : size * count;
    memcpy(target, transfer->body + transfer->body_read, taken);
    transfer->body_read += taken;
    return taken;
}

/// libcurl silently repeats a request, POSTs included, when a connection that was used before dies without an answer.
/// The server may have acted on the first one, so once a byte of the body is out, the body can't be had again:
/// libcurl then fails with CURLE_SEND_FAIL_REWIND and the decision is the caller's.
static int on_seek(void *context, curl_off_t offset, int origin)
{
    const b24_curl_transfer *transfer = context;
    bool is_untouched = origin == SEEK_SET && offset == 0 && transfer->body_read == 0;
    return is_untouched ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
}

static void free_transfer(b24_curl_transfer *transfer)
{
    if (transfer->handle != NULL) transfer->library->easy_cleanup(transfer->handle);
    if (transfer->headers != NULL) transfer->library->slist_free_all(transfer->headers);
    // The address holds the credential.
    if (transfer->url != NULL) memset(transfer->url, 0, strlen(transfer->url));
    free(transfer->method);
    free(transfer->url);
    free(transfer->body);
    free(transfer->answer_headers.bytes);
    free(transfer->answer.bytes);
    free(transfer);
}

b24_curl_transfer *b24_curl_transfer_make(
    const b24_curl_library *library, const b24_curl_request *request, b24_curl_callback callback, void *context)
{
    b24_curl_transfer *transfer = calloc(1, sizeof *transfer);
    if (transfer == NULL) return NULL;
    transfer->library = library;
    transfer->id = request->id;
    transfer->timeout_ms = request->timeout_ms;
    transfer->connect_timeout_ms = request->connect_timeout_ms;
    transfer->is_loopback = request->is_loopback;
    transfer->callback = callback;
    transfer->context = context;
    transfer->method = strdup(request->method);
    transfer->url = strdup(request->url);
    transfer->body = malloc(request->body_length + 1);
    bool is_complete = transfer->method != NULL && transfer->url != NULL && transfer->body != NULL;
    if (is_complete && request->body_length > 0) memcpy(transfer->body, request->body, request->body_length);
    transfer->body_length = request->body_length;
    for (size_t i = 0; is_complete && i < request->header_count; i++) {
        struct curl_slist *longer = library->slist_append(transfer->headers, request->headers[i]);
        if (longer == NULL) is_complete = false;
        else transfer->headers = longer;
    }
    if (is_complete) return transfer;
    free_transfer(transfer);
    return NULL;
}

static const char *first_set(const char *one, const char *other)
{
    const char *value = getenv(one);
    if (value == NULL || *value == 0) value = getenv(other);
    return value == NULL || *value == 0 ? NULL : value;
}

bool b24_curl_transfer_prepare(b24_curl_transfer *t)
{
    const b24_curl_library *curl = t->library;
    t->handle = curl->easy_init();
    if (t->handle == NULL) return false;
    // Casts: the C ABI of the variadic setter takes `long`, pointers and `curl_off_t` only.
#define SET(option, value) \
    if (curl->easy_setopt(t->handle, option, value) != CURLE_OK) return false
    SET(CURLOPT_PRIVATE, (void *)t);
    SET(CURLOPT_ERRORBUFFER, t->error_text);
    SET(CURLOPT_URL, t->url);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_TIMEOUT_MS, t->timeout_ms);
    SET(CURLOPT_CONNECTTIMEOUT_MS, t->connect_timeout_ms);
    SET(CURLOPT_TCP_KEEPALIVE, 1L);
    SET(CURLOPT_MAXAGE_CONN, longest_idle_seconds);
    SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, (void *)t);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, (void *)t);
    SET(CURLOPT_HTTPHEADER, t->headers);
    if (strcmp(t->method, "GET") != 0) {
        SET(CURLOPT_POST, 1L);
        SET(CURLOPT_CUSTOMREQUEST, t->method);
        SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)t->body_length);
        SET(CURLOPT_READFUNCTION, on_read);
        SET(CURLOPT_READDATA, (void *)t);
        SET(CURLOPT_SEEKFUNCTION, on_seek);
        SET(CURLOPT_SEEKDATA, (void *)t);
    }
    // A libcurl without HTTP/2 or compression refuses these: then it goes on without.
    curl->easy_setopt(t->handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl->easy_setopt(t->handle, CURLOPT_ACCEPT_ENCODING, "");
    if (strncmp(t->url, "https:", 6) == 0) SET(CURLOPT_PIPEWAIT, 1L);
    // HTTPS_PROXY, ALL_PROXY and NO_PROXY are read by libcurl itself; the names of CA files only by the curl command.
    if (t->is_loopback) SET(CURLOPT_NOPROXY, "*");
    const char *bundle = first_set("CURL_CA_BUNDLE", "SSL_CERT_FILE");
    if (bundle != NULL) SET(CURLOPT_CAINFO, bundle);
    const char *directory = first_set("SSL_CERT_DIR", "SSL_CERT_DIR");
    if (directory != NULL) SET(CURLOPT_CAPATH, directory);
#undef SET
    return true;
}

static b24_curl_status status_of(CURLcode code)
{
    switch (code) {
    case CURLE_OK: return B24_CURL_OK;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST: return B24_CURL_RESOLVE;
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
    case CURLE_PROXY: return B24_CURL_CONNECT;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
    case CURLE_USE_SSL_FAILED: return B24_CURL_TLS;
    case CURLE_OPERATION_TIMEDOUT: return B24_CURL_TIMEOUT;
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_FAIL_REWIND:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_HTTP3:
    case CURLE_QUIC_CONNECT_ERROR: return B24_CURL_CLOSED;
    default: return B24_CURL_OTHER;
    }
}

/// The numbers are OpenSSL's `X509_V_ERR_*`; other TLS libraries leave 0 or their own, so their texts decide.
static b24_curl_tls_failure tls_failure_of(const b24_curl_transfer *t, CURLcode code)
{
    if (status_of(code) != B24_CURL_TLS) return B24_CURL_TLS_NONE;
    if (code != CURLE_PEER_FAILED_VERIFICATION) return B24_CURL_TLS_HANDSHAKE;
    long verified = 0;
    t->library->easy_getinfo(t->handle, CURLINFO_SSL_VERIFYRESULT, &verified);
    if (verified == 10 || strstr(t->error_text, "expired") != NULL) return B24_CURL_TLS_EXPIRED;
    if (verified == 62 || strstr(t->error_text, "match") != NULL || strstr(t->error_text, "subject name") != NULL)
        return B24_CURL_TLS_HOST_NAME;
    return B24_CURL_TLS_UNTRUSTED;
}

/// A server can't act on a request before its body arrives; without a body, as soon as the transfer has begun.
static bool may_have_been_sent(const b24_curl_transfer *t)
{
    if (t->handle == NULL) return false;
    if (t->body_length > 0) return t->body_read > 0;
    curl_off_t began = 0;
    t->library->easy_getinfo(t->handle, CURLINFO_PRETRANSFER_TIME_T, &began);
    return began > 0;
}

static void report(b24_curl_transfer *t, b24_curl_result *result)
{
    result->may_have_been_sent = may_have_been_sent(t);
    // A connection that ended before it could carry the request (a proxy's refusal, say) was never made.
    if (result->status == B24_CURL_CLOSED && !result->may_have_been_sent) result->status = B24_CURL_CONNECT;
    result->error_text = t->error_text;
    t->callback(t->context, result);
    free_transfer(t);
}

void b24_curl_transfer_finish(b24_curl_transfer *t, CURLcode code)
{
    b24_curl_result result = {.status = status_of(code), .tls_failure = tls_failure_of(t, code)};
    if (code == CURLE_OK) {
        t->library->easy_getinfo(t->handle, CURLINFO_RESPONSE_CODE, &result.http_status);
        result.header_bytes = (const char *)t->answer_headers.bytes;
        result.header_length = t->answer_headers.length;
        result.body = t->answer.bytes;
        result.body_length = t->answer.length;
    } else if (t->answer_too_large) {
        result.status = B24_CURL_TOO_LARGE;
    }
    if (code == CURLE_SEND_FAIL_REWIND) {
        strcpy(t->error_text, "The connection was closed before an answer came");
    } else if (code != CURLE_OK && t->error_text[0] == 0) {
        strncpy(t->error_text, t->library->easy_strerror(code), sizeof t->error_text - 1);
    }
    report(t, &result);
}

void b24_curl_transfer_abort(b24_curl_transfer *t, b24_curl_status status)
{
    b24_curl_result result = {.status = status};
    report(t, &result);
}
