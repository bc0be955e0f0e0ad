// Threads, the clock, and a wake-up call that a signal handler may make.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "CLuaShim.h"

typedef struct start {
    void (*body)(void *);
    void *argument;
} start;

static void *run(void *box) {
    start copy = *(start *)box;
    free(box);
    copy.body(copy.argument);
    return NULL;
}

bool lvm_thread_start(void (*body)(void *), void *argument, size_t stack) {
    start *box = malloc(sizeof *box);
    if (!box) return false;
    *box = (start){body, argument};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    bool started = pthread_create(&thread, &attributes, run, box) == 0;
    pthread_attr_destroy(&attributes);
    if (!started) free(box);
    return started;
}

uintptr_t lvm_thread_current(void) { return (uintptr_t)pthread_self(); }

int64_t lvm_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

struct lvm_waker {
    int reading, writing;
    /// Whether a byte is in the pipe, so that it never fills.
    atomic_bool pending;
};

lvm_waker *lvm_waker_new(void) {
    int ends[2];
    if (pipe(ends) != 0) return NULL;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    lvm_waker *waker = malloc(sizeof *waker);
    if (!waker) {
        close(ends[0]);
        close(ends[1]);
        return NULL;
    }
    waker->reading = ends[0];
    waker->writing = ends[1];
    atomic_init(&waker->pending, false);
    return waker;
}

void lvm_waker_free(lvm_waker *waker) {
    close(waker->reading);
    close(waker->writing);
    free(waker);
}

void lvm_waker_wake(lvm_waker *waker) {
    if (atomic_exchange(&waker->pending, true)) return;
    int saved = errno;
    while (write(waker->writing, "", 1) < 0 && errno == EINTR) {}
    errno = saved;
}

void lvm_waker_wait(lvm_waker *waker, int64_t timeout) {
    // Rounded up: a timer that ends early would make the caller spin.
    int64_t milliseconds = timeout < 0 ? -1 : (timeout + 999999) / 1000000;
    if (milliseconds > 3600000) milliseconds = 3600000;
    struct pollfd descriptor = {.fd = waker->reading, .events = POLLIN};
    if (poll(&descriptor, 1, (int)milliseconds) <= 0) return;
    // A wake between these two needs no byte: whoever waits looks at its work afterwards.
    char byte;
    while (read(waker->reading, &byte, 1) < 0 && errno == EINTR) {}
    atomic_store(&waker->pending, false);
}
