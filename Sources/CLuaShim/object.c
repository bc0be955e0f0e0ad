// Host objects: a userdata holds a handle, never the object.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static int64_t *to_block(lua_State *L, int index) {
    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return NULL;
    bool ours = lua_rawgetp(L, -1, &lvm_object_key) != LUA_TNIL;
    lua_pop(L, 2);
    return ours ? lua_touserdata(L, index) : NULL;
}

int64_t lvm_to_object(lua_State *L, int index) {
    int64_t *block = to_block(L, index);
    return block ? *block : 0;
}

static int64_t check_object(lua_State *L) {
    int64_t handle = lvm_to_object(L, 1);
    luaL_argexpected(L, handle, 1, "host object");
    return handle;
}

static int index_later(lua_State *L, int status, lua_KContext context) {
    (void)L;
    (void)status;
    (void)context;
    return 1;
}

/// Methods, then fields, then the type's own `__index`, which may wait.
static int object_index(lua_State *L) {
    lvm *vm = lvm_of(L);
    int64_t handle = check_object(L);
    lua_settop(L, 2);
    if (lua_type(L, 2) != LUA_TSTRING) return 0;
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
    vm->host++;
    int found = vm->callbacks.field(vm->context, L, handle);
    vm->host--;
    lvm_after_host(L, vm);
    if (found) return 1;
    vm->missed_object = handle;
    strncpy(vm->missed_member, lua_tostring(L, 2), sizeof vm->missed_member - 1);
    lua_getmetatable(L, 1);
    lua_pushliteral(L, "__missing");
    if (lua_rawget(L, -2) != LUA_TNIL) {
        lua_insert(L, 1);
        lua_settop(L, 3);
        lua_callk(L, 2, 1, 0, index_later);
        return 1;
    }
    return 0;
}

static int object_newindex(lua_State *L) {
    return luaL_error(L, "the fields of a %s cannot be set", lvm_type_name(L, 1));
}

static int object_tostring(lua_State *L) {
    lvm *vm = lvm_of(L);
    int64_t handle = check_object(L);
    vm->host++;
    vm->callbacks.describe(vm->context, L, handle);
    vm->host--;
    lvm_after_host(L, vm);
    return 1;
}

/// Runs inside the collector: notes the handle and nothing else.
static int object_gc(lua_State *L) {
    lvm *vm = lvm_of(L);
    int64_t *block = lua_touserdata(L, 1);
    if (*block) vm->collected[vm->collected_count++] = *block;
    *block = 0;
    return 0;
}

void lvm_push_object_type(lua_State *L, const char *name) {
    lua_createtable(L, 0, 8);
    lua_pushboolean(L, 1);
    lua_rawsetp(L, -2, &lvm_object_key);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushcfunction(L, object_newindex);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, object_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pushcfunction(L, object_gc);
    lua_setfield(L, -2, "__gc");
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_pushcclosure(L, object_index, 1);
    lua_setfield(L, -3, "__index");
}

int64_t lvm_find_object(lua_State *L, const void *identity) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, lvm_of(L)->objects);
    lua_rawgetp(L, -1, identity);
    lua_remove(L, -2);
    int64_t handle = lvm_to_object(L, -1);
    if (!handle) lua_pop(L, 1);
    return handle;
}

void lvm_push_object(lua_State *L, int64_t handle, const void *identity) {
    lvm *vm = lvm_of(L);
    vm->live_objects++;
    if (vm->live_objects > vm->collected_room) {
        vm->collected_room = vm->collected_room * 2 + 64;
        vm->collected = realloc(vm->collected, vm->collected_room * sizeof *vm->collected);
        if (!vm->collected) abort();
    }
    int64_t *block = lua_newuserdatauv(L, sizeof *block, 0);
    *block = handle;
    lua_insert(L, -2);
    lua_setmetatable(L, -2);
    lua_rawgeti(L, LUA_REGISTRYINDEX, vm->objects);
    lua_pushvalue(L, -2);
    lua_rawsetp(L, -2, identity);
    lua_pop(L, 1);
}

int64_t lvm_take_collected(lvm *vm) {
    if (!vm->collected_count) return 0;
    vm->live_objects--;
    return vm->collected[--vm->collected_count];
}

void lvm_open_objects(lua_State *L) {
    lua_newtable(L);
    lua_newtable(L);
    lua_pushliteral(L, "v");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lvm_of(L)->objects = luaL_ref(L, LUA_REGISTRYINDEX);
}
