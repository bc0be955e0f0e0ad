#include "CIsolation.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int ciso_channel(int ends[2]) {
#ifdef SOCK_CLOEXEC
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
#else
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return errno;
    for (int end = 0; end < 2; end++) {
        int on = 1;
        fcntl(ends[end], F_SETFD, FD_CLOEXEC);
        setsockopt(ends[end], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
    }
    return 0;
#endif
}

typedef ssize_t send_some(int channel, const void *bytes, size_t count);

static bool send_all(send_some *some, int channel, const char *rest, size_t count) {
    while (count > 0) {
        ssize_t sent = some(channel, rest, count);
        if (sent < 0) {
            if (errno == EINTR) continue;
            return false;
        }
        rest += sent;
        count -= (size_t)sent;
    }
    return true;
}

static ssize_t send_quietly(int channel, const void *bytes, size_t count) {
#ifdef MSG_NOSIGNAL
    return send(channel, bytes, count, MSG_NOSIGNAL);
#else
    return write(channel, bytes, count);
#endif
}

bool ciso_send(int channel, const void *bytes, size_t count) { return send_all(send_quietly, channel, bytes, count); }

bool ciso_say(const void *bytes, size_t count) { return send_all(write, CISO_CHANNEL, bytes, count); }

ssize_t ciso_receive(int channel, void *bytes, size_t count) {
    while (true) {
        ssize_t received = read(channel, bytes, count);
        if (received >= 0 || errno != EINTR) return received;
    }
}

struct start {
    void (*body)(void *);
    void *context;
};

static void *run(void *argument) {
    struct start start = *(struct start *)argument;
    free(argument);
    start.body(start.context);
    return NULL;
}

bool ciso_thread(void (*body)(void *), void *context, size_t stack) {
    struct start *start = malloc(sizeof *start);
    if (!start) return false;
    *start = (struct start){body, context};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, stack);
    pthread_t thread;
    bool started = pthread_create(&thread, &attributes, run, start) == 0;
    pthread_attr_destroy(&attributes);
    if (!started) free(start);
    return started;
}

struct ciso_event {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
    bool has_come;
};

ciso_event *ciso_event_new(void) {
    ciso_event *event = calloc(1, sizeof *event);
    if (!event) abort();
    pthread_mutex_init(&event->mutex, NULL);
    pthread_cond_init(&event->condition, NULL);
    return event;
}

void ciso_event_signal(ciso_event *event) {
    pthread_mutex_lock(&event->mutex);
    event->has_come = true;
    pthread_cond_signal(&event->condition);
    pthread_mutex_unlock(&event->mutex);
}

void ciso_event_wait(ciso_event *event) {
    pthread_mutex_lock(&event->mutex);
    while (!event->has_come) pthread_cond_wait(&event->condition, &event->mutex);
    event->has_come = false;
    pthread_mutex_unlock(&event->mutex);
}

void ciso_event_free(ciso_event *event) {
    pthread_cond_destroy(&event->condition);
    pthread_mutex_destroy(&event->mutex);
    free(event);
}
