#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CIsolation.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

static int actions(posix_spawn_file_actions_t *actions, int channel) {
    int failure = 0;
    for (int descriptor = 0; descriptor < 3 && !failure; descriptor++)
        failure = posix_spawn_file_actions_addopen(
            actions, descriptor, "/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY, 0);
    if (!failure) failure = posix_spawn_file_actions_adddup2(actions, channel, CISO_CHANNEL);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    // All our own descriptors are closed by exec; a program that embeds b24 may have others.
    if (!failure) failure = posix_spawn_file_actions_addclosefrom_np(actions, CISO_CHANNEL + 1);
#endif
    if (!failure) failure = posix_spawn_file_actions_addchdir_np(actions, "/");
    return failure;
}

static int attributes(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
    flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
    int failure = posix_spawnattr_setflags(attributes, flags);
    if (!failure) failure = posix_spawnattr_setsigmask(attributes, &none);
    if (!failure) failure = posix_spawnattr_setsigdefault(attributes, &all);
    return failure;
}

int ciso_spawn(const char *program, const char *const *arguments, int channel, pid_t *child) {
    // dup2 of a descriptor onto itself would leave it closed by exec.
    int lifted = channel <= CISO_CHANNEL ? fcntl(channel, F_DUPFD_CLOEXEC, CISO_CHANNEL + 1) : channel;
    if (lifted < 0) return errno;
    char *environment[] = {NULL};
    posix_spawn_file_actions_t file_actions;
    posix_spawnattr_t spawn_attributes;
    posix_spawn_file_actions_init(&file_actions);
    posix_spawnattr_init(&spawn_attributes);
    int failure = actions(&file_actions, lifted);
    if (!failure) failure = attributes(&spawn_attributes);
    if (!failure)
        failure = posix_spawn(
            child, program, &file_actions, &spawn_attributes, (char *const *)arguments, environment);
    posix_spawn_file_actions_destroy(&file_actions);
    posix_spawnattr_destroy(&spawn_attributes);
    if (lifted != channel) close(lifted);
    return failure;
}

bool ciso_own_program(char *path, size_t size) {
#ifdef __APPLE__
    uint32_t room = (uint32_t)size;
    return _NSGetExecutablePath(path, &room) == 0;
#else
    // Of the new process, which at that moment is this program still: also when its file was replaced by an update.
    static const char self[] = "/proc/self/exe";
    if (size < sizeof self) return false;
    memcpy(path, self, sizeof self);
    return true;
#endif
}

void ciso_kill(pid_t child) {
    if (child <= 1) return;
    kill(-child, SIGKILL);
    kill(child, SIGKILL);
}

int ciso_wait(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return status;
}

int ciso_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }

int ciso_exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }
