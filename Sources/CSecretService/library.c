#include "library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static b24_secret_library library;
static bool is_open;
static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void open_library(void)
{
    void *handle = dlopen("libsecret-1.so.0", RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        snprintf(failure, sizeof failure, "libsecret-1.so.0 is not on this machine");
        return;
    }
    // A library's handle finds the symbols of those that it needs itself, too: GLib and GObject.
#define FIND(field, symbol)                                                            \
    if ((*(void **)&library.field = dlsym(handle, symbol)) == NULL) {                  \
        snprintf(failure, sizeof failure, "libsecret is too old: it has no " symbol);  \
        return;                                                                        \
    }
    FIND(service_get, "secret_service_get_sync")
    FIND(collection_for_alias, "secret_collection_for_alias_sync")
    FIND(collection_get_locked, "secret_collection_get_locked")
    FIND(service_unlock, "secret_service_unlock_sync")
    FIND(service_search, "secret_service_search_sync")
    FIND(service_store, "secret_service_store_sync")
    FIND(service_clear, "secret_service_clear_sync")
    FIND(item_get_locked, "secret_item_get_locked")
    FIND(item_get_secret, "secret_item_get_secret")
    FIND(value_new, "secret_value_new")
    FIND(value_get, "secret_value_get")
    FIND(value_unref, "secret_value_unref")
    FIND(hash_table_new, "g_hash_table_new")
    FIND(hash_table_insert, "g_hash_table_insert")
    FIND(hash_table_unref, "g_hash_table_unref")
    FIND(str_hash, "g_str_hash")
    FIND(str_equal, "g_str_equal")
    FIND(list_free, "g_list_free")
    FIND(object_unref, "g_object_unref")
    FIND(error_free, "g_error_free")
    FIND(dbus_error_quark, "g_dbus_error_quark")
#undef FIND
    is_open = true;
}

const b24_secret_library *b24_secret_library_open(char *error, size_t error_size)
{
    pthread_once(&once, open_library);
    if (is_open) return &library;
    snprintf(error, error_size, "%s", failure);
    return NULL;
}
