// Lua's memory, block by block.
//
// A page of rows is made of thousands of blocks that live for a moment, and the larger of them, the nodes of its tables,
// are beyond what malloc keeps at hand. What Lua frees is kept here by size and given again.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#if defined(__SANITIZE_ADDRESS__)
#define KEEPS_BLOCKS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KEEPS_BLOCKS 0
#endif
#endif
#ifndef KEEPS_BLOCKS
#define KEEPS_BLOCKS 1  // not under the sanitizer, which has to see each block come and go
#endif

/// The kept blocks of a size are a list, each in the first bytes of the one before.
struct lvm_block {
    struct lvm_block *next;
};

/// The list for a size that is not 0; the blocks in it have `(list + 1) * LVM_BLOCK_STEP` bytes or more.
static size_t list_of(size_t size) { return KEEPS_BLOCKS ? (size - 1) / LVM_BLOCK_STEP : LVM_BLOCK_LISTS; }

static void *take(lvm_blocks *blocks, size_t size) {
    size_t list = list_of(size);
    if (list >= LVM_BLOCK_LISTS) return malloc(size);
    lvm_block *block = blocks->lists[list];
    if (!block) return malloc((list + 1) * LVM_BLOCK_STEP);
    blocks->lists[list] = block->next;
    blocks->kept -= (list + 1) * LVM_BLOCK_STEP;
    return block;
}

static void give(lvm_blocks *blocks, void *memory, size_t size) {
    size_t list = list_of(size), bytes = (list + 1) * LVM_BLOCK_STEP;
    if (list >= LVM_BLOCK_LISTS || blocks->kept + bytes > LVM_BLOCKS_KEPT) {
        free(memory);
        return;
    }
    lvm_block *block = memory;
    block->next = blocks->lists[list];
    blocks->lists[list] = block;
    blocks->kept += bytes;
}

void *lvm_resize_block(lvm_blocks *blocks, void *block, size_t old_size, size_t new_size) {
    if (!block || old_size == 0) return new_size ? take(blocks, new_size) : NULL;
    if (new_size == 0) {
        give(blocks, block, old_size);
        return NULL;
    }
    size_t from = list_of(old_size), to = list_of(new_size);
    if (from >= LVM_BLOCK_LISTS && to >= LVM_BLOCK_LISTS) return realloc(block, new_size);
    if (from == to) return block;
    void *moved = take(blocks, new_size);
    if (!moved) return NULL;
    memcpy(moved, block, old_size < new_size ? old_size : new_size);
    give(blocks, block, old_size);
    return moved;
}

void lvm_free_blocks(lvm_blocks *blocks) {
    for (size_t list = 0; list < LVM_BLOCK_LISTS; list++) {
        for (lvm_block *block = blocks->lists[list], *next; block; block = next) {
            next = block->next;
            free(block);
        }
        blocks->lists[list] = NULL;
    }
    blocks->kept = 0;
}
