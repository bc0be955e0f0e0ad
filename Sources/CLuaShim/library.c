// Bounds for library functions that the instruction hook can't interrupt: C loops over ranges or lengths that a script
// chooses, and the pattern matcher, which backtracks.
#include <string.h>

#include "internal.h"

/// The longest range of indices that a table function may walk over.
#define MAX_RANGE 10000000

static int string_rep(lua_State *L) {
    size_t length, separator_length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer count = luaL_checkinteger(L, 2);
    const char *separator = luaL_optlstring(L, 3, "", &separator_length);
    size_t one = length + separator_length;
    if (count <= 0 || one == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if (one < length || (lua_Unsigned)one > LUA_MAXINTEGER / (lua_Unsigned)count)
        return luaL_error(L, "resulting string too large");
    size_t total = one * (size_t)count - separator_length;
    lvm_charge(L, (int64_t)total / 16);
    luaL_Buffer buffer;
    char *out = luaL_buffinitsize(L, &buffer, total);
    while (count-- > 1) {
        memcpy(out, text, length);
        out += length;
        if (separator_length) memcpy(out, separator, separator_length);
        out += separator_length;
    }
    memcpy(out, text, length);
    luaL_pushresultsize(&buffer, total);
    return 1;
}

/// Like the original, without the addresses of things: see lvm_push_display.
static int string_format(lua_State *L) {
    size_t length;
    const char *next = luaL_checklstring(L, 1, &length), *end = next + length;
    int argument = 1, last = lua_gettop(L);
    while (next < end) {
        if (*next++ != '%') continue;
        if (next < end && *next == '%') {
            next++;
            continue;
        }
        argument++;
        while (next < end && *next && strchr("-+ #0.123456789", *next)) next++;
        if (next == end) break;
        char conversion = *next++;
        if (conversion == 'p') return luaL_error(L, "'%%p' is not available: it would tell an address");
        if (conversion != 's' || argument > last) continue;
        switch (lua_type(L, argument)) {
            case LUA_TNIL:
            case LUA_TBOOLEAN:
            case LUA_TNUMBER:
            case LUA_TSTRING:
                break;
            default:
                lvm_push_display(L, argument);
                lua_replace(L, argument);
        }
    }
    return lvm_of(L)->string_format(L);
}

/// Bounds subject and pattern: matching takes time that no hook sees, and grows fast with both.
static void check_match(lua_State *L) {
    lvm *vm = lvm_of(L);
    size_t subject, pattern;
    luaL_checklstring(L, 1, &subject);
    luaL_checklstring(L, 2, &pattern);
    if (vm->limits.subject && subject > vm->limits.subject)
        luaL_error(L, "string too long for a pattern (%I bytes, at most %I): take it in pieces",
                   (LUAI_UACINT)subject, (LUAI_UACINT)vm->limits.subject);
    if (vm->limits.pattern && pattern > vm->limits.pattern)
        luaL_error(L, "pattern too long (%I bytes, at most %I)", (LUAI_UACINT)pattern,
                   (LUAI_UACINT)vm->limits.pattern);
    lvm_charge(L, (int64_t)subject / 16);
}

static int string_find(lua_State *L) {
    if (lua_toboolean(L, 4))
        lvm_charge(L, (int64_t)lua_rawlen(L, 1) / 16);  // plain search is linear
    else
        check_match(L);
    return lvm_of(L)->string_find(L);
}

static int string_match(lua_State *L) {
    check_match(L);
    return lvm_of(L)->string_match(L);
}

static int string_gmatch(lua_State *L) {
    check_match(L);
    return lvm_of(L)->string_gmatch(L);
}

static int string_gsub(lua_State *L) {
    check_match(L);
    return lvm_of(L)->string_gsub(L);
}

/// Table functions work on real tables: `__len` and `__index` could promise any length.
static void check_plain(lua_State *L, int argument) {
    luaL_checktype(L, argument, LUA_TTABLE);
    if (!lua_getmetatable(L, argument)) return;
    static const char *const events[] = {"__len", "__index", "__newindex"};
    for (int i = 0; i < 3; i++) {
        lua_pushstring(L, events[i]);
        if (lua_rawget(L, -2) != LUA_TNIL)
            luaL_argerror(L, argument, lua_pushfstring(L, "a table with a %s metamethod can't be used here", events[i]));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static void check_range(lua_State *L, int argument, lua_Integer from, lua_Integer to) {
    if (from <= to && (lua_Unsigned)to - (lua_Unsigned)from >= MAX_RANGE)
        luaL_argerror(L, argument, "range too long");
    if (from <= to) lvm_charge(L, to - from + 1);
}

static int table_insert(lua_State *L) {
    check_plain(L, 1);
    if (lua_gettop(L) > 2) lvm_charge(L, (int64_t)lua_rawlen(L, 1) / 4);
    return lvm_of(L)->table_insert(L);
}

static int table_remove(lua_State *L) {
    check_plain(L, 1);
    if (lua_gettop(L) > 1) lvm_charge(L, (int64_t)lua_rawlen(L, 1) / 4);
    return lvm_of(L)->table_remove(L);
}

static int table_move(lua_State *L) {
    check_plain(L, 1);
    if (!lua_isnoneornil(L, 5)) check_plain(L, 5);
    check_range(L, 3, luaL_checkinteger(L, 2), luaL_checkinteger(L, 3));
    return lvm_of(L)->table_move(L);
}

static int table_concat(lua_State *L) {
    check_plain(L, 1);
    check_range(L, 4, luaL_optinteger(L, 3, 1), luaL_optinteger(L, 4, (lua_Integer)lua_rawlen(L, 1)));
    return lvm_of(L)->table_concat(L);
}

static int table_unpack(lua_State *L) {
    check_plain(L, 1);
    check_range(L, 3, luaL_optinteger(L, 2, 1), luaL_optinteger(L, 3, (lua_Integer)lua_rawlen(L, 1)));
    return lvm_of(L)->table_unpack(L);
}

static int table_sort(lua_State *L) {
    check_plain(L, 1);
    lvm_charge(L, (int64_t)lua_rawlen(L, 1));
    return lvm_of(L)->table_sort(L);
}

/// Keeps the original of a library function and puts a wrapper in its place; the library is on top.
static lua_CFunction wrap(lua_State *L, const char *name, lua_CFunction wrapper) {
    lua_getfield(L, -1, name);
    lua_CFunction original = lua_tocfunction(L, -1);
    lua_pop(L, 1);
    lua_pushcfunction(L, wrapper);
    lua_setfield(L, -2, name);
    return original;
}

/// Methods of strings are Lua's own, whatever a script does to its table `string`: libraries, which may do more than it, call
/// them, too. What a script adds to the table (`string.trim`) is a method as usual.
static void keep_string_methods(lua_State *L) {
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_newtable(L);
    lua_getglobal(L, LUA_STRLIBNAME);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, -5);
    }
    lua_createtable(L, 0, 1);
    lua_insert(L, -2);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 2);
}

void lvm_open_library(lua_State *L) {
    lvm *vm = lvm_of(L);
    lua_getglobal(L, LUA_STRLIBNAME);
    lua_pushnil(L);
    lua_setfield(L, -2, "dump");
    wrap(L, "rep", string_rep);
    vm->string_format = wrap(L, "format", string_format);
    vm->string_find = wrap(L, "find", string_find);
    vm->string_match = wrap(L, "match", string_match);
    vm->string_gmatch = wrap(L, "gmatch", string_gmatch);
    vm->string_gsub = wrap(L, "gsub", string_gsub);
    lua_pop(L, 1);
    lua_getglobal(L, LUA_TABLIBNAME);
    vm->table_insert = wrap(L, "insert", table_insert);
    vm->table_remove = wrap(L, "remove", table_remove);
    vm->table_move = wrap(L, "move", table_move);
    vm->table_concat = wrap(L, "concat", table_concat);
    vm->table_unpack = wrap(L, "unpack", table_unpack);
    vm->table_sort = wrap(L, "sort", table_sort);
    lua_pop(L, 1);
    keep_string_methods(L);
}
