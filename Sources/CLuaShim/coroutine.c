// The coroutine library: as in Lua, except that a host call that waits inside a coroutine travels on to the driver,
// and that a stop can't be caught by resuming.
#include "internal.h"

lua_State *lvm_coroutine(lua_State *L) {
    lua_State *co = lua_newthread(L);
    lvm_mark(co, LVM_MARK_HOST, true);
    return co;
}

enum { FAILED = -1, WAITS = -2 };

static const char *status_of(lua_State *L, lua_State *co) {
    if (L == co) return "running";
    if (lvm_marked(co, LVM_MARK_HOST | LVM_MARK_WAITING)) return "normal";
    switch (lua_status(co)) {
        case LUA_YIELD:
            return "suspended";
        case LUA_OK: {
            lua_Debug event;
            if (lua_getstack(co, 0, &event)) return "normal";
            return lua_gettop(co) == 0 ? "dead" : "suspended";
        }
        default:
            return "dead";
    }
}

static lua_State *check_coroutine(lua_State *L) {
    lua_State *co = lua_tothread(L, 1);
    luaL_argexpected(L, co, 1, "coroutine");
    return co;
}

/// Runs `co` until it gives something; returns how many values it left on `L`, FAILED (one: the error), or WAITS.
static int resume(lua_State *L, lua_State *co, int arguments) {
    lvm *vm = lvm_of(L);
    for (;;) {
        lvm_tick(L);
        int results;
        int status = lua_resume(co, L, arguments, &results);
        if (status == LUA_ERRMEM) lvm_stop(vm, LVM_STOP_MEMORY);
        if (lvm_stopping(vm)) return lvm_raise_stop(L);
        if (status == LUA_YIELD && results == 2 && lua_touserdata(co, -2) == &lvm_await_key) {
            int64_t operation = lua_tointeger(co, -1);
            lua_pop(co, 2);
            lvm_mark(co, LVM_MARK_WAITING, true);
            if (lua_isyieldable(L)) {
                vm->operation = operation;
                return WAITS;
            }
            lvm_wait(L, operation);
            lvm_mark(co, LVM_MARK_WAITING, false);
            arguments = 0;
            continue;
        }
        if (status == LUA_OK || status == LUA_YIELD) {
            if (!lua_checkstack(L, results + 1)) {
                lua_pop(co, results);
                lua_pushliteral(L, "too many results to resume");
                return FAILED;
            }
            lua_xmove(co, L, results);
            return results;
        }
        lvm_improve_message(co, 0);
        lvm_keep_traceback(co);
        lua_pushvalue(co, -1);  // the original stays: closing `co` hands it to its variables
        lua_xmove(co, L, 1);
        return FAILED;
    }
}

static int begin_resume(lua_State *L, lua_State *co, int arguments) {
    const char *status = status_of(L, co);
    if (status[0] != 's') {
        lua_pushfstring(L, "cannot resume %s coroutine", status[0] == 'd' ? "dead" : "non-suspended");
        return FAILED;
    }
    if (!lua_checkstack(co, arguments)) {
        lua_pushliteral(L, "too many arguments to resume");
        return FAILED;
    }
    lua_xmove(L, co, arguments);
    return resume(L, co, arguments);
}

static int pass_on(lua_State *L, lua_KFunction continuation) {
    int64_t operation = lvm_of(L)->operation;
    lua_pushlightuserdata(L, &lvm_await_key);
    lua_pushinteger(L, operation);
    return lua_yieldk(L, 2, 0, continuation);
}

static int resume_later(lua_State *L, int status, lua_KContext context);

static int finish_resume(lua_State *L, int outcome) {
    if (outcome == WAITS) {
        lua_settop(L, 1);
        return pass_on(L, resume_later);
    }
    int count = outcome == FAILED ? 1 : outcome;
    lua_pushboolean(L, outcome != FAILED);
    lua_insert(L, -(count + 1));
    return count + 1;
}

static int resume_later(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    lua_State *co = lua_tothread(L, 1);
    lvm_mark(co, LVM_MARK_WAITING, false);
    return finish_resume(L, resume(L, co, 0));
}

static int co_resume(lua_State *L) {
    lua_State *co = check_coroutine(L);
    return finish_resume(L, begin_resume(L, co, lua_gettop(L) - 1));
}

/// Closes the variables of a coroutine that is not running.
static int reset(lua_State *L, lua_State *co) {
    lvm *vm = lvm_of(L);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    if (vm->close_depth >= LVM_CLOSE_DEPTH) return luaL_error(L, "too many nested coroutine closings");
    vm->close_depth++;
    int status = lua_resetthread(co);
    vm->close_depth--;
    if (status == LUA_ERRMEM) lvm_stop(vm, LVM_STOP_MEMORY);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    return status;
}

static int wrap_later(lua_State *L, int status, lua_KContext context);

static int finish_wrap(lua_State *L, lua_State *co, int outcome) {
    if (outcome == WAITS) {
        lua_settop(L, 0);
        return pass_on(L, wrap_later);
    }
    if (outcome != FAILED) return outcome;
    int status = lua_status(co);
    if (status != LUA_OK && status != LUA_YIELD && reset(L, co) != LUA_OK) lua_xmove(co, L, 1);
    return lua_error(L);
}

static int wrap_later(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    lua_State *co = lua_tothread(L, lua_upvalueindex(1));
    lvm_mark(co, LVM_MARK_WAITING, false);
    return finish_wrap(L, co, resume(L, co, 0));
}

static int call_wrapped(lua_State *L) {
    lua_State *co = lua_tothread(L, lua_upvalueindex(1));
    return finish_wrap(L, co, begin_resume(L, co, lua_gettop(L)));
}

static int co_create(lua_State *L) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *co = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, co, 1);
    return 1;
}

static int co_wrap(lua_State *L) {
    co_create(L);
    lua_pushcclosure(L, call_wrapped, 1);
    return 1;
}

static int co_yield(lua_State *L) {
    if (lvm_marked(L, LVM_MARK_HOST)) return luaL_error(L, "attempt to yield from outside a coroutine");
    return lua_yield(L, lua_gettop(L));
}

static int co_status(lua_State *L) {
    lua_pushstring(L, status_of(L, check_coroutine(L)));
    return 1;
}

static int co_isyieldable(lua_State *L) {
    lua_State *co = lua_isthread(L, 1) ? lua_tothread(L, 1) : L;
    lua_pushboolean(L, lua_isyieldable(co) && !lvm_marked(co, LVM_MARK_HOST));
    return 1;
}

static int co_running(lua_State *L) {
    lua_pushthread(L);
    lua_pushboolean(L, lvm_marked(L, LVM_MARK_HOST));
    return 2;
}

static int co_close(lua_State *L) {
    lua_State *co = check_coroutine(L);
    const char *status = status_of(L, co);
    if (status[0] != 's' && status[0] != 'd') return luaL_error(L, "cannot close a %s coroutine", status);
    if (reset(L, co) == LUA_OK) {
        lua_pushboolean(L, 1);
        return 1;
    }
    lua_pushboolean(L, 0);
    lua_xmove(co, L, 1);
    return 2;
}

static const luaL_Reg functions[] = {
    {"create", co_create},   {"resume", co_resume},           {"running", co_running}, {"status", co_status},
    {"wrap", co_wrap},       {"yield", co_yield},             {"close", co_close},     {"isyieldable", co_isyieldable},
    {NULL, NULL},
};

void lvm_open_coroutines(lua_State *L) {
    luaL_newlib(L, functions);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);  // where error messages look for names
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, "coroutine");
    lua_pop(L, 1);
    lua_setglobal(L, "coroutine");
}
