#include "transfer.h"

#include <stdlib.h>
#include <string.h>

/// No portal's headers come near this; libcurl's own limits are 300 KB in all and 100 KB for a line.
static const size_t largest_headers = (size_t)256 << 10;

/// Idle connections older than this are not used again: servers close theirs after a minute or so, and a request
/// that meets the closing end is lost.
static const long longest_idle_seconds = 45;

/// Adds bytes whose sum with those that are there does not exceed `largest`.
static bool append(b24_curl_buffer *buffer, const void *bytes, size_t count, size_t largest)
{
    if (count > buffer->capacity - buffer->length) {
        size_t capacity = buffer->capacity < 4096 ? 4096 : buffer->capacity;
        while (capacity - buffer->length < count) capacity *= 2;
        if (capacity > largest) capacity = largest;
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
    transfer->since_ms = b24_curl_now();
    // What arrives here is decompressed, at most 16 KB at a time: a small packed answer can't fill memory.
    if (size * count > transfer->largest_answer - transfer->answer.length) {
        transfer->answer_too_large = true;
        return 0;
    }
    return b24_curl_chunks_append(&transfer->answer, bytes, size * count) ? size * count : 0;
}

/// Whether a line is the status of an interim answer: `HTTP/1.1 100 Continue`, `HTTP/2 103`.
static bool is_interim(const char *line, size_t length)
{
    const char *space = memchr(line, ' ', length);
    return space != NULL && space + 1 < line + length && space[1] == '1';
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context)
{
    b24_curl_transfer *transfer = context;
    size_t length = size * count;
    // Each status line starts a new answer: what came before it was an interim one (100 Continue).
    if (length >= 5 && memcmp(bytes, "HTTP/", 5) == 0) {
        transfer->answer_headers.length = 0;
        transfer->headers_end = false;
        if (!is_interim(bytes, length)) transfer->phase = B24_CURL_PHASE_BODY;
    }
    if (length <= 2 && (*bytes == '\r' || *bytes == '\n')) transfer->headers_end = true;
    transfer->since_ms = b24_curl_now();
    if (length > largest_headers - transfer->answer_headers.length) {
        transfer->answer_too_large = true;
        return 0;
    }
    return append(&transfer->answer_headers, bytes, length, largest_headers) ? length : 0;
}

/// Two things are told nowhere else: that libcurl found a proxy in the environment, and that there is a connection, which
/// the first thing that goes out shows (libcurl notes the time of it only when the proxy and TLS are done, too). Tracing
/// ends there.
static int on_trace(CURL *handle, curl_infotype type, char *bytes, size_t size, void *context)
{
    static const char proxy[] = "Uses proxy env variable";
    b24_curl_transfer *transfer = context;
    if (type == CURLINFO_TEXT && size >= sizeof proxy - 1 && memcmp(bytes, proxy, sizeof proxy - 1) == 0)
        transfer->uses_proxy = true;
    if (type != CURLINFO_SSL_DATA_OUT && type != CURLINFO_HEADER_OUT) return 0;
    transfer->library->easy_setopt(handle, CURLOPT_VERBOSE, 0L);
    if (transfer->phase < B24_CURL_PHASE_TLS) {
        transfer->phase = B24_CURL_PHASE_TLS;
        transfer->since_ms = b24_curl_now();
    }
    return 0;
}

static size_t on_read(char *target, size_t size, size_t count, void *context)
{
    b24_curl_transfer *transfer = context;
    size_t left = transfer->body_length - transfer->body_read;
    size_t taken = left < size * count ? left : size * count;
    memcpy(target, transfer->body + transfer->body_read, taken);
    transfer->body_read += taken;
    transfer->phase = B24_CURL_PHASE_SEND;
    transfer->since_ms = b24_curl_now();
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
    b24_curl_chunks_free(&transfer->answer);
    free(transfer);
}

b24_curl_transfer *b24_curl_transfer_make(
    const b24_curl_library *library, const b24_curl_request *request, b24_curl_callback callback, void *context)
{
    b24_curl_transfer *transfer = calloc(1, sizeof *transfer);
    if (transfer == NULL) return NULL;
    transfer->library = library;
    transfer->id = request->id;
    transfer->limits = request->limits;
    transfer->largest_answer = request->largest_answer;
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
    t->since_ms = b24_curl_now();
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
    SET(CURLOPT_TIMEOUT_MS, t->limits.whole_ms);
    // The phases are watched here (see phase.c); libcurl's own limit for these two together must not come first.
    SET(CURLOPT_CONNECTTIMEOUT_MS, t->limits.connect_ms + t->limits.tls_ms + 1000);
    SET(CURLOPT_VERBOSE, 1L);
    SET(CURLOPT_DEBUGFUNCTION, on_trace);
    SET(CURLOPT_DEBUGDATA, (void *)t);
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
#if LIBCURL_VERSION_NUM >= 0x075700
    // Who gives up while a name is being resolved need not wait for the resolver's thread: it cleans up after itself.
    curl->easy_setopt(t->handle, CURLOPT_QUICK_EXIT, 1L);
#endif
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
    case CURLE_COULDNT_RESOLVE_HOST: return B24_CURL_RESOLVE;
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED: return B24_CURL_CONNECT;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY: return B24_CURL_PROXY;
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
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING: return B24_CURL_MALFORMED;
    default: return B24_CURL_OTHER;
    }
}

/// The numbers are OpenSSL's `X509_V_ERR_*`; other TLS libraries leave 0 or their own, so their texts decide.
static b24_curl_tls_failure tls_failure_of(const b24_curl_transfer *t, CURLcode code)
{
    if (status_of(code) != B24_CURL_TLS) return B24_CURL_TLS_NONE;
    if (code == CURLE_SSL_CACERT_BADFILE) return B24_CURL_TLS_AUTHORITIES;
    if (code != CURLE_PEER_FAILED_VERIFICATION) return B24_CURL_TLS_HANDSHAKE;
    long verified = 0;
    t->library->easy_getinfo(t->handle, CURLINFO_SSL_VERIFYRESULT, &verified);
    if (verified == 9 || verified == 10 || strstr(t->error_text, "expired") != NULL) return B24_CURL_TLS_EXPIRED;
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

void b24_curl_transfer_report(b24_curl_transfer *t, b24_curl_result *result)
{
    result->may_have_been_sent = may_have_been_sent(t);
    // A connection that ended before it could carry the request (a proxy's refusal, say) was never made.
    if (result->status == B24_CURL_CLOSED && !result->may_have_been_sent) result->status = B24_CURL_CONNECT;
    result->error_text = t->error_text;
    t->callback(t->context, result);
    free_transfer(t);
}

/// The refusal of a tunnel comes under several codes; the proxy's status tells it from all else.
static void read_proxy(b24_curl_transfer *t, b24_curl_result *result)
{
    long status = 0;
    t->library->easy_getinfo(t->handle, CURLINFO_HTTP_CONNECTCODE, &status);
    if (status >= 300) result->status = B24_CURL_PROXY;
    // Without a word of the proxy's, the connection that failed was the one to it.
    bool has_no_connection = result->status == B24_CURL_CONNECT || result->status == B24_CURL_CLOSED;
    if (t->uses_proxy && status == 0 && has_no_connection && !may_have_been_sent(t)) result->status = B24_CURL_PROXY;
    // libcurl quotes an address that it does not understand, password and all.
    bool is_not_understood = strstr(t->error_text, "Unsupported proxy") != NULL;
    if (is_not_understood) {
        result->status = B24_CURL_PROXY;
        strcpy(t->error_text, "The address of the proxy is not understood");
    }
    if (result->status == B24_CURL_PROXY) result->proxy_status = status;
}

void b24_curl_transfer_finish(b24_curl_transfer *t, CURLcode code)
{
    b24_curl_result result = {.tls_failure = tls_failure_of(t, code)};
    // libcurl takes the end of the connection in the middle of the headers for the end of an answer without a body.
    if (code == CURLE_OK && !t->headers_end) code = CURLE_PARTIAL_FILE;
    result.status = status_of(code);
    if (code == CURLE_OK) {
        t->library->easy_getinfo(t->handle, CURLINFO_RESPONSE_CODE, &result.http_status);
        result.header_bytes = (const char *)t->answer_headers.bytes;
        result.header_length = t->answer_headers.length;
        result.body = t->answer.first;
        result.body_length = t->answer.length;
    } else {
        read_proxy(t, &result);
        // That is how libcurl calls a header line that is longer than it takes.
        bool is_line_too_long = code == CURLE_OUT_OF_MEMORY && t->phase == B24_CURL_PHASE_BODY;
        if (t->answer_too_large || is_line_too_long) result.status = B24_CURL_TOO_LARGE;
        if (code == CURLE_OPERATION_TIMEDOUT) {
            b24_curl_transfer_left(t, b24_curl_now());
            result.phase = t->phase;
            result.limit_ms = t->limits.whole_ms;
            result.is_whole_limit = true;
        }
    }
    if (code == CURLE_SEND_FAIL_REWIND) {
        strcpy(t->error_text, "The connection was closed before an answer came");
    } else if (code != CURLE_OK && t->error_text[0] == 0) {
        strncpy(t->error_text, t->library->easy_strerror(code), sizeof t->error_text - 1);
    }
    b24_curl_transfer_report(t, &result);
}

void b24_curl_transfer_abort(b24_curl_transfer *t, b24_curl_status status)
{
    b24_curl_result result = {.status = status};
    b24_curl_transfer_report(t, &result);
}
