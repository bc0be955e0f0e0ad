#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "transfer.h"

/// One id to cancel.
typedef struct cancellation {
    struct cancellation *next;
    uint64_t id;
} cancellation;

struct b24_curl_engine {
    const b24_curl_library *curl;
    CURLM *multi;
    pthread_t thread;
    /// Guards the members below; held for a few instructions, never during a call of libcurl or a callback.
    pthread_mutex_t mutex;
    b24_curl_transfer *submitted;
    b24_curl_transfer **submitted_end;
    cancellation *cancelled;
    bool is_stopping;
    /// Only the engine's thread touches this: transfers inside the multi handle.
    b24_curl_transfer *running;
};

/// What other threads asked for since the last look.
typedef struct {
    b24_curl_transfer *submitted;
    cancellation *cancelled;
    bool is_stopping;
} requests;

static requests take_requests(b24_curl_engine *engine)
{
    pthread_mutex_lock(&engine->mutex);
    requests taken = {engine->submitted, engine->cancelled, engine->is_stopping};
    engine->submitted = NULL;
    engine->submitted_end = &engine->submitted;
    engine->cancelled = NULL;
    pthread_mutex_unlock(&engine->mutex);
    return taken;
}

static void start_transfer(b24_curl_engine *engine, b24_curl_transfer *transfer)
{
    if (!b24_curl_transfer_prepare(transfer)
        || engine->curl->multi_add_handle(engine->multi, transfer->handle) != CURLM_OK) {
        if (transfer->error_text[0] == 0) strcpy(transfer->error_text, "libcurl refused the request");
        b24_curl_transfer_abort(transfer, B24_CURL_OTHER);
        return;
    }
    transfer->next = engine->running;
    engine->running = transfer;
}

/// Takes a transfer out of the running ones and out of libcurl.
static void detach(b24_curl_engine *engine, b24_curl_transfer *transfer)
{
    for (b24_curl_transfer **link = &engine->running; *link != NULL; link = &(*link)->next) {
        if (*link != transfer) continue;
        *link = transfer->next;
        break;
    }
    engine->curl->multi_remove_handle(engine->multi, transfer->handle);
}

static void cancel_transfer(b24_curl_engine *engine, uint64_t id)
{
    for (b24_curl_transfer *transfer = engine->running; transfer != NULL; transfer = transfer->next) {
        if (transfer->id != id) continue;
        detach(engine, transfer);
        b24_curl_transfer_abort(transfer, B24_CURL_CANCELLED);
        return;
    }
}

static void serve(b24_curl_engine *engine, requests taken)
{
    while (taken.submitted != NULL) {
        b24_curl_transfer *transfer = taken.submitted;
        taken.submitted = transfer->next;
        start_transfer(engine, transfer);
    }
    while (taken.cancelled != NULL) {
        cancellation *next = taken.cancelled->next;
        cancel_transfer(engine, taken.cancelled->id);
        free(taken.cancelled);
        taken.cancelled = next;
    }
}

static void report_finished(b24_curl_engine *engine)
{
    int left = 0;
    CURLMsg *message;
    while ((message = engine->curl->multi_info_read(engine->multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE) continue;
        CURLcode code = message->data.result;
        b24_curl_transfer *transfer = NULL;
        engine->curl->easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
        detach(engine, transfer);
        b24_curl_transfer_finish(transfer, code);
    }
}

/// Ends the transfers whose phase took too long; gives the milliseconds until the next one would.
static int expire(b24_curl_engine *engine)
{
    int64_t now = b24_curl_now();
    int64_t least = 60000;
    for (b24_curl_transfer *transfer = engine->running, *next; transfer != NULL; transfer = next) {
        next = transfer->next;
        int64_t left = b24_curl_transfer_left(transfer, now);
        if (left > 0) {
            if (left < least) least = left;
            continue;
        }
        detach(engine, transfer);
        b24_curl_transfer_expire(transfer);
    }
    return (int)least;
}

static void *run(void *context)
{
    b24_curl_engine *engine = context;
    for (;;) {
        requests taken = take_requests(engine);
        serve(engine, taken);
        if (taken.is_stopping) break;
        int running = 0;
        engine->curl->multi_perform(engine->multi, &running);
        report_finished(engine);
        int longest_wait = expire(engine);
        // libcurl's own timers cut the wait short; a wakeup ends it.
        engine->curl->multi_poll(engine->multi, NULL, 0, longest_wait, NULL);
    }
    while (engine->running != NULL) cancel_transfer(engine, engine->running->id);
    return NULL;
}

/// Signals belong to the program's own threads, and a broken pipe inside a TLS library must not end the process:
/// the engine's thread starts with all of them blocked.
static int start_thread(b24_curl_engine *engine)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(&engine->thread, NULL, run, engine);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failure;
}

b24_curl_engine *b24_curl_start(char *error, size_t error_size)
{
    const b24_curl_library *curl = b24_curl_library_open(error, error_size);
    if (curl == NULL) return NULL;
    b24_curl_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL) {
        snprintf(error, error_size, "out of memory");
        return NULL;
    }
    engine->curl = curl;
    engine->submitted_end = &engine->submitted;
    pthread_mutex_init(&engine->mutex, NULL);
    engine->multi = curl->multi_init();
    if (engine->multi != NULL) {
        curl->multi_setopt(engine->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX);
        if (start_thread(engine) == 0) return engine;
        curl->multi_cleanup(engine->multi);
    }
    pthread_mutex_destroy(&engine->mutex);
    free(engine);
    snprintf(error, error_size, "the thread for requests could not be started");
    return NULL;
}

void b24_curl_stop(b24_curl_engine *engine)
{
    pthread_mutex_lock(&engine->mutex);
    engine->is_stopping = true;
    pthread_mutex_unlock(&engine->mutex);
    engine->curl->multi_wakeup(engine->multi);
    pthread_join(engine->thread, NULL);
    engine->curl->multi_cleanup(engine->multi);
    pthread_mutex_destroy(&engine->mutex);
    free(engine);
}

bool b24_curl_submit(
    b24_curl_engine *engine, const b24_curl_request *request, b24_curl_callback callback, void *context)
{
    b24_curl_transfer *transfer = b24_curl_transfer_make(engine->curl, request, callback, context);
    if (transfer == NULL) return false;
    pthread_mutex_lock(&engine->mutex);
    *engine->submitted_end = transfer;
    engine->submitted_end = &transfer->next;
    pthread_mutex_unlock(&engine->mutex);
    engine->curl->multi_wakeup(engine->multi);
    return true;
}

void b24_curl_cancel(b24_curl_engine *engine, uint64_t id)
{
    cancellation *wish = malloc(sizeof *wish);
    if (wish == NULL) return;
    wish->id = id;
    pthread_mutex_lock(&engine->mutex);
    wish->next = engine->cancelled;
    engine->cancelled = wish;
    pthread_mutex_unlock(&engine->mutex);
    engine->curl->multi_wakeup(engine->multi);
}
