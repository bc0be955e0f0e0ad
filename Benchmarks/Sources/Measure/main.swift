#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// Runs a command and writes what it took: Measure FILE COMMAND [ARGUMENT ...]
//
// Small on purpose: the system counts the memory of the one who starts a process as the process's own until the command
// is loaded, so a Python harness would hide everything below its own size.

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
    print("usage: Measure FILE COMMAND [ARGUMENT ...]")
    exit(2)
}

func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

var words = arguments.dropFirst(2).map { strdup($0) } + [nil]
var child: pid_t = 0
let start = now()
let failure = posix_spawnp(&child, arguments[2], nil, nil, &words, environ)
guard failure == 0 else {
    print("cannot start \(arguments[2]): \(String(cString: strerror(failure)))")
    exit(127)
}
var status: Int32 = 0
var usage = rusage()
while wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
let wall = now() - start
#if canImport(Darwin)
    let bytes = Int(usage.ru_maxrss)
#else
    let bytes = Int(usage.ru_maxrss) * 1024
#endif
let signal = status & 0x7f
let code = signal == 0 ? (status >> 8) & 0xff : 128 + signal
let line =
    #"{"wall":\#(wall),"memory":\#(bytes),"cpu":\#(seconds(usage.ru_utime) + seconds(usage.ru_stime)),"code":\#(code)}"#
guard let file = fopen(arguments[1], "w") else { exit(127) }
fputs(line, file)
fclose(file)
exit(code)
