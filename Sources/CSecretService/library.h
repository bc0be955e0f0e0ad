#ifndef B24_SECRETSERVICE_LIBRARY_H
#define B24_SECRETSERVICE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// GLib's and libsecret's types, as far as their layout is used.

typedef struct {
    uint32_t domain;
    int code;
    char *message;
} b24_gerror;

typedef struct b24_glist {
    void *data;
    struct b24_glist *next;
    struct b24_glist *previous;
} b24_glist;

typedef struct {
    const char *name;
    int type;
} b24_secret_attribute;

typedef struct {
    const char *name;
    int flags;
    b24_secret_attribute attributes[32];
    int reserved;
    void *reserved_pointers[7];
} b24_secret_schema;

enum {
    SECRET_SERVICE_OPEN_SESSION = 1 << 1,
    SECRET_SEARCH_ALL = 1 << 1,
    SECRET_SEARCH_LOAD_SECRETS = 1 << 3,
    SECRET_COLLECTION_NONE = 0,
};

/// The functions of libsecret and GLib that are used, found by `dlsym`.
typedef struct {
    void *(*service_get)(int flags, void *cancellable, b24_gerror **error);
    void *(*collection_for_alias)(void *service, const char *alias, int flags, void *cancellable, b24_gerror **error);
    int (*collection_get_locked)(void *collection);
    int (*service_unlock)(
        void *service, b24_glist *objects, void *cancellable, b24_glist **unlocked, b24_gerror **error);
    b24_glist *(*service_search)(
        void *service, const b24_secret_schema *schema, void *attributes, int flags, void *cancellable,
        b24_gerror **error);
    int (*service_store)(
        void *service, const b24_secret_schema *schema, void *attributes, const char *collection, const char *label,
        void *value, void *cancellable, b24_gerror **error);
    int (*service_clear)(
        void *service, const b24_secret_schema *schema, void *attributes, void *cancellable, b24_gerror **error);
    int (*item_get_locked)(void *item);
    void *(*item_get_secret)(void *item);
    void *(*value_new)(const char *secret, ptrdiff_t length, const char *content_type);
    const char *(*value_get)(void *value, size_t *length);
    void (*value_unref)(void *value);
    void *(*hash_table_new)(unsigned (*hash)(const void *), int (*equal)(const void *, const void *));
    int (*hash_table_insert)(void *table, void *key, void *value);
    void (*hash_table_unref)(void *table);
    unsigned (*str_hash)(const void *);
    int (*str_equal)(const void *, const void *);
    void (*list_free)(b24_glist *list);
    void (*object_unref)(void *object);
    void (*error_free)(b24_gerror *error);
    uint32_t (*dbus_error_quark)(void);
} b24_secret_library;

/// The library, opened once for the process; NULL with the reason in `error`.
const b24_secret_library *b24_secret_library_open(char *error, size_t error_size);

#endif
