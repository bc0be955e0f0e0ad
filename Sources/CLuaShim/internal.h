// What the files of the shim share. Not for Swift.
#ifndef CLUASHIM_INTERNAL_H
#define CLUASHIM_INTERNAL_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

#include "CLuaShim.h"

/// Instructions between two calls of the hook. A finer hook costs no more than a coarse one.
#define LVM_TICK 1000
/// How deep coroutine.close may nest: Lua 5.4.4 does not count these levels and would overflow the C stack.
#define LVM_CLOSE_DEPTH 100
/// The name of the host's own chunks.
#define LVM_HOST_CHUNK "=[host]"

/// Blocks up to LVM_BLOCK_LISTS * LVM_BLOCK_STEP bytes are kept when Lua frees them, LVM_BLOCKS_KEPT bytes of them at most.
#define LVM_BLOCK_STEP 16
#define LVM_BLOCK_LISTS 128
#define LVM_BLOCKS_KEPT ((size_t)1 << 20)

/// Programs that a script may have under way.
#define LVM_CHILDREN 16

typedef struct lvm_child {
    bool taken;
    /// It leads a group of its own, all of which ends with it.
    bool leads;
    /// The stream to or from it, for io.popen.
    FILE *file;
    /// 0 while there is none. Any thread.
    atomic_int process;
} lvm_child;

typedef struct lvm_block lvm_block;
typedef struct lvm_blocks {
    lvm_block *lists[LVM_BLOCK_LISTS];
    size_t kept;
} lvm_blocks;

struct lvm {
    lua_State *L;
    void *context;
    lvm_callbacks callbacks;
    lvm_limits limits;
    lvm_system system;
    lvm_waker *waker;

    atomic_int stop;
    /// The thread is in Lua, or in what Lua has called.
    atomic_bool busy;
    int exit_code;
    /// The thread of the run under way.
    pthread_t thread;
    lvm_child children[LVM_CHILDREN];
    /// The state is being closed: nobody waits for programs any more.
    bool closing;
    atomic_size_t used;
    /// Freed memory, not counted as used.
    lvm_blocks blocks;
    /// Swift frames on top: while it is not 0 the memory limit is soft.
    int host;
    /// The allocator has refused: it wants to see 1/16 of the limit free before it gives again, because a state that
    /// lives at its very limit does nothing but collect.
    bool tight;

    /// Hook calls and other units of work since the run began.
    int64_t ticks;
    /// Work of library functions that is not yet a tick.
    int64_t work;
    _Atomic int64_t deadline;
    /// The clock of the VM's thread, for a watchdog on another one.
    clockid_t cpu_clock;
    _Atomic int64_t cpu_start;
    int64_t next_cpu_check;

    int64_t operation;
    int close_depth;

    /// The events that the hook sees.
    int hook_mask;
    /// Where lines are counted.
    lvm_counted *counted;

    /// The last member that a host object did not have, for a better message when it is called.
    int64_t missed_object;
    char missed_member[64];

    /// Handles of collected objects; room for every live object is kept, so that a finalizer never has to allocate.
    int64_t *collected;
    size_t collected_count, collected_room, live_objects;

    /// The function of the entry that runs.
    const void *entry;

    int clock, array_metatable, object_metatable, objects, loaded, host_globals;
    /// What environments have in common, when there is one; which environment each metatable is of.
    int common, owners;
    /// The tick at which the module that is being loaded must be done; 0 when none is.
    int64_t loading_end;

    lua_CFunction string_format, string_find, string_match, string_gmatch, string_gsub;
    lua_CFunction table_insert, table_remove, table_move, table_concat, table_unpack, table_sort;
};

/// A Lua thread's extra space holds the machine's address and two marks.
enum {
    /// A coroutine of the host: scripts can't yield out of it.
    LVM_MARK_HOST = 1,
    /// A script's coroutine in which a host call waits: nobody but the machine may resume it.
    LVM_MARK_WAITING = 2,
};

static inline uintptr_t *lvm_space(lua_State *L) { return (uintptr_t *)lua_getextraspace(L); }
static inline lvm *lvm_of(lua_State *L) { return (lvm *)(*lvm_space(L) & ~(uintptr_t)3); }
static inline bool lvm_marked(lua_State *L, uintptr_t mark) { return (*lvm_space(L) & mark) != 0; }
static inline void lvm_mark(lua_State *L, uintptr_t mark, bool on) {
    *lvm_space(L) = on ? *lvm_space(L) | mark : *lvm_space(L) & ~mark;
}
static inline bool lvm_stopping(lvm *vm) {
    return atomic_load_explicit(&vm->stop, memory_order_relaxed) != LVM_RUNNING;
}

/// Identities of light userdata.
extern char lvm_null_key, lvm_await_key, lvm_stop_key, lvm_inner_error_key, lvm_inner_frames_key, lvm_object_key;

/// What realloc does, and free when the new size is 0: of a block whose size the caller knows. When it fails the block is
/// as it was.
void *lvm_resize_block(lvm_blocks *blocks, void *block, size_t old_size, size_t new_size);
void lvm_free_blocks(lvm_blocks *blocks);
/// Counts the line of a hook's event.
void lvm_count_line(lua_State *L, lua_Debug *event);
void lvm_free_counted(lvm *vm);
/// Raises the stop.
int lvm_raise_stop(lua_State *L);
/// Counts a unit of work of about LVM_TICK instructions; raises when something ran out.
void lvm_tick(lua_State *L);
/// Counts `units` elements or bytes that a library function is going to touch.
void lvm_charge(lua_State *L, int64_t units);
/// The stock message handler: puts a script's position in place of the host's own.
int lvm_message_handler(lua_State *L);
/// After Swift has returned: enforces the memory limit and the stop.
void lvm_after_host(lua_State *L, lvm *vm);
/// Waits for an operation where L can't yield.
void lvm_wait(lua_State *L, int64_t operation);
/// Improves the error message on top of `L`, whose stack is still as it was when the error was raised.
void lvm_improve_message(lua_State *L, int level);
void lvm_forget_traceback(lua_State *L);
/// Pushes the traceback of `L` as debug.traceback shows it.
void lvm_push_traceback(lua_State *to, lua_State *L, int level);
/// Pushes what tostring gives.
void lvm_push_display(lua_State *L, int index);

/// The sandbox's `setmetatable` and `load`.
int lvm_setmetatable(lua_State *L);
int lvm_load_text(lua_State *L);

/// Ends a call of the system in which the run's thread waits. While there is a run.
void lvm_nudge(lvm *vm);
/// Sends a signal to the programs under way. Any thread; async-signal-safe.
void lvm_end_children(lvm *vm, int number);
/// What stands in the buffer of standard output goes out before anybody else writes there.
static inline void lvm_flush(lvm *vm) {
    if (vm->system.is_open) fflush(stdout);
}

void lvm_open_system(lua_State *L);
void lvm_open_calls(lua_State *L);
void lvm_open_environments(lua_State *L);
void lvm_open_coroutines(lua_State *L);
void lvm_open_sandbox(lua_State *L, uint64_t seed);
void lvm_open_library(lua_State *L);
void lvm_open_objects(lua_State *L);

#endif
