// Calls in both directions: the trampoline under every host function, the driver's resume, pcall and xpcall.
#include <stdio.h>
#include "internal.h"

static int settle(lua_State *L, lvm *vm, int outcome);

void lvm_after_host(lua_State *L, lvm *vm) {
    if (vm->limits.memory && lvm_memory(vm) > vm->limits.memory) {
        lua_gc(L, LUA_GCCOLLECT);
        if (lvm_memory(vm) > vm->limits.memory - vm->limits.memory / 16) lvm_stop(vm, LVM_STOP_MEMORY);
    }
    if (lvm_stopping(vm)) lvm_raise_stop(L);
}

static int finish(lua_State *L, lvm *vm, int64_t operation) {
    lua_settop(L, 0);
    vm->host++;
    int outcome = vm->callbacks.finish(vm->context, L, operation);
    vm->host--;
    return settle(L, vm, outcome);
}

static int finish_later(lua_State *L, int status, lua_KContext operation) {
    (void)status;
    lvm *vm = lvm_of(L);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    return finish(L, vm, operation);
}

void lvm_wait(lua_State *L, int64_t operation) {
    lvm *vm = lvm_of(L);
    vm->host++;
    vm->callbacks.wait(vm->context, L, operation);
    vm->host--;
    lvm_after_host(L, vm);
}

void lvm_await(lua_State *L, int64_t operation) { lvm_of(L)->operation = operation; }

/// What a callback's outcome means, now that no Swift frame is on the stack any more.
static int settle(lua_State *L, lvm *vm, int outcome) {
    lvm_after_host(L, vm);
    if (outcome == LVM_RAISE) return lua_error(L);
    if (outcome != LVM_AWAIT) return outcome;
    int64_t operation = vm->operation;
    if (lua_isyieldable(L)) {
        lua_settop(L, 0);
        lua_pushlightuserdata(L, &lvm_await_key);
        lua_pushinteger(L, operation);
        return lua_yieldk(L, 2, operation, finish_later);
    }
    lvm_wait(L, operation);
    return finish(L, vm, operation);
}

static int enter(lua_State *L) {
    lvm *vm = lvm_of(L);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    lvm_flush(vm);
    vm->host++;
    int outcome = vm->callbacks.call(vm->context, L, lua_tointeger(L, lua_upvalueindex(1)));
    vm->host--;
    return settle(L, vm, outcome);
}

static int leave_lua(lua_State *L, int status, lua_KContext context) {
    (void)status;
    (void)context;
    return lua_gettop(L);
}

/// A host function that is written in Lua: its arguments are checked, then the Lua function takes the frame's place.
static int enter_lua(lua_State *L) {
    lvm *vm = lvm_of(L);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    int64_t function = lua_tointeger(L, lua_upvalueindex(1));
    vm->host++;
    int outcome = vm->callbacks.check(vm->context, L, function);
    if (outcome != LVM_RAISE && lua_isnil(L, lua_upvalueindex(2))) {
        outcome = vm->callbacks.body(vm->context, L, function);
        if (outcome != LVM_RAISE) lua_replace(L, lua_upvalueindex(2));
    }
    vm->host--;
    if (outcome == LVM_RAISE) return settle(L, vm, outcome);
    lvm_after_host(L, vm);
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_insert(L, 1);
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, leave_lua);
    return lua_gettop(L);
}

void lvm_push_host_function(lua_State *L, int64_t function, bool in_lua) {
    lua_pushinteger(L, function);
    if (in_lua) lua_pushnil(L);
    lua_pushcclosure(L, in_lua ? enter_lua : enter, in_lua ? 2 : 1);
}

int64_t lvm_to_host_function(lua_State *L, int index) {
    lua_CFunction function = lua_tocfunction(L, index);
    if ((function != enter && function != enter_lua) || !lua_getupvalue(L, index, 1)) return -1;
    int64_t result = lua_tointeger(L, -1);
    lua_pop(L, 1);
    return result;
}

int lvm_resume(lua_State *co, int arguments, int *results, int64_t *operation) {
    lvm *vm = lvm_of(co);
    int host = vm->host;
    vm->host = 0;
    bool busy = atomic_exchange(&vm->busy, true);
    // Short coroutines would otherwise run for free: each starts with a fresh count.
    vm->ticks++;
    int status = lua_resume(co, NULL, arguments, results);
    vm->host = host;
    atomic_store(&vm->busy, busy);
    lvm_flush(vm);
    switch (status) {
        case LUA_OK:
            return LVM_DONE;
        case LUA_YIELD:  // only the sentinel gets here: coroutine.yield refuses in a host coroutine
            *operation = lua_tointeger(co, -1);
            lua_pop(co, *results);
            return LVM_WAITING;
        case LUA_ERRMEM:
            lvm_stop(vm, LVM_STOP_MEMORY);
            break;
    }
    if (!lvm_stopping(vm)) lvm_improve_message(co, 0);
    return LVM_FAILED;
}

bool lvm_load(lua_State *L, const char *text, size_t length, const char *name) {
    return luaL_loadbufferx(L, text, length, name, "t") == LUA_OK;
}

bool lvm_parses(const char *text, size_t length, char *message, size_t capacity) {
    message[0] = 0;
    lua_State *L = luaL_newstate();
    // Without memory nothing can be said against the text.
    if (!L) return true;
    bool parses = luaL_loadbufferx(L, text, length, "=entry", "t") == LUA_OK;
    if (!parses && lua_type(L, -1) == LUA_TSTRING) snprintf(message, capacity, "%s", lua_tostring(L, -1));
    lua_close(L);
    return parses;
}

bool lvm_load_host(lua_State *L, const char *text, size_t length) {
    if (luaL_loadbufferx(L, text, length, LVM_HOST_CHUNK, "t") != LUA_OK) return false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, lvm_of(L)->host_globals);
    lua_setupvalue(L, -2, 1);
    return true;
}

bool lvm_call(lua_State *L, int arguments) {
    lvm *vm = lvm_of(L);
    int host = vm->host;
    vm->host = 0;
    int status = lua_pcall(L, arguments, 1, 0);
    vm->host = host;
    if (status == LUA_ERRMEM) lvm_stop(vm, LVM_STOP_MEMORY);
    return status == LUA_OK;
}

static int display(lua_State *L) {
    lvm_push_display(L, 1);
    return 1;
}

void lvm_push_text(lua_State *L, int index) {
    index = lua_absindex(L, index);
    lua_pushcfunction(L, display);
    lua_pushvalue(L, index);
    if (lvm_call(L, 1) && lua_type(L, -1) == LUA_TSTRING) return;
    lua_pop(L, 1);
    lua_pushstring(L, luaL_typename(L, index));
}

// pcall and xpcall keep the handler at 1; what the call gave starts at 2.

static int finish_pcall(lua_State *L, int status, lua_KContext context) {
    (void)context;
    lvm *vm = lvm_of(L);
    if (status == LUA_ERRMEM) lvm_stop(vm, LVM_STOP_MEMORY);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    if (status == LUA_OK || status == LUA_YIELD) {
        lua_pushboolean(L, 1);
        lua_replace(L, 1);
        return lua_gettop(L);
    }
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}

static int base_pcall(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushcfunction(L, lvm_message_handler);
    lua_insert(L, 1);
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 1, 0, finish_pcall);
    return finish_pcall(L, status, 0);
}

static int user_handler(lua_State *L) {
    if (lvm_stopping(lvm_of(L))) return 1;
    lua_settop(L, 1);
    lvm_improve_message(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 1, 1);
    return 1;
}

static int base_xpcall(lua_State *L) {
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, user_handler, 1);
    lua_pushvalue(L, 1);
    lua_replace(L, 2);
    lua_replace(L, 1);
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 1, 0, finish_pcall);
    return finish_pcall(L, status, 0);
}

void lvm_open_calls(lua_State *L) {
    lua_pushcfunction(L, base_pcall);
    lua_setglobal(L, "pcall");
    lua_pushcfunction(L, base_xpcall);
    lua_setglobal(L, "xpcall");
}
