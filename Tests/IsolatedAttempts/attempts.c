#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "IsolatedAttempts.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#endif

static long to_network(void) { return socket(AF_INET, SOCK_STREAM, 0); }
static long to_other_programs(void) { return socket(AF_UNIX, SOCK_STREAM, 0); }
static long read_a_file(void) { return open("/etc/hostname", O_RDONLY); }
static long read_own_memory(void) { return open("/proc/self/mem", O_RDWR); }
static long read_parents_environment(void) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/environ", getppid());
    return open(path, O_RDONLY);
}
static long make_a_file(void) { return open("/tmp/b24-isolated-attempt", O_WRONLY | O_CREAT, 0600); }
static long make_a_folder(void) { return mkdir("/tmp/b24-isolated-attempt", 0700); }
static long remove_a_file(void) { return unlink("/tmp/b24-isolated-attempt"); }
static long look_at_a_file(void) { return access("/etc/hostname", R_OK); }
static long list_a_folder(void) { return opendir("/") ? 0 : -1; }
static long enter_a_folder(void) { return chdir("/tmp"); }
static long another_root(void) { return chroot("/tmp"); }
static long run_a_program(void) {
    char *arguments[] = {"true", NULL};
    return execv("/bin/true", arguments);
}
static long make_a_process(void) {
    pid_t child = fork();
    if (child == 0) _exit(0);
    return child;
}
static long signal_the_parent(void) { return kill(getppid(), 0); }
static long signal_all(void) { return kill(-1, 0); }
static long make_a_session(void) { return setsid(); }
static long be_another_user(void) { return setuid(65534); }
static long have_more_files(void) {
    struct rlimit limit = {4096, 4096};
    return setrlimit(RLIMIT_NOFILE, &limit);
}
static long memory_for_code(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    return page == MAP_FAILED ? -1 : mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

#ifdef __linux__
static long trace_the_parent(void) { return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL); }
static long read_the_parent(void) { return syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0); }
static long make_a_ring(void) {
    char parameters[256] = {0};
    return syscall(425, 8, parameters);
}
static long clone_by_structure(void) {
    unsigned long long arguments[8] = {0, 0, 0, 0, SIGCHLD};
    long child = syscall(435, arguments, sizeof arguments);
    if (child == 0) _exit(0);
    return child;
}
static long make_a_namespace(void) { return syscall(SYS_unshare, 0x10000000); }
static long have_keys(void) { return syscall(SYS_keyctl, 0, -3, 0); }
static long be_readable(void) { return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); }
static long outlive_the_parent(void) { return prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0); }
static long mount_something(void) { return syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, NULL); }
#endif

static const struct {
    const char *name;
    long (*attempt)(void);
} attempts[] = {
    {"a socket to the network", to_network},
    {"a socket to other programs", to_other_programs},
    {"reading a file", read_a_file},
    {"its own memory as a file", read_own_memory},
    {"its parent's environment", read_parents_environment},
    {"making a file", make_a_file},
    {"making a folder", make_a_folder},
    {"removing a file", remove_a_file},
    {"looking at a file", look_at_a_file},
    {"listing a folder", list_a_folder},
    {"another folder", enter_a_folder},
    {"another root", another_root},
    {"a program", run_a_program},
    {"a process", make_a_process},
    {"a signal to its parent", signal_the_parent},
    {"a signal to all", signal_all},
    {"another session", make_a_session},
    {"another user", be_another_user},
    {"more open files", have_more_files},
    {"memory for code", memory_for_code},
#ifdef __linux__
    {"tracing its parent", trace_the_parent},
    {"reading its parent's memory", read_the_parent},
    {"a ring of system calls", make_a_ring},
    {"a process by another call", clone_by_structure},
    {"a namespace", make_a_namespace},
    {"keys", have_keys},
    {"being readable again", be_readable},
    {"outliving its parent", outlive_the_parent},
    {"mounting", mount_something},
#endif
};

int isolated_attempt(int number, const char **name) {
    if (number < 0 || (size_t)number >= sizeof attempts / sizeof *attempts) return -1;
    *name = attempts[number].name;
    return attempts[number].attempt() != -1;
}
