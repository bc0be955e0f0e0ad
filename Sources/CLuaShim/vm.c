// The machine: its memory, its hook and its stop.
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "internal.h"

char lvm_null_key, lvm_await_key, lvm_stop_key, lvm_inner_error_key, lvm_inner_frames_key, lvm_object_key;

const char *lvm_identification(void) { return lua_ident; }

static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
    lvm *vm = context;
    if (!block) old_size = 0;  // without a block this is the type of the new object
    size_t used = atomic_load_explicit(&vm->used, memory_order_relaxed) - old_size;
    if (new_size == 0) {
        lvm_resize_block(&vm->blocks, block, old_size, 0);
        atomic_store_explicit(&vm->used, used, memory_order_relaxed);
        return NULL;
    }
    bool grows = new_size > old_size;
    if (grows && vm->host == 0 && vm->limits.memory) {
        size_t limit = vm->tight ? vm->limits.memory - vm->limits.memory / 16 : vm->limits.memory;
        if (used + new_size > limit) {
            vm->tight = true;
            return NULL;
        }
        vm->tight = false;
    }
    void *moved = lvm_resize_block(&vm->blocks, block, old_size, new_size);
    if (!moved) {
        if (!grows) return block;      // Lua counts on it: making smaller never fails
        if (vm->host) abort();         // a jump over Swift would be worse
        return NULL;
    }
    atomic_store_explicit(&vm->used, used + new_size, memory_order_relaxed);
    return moved;
}

static int64_t cpu_time(clockid_t clock) {
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) return 0;
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void lvm_check_time(lvm *vm) {
    int64_t deadline = atomic_load_explicit(&vm->deadline, memory_order_relaxed);
    if (!deadline && !vm->limits.cpu) return;
    int64_t now = lvm_clock();
    if (deadline && now >= deadline) lvm_stop(vm, LVM_STOP_WALL);
    // Asking for the thread's CPU time is a system call: at most once in a millisecond.
    if (vm->limits.cpu && now >= vm->next_cpu_check) {
        vm->next_cpu_check = now + 1000000;
        if (cpu_time(CLOCK_THREAD_CPUTIME_ID) - vm->cpu_start >= vm->limits.cpu) lvm_stop(vm, LVM_STOP_CPU);
    }
}

void lvm_watch_time(lvm *vm) {
    if (lvm_stopping(vm)) lvm_nudge(vm);
    int64_t deadline = atomic_load(&vm->deadline);
    if (deadline && lvm_clock() >= deadline) lvm_stop(vm, LVM_STOP_WALL);
#ifdef __linux__
    if (vm->limits.cpu && cpu_time(vm->cpu_clock) - vm->cpu_start >= vm->limits.cpu) lvm_stop(vm, LVM_STOP_CPU);
#endif
}

static void check_limits(lvm *vm) {
    if (vm->limits.instructions && vm->ticks * LVM_TICK >= vm->limits.instructions)
        lvm_stop(vm, LVM_STOP_INSTRUCTIONS);
    if (vm->loading_end && vm->ticks >= vm->loading_end) lvm_stop(vm, LVM_STOP_LOADING);
    lvm_check_time(vm);
}

void lvm_tick(lua_State *L) {
    lvm *vm = lvm_of(L);
    vm->ticks++;
    if (!lvm_stopping(vm)) check_limits(vm);
    if (lvm_stopping(vm)) lvm_raise_stop(L);
}

void lvm_charge(lua_State *L, int64_t units) {
    lvm *vm = lvm_of(L);
    vm->work += units;
    if (vm->work >= 100 * LVM_TICK || lvm_stopping(vm)) {
        vm->work = 0;
        lvm_tick(L);
    }
}

static void hook(lua_State *L, lua_Debug *event) {
    lvm *vm = lvm_of(L);
    if (event->event == LUA_HOOKLINE) {
        lvm_count_line(L, event);
        return;
    }
    bool stopping = lvm_stopping(vm);
    // A coroutine that outlived an earlier stop still has the short stride.
    if (!stopping && lua_gethookcount(L) != LVM_TICK) lua_sethook(L, hook, vm->hook_mask, LVM_TICK);
    if (!stopping) {
        vm->ticks++;
        check_limits(vm);
        stopping = lvm_stopping(vm);
    }
    if (stopping) {
        // From now on every instruction: nothing that runs on the way out gets anywhere.
        lua_sethook(L, hook, LUA_MASKCOUNT, 1);
        lvm_raise_stop(L);
    }
}

int lvm_raise_stop(lua_State *L) {
    lua_pushlightuserdata(L, &lvm_stop_key);
    return lua_error(L);
}

static int panic(lua_State *L) {
    (void)L;
    abort();  // an unprotected error is a mistake in the shim
}

lvm *lvm_new(lvm_callbacks callbacks, lvm_limits limits, lvm_waker *waker) {
    lvm *vm = calloc(1, sizeof *vm);
    if (!vm) abort();
    vm->callbacks = callbacks;
    vm->limits = limits;
    vm->waker = waker;
    vm->host = 1;
    vm->hook_mask = LUA_MASKCOUNT;
    return vm;
}

void lvm_set_context(lvm *vm, void *context) { vm->context = context; }

static int open_state(lua_State *L) {
    uint64_t seed = *(uint64_t *)lua_touserdata(L, 1);
    lvm_open_sandbox(L, seed);
    lvm_open_library(L);
    lvm_open_calls(L);
    lvm_open_coroutines(L);
    lvm_open_objects(L);
    lvm_open_environments(L);
    lvm_open_system(L);
    return 0;
}

bool lvm_open(lvm *vm, uint64_t seed) {
    lua_State *L = lua_newstate(allocate, vm);
    if (!L) return false;
    *lvm_space(L) = (uintptr_t)vm;
    vm->L = L;
    lua_atpanic(L, panic);
    lua_pushcfunction(L, open_state);
    lua_pushlightuserdata(L, &seed);
    if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
        lvm_close(vm);
        return false;
    }
    lua_sethook(L, hook, vm->hook_mask, LVM_TICK);
    return true;
}

void lvm_close(lvm *vm) {
    if (!vm->L) return;
    lua_State *L = vm->L;
    vm->L = NULL;
    vm->closing = true;
    lua_close(L);
    lvm_free_blocks(&vm->blocks);
}

void lvm_free(lvm *vm) {
    free(vm->collected);
    lvm_free_counted(vm);
    free(vm);
}

lua_State *lvm_main(lvm *vm) { return vm->L; }

void lvm_stop(lvm *vm, int reason) {
    int running = LVM_RUNNING;
    atomic_compare_exchange_strong(&vm->stop, &running, reason);
    // What the script waits for. Others, and all after os.exit, get time to end with their input: see lvm_close.
    if (reason != LVM_STOP_EXIT && atomic_load(&vm->busy)) lvm_end_children(vm, SIGTERM);
    lvm_waker_wake(vm->waker);
}

int lvm_stopped(lvm *vm) { return atomic_load(&vm->stop); }

size_t lvm_memory(lvm *vm) { return atomic_load_explicit(&vm->used, memory_order_relaxed); }

void lvm_begin(lvm *vm) {
    vm->thread = pthread_self();
    int64_t now = lvm_clock();
    atomic_store(&vm->deadline, vm->limits.wall ? now + vm->limits.wall : 0);
    vm->cpu_start = vm->limits.cpu ? cpu_time(CLOCK_THREAD_CPUTIME_ID) : 0;
#ifdef __linux__
    pthread_getcpuclockid(pthread_self(), &vm->cpu_clock);
#endif
    vm->next_cpu_check = now;
    vm->ticks = 0;
    vm->work = 0;
    vm->loading_end = 0;
    vm->tight = false;
    vm->close_depth = 0;
    vm->missed_object = 0;
    lvm_forget_traceback(vm->L);
    atomic_store(&vm->stop, LVM_RUNNING);
}

void lvm_set_limits(lvm *vm, lvm_limits limits) { vm->limits = limits; }

int64_t lvm_deadline(lvm *vm) { return atomic_load(&vm->deadline); }

void lvm_collect(lvm *vm) { lua_gc(vm->L, LUA_GCCOLLECT); }
