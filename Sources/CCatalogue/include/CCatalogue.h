#ifndef CCATALOGUE_H
#define CCATALOGUE_H

#include <stddef.h>

/// The method catalogue (`catalogue.json`, one method per line, sorted by name) as bytes of the program itself,
/// so that an installed `b24` is one file.
extern const unsigned char b24_catalogue[];
extern const size_t b24_catalogue_length;

#endif
