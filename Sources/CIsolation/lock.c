#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CIsolation.h"
#include "lock.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <malloc.h>
#include <sys/prctl.h>
#endif

static bool set(int resource, uint64_t soft, uint64_t hard) {
    struct rlimit limit = {(rlim_t)soft, (rlim_t)hard};
    return setrlimit(resource, &limit) == 0;
}

#ifdef __linux__
/// Pages of address space and of data that the process has now.
static bool pages(uint64_t *space, uint64_t *data) {
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file) return false;
    unsigned long numbers[6];
    int read = fscanf(
        file, "%lu %lu %lu %lu %lu %lu", &numbers[0], &numbers[1], &numbers[2], &numbers[3], &numbers[4], &numbers[5]);
    fclose(file);
    *space = numbers[0];
    *data = numbers[5];
    return read == 6;
}

/// Thread stacks and heaps take addresses, not memory.
static const uint64_t address_room = (uint64_t)1 << 30;

static bool limit_memory(uint64_t memory) {
    uint64_t space, data, page = (uint64_t)sysconf(_SC_PAGESIZE);
    if (!pages(&space, &data)) return false;
    uint64_t most_data = data * page + memory, most_space = space * page + memory + address_room;
    return set(RLIMIT_DATA, most_data, most_data) && set(RLIMIT_AS, most_space, most_space);
}
#else
// The kernel of macOS takes RLIMIT_AS and does not hold it; Lua's own limit holds.
static bool limit_memory(uint64_t memory) { return set(RLIMIT_DATA, memory, memory); }
#endif

static bool limit(const struct ciso_limits *limits) {
    bool holds = set(RLIMIT_CORE, 0, 0) && set(RLIMIT_FSIZE, 0, 0) && set(RLIMIT_NOFILE, limits->files, limits->files);
    if (limits->cpu) holds = set(RLIMIT_CPU, limits->cpu, limits->cpu + 1) && holds;
    if (limits->memory) holds = limit_memory(limits->memory) && holds;
#ifdef __APPLE__
    // Counts processes here, not threads as on Linux.
    holds = set(RLIMIT_NPROC, 0, 0) && holds;
#endif
    return holds;
}

/// A crash ends the process, at once. Swift's own handlers would start a program that tells of it, which cannot be
/// started here, and go on.
static void crash_plainly(void) {
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGQUIT};
    for (size_t index = 0; index < sizeof crashes / sizeof *crashes; index++) signal(crashes[index], SIG_DFL);
}

uint32_t ciso_lock(const struct ciso_limits *limits, const char *zone) {
    crash_plainly();
    signal(SIGPIPE, SIG_IGN);
    // By a name in the environment the C library looks for the zone once; without one, at every use.
    setenv("TZ", zone ? zone : ":/etc/localtime", 1);
    tzset();
    uint32_t held = limit(limits) ? CISO_LIMITS : 0;
#ifdef __linux__
    // One heap for all threads: each further one reserves addresses.
    mallopt(M_ARENA_MAX, 1);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0) held |= CISO_ENDS_WITH_PARENT;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0) held |= CISO_UNREADABLE;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) held |= CISO_NO_NEW_RIGHTS;
    if (lock_files()) held |= CISO_NO_FILES;
    if (lock_system_calls()) held |= CISO_SYSTEM_CALLS;
#endif
#ifdef __APPLE__
    if (lock_computation()) held |= CISO_COMPUTATION_ONLY;
#endif
    return held;
}

uint32_t ciso_available(void) {
    uint32_t layers = CISO_LIMITS;
#ifdef __linux__
    layers |= CISO_NO_NEW_RIGHTS | CISO_UNREADABLE | CISO_ENDS_WITH_PARENT;
    if (has_system_calls()) layers |= CISO_SYSTEM_CALLS;
    if (has_files()) layers |= CISO_NO_FILES;
#endif
#ifdef __APPLE__
    layers |= CISO_COMPUTATION_ONLY;
#endif
    return layers;
}

uint32_t ciso_essential(void) {
#ifdef __linux__
    return CISO_LIMITS | CISO_NO_NEW_RIGHTS | CISO_SYSTEM_CALLS;
#else
    return CISO_LIMITS | CISO_COMPUTATION_ONLY;
#endif
}
