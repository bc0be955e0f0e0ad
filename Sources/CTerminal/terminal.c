#include "CTerminal.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { DEADLY_COUNT = 4, CRASH_COUNT = 6, NEWS_COUNT = 3, FAREWELL_SIZE = 64 };

static const int deadly[DEADLY_COUNT] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int crashes[CRASH_COUNT] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
static const int news[NEWS_COUNT] = {SIGWINCH, SIGCONT, SIGTSTP};

/// Everything that handlers read. Written before `is_raw` is set and while no handler of ours is installed.
static struct termios original;
static int terminal = -1;
static int output = -1;
static int news_pipe = -1;
static char farewell[FAREWELL_SIZE];
static size_t farewell_length;
static volatile sig_atomic_t is_raw;

static struct sigaction before[NSIG];
static bool is_ours[NSIG];
static bool is_held;

void b24_terminal_restore(void)
{
    if (!is_raw) return;
    is_raw = 0;
    int error = errno;
    if (farewell_length > 0 && write(output, farewell, farewell_length) < 0) {}
    tcsetattr(terminal, TCSANOW, &original);
    errno = error;
}

/// The signal is blocked until this returns; then whoever had it before us gets it.
static void die(int number)
{
    b24_terminal_restore();
    sigaction(number, &before[number], NULL);
    raise(number);
}

static void tell(int number)
{
    int error = errno;
    char letter = number == SIGWINCH ? 'W' : number == SIGCONT ? 'C' : 'T';
    // A full pipe has news enough.
    if (write(news_pipe, &letter, 1) < 0) {}
    // The application may want to know too.
    if (!(before[number].sa_flags & SA_SIGINFO) && before[number].sa_handler != SIG_DFL &&
        before[number].sa_handler != SIG_IGN)
        before[number].sa_handler(number);
    errno = error;
}

static void install(int number, void (*handler)(int), bool only_default)
{
    struct sigaction ours;
    memset(&ours, 0, sizeof ours);
    ours.sa_handler = handler;
    sigemptyset(&ours.sa_mask);
    ours.sa_flags = SA_ONSTACK | (handler == tell ? SA_RESTART : 0);
    if (sigaction(number, NULL, &before[number]) != 0) return;
    bool is_default = !(before[number].sa_flags & SA_SIGINFO) && before[number].sa_handler == SIG_DFL;
    if (only_default && !is_default) return;
    is_ours[number] = sigaction(number, &ours, NULL) == 0;
}

static void uninstall(int number, void (*handler)(int))
{
    if (!is_ours[number]) return;
    is_ours[number] = false;
    struct sigaction current;
    // Whoever came after us keeps what it installed.
    if (sigaction(number, NULL, &current) == 0 && current.sa_handler == handler)
        sigaction(number, &before[number], NULL);
}

/// Whether this thread's signal stack is ours.
static _Thread_local bool has_our_stack;

/// A stack overflow is handled on another stack, or not at all.
static void use_another_stack(void)
{
    static char stack[1 << 16];
    stack_t current;
    if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
    stack_t ours = {.ss_sp = stack, .ss_size = sizeof stack};
    has_our_stack = sigaltstack(&ours, NULL) == 0;
}

static void leave_another_stack(void)
{
    if (!has_our_stack) return;
    has_our_stack = false;
    stack_t none = {.ss_flags = SS_DISABLE, .ss_size = 1 << 16};
    sigaltstack(&none, NULL);
}

static int make_raw(void)
{
    struct termios raw = original;
    raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | ISTRIP | INPCK | IXON | PARMRK);
    // Output processing stays: other writers' "\n" must still begin a line.
    raw.c_oflag |= OPOST | ONLCR;
    raw.c_cflag = (raw.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    // Before the call: between it and the assignment a signal would find nothing to restore.
    is_raw = 1;
    // What was typed ahead stays.
    while (tcsetattr(terminal, TCSADRAIN, &raw) != 0) {
        if (errno == EINTR) continue;
        is_raw = 0;
        return errno;
    }
    return 0;
}

static void cook(void)
{
    if (!is_raw) return;
    while (tcsetattr(terminal, TCSADRAIN, &original) != 0 && errno == EINTR) {}
    is_raw = 0;
}

void b24_terminal_stop(void)
{
    cook();
    uninstall(SIGTSTP, tell);
    kill(0, SIGTSTP);
}

int b24_terminal_resume(void)
{
    if (!is_held) return 0;
    if (!is_ours[SIGTSTP]) install(SIGTSTP, tell, true);
    return make_raw();
}

int b24_terminal_hold(int descriptor, int output_descriptor, int pipe, const char *text)
{
    static bool restores_at_exit;
    if (is_held) return EBUSY;
    if (tcgetattr(descriptor, &original) != 0) return errno;
    terminal = descriptor;
    output = output_descriptor;
    news_pipe = pipe;
    farewell_length = strlen(text) < FAREWELL_SIZE ? strlen(text) : 0;
    memcpy(farewell, text, farewell_length);
    if (!restores_at_exit) {
        atexit(b24_terminal_restore);
        restores_at_exit = true;
    }
    is_held = true;
    use_another_stack();
    for (int i = 0; i < DEADLY_COUNT; i++) install(deadly[i], die, true);
    for (int i = 0; i < CRASH_COUNT; i++) install(crashes[i], die, false);
    for (int i = 0; i < NEWS_COUNT; i++) install(news[i], tell, news[i] == SIGTSTP);
    int error = make_raw();
    if (error != 0) b24_terminal_release();
    return error;
}

void b24_terminal_release(void)
{
    if (!is_held) return;
    cook();
    for (int i = 0; i < NEWS_COUNT; i++) uninstall(news[i], tell);
    for (int i = 0; i < CRASH_COUNT; i++) uninstall(crashes[i], die);
    for (int i = 0; i < DEADLY_COUNT; i++) uninstall(deadly[i], die);
    leave_another_stack();
    terminal = output = news_pipe = -1;
    is_held = false;
}

int b24_terminal_waiting(int descriptor)
{
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) == 0 ? count : 0;
}

void b24_terminal_size(int descriptor, int *columns, int *rows)
{
    struct winsize size;
    memset(&size, 0, sizeof size);
    *columns = *rows = 0;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return;
    *columns = size.ws_col;
    *rows = size.ws_row;
}
