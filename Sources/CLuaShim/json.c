// From JSON text to Lua values in one pass.
//
// The text is part of a document that the host has checked, so there is nothing to report but too much depth. No Swift
// is called, and of Lua's functions only such as fail for want of memory, which the soft limit rules out (host frame).
//
// The rows of a page have the same keys in the same order, and often the same values: what is spelled as in its place
// in the row before is not made again but taken from the stack, which spares Lua hashing a text and looking it up.
#include <string.h>

#include "internal.h"

/// How many columns are remembered at most, of all depths together; a short text has few.
#define COLUMNS 256
#define BYTES_PER_COLUMN 32
/// Below this depth tables are made without a memory of their neighbours.
#define LEVELS 32

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the first byte of a word is its lowest");

/// A member of an object in the row before: its text, from the quote of its key, which is NULL for none; how much of it
/// lies before its value and before the next key. `whole` is 0 where the value is not to be taken from the stack: a table,
/// or that of the last member.
typedef struct column {
    const char *text;
    size_t key, whole;
    /// The place on Lua's stack of the key; the value is in the next.
    int slot;
    bool is_null;
    /// The size of the table that the value is.
    int size;
    /// The column of the member behind it.
    struct column *next;
} column;

/// What the tables of one depth have in common: the columns of objects, and for arrays the size of the last table in one.
typedef struct level {
    column *first;
    int size;
} level;

typedef struct reader {
    lua_State *L;
    const char *at, *end;
    /// The bracket at which reading stopped.
    const char *too_deep;
    int array_metatable, depth, maximum_depth;
    /// Of `room` columns, `used` are in use; their slots on Lua's stack begin at `first_slot`.
    column *columns;
    int used, room, first_slot;
    level levels[LEVELS];
} reader;

/// Pushes the value at the reader's place; a table is made of a size, which then becomes its own.
static bool push_value(reader *r, int *size);

static void skip_space(reader *r) {
    while (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t') r->at++;
}

static uint64_t word_at(const char *at) {
    uint64_t word;
    memcpy(&word, at, 8);
    return word;
}

/// The first quote or backslash; there is one.
static const char *plain_end(const char *at, const char *end) {
    const uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    for (; end - at >= 8; at += 8) {
        uint64_t word = word_at(at), quote = word ^ ones * '"', backslash = word ^ ones * '\\';
        // A borrow can mark bytes above a real find, never below it: the lowest mark is right.
        uint64_t found = (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & highs;
        if (found) return at + __builtin_ctzll(found) / 8;
    }
    while (*at != '"' && *at != '\\') at++;
    return at;
}

// MARK: Strings

/// How many bytes at the reader's place are spelled as the remembered member; more than are asked for may be counted.
static size_t sameness(const reader *r, const column *remembered) {
    size_t length = remembered->whole ? remembered->whole : remembered->key;
    if (!remembered->text || (size_t)(r->end - r->at) < length + 8) return 0;
    for (size_t same = 0; same < length; same += 8) {
        uint64_t difference = word_at(r->at + same) ^ word_at(remembered->text + same);
        if (difference) return same + (size_t)__builtin_ctzll(difference) / 8;
    }
    return length;
}

static unsigned hex_quad(const char *at) {
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)at[i];
        value = value << 4 | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10u);
    }
    return value;
}

/// Writes the scalar of `\uXXXX` or of a surrogate pair, U+FFFD for half a pair; `*from` is behind the `u`.
static char *put_code_point(char *to, const char **from) {
    unsigned scalar = hex_quad(*from);
    *from += 4;
    if ((scalar & 0xF800) == 0xD800) {
        const char *pair = *from;  // the quote at the end of the string is at or behind it
        unsigned low = scalar < 0xDC00 && pair[0] == '\\' && pair[1] == 'u' ? hex_quad(pair + 2) : 0;
        if ((low & 0xFC00) == 0xDC00) {
            scalar = 0x10000 + ((scalar & 0x3FF) << 10) + (low & 0x3FF);
            *from += 6;
        } else {
            scalar = 0xFFFD;
        }
    }
    if (scalar < 0x80) {
        *to++ = (char)scalar;
        return to;
    }
    int more = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
    *to++ = (char)(leads[more] | scalar >> 6 * more);
    while (more-- > 0) *to++ = (char)(0x80 | (scalar >> 6 * more & 0x3F));
    return to;
}

/// Pushes a string with escapes: no longer than its spelling.
static void push_escaped(lua_State *L, const char *text, size_t length) {
    luaL_Buffer buffer;
    char *start = luaL_buffinitsize(L, &buffer, length), *to = start;
    for (const char *from = text, *end = text + length; from < end;) {
        if (*from != '\\') {
            *to++ = *from++;
            continue;
        }
        char letter = from[1];
        from += 2;
        switch (letter) {
            case 'b': *to++ = '\b'; break;
            case 'f': *to++ = '\f'; break;
            case 'n': *to++ = '\n'; break;
            case 'r': *to++ = '\r'; break;
            case 't': *to++ = '\t'; break;
            case 'u': to = put_code_point(to, &from); break;
            default: *to++ = letter;
        }
    }
    luaL_pushresultsize(&buffer, (size_t)(to - start));
}

static void push_string(reader *r) {
    const char *text = r->at + 1, *end = plain_end(text, r->end);
    if (*end == '"') {
        lua_pushlstring(r->L, text, (size_t)(end - text));
    } else {
        while (*end != '"') end = plain_end(end + 2, r->end);
        push_escaped(r->L, text, (size_t)(end - text));
    }
    r->at = end + 1;
}

// MARK: Numbers

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool goes_on_with_number(const reader *r, const char *at) {
    return at < r->end && (is_digit(*at) || *at == '.' || *at == 'e' || *at == 'E');
}

/// A number with an exponent or many digits: Lua's own conversion rounds correctly.
static void push_long_number(reader *r) {
    const char *start = r->at, *end = start + 1;
    while (goes_on_with_number(r, end) || (end < r->end && (*end == '+' || *end == '-'))) end++;
    lua_pushlstring(r->L, start, (size_t)(end - start));
    lua_stringtonumber(r->L, lua_tostring(r->L, -1));
    lua_remove(r->L, -2);
    r->at = end;
}

static void push_number(reader *r) {
    const char *at = r->at, *point = NULL;
    bool negative = *at == '-';
    at += negative;
    uint64_t digits = 0;
    // 18 characters can't overflow.
    for (const char *limit = r->end - at > 18 ? at + 18 : r->end; at < limit; at++) {
        if (is_digit(*at))
            digits = digits * 10 + (uint64_t)(*at - '0');
        else if (*at == '.')
            point = at;
        else
            break;
    }
    if (goes_on_with_number(r, at) || digits >= (uint64_t)1 << 53) {
        push_long_number(r);
        return;
    }
    if (!point) {
        lua_pushinteger(r->L, negative ? -(lua_Integer)digits : (lua_Integer)digits);
    } else {
        // Both are exact as doubles, so that the division rounds once and correctly.
        static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,
                                        1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};
        double number = (double)digits / powers[at - point - 1];
        lua_pushnumber(r->L, negative ? -number : number);
    }
    r->at = at;
}

// MARK: Tables

/// Steps over an opening bracket; NULL when it is one too many.
static level *enter(reader *r, level *unremembered) {
    if (r->depth == r->maximum_depth || !lua_checkstack(r->L, 8)) {
        r->too_deep = r->at;
        return NULL;
    }
    level *own = r->depth < LEVELS ? &r->levels[r->depth] : unremembered;
    r->depth++;
    r->at++;
    skip_space(r);
    return own;
}

/// Steps over a comma (true) or the closing bracket.
static bool goes_on(reader *r) {
    skip_space(r);
    if (*r->at++ != ',') return false;
    skip_space(r);
    return true;
}

static void leave(reader *r, int *size, int count) {
    *size = count < 256 ? count : 256;
    r->depth--;
}

/// The column that `*link` names, made when there is room; NULL when there is none.
static column *column_at(reader *r, column **link) {
    if (!*link && r->used < r->room) {
        column *made = &r->columns[r->used];
        *made = (column){.slot = r->first_slot + 2 * r->used};
        *link = made;
        r->used++;
    }
    return *link;
}

/// Steps to the value of a member, whose key is pushed unless it is the remembered one.
static bool begin_member(reader *r, column *place, size_t same) {
    if (place && place->text && same >= place->key) {
        r->at += place->key;
        skip_space(r);
        return true;
    }
    push_string(r);
    if (place) lua_copy(r->L, -1, place->slot);
    skip_space(r);
    r->at++;  // the colon
    skip_space(r);
    return false;
}

static bool push_object(reader *r, int *size) {
    lua_State *L = r->L;
    level unremembered = {NULL, 0}, *own = enter(r, &unremembered);
    if (!own) return false;
    lua_createtable(L, 0, *size);
    column **link = &own->first;
    int count = 0;
    bool more = *r->at != '}';
    if (!more) r->at++;
    while (more) {
        column *place = own == &unremembered ? NULL : column_at(r, link);
        if (place) link = &place->next;
        size_t same = place ? sameness(r, place) : 0;
        if (place && place->whole && same >= place->whole) {
            if (!place->is_null) {
                lua_pushvalue(L, place->slot);
                lua_pushvalue(L, place->slot + 1);
                lua_rawset(L, -3);
                count++;
            }
            r->at += place->whole;
            skip_space(r);
            continue;
        }
        const char *text = r->at;
        bool is_known = begin_member(r, place, same);
        const char *value = r->at;
        bool is_null = *value == 'n', is_table = *value == '{' || *value == '[';
        if (is_null) {  // a null member is an absent one
            if (!is_known) lua_pop(L, 1);
            r->at += 4;
        } else {
            if (is_known) lua_pushvalue(L, place->slot);
            if (!push_value(r, place ? &place->size : &unremembered.size)) return false;
            if (place && !is_table) lua_copy(L, -1, place->slot + 1);
            lua_rawset(L, -3);
            count++;
        }
        more = goes_on(r);
        if (place) {
            place->text = text;
            place->key = (size_t)(value - text);
            place->whole = more && !is_table ? (size_t)(r->at - text) : 0;
            place->is_null = is_null;
        }
    }
    leave(r, size, count);
    return true;
}

static bool push_array(reader *r, int *size) {
    lua_State *L = r->L;
    level unremembered = {NULL, 0}, *own = enter(r, &unremembered);
    if (!own) return false;
    lua_createtable(L, *size, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, r->array_metatable);
    lua_setmetatable(L, -2);
    int count = 0;
    if (*r->at == ']') {
        r->at++;
    } else {
        do {
            if (!push_value(r, &own->size)) return false;
            lua_rawseti(L, -2, ++count);
        } while (goes_on(r));
    }
    leave(r, size, count);
    return true;
}

static bool push_value(reader *r, int *size) {
    switch (*r->at) {
        case '"': push_string(r); return true;
        case '{': return push_object(r, size);
        case '[': return push_array(r, size);
        case 't':
            lua_pushboolean(r->L, true);
            r->at += 4;
            return true;
        case 'f':
            lua_pushboolean(r->L, false);
            r->at += 5;
            return true;
        case 'n':
            lua_pushlightuserdata(r->L, &lvm_null_key);
            r->at += 4;
            return true;
        default: push_number(r); return true;
    }
}

ptrdiff_t lvm_push_json(lua_State *L, const void *text, size_t length, int maximum_depth) {
    column columns[COLUMNS];
    size_t room = length / BYTES_PER_COLUMN;
    if (room > COLUMNS) room = COLUMNS;
    int top = lua_gettop(L);
    if (!lua_checkstack(L, 2 * (int)room + 8)) room = 0;
    reader r = {
        .L = L, .at = text, .end = (const char *)text + length,
        .array_metatable = lvm_of(L)->array_metatable, .maximum_depth = maximum_depth,
        .columns = columns, .room = (int)room, .first_slot = top + 1,
    };
    lua_settop(L, top + 2 * (int)room);
    int size = 0;
    bool done = push_value(&r, &size);
    if (done && room) lua_replace(L, top + 1);
    lua_settop(L, done ? top + 1 : top);
    return done ? -1 : r.too_deep - (const char *)text;
}
