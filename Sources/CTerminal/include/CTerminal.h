#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stddef.h>

/// Gives a terminal back in the state it was in, whatever ends the process.
///
/// C, because what a signal handler may do is little: `tcsetattr`, `write`, `sigaction`, `raise`. Swift's run-time
/// library (locks, allocation, lazy globals) is not on that list.
///
/// One terminal at a time. While it is held, the process has handlers for
/// - SIGINT, SIGTERM, SIGHUP, SIGQUIT where the application left the default: restore, then die of the same signal;
/// - SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP: restore, then hand on to whoever handled them before;
/// - SIGWINCH, SIGCONT, SIGTSTP: one byte into the pipe that the editor polls: 'W', 'C' or 'T';
/// and `exit` restores too. `_exit` cannot be noticed: call `b24_terminal_restore` before.

/// Remembers the state of `descriptor` and makes it raw. Zero, or an errno.
///
/// `farewell` is written when the process ends while the terminal is held: it undoes what the editor switched on.
/// `pipe` must be non-blocking. Ends with `b24_terminal_release`.
int b24_terminal_hold(int descriptor, int output, int pipe, const char *farewell);

/// Puts the held terminal into its own state and stops the process group, as Ctrl-Z does.
///
/// Returns at once when nobody could continue the group (the system then ignores the signal), otherwise around the time
/// of the stop: 'C' in the pipe says that it is over. Ends with `b24_terminal_resume`.
void b24_terminal_stop(void);

/// Makes the held terminal raw again, after a stop. Zero, or an errno.
int b24_terminal_resume(void);

/// Restores the terminal and the handlers of before.
void b24_terminal_release(void);

/// Restores the terminal if one is held and raw; from any thread, also before `_exit`. Safe in a signal handler.
void b24_terminal_restore(void);

/// How many bytes wait to be read: right after `b24_terminal_hold`, those that were typed before.
int b24_terminal_waiting(int descriptor);

/// The size in `columns` and `rows`; zero when it is not known.
void b24_terminal_size(int descriptor, int *columns, int *rows);

#endif
