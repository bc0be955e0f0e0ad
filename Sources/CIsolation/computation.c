#ifdef __APPLE__

#include "lock.h"

#include <sandbox.h>
#include <stddef.h>

// The profile that the system has for programs that only compute: no files, no network, no other processes. Its header
// calls the function deprecated, without naming another one.
bool lock_computation(void) {
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
    char *error = NULL;
    if (sandbox_init(kSBXProfilePureComputation, SANDBOX_NAMED, &error) == 0) return true;
    sandbox_free_error(error);
    return false;
#pragma clang diagnostic pop
}

#endif
