// The only door between Swift and Lua.
//
// Lua reports errors with longjmp, and a jump over a Swift frame leaks what that frame owns (at best). So Swift sees
// this header and never lua.h; and nothing that is declared here ever jumps:
//   - the plain accessors wrap calls that the manual marks `-` (never raise);
//   - those that allocate (marked "allocates") may only be called while Swift is on top, because then the memory
//     limit is soft: the allocator refuses nothing, and the limit is enforced after Swift has returned;
//   - everything else that could raise runs in C, under lua_resume or lua_pcall.
#ifndef CLUASHIM_H
#define CLUASHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lua_State lua_State;
typedef struct lvm lvm;
typedef struct lvm_waker lvm_waker;

// MARK: Threads (thread.c)

/// Starts a detached thread with a stack of `stack` bytes. False when the system refuses.
bool lvm_thread_start(void (*body)(void *), void *argument, size_t stack);
/// Identifies the calling thread.
uintptr_t lvm_thread_current(void);
/// Nanoseconds of a clock that only goes forward.
int64_t lvm_clock(void);
/// Makes a waker; NULL when the system is out of descriptors.
lvm_waker *lvm_waker_new(void);
void lvm_waker_free(lvm_waker *waker);
/// Ends the current or the next lvm_waker_wait. Async-signal-safe.
void lvm_waker_wake(lvm_waker *waker);
/// Waits for a wake, at most `timeout` nanoseconds; a negative timeout means for ever.
void lvm_waker_wait(lvm_waker *waker, int64_t timeout);

/// Whether Lua can compile a text. Needs no machine; any thread. Otherwise the beginning of the message is put into
/// `message`, which holds `capacity` bytes, with a zero at its end.
bool lvm_parses(const char *text, size_t length, char *message, size_t capacity);

// MARK: The machine (vm.c)

/// The identification of the Lua library in use: `$LuaVersion: Lua 5.4.4  Copyright ...`.
const char *lvm_identification(void);

/// Why everything has to stop. Sticky until the next run begins.
enum {
    LVM_RUNNING = 0,
    LVM_STOP_INTERRUPTED,
    LVM_STOP_CPU,
    LVM_STOP_WALL,
    LVM_STOP_INSTRUCTIONS,
    LVM_STOP_MEMORY,
    LVM_STOP_LOADING,
    /// The script has called os.exit; see lvm_exit_code.
    LVM_STOP_EXIT,
};

/// What a callback returns instead of a number of results.
enum {
    /// The value on top of the stack is to be raised as an error.
    LVM_RAISE = -1,
    /// The call goes on when the operation that was given to lvm_await is done.
    LVM_AWAIT = -2,
};

/// How C reaches Swift. All run on the VM's thread and never raise.
typedef struct lvm_callbacks {
    /// A host function is called with its arguments on the stack.
    int (*call)(void *context, lua_State *L, int64_t function);
    /// Checks the arguments of a host function that is written in Lua (0, or LVM_RAISE).
    int (*check)(void *context, lua_State *L, int64_t function);
    /// Pushes the Lua function behind a host function that is written in Lua (1, or LVM_RAISE).
    int (*body)(void *context, lua_State *L, int64_t function);
    /// Pushes the results of an operation that is done.
    int (*finish)(void *context, lua_State *L, int64_t operation);
    /// Returns when the operation is done or everything has to stop.
    void (*wait)(void *context, lua_State *L, int64_t operation);
    /// Pushes the field of object `handle` that is named by the string on the stack at 2 (1, or 0 when there is none).
    int (*field)(void *context, lua_State *L, int64_t handle);
    /// Pushes the text of object `handle` (1).
    int (*describe)(void *context, lua_State *L, int64_t handle);
    /// Replaces the error message on top of the stack, an `attempt to call a nil value` that followed a failed look-up
    /// of a member of object `handle` (1: pushed, 0: leave as is).
    int (*explain)(void *context, lua_State *L, int64_t handle, const char *member);
    /// Whether the script may open the file `path`, or with `moves` take it away; otherwise the reason is pushed.
    bool (*admit)(void *context, lua_State *L, const char *path, bool moves);
    /// One line of print.
    void (*print)(void *context, const char *text, size_t length);
} lvm_callbacks;

typedef struct lvm_limits {
    /// Bytes; 0 for none.
    size_t memory;
    /// Nanoseconds of CPU of the VM's thread per run; 0 for none.
    int64_t cpu;
    /// Nanoseconds per run; 0 for none.
    int64_t wall;
    /// VM instructions per run; 0 for none.
    int64_t instructions;
    /// Bytes of Lua source for one load; 0 for none.
    size_t source;
    /// Bytes of subject and of pattern for string matching; 0 for none.
    size_t subject;
    size_t pattern;
} lvm_limits;

/// What of the system scripts see (system.c).
typedef struct lvm_system {
    /// Lua's io and os, whole.
    bool is_open;
    /// What scripts and their programs write to standard output goes to standard error.
    bool keeps_output;
    /// Names of variables that are not there for scripts and their programs; ends with NULL. Lives as long as the machine.
    const char *const *hidden;
} lvm_system;

/// Makes a machine; its Lua state is made by lvm_open.
lvm *lvm_new(lvm_callbacks callbacks, lvm_limits limits, lvm_waker *waker);
/// What of the system scripts see: nothing, unless it is set before lvm_open.
void lvm_set_system(lvm *vm, lvm_system system);
/// Sets other limits, between two runs.
void lvm_set_limits(lvm *vm, lvm_limits limits);
/// What the script gave os.exit.
int lvm_exit_code(lvm *vm);
/// What the callbacks get. Once, before lvm_open.
void lvm_set_context(lvm *vm, void *context);
/// Makes the Lua state with the sandboxed standard library. False when there is no memory for it.
bool lvm_open(lvm *vm, uint64_t seed);
/// Closes the Lua state.
void lvm_close(lvm *vm);
/// Frees the machine; the state must be closed.
void lvm_free(lvm *vm);
/// The main Lua thread; NULL before lvm_open and after lvm_close.
lua_State *lvm_main(lvm *vm);

/// Asks for a stop; the first reason stays. Programs that the script waits for are ended, too. Any thread; async-signal-safe.
void lvm_stop(lvm *vm, int reason);
/// The reason for which everything stops, or LVM_RUNNING. Any thread.
int lvm_stopped(lvm *vm);
/// Bytes in use. Any thread.
size_t lvm_memory(lvm *vm);
/// Forgets the last run's stop and starts counting anew.
void lvm_begin(lvm *vm);
/// The lvm_clock value at which the run must end; 0 when there is none. Any thread.
int64_t lvm_deadline(lvm *vm);
/// Stops the run when its time is over.
void lvm_check_time(lvm *vm);
/// The same from another thread, for when Lua is inside a C function.
void lvm_watch_time(lvm *vm);
/// Collects all garbage.
void lvm_collect(lvm *vm);

// MARK: Coverage (coverage.c)

typedef struct lvm_counted lvm_counted;

/// Counts from now on how often each line runs. Before lvm_open.
void lvm_count_lines(lvm *vm);
/// A chunk of which lines have run; the first one behind NULL, NULL behind the last one.
const lvm_counted *lvm_next_counted(lvm *vm, const lvm_counted *before);
/// Its name; lives as long as the machine.
const char *lvm_counted_name(const lvm_counted *file);
/// How often each line has run; those from `count` on have not. Valid until Lua runs again.
const uint32_t *lvm_counted_lines(const lvm_counted *file, size_t *count);
/// Compiles a text and gives it as lua_dump writes it. Needs no machine; any thread. Returns its length, of which no more
/// than `capacity` bytes are written; 0 when the text is not Lua.
size_t lvm_compiled(const char *text, size_t length, const char *name, unsigned char *bytes, size_t capacity);

// MARK: Running (call.c, coroutine.c)

enum {
    /// The coroutine has returned; its results are on its stack.
    LVM_DONE = 0,
    /// It waits for an operation.
    LVM_WAITING,
    /// It has failed; the error value is on top of its stack, which is as it was.
    LVM_FAILED,
};

/// Allocates. Pushes a new coroutine on `L` and returns it. It is one of the host's: scripts can't yield out of it.
lua_State *lvm_coroutine(lua_State *L);
/// Runs a host coroutine until it ends or waits.
int lvm_resume(lua_State *co, int arguments, int *results, int64_t *operation);
/// Names the operation for which a callback is going to return LVM_AWAIT.
void lvm_await(lua_State *L, int64_t operation);
/// Allocates. Compiles Lua text and pushes the function; otherwise pushes the message and returns false.
bool lvm_load(lua_State *L, const char *text, size_t length, const char *name);
/// Allocates. Keeps a copy of the globals and of their libraries for the host's own Lua: what a script does to its
/// globals is no matter to it.
void lvm_keep_globals(lua_State *L);
/// Allocates. Like lvm_load, for the host's own Lua: it has those globals and never shows in positions.
bool lvm_load_host(lua_State *L, const char *text, size_t length);
/// Calls the function below `arguments` arguments under protection; leaves one result, or the error and returns false.
bool lvm_call(lua_State *L, int arguments);
/// Allocates. Pushes the text of the value at an index; runs its `__tostring` under protection.
void lvm_push_text(lua_State *L, int index);

// MARK: Host functions and objects (call.c, object.c)

/// Allocates. Pushes the Lua function of a host function; `in_lua` when its body is Lua.
void lvm_push_host_function(lua_State *L, int64_t function, bool in_lua);
/// The host function at an index, or -1.
int64_t lvm_to_host_function(lua_State *L, int index);
/// Allocates. Pushes a metatable for host objects of a type, with an empty table of methods on top of it.
void lvm_push_object_type(lua_State *L, const char *name);
/// Allocates. Pushes the object with this identity if Lua still has it, and returns its handle; else pushes nothing
/// and returns 0.
int64_t lvm_find_object(lua_State *L, const void *identity);
/// Allocates. Replaces the metatable on top with a new object.
void lvm_push_object(lua_State *L, int64_t handle, const void *identity);
/// The handle of the host object at an index, or 0.
int64_t lvm_to_object(lua_State *L, int index);
/// Takes one handle of an object that Lua has collected, or 0.
int64_t lvm_take_collected(lvm *vm);

// MARK: Where (frames.c)

typedef struct lvm_frame {
    /// The name of the chunk; lives as long as the chunk does.
    const char *file;
    size_t file_length;
    int line;
    /// What the frame is: `in function 'f'`.
    char text[160];
} lvm_frame;

/// What the frame is.
const char *lvm_frame_text(const lvm_frame *frame);
/// The function on top is what somebody typed at a prompt: its frame counts as that of a main chunk.
void lvm_set_entry(lua_State *L);
/// Where the function at an index is written: its first line in `first`, its last in `last`. False for C and host
/// functions.
bool lvm_function_lines(lua_State *L, int index, lvm_frame *first, int *last);
/// The next frame of a script at or above `*level`, which is left behind it. C and host frames don't count.
bool lvm_script_frame(lua_State *L, int *level, lvm_frame *frame);
/// The place of the nearest frame of a script; `frame->text` is left alone.
bool lvm_script_position(lua_State *L, lvm_frame *frame);
/// The traceback of an inner coroutine through which the error value at an index came: its number of frames, which
/// are then read with lvm_inner_frame.
int lvm_inner_frames(lua_State *L, int index);
/// Frame `number` (from 0) of that traceback.
const char *lvm_inner_frame(lua_State *L, int number, size_t *length);
/// Allocates. Keeps the traceback of `L`, which failed with the error value on its top, for whoever the error reaches.
void lvm_keep_traceback(lua_State *L);

// MARK: Values (value.c)

enum {
    LVM_TNONE = -1,
    LVM_TNIL = 0,
    LVM_TBOOLEAN,
    LVM_TLIGHTUSERDATA,
    LVM_TNUMBER,
    LVM_TSTRING,
    LVM_TTABLE,
    LVM_TFUNCTION,
    LVM_TUSERDATA,
    LVM_TTHREAD,
};
enum { LVM_PLAIN = 0, LVM_ARRAY, LVM_OBJECT };

/// The order of two texts by their bytes: negative, 0 or positive.
int lvm_compare(const void *one, size_t one_length, const void *other, size_t other_length);
int lvm_top(lua_State *L);
void lvm_set_top(lua_State *L, int top);
void lvm_pop(lua_State *L, int count);
bool lvm_check_stack(lua_State *L, int slots);
void lvm_push_value(lua_State *L, int index);
void lvm_remove(lua_State *L, int index);
void lvm_insert(lua_State *L, int index);
void lvm_move(lua_State *from, lua_State *to, int count);
int lvm_type(lua_State *L, int index);
bool lvm_is_integer(lua_State *L, int index);
bool lvm_is_null(lua_State *L, int index);
bool lvm_to_boolean(lua_State *L, int index);
/// For numbers.
int64_t lvm_to_integer(lua_State *L, int index);
double lvm_to_number(lua_State *L, int index);
/// Whether the number at an index is a whole one that fits, and which.
bool lvm_to_exact_integer(lua_State *L, int index, int64_t *value);
/// For strings.
const char *lvm_to_string(lua_State *L, int index, size_t *length);
const void *lvm_to_pointer(lua_State *L, int index);
bool lvm_raw_equal(lua_State *L, int one, int other);
/// The border of a table, the length of a string.
size_t lvm_raw_length(lua_State *L, int index);
/// The name of a value's type as errors show it: a host object's own name, `integer`, `null`. Lives as long as the value.
const char *lvm_type_name(lua_State *L, int index);
/// LVM_PLAIN, LVM_ARRAY or LVM_OBJECT.
int lvm_marker(lua_State *L, int index);
void lvm_set_marker(lua_State *L, int index, int marker);

void lvm_push_nil(lua_State *L);
void lvm_push_null(lua_State *L);
void lvm_push_boolean(lua_State *L, bool value);
void lvm_push_integer(lua_State *L, int64_t value);
void lvm_push_number(lua_State *L, double value);
/// Allocates.
void lvm_push_string(lua_State *L, const char *text, size_t length);
void lvm_push_globals(lua_State *L);

/// Allocates.
void lvm_new_table(lua_State *L, int array, int fields);
/// The key on top is replaced by the value; no metamethods.
void lvm_raw_get(lua_State *L, int index);
/// No metamethods; returns the type of what it pushed.
int lvm_raw_get_field(lua_State *L, int index, const char *name);
void lvm_raw_get_index(lua_State *L, int index, int64_t number);
/// Allocates. Key and value are on top; the key is neither nil nor NaN.
void lvm_raw_set(lua_State *L, int index);
/// Allocates.
void lvm_raw_set_index(lua_State *L, int index, int64_t number);
/// Allocates. The value is on top.
void lvm_raw_set_field(lua_State *L, int index, const char *name);
/// The name of an upvalue (from 1) of the function at an index; NULL when it has no such upvalue.
const char *lvm_upvalue_name(lua_State *L, int function, int number);
/// Pushes an upvalue, which must be there.
void lvm_push_upvalue(lua_State *L, int function, int number);
/// Makes upvalue `number` of the Lua function at an index the same variable as upvalue `other` of the one on top.
void lvm_join_upvalue(lua_State *L, int function, int number, int other);
bool lvm_get_metatable(lua_State *L, int index);
void lvm_set_metatable(lua_State *L, int index);
/// Replaces the key on top with the next pair. The table must not change between calls.
bool lvm_next(lua_State *L, int index);

/// Allocates. Keeps the value on top and pops it.
int lvm_ref(lua_State *L);
void lvm_push_ref(lua_State *L, int reference);
void lvm_unref(lua_State *L, int reference);
/// Pushes the table of loaded modules.
void lvm_push_loaded(lua_State *L);
/// Pushes the `os` of level team, whatever the level: its clock alone.
void lvm_push_clock(lua_State *L);

// MARK: Environments (environment.c)

/// Allocates. Pushes globals of their own: the sandbox's library as it was before scripts ran, read-only, and `load`.
/// The metatables that are set by one with a number are for nobody else's `getmetatable`; 0 for none.
void lvm_push_environment(lua_State *L, int64_t identifier);
/// Gives the chunk on top the globals that are kept under a reference.
void lvm_set_environment(lua_State *L, int reference);
/// Allocates. Replaces the table on top by one that shows the same and that nobody can change.
void lvm_seal(lua_State *L);
/// Allocates. The function on top is called with the table below it at the first look for a member that this does not
/// have; pops the function. It puts the members in and takes the table's `__index` away, or replaces it.
void lvm_make_lazily(lua_State *L);
/// Pushes a Lua function that copies a value: tables deeply, with their metatables; all else, and sealed tables, as is.
void lvm_push_share(lua_State *L);
/// Pushes a Lua function that calls its first argument with the others, and out of which nothing yields.
void lvm_push_register(lua_State *L);
/// Units of work of the run so far; each is about a thousand instructions.
int64_t lvm_ticks(lvm *vm);
/// At so many units everything stops, for loading takes too long; 0 when nothing is loaded.
void lvm_set_loading(lvm *vm, int64_t end);

// MARK: JSON (json.c)

/// Allocates. Pushes the value of a JSON text, which must be well-formed, valid UTF-8 and without white space around it:
/// arrays get the array mark, objects are plain tables without their null members, half of a surrogate pair is U+FFFD.
///
/// Returns -1; or, when arrays and objects nest deeper than `maximum_depth`, pushes nothing and returns the offset of
/// the first bracket that is too deep.
ptrdiff_t lvm_push_json(lua_State *L, const void *text, size_t length, int maximum_depth);

#endif
