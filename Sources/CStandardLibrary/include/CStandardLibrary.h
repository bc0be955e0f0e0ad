#ifndef CSTANDARDLIBRARY_H
#define CSTANDARDLIBRARY_H

#include <stddef.h>

/// A Lua module of the folder `stdlib`, as bytes of the program itself, so that an installed `b24` is one file.
typedef struct b24_module {
    /// `b24.table`
    const char *name;
    const unsigned char *source;
    size_t length;
} b24_module;

/// The modules in the order of the reference.
const b24_module *b24_modules(void);
size_t b24_module_count(void);

#endif
