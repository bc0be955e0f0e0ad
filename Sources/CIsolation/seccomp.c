#ifdef __linux__

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// The system calls of an isolated script's process: those of memory, threads, time and of the descriptors that are open
// already. What is not on the list fails with EPERM: files, sockets, other processes, programs.
//
// A list of what is allowed, so that a call of a later kernel is not. A small table of our own rather than libseccomp: it
// is one page, and one library less to install.

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifndef OWN_ARCHITECTURE

bool has_system_calls(void) { return false; }
bool lock_system_calls(void) { return false; }

#else

// Both architectures are little-endian: the low half of an argument comes first.
#define LOW(argument) (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (argument))
#define HIGH(argument) (LOW(argument) + 4)
#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offset))
#define RETURN(action) BPF_STMT(BPF_RET | BPF_K, (uint32_t)(action))
#define DENY RETURN(SECCOMP_RET_ERRNO | EPERM)
#define ALLOW(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), RETURN(SECCOMP_RET_ALLOW)
// The next `count` instructions are for this call; they end with a verdict.
#define CASE(number, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, count)
#define UNLESS_EQUAL_DENY(value) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0), DENY
#define IF_ANY_DENY(bits) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1), DENY
#define UNLESS_ANY_DENY(bits) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0), DENY

#define NEW_NAMESPACES                                                                                                 \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

static long seccomp(unsigned operation, unsigned flags, void *argument) {
    return syscall(SYS_seccomp, operation, flags, argument);
}

bool has_system_calls(void) {
    uint32_t action = SECCOMP_RET_ERRNO;
    return seccomp(SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

bool lock_system_calls(void) {
    const uint32_t self = (uint32_t)getpid();
    struct sock_filter filter[] = {
        LOAD(offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0),
        RETURN(SECCOMP_RET_KILL_PROCESS),
        LOAD(offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
        // The same calls by other numbers.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        RETURN(SECCOMP_RET_KILL_PROCESS),
#endif
        // Descriptors that are open.
        ALLOW(SYS_read),
        ALLOW(SYS_write),
        ALLOW(SYS_futex),
        ALLOW(SYS_readv),
        ALLOW(SYS_writev),
        ALLOW(SYS_close),
        ALLOW(SYS_ppoll),
        // Pipes to itself, by which its threads wake each other.
        ALLOW(SYS_pipe2),
#ifdef __x86_64__
        ALLOW(SYS_poll),
        ALLOW(SYS_pipe),
        ALLOW(SYS_time),
#endif
        // Time.
        ALLOW(SYS_clock_gettime),
        ALLOW(SYS_clock_getres),
        ALLOW(SYS_clock_nanosleep),
        ALLOW(SYS_nanosleep),
        ALLOW(SYS_gettimeofday),
        ALLOW(SYS_getrusage),
        ALLOW(SYS_times),
        // Memory.
        ALLOW(SYS_munmap),
        ALLOW(SYS_madvise),
        ALLOW(SYS_mremap),
        ALLOW(SYS_brk),
        // Threads and their signals.
        ALLOW(SYS_sched_yield),
        ALLOW(SYS_sched_getaffinity),
        ALLOW(SYS_sched_getparam),
        ALLOW(SYS_sched_getscheduler),
        ALLOW(SYS_set_robust_list),
        ALLOW(SYS_rseq),
        ALLOW(SYS_membarrier),
        ALLOW(SYS_getpid),
        ALLOW(SYS_gettid),
        ALLOW(SYS_getcpu),
        ALLOW(SYS_sysinfo),
        ALLOW(SYS_getrandom),
        ALLOW(SYS_rt_sigaction),
        ALLOW(SYS_rt_sigprocmask),
        ALLOW(SYS_rt_sigreturn),
        ALLOW(SYS_sigaltstack),
        ALLOW(SYS_restart_syscall),
        ALLOW(SYS_exit),
        ALLOW(SYS_exit_group),
        CASE(SYS_fcntl, 5),
        LOAD(LOW(1)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, F_SETFL, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, F_SETFD, 1, 0),
        DENY,
        RETURN(SECCOMP_RET_ALLOW),
        // Memory that holds no code, and comes from no descriptor.
        CASE(SYS_mmap, 9),
        LOAD(LOW(2)),
        IF_ANY_DENY(PROT_EXEC),
        LOAD(LOW(3)),
        UNLESS_ANY_DENY(MAP_ANONYMOUS),
        IF_ANY_DENY(MAP_SHARED),
        RETURN(SECCOMP_RET_ALLOW),
        CASE(SYS_mprotect, 4),
        LOAD(LOW(2)),
        IF_ANY_DENY(PROT_EXEC),
        RETURN(SECCOMP_RET_ALLOW),
        // Threads are made, processes are not.
        CASE(SYS_clone, 6),
        LOAD(LOW(0)),
        UNLESS_ANY_DENY(CLONE_THREAD),
        IF_ANY_DENY(NEW_NAMESPACES),
        RETURN(SECCOMP_RET_ALLOW),
        // Its flags stand in memory, where a filter does not see them. The C library then takes the other one.
        CASE(SYS_clone3, 1),
        RETURN(SECCOMP_RET_ERRNO | ENOSYS),
        // Signals to itself: how abort ends a process.
        CASE(SYS_tgkill, 4),
        LOAD(LOW(0)),
        UNLESS_EQUAL_DENY(self),
        RETURN(SECCOMP_RET_ALLOW),
        // Limits are read, not set.
        CASE(SYS_prlimit64, 7),
        LOAD(LOW(2)),
        UNLESS_EQUAL_DENY(0),
        LOAD(HIGH(2)),
        UNLESS_EQUAL_DENY(0),
        RETURN(SECCOMP_RET_ALLOW),
        // Threads have names.
        CASE(SYS_prctl, 4),
        LOAD(LOW(0)),
        UNLESS_EQUAL_DENY(PR_SET_NAME),
        RETURN(SECCOMP_RET_ALLOW),
        DENY,
    };
    struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
    return seccomp(SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

#endif
#endif
