#include "CCurl.h"
#include "library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static b24_curl_library library;
static bool is_open;
static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

#ifdef __APPLE__
static const char *const names[] = {"libcurl.4.dylib", "/usr/lib/libcurl.4.dylib"};
#else
static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
#endif

static void open_library(void)
{
    void *handle = NULL;
    for (size_t i = 0; handle == NULL && i < sizeof names / sizeof *names; i++)
        handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        snprintf(failure, sizeof failure, "%s could not be opened", names[0]);
        return;
    }
    // POSIX lets the address of a function pass through `void *`; ISO C needs the detour over the pointer's own memory.
#define FIND(field, symbol)                                                                   \
    if ((*(void **)&library.field = dlsym(handle, symbol)) == NULL) {                         \
        snprintf(failure, sizeof failure, "%s is too old: it has no %s", names[0], symbol);   \
        return;                                                                               \
    }
    FIND(version, "curl_version")
    FIND(global_init, "curl_global_init")
    FIND(easy_init, "curl_easy_init")
    FIND(easy_cleanup, "curl_easy_cleanup")
    FIND(easy_setopt, "curl_easy_setopt")
    FIND(easy_getinfo, "curl_easy_getinfo")
    FIND(easy_strerror, "curl_easy_strerror")
    FIND(slist_append, "curl_slist_append")
    FIND(slist_free_all, "curl_slist_free_all")
    FIND(multi_init, "curl_multi_init")
    FIND(multi_cleanup, "curl_multi_cleanup")
    FIND(multi_setopt, "curl_multi_setopt")
    FIND(multi_add_handle, "curl_multi_add_handle")
    FIND(multi_remove_handle, "curl_multi_remove_handle")
    FIND(multi_perform, "curl_multi_perform")
    FIND(multi_poll, "curl_multi_poll")
    FIND(multi_wakeup, "curl_multi_wakeup")
    FIND(multi_info_read, "curl_multi_info_read")
#undef FIND
    if (library.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        snprintf(failure, sizeof failure, "%s could not be initialised", names[0]);
        return;
    }
    is_open = true;
}

const char *b24_curl_version(void)
{
    char reason[sizeof failure];
    const b24_curl_library *opened = b24_curl_library_open(reason, sizeof reason);
    return opened == NULL ? NULL : opened->version();
}

const b24_curl_library *b24_curl_library_open(char *error, size_t error_size)
{
    pthread_once(&once, open_library);
    if (is_open) return &library;
    snprintf(error, error_size, "%s", failure);
    return NULL;
}
