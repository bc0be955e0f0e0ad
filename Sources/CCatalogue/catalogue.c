#include "CCatalogue.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

const unsigned char b24_catalogue[] = {
#embed "catalogue.json"
};
const size_t b24_catalogue_length = sizeof b24_catalogue;
