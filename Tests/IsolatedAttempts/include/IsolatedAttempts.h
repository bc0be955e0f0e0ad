#ifndef ISOLATED_ATTEMPTS_H
#define ISOLATED_ATTEMPTS_H

#include <stdbool.h>

/// What a process that has taken its rights away tries all the same.
///
/// - name: receives what it is.
/// -> 1 when it succeeded, 0 when it was refused, -1 when there is no attempt of this number
int isolated_attempt(int number, const char **name);

#endif
