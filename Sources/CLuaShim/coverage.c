// Which lines have run, for those who ask before the state is opened; nobody else pays for it.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/// The lines of one chunk. `counts` has room for the last line that has run.
struct lvm_counted {
    char *name;
    uint32_t *counts;
    size_t room;
    lvm_counted *next;
};

void lvm_count_lines(lvm *vm) { vm->hook_mask |= LUA_MASKLINE; }

static lvm_counted *counted(lvm *vm, const char *name) {
    lvm_counted **place = &vm->counted;
    for (; *place; place = &(*place)->next) {
        if (strcmp((*place)->name, name) != 0) continue;
        // The one that runs is the first to be looked at.
        lvm_counted *found = *place;
        *place = found->next;
        found->next = vm->counted;
        vm->counted = found;
        return found;
    }
    lvm_counted *made = calloc(1, sizeof *made);
    if (!made) return NULL;
    made->name = strdup(name);
    if (!made->name) {
        free(made);
        return NULL;
    }
    made->next = vm->counted;
    vm->counted = made;
    return made;
}

void lvm_count_line(lua_State *L, lua_Debug *event) {
    if (!lua_getinfo(L, "Sl", event) || event->source[0] != '@' || event->currentline < 1) return;
    lvm_counted *file = counted(lvm_of(L), event->source + 1);
    if (!file) return;
    size_t line = (size_t)event->currentline;
    if (line >= file->room) {
        size_t room = line + 256;
        uint32_t *counts = realloc(file->counts, room * sizeof *counts);
        if (!counts) return;
        memset(counts + file->room, 0, (room - file->room) * sizeof *counts);
        file->counts = counts;
        file->room = room;
    }
    if (file->counts[line] < UINT32_MAX) file->counts[line]++;
}

const lvm_counted *lvm_next_counted(lvm *vm, const lvm_counted *before) { return before ? before->next : vm->counted; }

const char *lvm_counted_name(const lvm_counted *file) { return file->name; }

const uint32_t *lvm_counted_lines(const lvm_counted *file, size_t *count) {
    *count = file->room;
    return file->counts;
}

void lvm_free_counted(lvm *vm) {
    while (vm->counted) {
        lvm_counted *file = vm->counted;
        vm->counted = file->next;
        free(file->name);
        free(file->counts);
        free(file);
    }
}

/// What lua_dump hands its pieces to.
typedef struct pieces {
    unsigned char *bytes;
    size_t length, room;
} pieces;

static int keep(lua_State *L, const void *piece, size_t length, void *context) {
    (void)L;
    pieces *all = context;
    if (all->bytes && all->length + length <= all->room) memcpy(all->bytes + all->length, piece, length);
    all->length += length;
    return 0;
}

size_t lvm_compiled(const char *text, size_t length, const char *name, unsigned char *bytes, size_t capacity) {
    lua_State *L = luaL_newstate();
    if (!L) return 0;
    pieces all = {.bytes = bytes, .room = capacity};
    if (luaL_loadbufferx(L, text, length, name, "t") == LUA_OK) lua_dump(L, keep, &all, 0);
    lua_close(L);
    return all.length;
}
