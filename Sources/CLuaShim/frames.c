// Where a script is: positions and tracebacks without the host's own frames.
#include <stdio.h>
#include <string.h>

#include "internal.h"

/// Frames that are kept of a traceback that leaves a coroutine.
#define KEPT_FRAMES 20

const char *lvm_frame_text(const lvm_frame *frame) { return frame->text; }

/// What the host's own Lua calls a function is no name that a script knows.
static bool is_host(lua_State *L, int level) {
    lua_Debug event;
    return lua_getstack(L, level, &event) && lua_getinfo(L, "S", &event) && strcmp(event.source, LVM_HOST_CHUNK) == 0;
}

void lvm_set_entry(lua_State *L) { lvm_of(L)->entry = lua_topointer(L, -1); }

/// The function into which the text of an interactive entry was put: see EntryScope.swift.
static bool is_entry(lua_State *L, lua_Debug *event) {
    if (!lvm_of(L)->entry || !lua_checkstack(L, 1)) return false;
    lua_getinfo(L, "f", event);
    bool is_it = lua_topointer(L, -1) == lvm_of(L)->entry;
    lua_pop(L, 1);
    return is_it;
}

static void set_place(lvm_frame *frame, const lua_Debug *event) {
    bool marked = event->source[0] == '@' || event->source[0] == '=';
    frame->file = event->source + (marked ? 1 : 0);
    frame->file_length = strlen(frame->file);
    frame->line = event->currentline;
}

bool lvm_function_lines(lua_State *L, int index, lvm_frame *first, int *last) {
    if (!lua_isfunction(L, index) || lua_iscfunction(L, index)) return false;
    lua_Debug event;
    lua_pushvalue(L, index);
    lua_getinfo(L, ">S", &event);
    if (strcmp(event.source, LVM_HOST_CHUNK) == 0) return false;
    event.currentline = event.linedefined;
    set_place(first, &event);
    *last = event.lastlinedefined;
    return true;
}

bool lvm_script_frame(lua_State *L, int *level, lvm_frame *frame) {
    lua_Debug event;
    while (lua_getstack(L, *level, &event)) {
        (*level)++;
        lua_getinfo(L, "Sln", &event);
        if (event.what[0] == 'C' || strcmp(event.source, LVM_HOST_CHUNK) == 0) continue;
        set_place(frame, &event);
        if (event.what[0] == 'm' || is_entry(L, &event)) {
            snprintf(frame->text, sizeof frame->text, "in main chunk");
        } else if (event.name && *event.namewhat && !is_host(L, *level)) {
            const char *what = strcmp(event.namewhat, "method") == 0       ? "method"
                               : strcmp(event.namewhat, "metamethod") == 0 ? "metamethod"
                                                                           : "function";
            snprintf(frame->text, sizeof frame->text, "in %s '%s'", what, event.name);
        } else {
            snprintf(frame->text, sizeof frame->text, "in function <line %d>", event.linedefined);
        }
        return true;
    }
    return false;
}

bool lvm_script_position(lua_State *L, lvm_frame *frame) {
    lua_Debug event;
    for (int level = 0; lua_getstack(L, level, &event); level++) {
        lua_getinfo(L, "Sl", &event);
        if (event.what[0] == 'C' || strcmp(event.source, LVM_HOST_CHUNK) == 0) continue;
        set_place(frame, &event);
        return true;
    }
    return false;
}

/// Replaces "[host]:12: text" on top by "file:line: text" of the nearest script frame.
static void replace_host_position(lua_State *L, int level) {
    const char *text = strchr(lua_tostring(L, -1) + strlen(LVM_HOST_CHUNK), ' ');
    if (!text) return;
    lvm_frame frame;
    if (lvm_script_frame(L, &level, &frame) && frame.line > 0)
        lua_pushfstring(L, "%s:%d:%s", frame.file, frame.line, text);
    else
        lua_pushstring(L, text + 1);
    lua_remove(L, -2);
}

/// The member in "attempt to call a nil value (method 'x')" is the one that an object was just found not to have.
static bool calls_missed_member(lvm *vm, const char *message) {
    const char *found = strstr(message, "attempt to call a nil value (");
    if (!found || !vm->missed_object) return false;
    const char *open = strchr(found, '\'');
    size_t length = strlen(vm->missed_member);
    return open && strncmp(open + 1, vm->missed_member, length) == 0 && strcmp(open + 1 + length, "')") == 0;
}

void lvm_improve_message(lua_State *L, int level) {
    lvm *vm = lvm_of(L);
    if (lua_type(L, -1) != LUA_TSTRING || !lua_checkstack(L, 20)) return;
    const char *message = lua_tostring(L, -1);
    const char *host = &LVM_HOST_CHUNK[1];
    size_t length = strlen(host);
    if (strncmp(message, host, length) == 0 && message[length] == ':') {
        replace_host_position(L, level);
        message = lua_tostring(L, -1);
    }
    if (calls_missed_member(vm, message)) {
        vm->host++;
        int pushed = vm->callbacks.explain(vm->context, L, vm->missed_object, vm->missed_member);
        vm->host--;
        if (pushed) lua_remove(L, -2);
    }
}

int lvm_message_handler(lua_State *L) {
    if (!lvm_stopping(lvm_of(L))) {
        lua_settop(L, 1);
        lvm_improve_message(L, 1);
    }
    return 1;
}

void lvm_keep_traceback(lua_State *L) {
    if (!lua_checkstack(L, 10)) return;
    // An error that passes several coroutines collects the frames of each.
    int count = lvm_inner_frames(L, -1);
    if (count) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, &lvm_inner_frames_key);
    } else {
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &lvm_inner_error_key);
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &lvm_inner_frames_key);
    }
    lvm_frame frame;
    int level = 0;
    while (count < KEPT_FRAMES && lvm_script_frame(L, &level, &frame)) {
        lua_pushfstring(L, "%s:%d: %s", frame.file, frame.line, frame.text);
        lua_rawseti(L, -2, ++count);
    }
    lua_pop(L, 1);
}

void lvm_forget_traceback(lua_State *L) {
    for (int i = 0; i < 2; i++) {
        lua_pushnil(L);
        lua_rawsetp(L, LUA_REGISTRYINDEX, i ? &lvm_inner_error_key : &lvm_inner_frames_key);
    }
}

int lvm_inner_frames(lua_State *L, int index) {
    index = lua_absindex(L, index);
    int count = 0;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &lvm_inner_frames_key);
    if (lua_istable(L, -1)) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, &lvm_inner_error_key);
        if (lua_rawequal(L, -1, index)) count = (int)lua_rawlen(L, -2);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return count;
}

const char *lvm_inner_frame(lua_State *L, int number, size_t *length) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &lvm_inner_frames_key);
    lua_rawgeti(L, -1, number + 1);
    const char *text = lua_tolstring(L, -1, length);
    lua_pop(L, 2);  // the registry keeps it alive
    return text;
}

void lvm_push_traceback(lua_State *to, lua_State *L, int level) {
    luaL_Buffer buffer;
    luaL_buffinit(to, &buffer);
    luaL_addstring(&buffer, "stack traceback:");
    lvm_frame frame;
    for (int count = 0; count < KEPT_FRAMES && lvm_script_frame(L, &level, &frame); count++) {
        char line[24];
        luaL_addstring(&buffer, "\n\t");
        luaL_addlstring(&buffer, frame.file, frame.file_length);
        snprintf(line, sizeof line, ":%d: ", frame.line);
        luaL_addstring(&buffer, line);
        luaL_addstring(&buffer, frame.text);
    }
    luaL_pushresult(&buffer);
}
