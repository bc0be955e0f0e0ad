#ifndef CISOLATION_H
#define CISOLATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// The process of an isolated script: how it is started, and how it takes its own rights away. What has to happen
// between fork and exec, and the system calls that Swift has no names for, are here; what they are for is said in
// Sources/B24Scripting/Isolation.

/// The descriptor by which the child talks to its parent.
#define CISO_CHANNEL 3

/// What a child can do without, layer by layer.
enum ciso_layer {
    /// Memory, CPU time, open files, size of files, core files.
    CISO_LIMITS = 1 << 0,
    /// No program that is started gains rights (Linux).
    CISO_NO_NEW_RIGHTS = 1 << 1,
    /// The system calls of a list are there, no others (Linux: seccomp).
    CISO_SYSTEM_CALLS = 1 << 2,
    /// No file, and no port, by any name (Linux: Landlock).
    CISO_NO_FILES = 1 << 3,
    /// Nobody but root looks into the process, and it leaves no core file (Linux).
    CISO_UNREADABLE = 1 << 4,
    /// It ends with its parent, whatever it does (Linux).
    CISO_ENDS_WITH_PARENT = 1 << 5,
    /// The system's profile for pure computation (macOS).
    CISO_COMPUTATION_ONLY = 1 << 6,
};

/// What the process may use of the machine.
struct ciso_limits {
    /// Bytes of memory beyond what the process has when it is limited; 0 for no limit.
    uint64_t memory;
    /// Seconds of CPU time of all threads; 0 for no limit. Then SIGXCPU ends it, a second later SIGKILL.
    uint64_t cpu;
    /// Open descriptors.
    uint64_t files;
};

/// Two connected sockets that no program inherits. -> errno, 0 when all went well
int ciso_channel(int ends[2]);

/// Starts a program in a session of its own: `/` as its folder, no environment, no descriptor but `/dev/null` as 0, 1
/// and 2 and the channel as 3, all signals at their default and none blocked. -> errno
int ciso_spawn(const char *program, const char *const *arguments, int channel, pid_t *child);

/// The path of this process's program. -> false when the system does not tell
bool ciso_own_program(char *path, size_t size);

/// Ends a child and everything in its session's first group.
void ciso_kill(pid_t child);

/// Waits for the end of a child. -> as of waitpid, or -1
int ciso_wait(pid_t child);

/// The signal that ended a process, by its status; 0 when it ended by itself.
int ciso_signal(int status);
/// The exit code of a process that ended by itself.
int ciso_exit_code(int status);

/// The layers that this system has, as far as that can be told without taking anything away.
uint32_t ciso_available(void);
/// Those without which nothing unreviewed is run.
uint32_t ciso_essential(void);

/// Takes the rights of this process away, for good; called once, before any other thread exists. Also gets ready what
/// the process needs later and cannot get then (the time zone).
///
/// - zone: what TZ is to be; NULL for that of the system.
/// -> the layers that hold now
uint32_t ciso_lock(const struct ciso_limits *limits, const char *zone);

/// From now on Swift's tasks run on threads of ours, which need no system call but those of threads. Called before the
/// first task.
void ciso_take_tasks(void);

/// Sends all bytes to a child; no signal when the other end is gone. -> false when it is
bool ciso_send(int channel, const void *bytes, size_t count);
/// Sends all bytes to the parent, by the one system call that is left for it. -> false when it is gone
bool ciso_say(const void *bytes, size_t count);
/// -> the number of bytes received, 0 at the end, -1 on failure
ssize_t ciso_receive(int channel, void *bytes, size_t count);

/// Runs `body` on a thread of its own that nobody waits for. -> false when there is none left
bool ciso_thread(void (*body)(void *), void *context, size_t stack);

/// A thing to wait for, once.
typedef struct ciso_event ciso_event;
ciso_event *ciso_event_new(void);
void ciso_event_signal(ciso_event *event);
void ciso_event_wait(ciso_event *event);
void ciso_event_free(ciso_event *event);

#endif
