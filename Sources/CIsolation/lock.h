#ifndef CISOLATION_LOCK_H
#define CISOLATION_LOCK_H

#include <stdbool.h>

#ifdef __linux__
bool has_system_calls(void);
bool lock_system_calls(void);
bool has_files(void);
bool lock_files(void);
#endif

#ifdef __APPLE__
bool lock_computation(void);
#endif

#endif
