#include "CIsolation.h"

#include <pthread.h>
#include <stdlib.h>

// Where Swift's tasks run in an isolated process. The usual place, libdispatch, looks into /proc while it is busy and ends
// the process when it may not. This is a queue and a few threads.

// -> Swift's runtime, include/swift/Runtime/Concurrency.h
#define SWIFT __attribute__((swiftcall))
typedef SWIFT void enqueue_original(void *job);
extern SWIFT void (*swift_task_enqueueGlobal_hook)(void *job, enqueue_original *original);
/// An executor is two words; both are 0 for the one that any thread can be.
extern SWIFT void swift_job_run(void *job, void *executor, uintptr_t implementation);

struct entry {
    void *job;
    struct entry *next;
};

enum { most_threads = 4, stack_size = 4 << 20 };

static struct {
    pthread_mutex_t mutex;
    pthread_cond_t filled;
    struct entry *first, *last;
    int threads, idle;
} pool = {.mutex = PTHREAD_MUTEX_INITIALIZER, .filled = PTHREAD_COND_INITIALIZER};

static void work(void *unused) {
    (void)unused;
    pthread_mutex_lock(&pool.mutex);
    while (true) {
        struct entry *entry = pool.first;
        if (!entry) {
            pool.idle++;
            pthread_cond_wait(&pool.filled, &pool.mutex);
            pool.idle--;
            continue;
        }
        pool.first = entry->next;
        if (!pool.first) pool.last = NULL;
        pthread_mutex_unlock(&pool.mutex);
        void *job = entry->job;
        free(entry);
        swift_job_run(job, NULL, 0);
        pthread_mutex_lock(&pool.mutex);
    }
}

static SWIFT void enqueue(void *job, enqueue_original *original) {
    (void)original;
    struct entry *entry = malloc(sizeof *entry);
    if (!entry) abort();
    *entry = (struct entry){.job = job};
    pthread_mutex_lock(&pool.mutex);
    if (pool.last) pool.last->next = entry;
    else pool.first = entry;
    pool.last = entry;
    bool starts = pool.idle == 0 && pool.threads < most_threads;
    if (starts) pool.threads++;
    pthread_cond_signal(&pool.filled);
    pthread_mutex_unlock(&pool.mutex);
    if (!starts || ciso_thread(work, NULL, stack_size)) return;
    pthread_mutex_lock(&pool.mutex);
    bool is_only = --pool.threads == 0;
    pthread_mutex_unlock(&pool.mutex);
    if (is_only) abort();
}

void ciso_take_tasks(void) { swift_task_enqueueGlobal_hook = enqueue; }
