// A JSON document on its way onto the Lua stack: one call per value.
#include "internal.h"

static void place_top(lua_State *L, int64_t place) {
    if (place > 0)
        lua_rawseti(L, -2, place);
    else if (place == LVM_AT_KEY)
        lua_rawset(L, -3);
}

void lvm_json_null(lua_State *L, int64_t place) {
    if (place == LVM_AT_KEY) {
        lua_pop(L, 1);  // a null member is an absent one
        return;
    }
    lua_pushlightuserdata(L, &lvm_null_key);
    place_top(L, place);
}

void lvm_json_boolean(lua_State *L, int64_t place, bool value) {
    lua_pushboolean(L, value);
    place_top(L, place);
}

void lvm_json_integer(lua_State *L, int64_t place, int64_t value) {
    lua_pushinteger(L, value);
    place_top(L, place);
}

void lvm_json_number(lua_State *L, int64_t place, double value) {
    lua_pushnumber(L, value);
    place_top(L, place);
}

void lvm_json_string(lua_State *L, int64_t place, const void *text, size_t length) {
    lua_pushlstring(L, text, length);
    place_top(L, place);
}

void lvm_json_begin(lua_State *L, bool array, int size) {
    if (array) {
        lua_createtable(L, size, 0);
        lua_rawgeti(L, LUA_REGISTRYINDEX, lvm_of(L)->array_metatable);
        lua_setmetatable(L, -2);
    } else {
        lua_createtable(L, 0, size);
    }
}

void lvm_json_end(lua_State *L, int64_t place) { place_top(L, place); }

void lvm_gc_pause(lua_State *L, bool paused) { lua_gc(L, paused ? LUA_GCSTOP : LUA_GCRESTART); }
