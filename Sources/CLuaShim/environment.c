// Environments: globals for code that must not reach those of others, and what may pass between two of them.
#include <string.h>

#include "internal.h"

static char sealed_key;

// MARK: Sealed tables

static int refuse_change(lua_State *L) {
    if (lua_type(L, 2) == LUA_TSTRING) return luaL_error(L, "cannot change a protected table (field '%s')", lua_tostring(L, 2));
    return luaL_error(L, "cannot change a protected table");
}

/// The table behind is an upvalue: handed out, it could be changed.
static int sealed_next(lua_State *L) {
    lua_settop(L, 2);
    if (lua_next(L, lua_upvalueindex(1))) return 2;
    lua_pushnil(L);
    return 1;
}

static int sealed_pairs(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushcclosure(L, sealed_next, 1);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static int sealed_length(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
    return 1;
}

static void set_closure(lua_State *L, int metatable, int table, const char *event, lua_CFunction function) {
    lua_pushvalue(L, table);
    lua_pushcclosure(L, function, 1);
    lua_setfield(L, metatable, event);
}

void lvm_seal(lua_State *L) {
    int table = lua_gettop(L), metatable = table + 2;
    lua_newtable(L);
    lua_createtable(L, 0, 7);
    lua_pushvalue(L, table);
    lua_setfield(L, metatable, "__index");
    lua_pushcfunction(L, refuse_change);
    lua_setfield(L, metatable, "__newindex");
    set_closure(L, metatable, table, "__pairs", sealed_pairs);
    set_closure(L, metatable, table, "__len", sealed_length);
    lua_pushboolean(L, 0);
    lua_setfield(L, metatable, "__metatable");
    lua_pushboolean(L, 1);
    lua_rawsetp(L, metatable, &sealed_key);
    if (lua_getmetatable(L, table)) {
        lua_pushliteral(L, "__call");
        lua_rawget(L, -2);
        lua_setfield(L, metatable, "__call");
        lua_pop(L, 1);
    }
    lua_setmetatable(L, table + 1);
    lua_remove(L, table);
}

static bool is_sealed(lua_State *L, int index) {
    if (!lua_getmetatable(L, index)) return false;
    bool sealed = lua_rawgetp(L, -1, &sealed_key) != LUA_TNIL;
    lua_pop(L, 2);
    return sealed;
}

static int base_rawset(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    luaL_checkany(L, 3);
    lua_settop(L, 3);
    if (is_sealed(L, 1)) return luaL_error(L, "cannot change a protected table");
    lua_rawset(L, 1);
    return 1;
}

// MARK: Members that are made when they are first asked for

static int make_members(lua_State *L) {
    lua_settop(L, 2);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_call(L, 1, 0);
    lua_gettable(L, 1);
    return 1;
}

void lvm_make_lazily(lua_State *L) {
    lua_pushcclosure(L, make_members, 1);
    lua_createtable(L, 0, 2);
    lua_insert(L, -2);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

// MARK: Whose metatables are whose

/// The environment in which a metatable (on top; popped) was first used; 0 for that of the scripts.
static lua_Integer owner(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, lvm_of(L)->owners);
    lua_insert(L, -2);
    lua_rawget(L, -2);
    lua_Integer result = lua_tointeger(L, -1);
    lua_pop(L, 2);
    return result;
}

/// The metatable of a class is the way into it: only those who made it get it. Upvalue: the environment, absent for
/// that of the scripts.
static int base_getmetatable(lua_State *L) {
    luaL_checkany(L, 1);
    if (!lua_getmetatable(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushliteral(L, "__metatable");
    if (lua_rawget(L, -2) != LUA_TNIL) return 1;
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    if (owner(L) != lua_tointeger(L, lua_upvalueindex(1))) lua_pushboolean(L, 0);
    return 1;
}

static int owned_setmetatable(lua_State *L) {
    if (lua_type(L, 2) == LUA_TTABLE) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, lvm_of(L)->owners);
        lua_pushvalue(L, 2);
        if (lua_rawget(L, -2) == LUA_TNIL) {
            lua_pushvalue(L, 2);
            lua_pushvalue(L, lua_upvalueindex(1));
            lua_rawset(L, -4);
        }
        lua_settop(L, 2);
    }
    return lvm_setmetatable(L);
}

// MARK: Globals

static void copy_field(lua_State *L, int from, int to, const char *name) {
    lua_pushstring(L, name);
    lua_rawget(L, from);
    lua_setfield(L, to, name);
}

/// Pushes what all environments have in common; made once, from what the sandbox had before any script ran.
static void push_common(lua_State *L) {
    static const char *const functions[] = {
        "assert", "collectgarbage", "error", "getmetatable", "ipairs", "next", "pairs", "pcall", "print", "rawequal",
        "rawget", "rawlen", "rawset", "select", "setmetatable", "tonumber", "tostring", "type", "xpcall", "_VERSION",
        NULL,
    };
    static const char *const libraries[] = {"string", "table", "math", "coroutine", "utf8", "os", "debug", NULL};
    lvm *vm = lvm_of(L);
    if (vm->common) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, vm->common);
        return;
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, vm->host_globals);
    int from = lua_gettop(L), to = from + 1;
    lua_createtable(L, 0, 32);
    for (const char *const *name = functions; *name; name++) copy_field(L, from, to, *name);
    for (const char *const *name = libraries; *name; name++) {
        // Trusted scripts have more of it.
        if (strcmp(*name, LUA_OSLIBNAME) == 0) lvm_push_clock(L);
        else lua_getfield(L, from, *name);
        lvm_seal(L);
        lua_setfield(L, to, *name);
    }
    lua_remove(L, from);
    lua_pushvalue(L, to - 1);
    vm->common = luaL_ref(L, LUA_REGISTRYINDEX);
}

void lvm_push_environment(lua_State *L, int64_t identifier) {
    lua_createtable(L, 0, 8);
    int environment = lua_gettop(L);
    lua_pushvalue(L, environment);
    lua_setfield(L, environment, "_G");
    set_closure(L, environment, environment, "load", lvm_load_text);
    if (identifier) {
        lua_pushinteger(L, identifier);
        lua_pushcclosure(L, owned_setmetatable, 1);
        lua_setfield(L, environment, "setmetatable");
        lua_pushinteger(L, identifier);
        lua_pushcclosure(L, base_getmetatable, 1);
        lua_setfield(L, environment, "getmetatable");
    }
    lua_createtable(L, 0, 2);
    push_common(L);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, environment);
}

void lvm_set_environment(lua_State *L, int reference) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
    lua_setupvalue(L, -2, 1);
}

// MARK: What passes

enum { COPY_DEPTH = 100 };

/// Replaces the table on top by a copy, with what hangs on it; `seen` has the copies that are already made.
static void copy(lua_State *L, int seen, int depth) {
    if (lua_type(L, -1) != LUA_TTABLE || is_sealed(L, -1)) return;
    lua_pushvalue(L, -1);
    if (lua_rawget(L, seen) != LUA_TNIL) {
        lua_remove(L, -2);
        return;
    }
    lua_pop(L, 1);
    if (depth > COPY_DEPTH) luaL_error(L, "tables nest deeper than %d", COPY_DEPTH);
    luaL_checkstack(L, 10, NULL);
    lvm_charge(L, 1);
    int table = lua_gettop(L), twin = table + 1;
    lua_newtable(L);
    lua_pushvalue(L, table);
    lua_pushvalue(L, twin);
    lua_rawset(L, seen);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        copy(L, seen, depth + 1);
        lvm_charge(L, 1);
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, twin);
    }
    if (lua_getmetatable(L, table)) lua_setmetatable(L, twin);
    lua_remove(L, table);
}

static int share(lua_State *L) {
    lua_settop(L, 1);
    lua_newtable(L);
    lua_insert(L, 1);
    copy(L, 1, 0);
    return 1;
}

void lvm_push_share(lua_State *L) { lua_pushcfunction(L, share); }

/// Without a continuation nothing can yield out of it.
static int register_module(lua_State *L) {
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

void lvm_push_register(lua_State *L) { lua_pushcfunction(L, register_module); }

int64_t lvm_ticks(lvm *vm) { return vm->ticks; }

void lvm_set_loading(lvm *vm, int64_t end) { vm->loading_end = end; }

void lvm_open_environments(lua_State *L) {
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lvm_of(L)->owners = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pushcfunction(L, base_rawset);
    lua_setglobal(L, "rawset");
    lua_pushcfunction(L, base_getmetatable);
    lua_setglobal(L, "getmetatable");
}
