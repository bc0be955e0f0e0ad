// The trusted level: Lua's io and os, whole, except for what the host has to hold on to.
//
//   - Files of the host's own are refused, by name, before they are opened.
//   - os.exit stops the run like every other stop: the host ends the process, when its own records are written.
//   - Programs are started with the usual signals and without the variables that hold secrets. A stop ends them, too, so
//     that a script that waits for one can be stopped.
//   - A run that is to stop is called back from reading and writing (LVM_NUDGE), as often as it takes.
//   - os.setlocale changes nothing: the whole process would write numbers in another way.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "internal.h"

/// How long programs may go on when the state is closed: in tenths of a second before they are asked to end, and after.
#define CLOSING_PATIENCE 20
#define CLOSING_GRACE 10

/// What interrupts calls of the system. By default it does nothing at all, and nobody uses it.
#define LVM_NUDGE SIGURG
/// How many times a run that is to stop waits on for a program that does not end.
#define PATIENT_NUDGES 4

extern char **environ;

static bool is_hidden(lvm *vm, const char *name, size_t length) {
    for (const char *const *hidden = vm->system.hidden; hidden && *hidden; hidden++)
        if (strlen(*hidden) == length && strncmp(*hidden, name, length) == 0) return true;
    return false;
}

// MARK: Files

enum { OPENS = 1, MOVES = 2, RAISES = 4 };

/// Asks the host about the path at an index. When it refuses, its reason is on top.
static bool admits(lua_State *L, lvm *vm, int index, bool moves) {
    vm->host++;
    bool admitted = vm->callbacks.admit(vm->context, L, lua_tostring(L, index), moves);
    vm->host--;
    if (lvm_stopping(vm)) lvm_raise_stop(L);
    return admitted;
}

/// Calls the original, upvalue 1, when the host admits the paths among the first arguments: upvalue 2 tells how many there
/// are, upvalue 3 what becomes of them. The originals have no upvalues of their own.
static int guarded(lua_State *L) {
    lvm *vm = lvm_of(L);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    lua_Integer how = lua_tointeger(L, lua_upvalueindex(3));
    for (int index = 1; index <= lua_tointeger(L, lua_upvalueindex(2)); index++) {
        if (lua_type(L, index) != LUA_TSTRING || admits(L, vm, index, how & MOVES)) continue;
        if (how & RAISES) return lua_error(L);
        luaL_pushfail(L);
        lua_insert(L, -2);
        lua_pushinteger(L, EACCES);
        return 3;
    }
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/// Guards a function of the library on top.
static void guard(lua_State *L, const char *name, int paths, int how) {
    lua_getfield(L, -1, name);
    lua_pushinteger(L, paths);
    lua_pushinteger(L, how);
    lua_pushcclosure(L, guarded, 3);
    lua_setfield(L, -2, name);
}

// MARK: Programs

/// A place for a program; its process is set when there is one.
static lvm_child *take_child(lvm *vm) {
    for (int i = 0; i < LVM_CHILDREN; i++)
        if (!vm->children[i].taken) {
            vm->children[i].taken = true;
            return &vm->children[i];
        }
    errno = EAGAIN;
    return NULL;
}

static void end_child(lvm_child *child, int number) {
    int process = atomic_load(&child->process);
    if (process > 0) kill(child->leads ? -process : process, number);
}

void lvm_end_children(lvm *vm, int number) {
    for (int i = 0; i < LVM_CHILDREN; i++) end_child(&vm->children[i], number);
}

/// The variables without secrets. The array is the caller's to free, the texts are not.
static char **child_environment(lvm *vm) {
    size_t count = 0;
    while (environ[count]) count++;
    char **result = calloc(count + 1, sizeof *result);
    if (!result) return NULL;
    char **next = result;
    for (size_t i = 0; i < count; i++) {
        const char *end = strchr(environ[i], '=');
        if (!end || !is_hidden(vm, environ[i], (size_t)(end - environ[i]))) *next++ = environ[i];
    }
    return result;
}

/// Starts a command of the shell; `descriptor` takes the place of its `standard` stream when that is not negative.
static bool start(lvm *vm, lvm_child *child, const char *command, int descriptor, int standard) {
    fflush(NULL);
    char **variables = child_environment(vm);
    if (!variables) {
        errno = ENOMEM;
        return false;
    }
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_init(&actions);
    // All threads of the host block the usual signals, and it ignores SIGPIPE.
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    static const int numbers[] = {SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGPIPE, SIGCHLD};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaddset(&usual, numbers[i]);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    // On a terminal a program stays in the group that may use it, and Ctrl-C reaches all of it. Elsewhere it gets a group of
    // its own: what the shell has started would otherwise outlive it.
    child->leads = !isatty(STDIN_FILENO) && !isatty(STDERR_FILENO);
    if (child->leads) {
        posix_spawnattr_setpgroup(&attributes, 0);
        flags |= POSIX_SPAWN_SETPGROUP;
    }
    posix_spawnattr_setflags(&attributes, flags);
    if (vm->system.keeps_output) posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    if (descriptor >= 0) posix_spawn_file_actions_adddup2(&actions, descriptor, standard);
    char *words[] = {"sh", "-c", (char *)command, NULL};
    pid_t process;
    int code = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, variables);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    free(variables);
    if (code != 0) {
        errno = code;
        return false;
    }
    atomic_store(&child->process, process);
    // The stop may have come before there was anything to end.
    if (lvm_stopping(vm)) end_child(child, SIGTERM);
    return true;
}

/// Waits for a program to end, and gives its place back. A stop ends it.
static int wait_for(lvm *vm, lvm_child *child) {
    int process = atomic_load(&child->process), status = 0, tenths = 0, nudges = 0;
    for (;;) {
        int ended = waitpid(process, &status, vm->closing ? WNOHANG : 0);
        if (ended == process) break;
        if (ended < 0 && errno != EINTR) {
            status = 0;
            break;
        }
        if (ended < 0 && lvm_stopping(vm) && ++nudges >= PATIENT_NUDGES) end_child(child, SIGKILL);
        if (!vm->closing) continue;
        // Nobody waits for ever at the end: not every program notices that its input is closed.
        if (tenths == CLOSING_PATIENCE) end_child(child, SIGTERM);
        if (tenths == CLOSING_PATIENCE + CLOSING_GRACE) end_child(child, SIGKILL);
        tenths++;
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    atomic_store(&child->process, 0);
    child->file = NULL;
    child->taken = false;
    return status;
}

static int os_execute(lua_State *L) {
    lvm *vm = lvm_of(L);
    const char *command = luaL_optstring(L, 1, NULL);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    if (!command) {
        lua_pushboolean(L, access("/bin/sh", X_OK) == 0);
        return 1;
    }
    lvm_child *child = take_child(vm);
    if (!child) return luaL_fileresult(L, 0, NULL);
    if (!start(vm, child, command, -1, -1)) {
        child->taken = false;
        return luaL_fileresult(L, 0, NULL);
    }
    int status = wait_for(vm, child);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    lvm_check_time(vm);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    errno = 0;
    return luaL_execresult(L, status);
}

static int close_program(lua_State *L) {
    lvm *vm = lvm_of(L);
    luaL_Stream *stream = luaL_checkudata(L, 1, LUA_FILEHANDLE);
    lvm_child *child = NULL;
    for (int i = 0; i < LVM_CHILDREN; i++)
        if (vm->children[i].taken && vm->children[i].file == stream->f) child = &vm->children[i];
    fclose(stream->f);
    int status = child ? wait_for(vm, child) : 0;
    errno = 0;
    return luaL_execresult(L, status);
}

static int io_popen(lua_State *L) {
    lvm *vm = lvm_of(L);
    const char *command = luaL_checkstring(L, 1);
    const char *mode = luaL_optstring(L, 2, "r");
    luaL_argcheck(L, (mode[0] == 'r' || mode[0] == 'w') && mode[1] == 0, 2, "invalid mode");
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    luaL_Stream *stream = lua_newuserdatauv(L, sizeof *stream, 0);
    stream->closef = NULL;
    stream->f = NULL;
    luaL_setmetatable(L, LUA_FILEHANDLE);
    bool reads = mode[0] == 'r';
    int ends[2];
    if (pipe(ends) != 0) return luaL_fileresult(L, 0, command);
    int own = ends[reads ? 0 : 1], other = ends[reads ? 1 : 0];
    fcntl(own, F_SETFD, FD_CLOEXEC);
    fcntl(other, F_SETFD, FD_CLOEXEC);
    lvm_child *child = take_child(vm);
    FILE *file = child ? fdopen(own, mode) : NULL;
    bool started = file && start(vm, child, command, other, reads ? STDOUT_FILENO : STDIN_FILENO);
    int code = errno;
    close(other);
    if (!started) {
        if (file) fclose(file); else close(own);
        if (child) child->taken = false;
        errno = code;
        return luaL_fileresult(L, 0, command);
    }
    child->file = file;
    stream->f = file;
    stream->closef = close_program;
    return 1;
}

// MARK: Waiting

static void nothing(int number) { (void)number; }

void lvm_nudge(lvm *vm) {
    if (vm->system.is_open) pthread_kill(vm->thread, LVM_NUDGE);
}

/// Without SA_RESTART: a handler that does nothing makes a waiting call fail with EINTR. On the thread of the state, which may
/// have come into the world with all signals blocked.
static void listen_to_nudges(void) {
    sigset_t nudge;
    sigemptyset(&nudge);
    sigaddset(&nudge, LVM_NUDGE);
    pthread_sigmask(SIG_UNBLOCK, &nudge, NULL);
    struct sigaction known;
    if (sigaction(LVM_NUDGE, NULL, &known) != 0 || known.sa_handler != SIG_DFL) return;
    struct sigaction action = {.sa_handler = nothing};
    sigemptyset(&action.sa_mask);
    sigaction(LVM_NUDGE, &action, NULL);
}

// MARK: The process

static int os_getenv(lua_State *L) {
    size_t length;
    const char *name = luaL_checklstring(L, 1, &length);
    const char *value = is_hidden(lvm_of(L), name, length) ? NULL : getenv(name);
    lua_pushstring(L, value);
    return 1;
}

static int os_exit(lua_State *L) {
    lvm *vm = lvm_of(L);
    int code = lua_isboolean(L, 1) ? !lua_toboolean(L, 1) : (int)luaL_optinteger(L, 1, 0);
    if (!lvm_stopping(vm)) {
        vm->exit_code = code & 0xFF;
        lvm_stop(vm, LVM_STOP_EXIT);
    }
    return lvm_raise_stop(L);
}

static int os_setlocale(lua_State *L) {
    static const char *const categories[] = {"all", "collate", "ctype", "monetary", "numeric", "time", NULL};
    const char *locale = luaL_optstring(L, 1, NULL);
    luaL_checkoption(L, 2, "all", categories);
    if (!locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        lua_pushliteral(L, "C");
    else
        luaL_pushfail(L);
    return 1;
}

int lvm_exit_code(lvm *vm) { return vm->exit_code; }

void lvm_set_system(lvm *vm, lvm_system system) { vm->system = system; }

void lvm_open_system(lua_State *L) {
    lvm *vm = lvm_of(L);
    if (!vm->system.is_open) return;
    listen_to_nudges();
    luaL_requiref(L, LUA_IOLIBNAME, luaopen_io, 1);
    guard(L, "open", 1, OPENS);
    guard(L, "lines", 1, OPENS | RAISES);
    guard(L, "input", 1, OPENS | RAISES);
    guard(L, "output", 1, OPENS | RAISES);
    lua_pushcfunction(L, io_popen);
    lua_setfield(L, -2, "popen");
    if (vm->system.keeps_output) {
        lua_getfield(L, -1, "stdout");
        ((luaL_Stream *)luaL_checkudata(L, -1, LUA_FILEHANDLE))->f = stderr;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    // Whoever is given a file gets no way to those of others.
    luaL_getmetatable(L, LUA_FILEHANDLE);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);

    luaL_requiref(L, LUA_OSLIBNAME, luaopen_os, 1);
    guard(L, "remove", 1, MOVES);
    guard(L, "rename", 2, MOVES);
    static const luaL_Reg functions[] = {
        {"execute", os_execute}, {"exit", os_exit}, {"getenv", os_getenv}, {"setlocale", os_setlocale}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
