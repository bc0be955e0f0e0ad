#ifndef CCATALOGUE_H
#define CCATALOGUE_H

#include <stddef.h>
#include <stdint.h>

/// The method catalogue (`catalogue.json`, one method per line, sorted by name without case) as bytes of the program
/// itself, so that an installed `b24` is one file.
const unsigned char *b24_catalogue_bytes(void);
size_t b24_catalogue_length(void);

/// Finds the lines that hold a method and writes where each begins to `offsets`, at most `capacity` of them.
/// Returns how many there are.
size_t b24_catalogue_lines(uint32_t *offsets, size_t capacity);

/// The offset of the first occurrence of some bytes; the length of the catalogue when there is none.
size_t b24_catalogue_find(const void *wanted, size_t length);

#endif
