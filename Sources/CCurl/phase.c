#include "transfer.h"

#include <stdio.h>
#include <time.h>

// libcurl has a limit for the connection and one for the whole request, none for TLS, for the wait for an answer or for
// silence in the middle of one. So the engine looks at each transfer when something has moved or a limit is due.

int64_t b24_curl_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/// Whether libcurl has noted a time for a step, so that the step is done.
static bool is_past(const b24_curl_transfer *t, CURLINFO step)
{
    curl_off_t reached = 0;
    t->library->easy_getinfo(t->handle, step, &reached);
    return reached > 0;
}

/// The phase that libcurl's times show; the later ones are noted where bytes pass.
static b24_curl_phase reached_phase(const b24_curl_transfer *t)
{
    if (t->phase < B24_CURL_PHASE_SEND) {
        if (!is_past(t, CURLINFO_PRETRANSFER_TIME_T)) {
            if (t->phase == B24_CURL_PHASE_TLS) return B24_CURL_PHASE_TLS;
            if (is_past(t, CURLINFO_CONNECT_TIME_T)) return B24_CURL_PHASE_TLS;
            return is_past(t, CURLINFO_NAMELOOKUP_TIME_T) ? B24_CURL_PHASE_CONNECT : B24_CURL_PHASE_RESOLVE;
        }
    }
    if (t->phase > B24_CURL_PHASE_SEND) return t->phase;
    return t->body_read == t->body_length ? B24_CURL_PHASE_ANSWER : B24_CURL_PHASE_SEND;
}

static long limit_of(const b24_curl_transfer *t)
{
    switch (t->phase) {
    case B24_CURL_PHASE_RESOLVE:
    case B24_CURL_PHASE_CONNECT: return t->limits.connect_ms;
    case B24_CURL_PHASE_TLS: return t->limits.tls_ms;
    case B24_CURL_PHASE_ANSWER: return t->limits.answer_ms;
    case B24_CURL_PHASE_SEND:
    case B24_CURL_PHASE_BODY: return t->limits.stall_ms;
    }
    return t->limits.whole_ms;
}

int64_t b24_curl_transfer_left(b24_curl_transfer *t, int64_t now_ms)
{
    b24_curl_phase phase = reached_phase(t);
    if (phase != t->phase) {
        // Name resolution and connection share one limit; the last byte of the request has a time of its own.
        bool keeps_time = phase == B24_CURL_PHASE_CONNECT || t->phase == B24_CURL_PHASE_SEND;
        if (!keeps_time) t->since_ms = now_ms;
        t->phase = phase;
    }
    return t->since_ms + limit_of(t) - now_ms;
}

void b24_curl_transfer_expire(b24_curl_transfer *t)
{
    b24_curl_result result = {.status = B24_CURL_TIMEOUT, .phase = t->phase, .limit_ms = limit_of(t)};
    snprintf(t->error_text, sizeof t->error_text, "Nothing happened for %ld milliseconds", result.limit_ms);
    b24_curl_transfer_report(t, &result);
}
