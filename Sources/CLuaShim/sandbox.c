// Level team of the sandbox: what of Lua's library a script sees.
#include <string.h>

#include "internal.h"

/// The text of a value without addresses: they help nobody and would tell where things lie in memory.
void lvm_push_display(lua_State *L, int index) {
    index = lua_absindex(L, index);
    if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
        lua_pop(L, 1);
        luaL_tolstring(L, index, NULL);
        return;
    }
    switch (lua_type(L, index)) {
        case LUA_TNIL:
        case LUA_TBOOLEAN:
        case LUA_TNUMBER:
        case LUA_TSTRING:
            luaL_tolstring(L, index, NULL);
            break;
        default:
            if (luaL_getmetafield(L, index, "__name") == LUA_TSTRING) break;
            lua_pushstring(L, luaL_typename(L, index));
    }
}

static int base_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    lvm_push_display(L, 1);
    return 1;
}

static int base_print(lua_State *L) {
    lvm *vm = lvm_of(L);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    int count = lua_gettop(L);
    luaL_Buffer line;
    luaL_buffinit(L, &line);
    for (int i = 1; i <= count; i++) {
        if (i > 1) luaL_addchar(&line, '\t');
        lvm_push_display(L, i);
        luaL_addvalue(&line);
    }
    luaL_pushresult(&line);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    lvm_flush(vm);
    vm->host++;
    vm->callbacks.print(vm->context, text, length);
    vm->host--;
    lvm_after_host(L, vm);
    return 0;
}

int lvm_setmetatable(lua_State *L) {
    int type = lua_type(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
    if (type == LUA_TTABLE) {
        // Finalizers run with hooks off: nothing could stop one that loops.
        lua_pushliteral(L, "__gc");
        if (lua_rawget(L, 2) != LUA_TNIL) return luaL_error(L, "__gc is not available; use a <close> variable");
    }
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

static int base_collectgarbage(lua_State *L) {
    if (strcmp(luaL_optstring(L, 1, "collect"), "count") != 0)
        return luaL_error(L, "only collectgarbage(\"count\") is available");
    lua_pushnumber(L, (lua_Number)lvm_memory(lvm_of(L)) / 1024);
    return 1;
}

/// The text of a chunk, on top: given as a string, or by a function piece by piece.
static void push_source(lua_State *L, size_t limit) {
    if (lua_type(L, 1) == LUA_TSTRING) {
        lua_pushvalue(L, 1);
        return;
    }
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_newtable(L);
    int pieces = lua_gettop(L);
    size_t total = 0;
    lua_Integer count = 0;
    for (;;) {
        lua_pushvalue(L, 1);
        lua_call(L, 0, 1);
        size_t length = 0;
        if (!lua_isnil(L, -1) && !lua_tolstring(L, -1, &length)) luaL_error(L, "reader function must return a string");
        if (length == 0) break;
        total += length;
        if (limit && total > limit) break;
        lua_rawseti(L, pieces, ++count);
    }
    luaL_Buffer source;
    luaL_buffinit(L, &source);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, pieces, i);
        luaL_addvalue(&source);
    }
    if (limit && total > limit) luaL_error(L, "source too long (more than %d bytes)", (int)limit);
    luaL_pushresult(&source);
}

/// Upvalue: the environment of what is loaded, when it is another than that of the scripts.
int lvm_load_text(lua_State *L) {
    lvm *vm = lvm_of(L);
    const char *mode = luaL_optstring(L, 3, "t");
    const char *name = luaL_optstring(L, 2, "(load)");
    int environment = lua_isnone(L, 4) ? lua_upvalueindex(1) : 4;
    lua_settop(L, 4);
    if (!strchr(mode, 't')) return luaL_error(L, "only text can be loaded (mode 't')");
    // A position then always reads `name:line`, and no script can pass for the host's own code.
    bool named = name[0] == '@' || name[0] == '=';
    if (strcmp(named ? name + 1 : name, &LVM_HOST_CHUNK[1]) == 0) return luaL_error(L, "chunk name is reserved");
    lua_pushfstring(L, named ? "%s" : "=%s", name);
    push_source(L, vm->limits.source);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    if (vm->limits.source && length > vm->limits.source)
        return luaL_error(L, "source too long (more than %d bytes)", (int)vm->limits.source);
    lvm_charge(L, (int64_t)length);
    int status = luaL_loadbufferx(L, text, length, lua_tostring(L, 5), "t");
    if (status == LUA_ERRMEM) lvm_stop(vm, LVM_STOP_MEMORY);
    if (lvm_stopping(vm)) return lvm_raise_stop(L);
    if (status != LUA_OK) {
        luaL_pushfail(L);
        lua_insert(L, -2);
        return 2;
    }
    if (!lua_isnone(L, environment)) {
        lua_pushvalue(L, environment);
        lua_setupvalue(L, -2, 1);
    }
    return 1;
}

static int debug_traceback(lua_State *L) {
    bool other = lua_isthread(L, 1);
    lua_State *of = other ? lua_tothread(L, 1) : L;
    int argument = other ? 2 : 1;
    if (!lua_isnoneornil(L, argument) && !lua_isstring(L, argument)) {
        lua_pushvalue(L, argument);  // an error that is not text passes as it is
        return 1;
    }
    int level = (int)luaL_optinteger(L, argument + 1, other ? 0 : 1);
    lvm_push_traceback(L, of, level < 0 ? 0 : level);
    if (lua_isstring(L, argument)) {
        lua_pushvalue(L, argument);
        lua_pushliteral(L, "\n");
        lua_pushvalue(L, -3);
        lua_concat(L, 3);
    }
    return 1;
}

static int null_tostring(lua_State *L) {
    lua_pushliteral(L, "null");
    return 1;
}

static void keep_only(lua_State *L, const char *const *names) {
    lua_newtable(L);
    for (; *names; names++) {
        lua_getfield(L, -2, *names);
        lua_setfield(L, -2, *names);
    }
    lua_remove(L, -2);
}

static void remove_globals(lua_State *L, const char *const *names) {
    for (; *names; names++) {
        lua_pushnil(L);
        lua_setglobal(L, *names);
    }
}

static int open_marker(lua_State *L, const char *name) {
    lua_newtable(L);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__metatable");
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

/// Pushes a copy of the table on top.
static void push_copy(lua_State *L) {
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, -3)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, -4);
    }
}

/// What a script puts into `string` is a method of strings, but it replaces none that is there: code of others calls
/// those. The globals are on top.
static void keep_string_methods(lua_State *L) {
    lua_getfield(L, -1, "string");
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushvalue(L, -3);
    push_copy(L);
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_setfield(L, -3, "__index");
    lua_pop(L, 4);
}

void lvm_keep_globals(lua_State *L) {
    static const char *const libraries[] = {"string", "table", "math", "coroutine", "utf8", "os", "debug", NULL};
    lua_pushglobaltable(L);
    push_copy(L);
    for (const char *const *name = libraries; *name; name++) {
        lua_getfield(L, -1, *name);
        push_copy(L);
        lua_setfield(L, -3, *name);
        lua_pop(L, 1);
    }
    lvm_of(L)->host_globals = luaL_ref(L, LUA_REGISTRYINDEX);
    keep_string_methods(L);
    lua_pop(L, 1);
}

static const luaL_Reg base[] = {
    {"tostring", base_tostring}, {"print", base_print},
    {"load", lvm_load_text},     {"setmetatable", lvm_setmetatable},
    {"collectgarbage", base_collectgarbage}, {NULL, NULL},
};

void lvm_open_sandbox(lua_State *L, uint64_t seed) {
    static const char *const removed[] = {"dofile", "loadfile", "warn", NULL};
    static const char *const os[] = {"time", "clock", "date", "difftime", NULL};
    lvm *vm = lvm_of(L);
    luaL_requiref(L, LUA_GNAME, luaopen_base, 1);
    luaL_setfuncs(L, base, 0);
    lua_pop(L, 1);
    remove_globals(L, removed);
    luaL_requiref(L, LUA_TABLIBNAME, luaopen_table, 1);
    luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 1);
    luaL_requiref(L, LUA_UTF8LIBNAME, luaopen_utf8, 1);
    luaL_requiref(L, LUA_MATHLIBNAME, luaopen_math, 1);
    lua_getfield(L, -1, "randomseed");
    lua_pushinteger(L, (lua_Integer)seed);
    lua_pushinteger(L, (lua_Integer)(seed >> 32));
    lua_call(L, 2, 0);
    lua_pop(L, 4);
    luaL_requiref(L, LUA_OSLIBNAME, luaopen_os, 0);
    keep_only(L, os);
    lua_pushvalue(L, -1);
    vm->clock = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_setglobal(L, LUA_OSLIBNAME);
    lua_newtable(L);
    lua_pushcfunction(L, debug_traceback);
    lua_setfield(L, -2, "traceback");
    lua_setglobal(L, LUA_DBLIBNAME);

    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);

    lua_pushlightuserdata(L, &lvm_null_key);
    lua_newtable(L);
    lua_pushcfunction(L, null_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pushliteral(L, "null");
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);

    vm->array_metatable = open_marker(L, "array");
    vm->object_metatable = open_marker(L, "object");
    lua_newtable(L);
    vm->loaded = luaL_ref(L, LUA_REGISTRYINDEX);
}
