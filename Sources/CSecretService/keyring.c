#include "CSecretService.h"
#include "library.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const b24_secret_schema schema = {
    .name = "org.b24.Credential",
    .attributes = {{"application", 0}, {"profile", 0}},
};

/// One conversation with the service.
typedef struct {
    const b24_secret_library *library;
    void *service;
    b24_keyring_error *error;
    sigset_t signals_before;
} session;

/// Keeps the words of an error and frees it.
static void note(session *s, b24_gerror *error)
{
    if (error == NULL) return;
    snprintf(s->error->text, sizeof s->error->text, "%s", error->message);
    s->library->error_free(error);
}

/// A session that has no such service is one thing, a service that is there but fails or is too slow another: for the
/// second nobody may take a weaker place.
static b24_keyring_status unreached(session *s, b24_gerror *error)
{
    enum { G_DBUS_ERROR_SERVICE_UNKNOWN = 2, G_DBUS_ERROR_NAME_HAS_NO_OWNER = 3 };
    bool is_absent = error != NULL && error->domain == s->library->dbus_error_quark()
        && (error->code == G_DBUS_ERROR_SERVICE_UNKNOWN || error->code == G_DBUS_ERROR_NAME_HAS_NO_OWNER);
    note(s, error);
    return is_absent ? B24_KEYRING_NO_SERVICE : B24_KEYRING_FAILED;
}

/// Signals belong to the program's own threads: those that GLib starts begin with all of them blocked.
static b24_keyring_status begin(session *s, b24_keyring_error *error)
{
    memset(s, 0, sizeof *s);
    error->text[0] = 0;
    s->error = error;
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &s->signals_before);
    s->library = b24_secret_library_open(error->text, sizeof error->text);
    if (s->library == NULL) return B24_KEYRING_NO_LIBRARY;
    b24_gerror *failure = NULL;
    s->service = s->library->service_get(SECRET_SERVICE_OPEN_SESSION, NULL, &failure);
    return s->service == NULL ? unreached(s, failure) : B24_KEYRING_OK;
}

static void end(session *s)
{
    if (s->service != NULL) s->library->object_unref(s->service);
    pthread_sigmask(SIG_SETMASK, &s->signals_before, NULL);
}

/// The keyring for new secrets, unlocked.
static b24_keyring_status unlock(session *s, bool may_ask)
{
    b24_gerror *failure = NULL;
    void *collection =
        s->library->collection_for_alias(s->service, "default", SECRET_COLLECTION_NONE, NULL, &failure);
    if (failure != NULL) return unreached(s, failure);
    if (collection == NULL) return B24_KEYRING_NO_COLLECTION;
    b24_keyring_status status = B24_KEYRING_OK;
    if (s->library->collection_get_locked(collection)) {
        status = B24_KEYRING_LOCKED;
        if (may_ask) {
            b24_glist objects = {.data = collection};
            failure = NULL;
            int count = s->library->service_unlock(s->service, &objects, NULL, NULL, &failure);
            note(s, failure);
            if (count > 0) status = B24_KEYRING_OK;
        }
    }
    s->library->object_unref(collection);
    return status;
}

static void *attributes_of(session *s, const char *profile)
{
    void *table = s->library->hash_table_new(s->library->str_hash, s->library->str_equal);
    s->library->hash_table_insert(table, "application", "b24");
    s->library->hash_table_insert(table, "profile", (void *)profile);
    return table;
}

/// The items of a profile; their count, or -1 after a failure.
static int search(session *s, const char *profile, int flags, b24_glist **items)
{
    void *attributes = attributes_of(s, profile);
    b24_gerror *failure = NULL;
    *items = s->library->service_search(s->service, &schema, attributes, flags, NULL, &failure);
    s->library->hash_table_unref(attributes);
    bool has_failed = failure != NULL;
    note(s, failure);
    if (has_failed) return -1;
    int count = 0;
    for (b24_glist *item = *items; item != NULL; item = item->next) count++;
    return count;
}

static void free_items(session *s, b24_glist *items)
{
    for (b24_glist *item = items; item != NULL; item = item->next) s->library->object_unref(item->data);
    s->library->list_free(items);
}

b24_keyring_status b24_keyring_check(b24_keyring_error *error)
{
    session s;
    b24_keyring_status status = begin(&s, error);
    if (status == B24_KEYRING_OK) status = unlock(&s, false);
    end(&s);
    return status;
}

static b24_keyring_status copy(session *s, void *item, char **secret)
{
    if (s->library->item_get_locked(item)) return B24_KEYRING_LOCKED;
    void *value = s->library->item_get_secret(item);
    if (value == NULL) return B24_KEYRING_FAILED;
    size_t length = 0;
    const char *text = s->library->value_get(value, &length);
    char *result = malloc(length + 1);
    if (result != NULL) {
        memcpy(result, text, length);
        result[length] = 0;
    }
    s->library->value_unref(value);
    *secret = result;
    return result == NULL ? B24_KEYRING_FAILED : B24_KEYRING_OK;
}

b24_keyring_status b24_keyring_load(const char *profile, bool may_ask, char **secret, b24_keyring_error *error)
{
    session s;
    b24_keyring_status status = begin(&s, error);
    if (status == B24_KEYRING_OK) {
        // Without a keyring there is no secret; one that is locked may have it.
        status = unlock(&s, may_ask);
        if (status == B24_KEYRING_NO_COLLECTION) status = B24_KEYRING_OK;
    }
    if (status == B24_KEYRING_OK) {
        b24_glist *items = NULL;
        int count = search(&s, profile, SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS, &items);
        status = count < 0 ? B24_KEYRING_FAILED : count == 0 ? B24_KEYRING_NONE : copy(&s, items->data, secret);
        free_items(&s, items);
    }
    end(&s);
    return status;
}

b24_keyring_status b24_keyring_save(
    const char *profile, const char *label, const char *secret, bool may_ask, b24_keyring_error *error)
{
    session s;
    b24_keyring_status status = begin(&s, error);
    if (status == B24_KEYRING_OK) status = unlock(&s, may_ask);
    // The service makes a keyring when it has none, and asks the person for its password.
    if (status == B24_KEYRING_NO_COLLECTION && may_ask) status = B24_KEYRING_OK;
    if (status == B24_KEYRING_OK) {
        void *attributes = attributes_of(&s, profile);
        void *value = s.library->value_new(secret, -1, "text/plain");
        b24_gerror *failure = NULL;
        if (!s.library->service_store(s.service, &schema, attributes, "default", label, value, NULL, &failure))
            status = B24_KEYRING_FAILED;
        note(&s, failure);
        s.library->value_unref(value);
        s.library->hash_table_unref(attributes);
    }
    end(&s);
    return status;
}

b24_keyring_status b24_keyring_erase(const char *profile, bool may_ask, b24_keyring_error *error)
{
    session s;
    b24_keyring_status status = begin(&s, error);
    if (status == B24_KEYRING_OK) {
        status = unlock(&s, may_ask);
        if (status == B24_KEYRING_NO_COLLECTION) status = B24_KEYRING_OK;
    }
    if (status == B24_KEYRING_OK) {
        b24_glist *items = NULL;
        int count = search(&s, profile, SECRET_SEARCH_ALL, &items);
        free_items(&s, items);
        if (count > 0) {
            void *attributes = attributes_of(&s, profile);
            b24_gerror *failure = NULL;
            s.library->service_clear(s.service, &schema, attributes, NULL, &failure);
            if (failure != NULL) status = B24_KEYRING_FAILED;
            note(&s, failure);
            s.library->hash_table_unref(attributes);
        } else {
            status = count == 0 ? B24_KEYRING_NONE : B24_KEYRING_FAILED;
        }
    }
    end(&s);
    return status;
}

void b24_keyring_free(char *secret)
{
    if (secret == NULL) return;
    for (volatile char *byte = secret; *byte != 0; byte++) *byte = 0;
    free(secret);
}
