// Plain accessors: one call of Lua's each, none of which raises for a cause.
#include <string.h>

#include "internal.h"

int lvm_compare(const void *one, size_t one_length, const void *other, size_t other_length) {
    size_t length = one_length < other_length ? one_length : other_length;
    int order = length ? memcmp(one, other, length) : 0;
    return order ? order : (one_length > other_length) - (one_length < other_length);
}

int lvm_top(lua_State *L) { return lua_gettop(L); }
void lvm_set_top(lua_State *L, int top) { lua_settop(L, top); }
void lvm_pop(lua_State *L, int count) { lua_pop(L, count); }
bool lvm_check_stack(lua_State *L, int slots) { return lua_checkstack(L, slots); }
void lvm_push_value(lua_State *L, int index) { lua_pushvalue(L, index); }
void lvm_remove(lua_State *L, int index) { lua_remove(L, index); }
void lvm_insert(lua_State *L, int index) { lua_insert(L, index); }
void lvm_move(lua_State *from, lua_State *to, int count) { lua_xmove(from, to, count); }
int lvm_type(lua_State *L, int index) { return lua_type(L, index); }
bool lvm_is_integer(lua_State *L, int index) { return lua_isinteger(L, index); }
bool lvm_to_boolean(lua_State *L, int index) { return lua_toboolean(L, index); }
int64_t lvm_to_integer(lua_State *L, int index) { return lua_tointeger(L, index); }
double lvm_to_number(lua_State *L, int index) { return lua_tonumber(L, index); }
const void *lvm_to_pointer(lua_State *L, int index) { return lua_topointer(L, index); }
bool lvm_raw_equal(lua_State *L, int one, int other) { return lua_rawequal(L, one, other); }
size_t lvm_raw_length(lua_State *L, int index) { return lua_rawlen(L, index); }

bool lvm_is_null(lua_State *L, int index) {
    return lua_islightuserdata(L, index) && lua_touserdata(L, index) == &lvm_null_key;
}

bool lvm_to_exact_integer(lua_State *L, int index, int64_t *value) {
    int exact = 0;
    *value = lua_tointegerx(L, index, &exact);
    return exact && lua_type(L, index) == LUA_TNUMBER;
}

const char *lvm_to_string(lua_State *L, int index, size_t *length) { return lua_tolstring(L, index, length); }

const char *lvm_type_name(lua_State *L, int index) {
    int type = lua_type(L, index);
    if (lvm_is_null(L, index)) return "null";
    if (type == LUA_TUSERDATA && luaL_getmetafield(L, index, "__name") != LUA_TNIL) {
        const char *name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "userdata";
        lua_pop(L, 1);
        return name;
    }
    return type == LUA_TNONE ? "no value" : lua_typename(L, type);
}

int lvm_marker(lua_State *L, int index) {
    if (!lua_getmetatable(L, index)) return LVM_PLAIN;
    lvm *vm = lvm_of(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, vm->array_metatable);
    lua_rawgeti(L, LUA_REGISTRYINDEX, vm->object_metatable);
    int marker = lua_rawequal(L, -3, -2) ? LVM_ARRAY : lua_rawequal(L, -3, -1) ? LVM_OBJECT : LVM_PLAIN;
    lua_pop(L, 3);
    return marker;
}

void lvm_set_marker(lua_State *L, int index, int marker) {
    index = lua_absindex(L, index);
    lvm *vm = lvm_of(L);
    if (marker == LVM_PLAIN)
        lua_pushnil(L);
    else
        lua_rawgeti(L, LUA_REGISTRYINDEX, marker == LVM_ARRAY ? vm->array_metatable : vm->object_metatable);
    lua_setmetatable(L, index);
}

void lvm_push_nil(lua_State *L) { lua_pushnil(L); }
void lvm_push_null(lua_State *L) { lua_pushlightuserdata(L, &lvm_null_key); }
void lvm_push_boolean(lua_State *L, bool value) { lua_pushboolean(L, value); }
void lvm_push_integer(lua_State *L, int64_t value) { lua_pushinteger(L, value); }
void lvm_push_number(lua_State *L, double value) { lua_pushnumber(L, value); }
void lvm_push_string(lua_State *L, const char *text, size_t length) { lua_pushlstring(L, text, length); }
void lvm_push_globals(lua_State *L) { lua_pushglobaltable(L); }

void lvm_new_table(lua_State *L, int array, int fields) { lua_createtable(L, array, fields); }
void lvm_raw_get(lua_State *L, int index) { lua_rawget(L, index); }
void lvm_raw_get_index(lua_State *L, int index, int64_t number) { lua_rawgeti(L, index, number); }
void lvm_raw_set(lua_State *L, int index) { lua_rawset(L, index); }
void lvm_raw_set_index(lua_State *L, int index, int64_t number) { lua_rawseti(L, index, number); }

int lvm_raw_get_field(lua_State *L, int index, const char *name) {
    index = lua_absindex(L, index);
    lua_pushstring(L, name);
    return lua_rawget(L, index);
}

void lvm_raw_set_field(lua_State *L, int index, const char *name) {
    index = lua_absindex(L, index);
    lua_pushstring(L, name);
    lua_insert(L, -2);
    lua_rawset(L, index);
}

const char *lvm_upvalue_name(lua_State *L, int function, int number) {
    if (!lua_isfunction(L, function)) return NULL;
    const char *name = lua_getupvalue(L, function, number);
    if (name) lua_pop(L, 1);
    return name;
}

void lvm_push_upvalue(lua_State *L, int function, int number) { lua_getupvalue(L, function, number); }

void lvm_join_upvalue(lua_State *L, int function, int number, int other) {
    lua_upvaluejoin(L, function, number, -1, other);
}

bool lvm_get_metatable(lua_State *L, int index) { return lua_getmetatable(L, index); }
void lvm_set_metatable(lua_State *L, int index) { lua_setmetatable(L, index); }
bool lvm_next(lua_State *L, int index) { return lua_next(L, index); }

int lvm_ref(lua_State *L) { return luaL_ref(L, LUA_REGISTRYINDEX); }
void lvm_push_ref(lua_State *L, int reference) { lua_rawgeti(L, LUA_REGISTRYINDEX, reference); }
void lvm_unref(lua_State *L, int reference) { luaL_unref(L, LUA_REGISTRYINDEX, reference); }
void lvm_push_clock(lua_State *L) { lua_rawgeti(L, LUA_REGISTRYINDEX, lvm_of(L)->clock); }

void lvm_push_loaded(lua_State *L) { lua_rawgeti(L, LUA_REGISTRYINDEX, lvm_of(L)->loaded); }
