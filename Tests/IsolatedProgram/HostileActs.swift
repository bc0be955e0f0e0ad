#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

import CIsolation
import IsolatedAttempts

/// What a process does that a script has taken over. Kinds of messages by their numbers.
enum HostileActs {
    private static let (locked, output, failure, packing, closeList, ended):
        (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) =
            (1, 2, 6, 7, 9, 12)
    private static let (call, nextPage, endItem, sleeping, openFile): (UInt8, UInt8, UInt8, UInt8, UInt8) =
        (32, 35, 43, 45, 47)

    /// Acts as a mode says.
    ///
    /// - Returns: `false` when there is none of this name.
    static func act(_ mode: String) -> Bool {
        switch mode {
        case "garbage":
            begin()
            Line.send(noise(1 << 16))
        case "garbage-at-once":
            Line.send(noise(1 << 16))
        case "huge":
            begin()
            Line.send(Line.number(UInt32.max) + [output])
        case "just-too-long":
            begin()
            Line.send(Line.number(UInt32(32 << 20) + 1) + [output])
        case "too-short":
            begin()
            Line.send(Line.number(UInt32(3)) + [output, 0, 0])
        case "half":
            begin()
            Line.send(Array(Line.message(output, 0, #"{"text":"half"}"#).dropLast(3)))
        case "nothing":
            begin()
        case "not-even-begun":
            break
        case "silent":
            begin()
            forever()
        case "silent-at-once":
            forever()
        case "unfit":
            _ = Line.receive()
            Line.say(locked, 0, #"{"layers":0}"#)
            forever()
        case "unlocked":
            _ = Line.receive()
            Line.say(output, 0, #"{"text":"early"}"#)
            forever()
        case "locked-twice":
            begin()
            Line.say(locked, 0, #"{"layers":127}"#)
            forever()
        case "kind-of-parent":
            begin()
            Line.say(131, 1, "{}")
            forever()
        case "kind-unknown":
            begin()
            Line.say(90, 1, "{}")
            forever()
        case "no-json":
            begin()
            Line.say(output, 0, "text")
            forever()
        case "other-json":
            begin()
            Line.say(output, 0, #"{"text":7}"#)
            forever()
        case "deep":
            begin()
            Line.say(output, 0, #"{"text":"# + String(repeating: "[", count: 1 << 20))
            forever()
        case "no-utf8":
            begin()
            Line.send(Line.number(UInt32(11)) + [output] + Line.number(UInt64(0)) + [0xFF, 0xFE])
        case "number-twice":
            begin()
            for _ in 0..<2 { Line.say(sleeping, 5, #"{"seconds":1000000}"#) }
            forever()
        case "flood-of-output":
            begin()
            while true { Line.say(output, 0, #"{"text":"\#(String(repeating: "x", count: 1 << 16))"}"#) }
        case "flood-of-errands":
            begin()
            var number: UInt64 = 0
            while true {
                number += 1
                Line.say(sleeping, number, #"{"seconds":1000000}"#)
            }
        case "flood-of-failures":
            begin()
            let text = String(repeating: "x", count: 1 << 20)
            while true { Line.say(failure, 0, #"{"ok":false,"kind":"unknown","error":"\#(text)"}"#) }
        case "odd-failure":
            begin()
            Line.say(failure, 0, #"{"ok":true}"#)
            forever()
        case "odd-result":
            begin()
            Line.say(ended, 0, #"{"results":[[]]}"#)
            forever()
        case "odd-position":
            begin()
            Line.say(call, 1, #"{"m":"profile","p":{},"file":"\u001b[2J","line":1}"#)
            finish(with: Line.receive())
        case "write":
            begin()
            Line.say(call, 1, #"{"m":"crm.type.add","p":{"fields":{}},"undocumented":true}"#)
            finish(with: Line.receive())
        case "file":
            begin()
            Line.say(openFile, 1, #"{"path":"/etc/passwd","write":false,"within":[]}"#)
            finish(with: Line.receive())
        case "others-list":
            begin()
            Line.say(nextPage, 1, #"{"list":77}"#)
            finish(with: Line.receive())
        case "closes-what-is-not-there":
            begin()
            Line.say(closeList, 0, #"{"list":77}"#)
            Line.say(packing, 0, #"{"on":false}"#)
            Line.say(endItem, 1, #"{"loop":"a","item":"b","state":"done"}"#)
            finish(with: Line.receive())
        case "escapes":
            begin()
            Line.say(output, 0, #"{"text":"a\u001b]52;c;eA==\u0007b\r\u202ec\t\u0085"}"#)
            Line.say(ended, 0, #"{"results":["\u001b[31mred"]}"#)
            forever()
        case "crash":
            begin()
            // Swift's own handler would tell of it, and go on.
            signal(SIGSEGV, SIG_DFL)
            raise(SIGSEGV)
        case "exit":
            begin()
            exit(77)
        case "overtime":
            _ = Line.receive()
            var limits = ciso_limits(memory: 0, cpu: 1, files: 24)
            Line.say(locked, 0, #"{"layers":\#(ciso_lock(&limits, nil) | 127)}"#)
            _ = Line.receive()
            var number = 0
            while true { number &+= 1 }
        case "place":
            begin()
            Line.say(output, 0, #"{"text":"\#(Place.description)"}"#)
            end()
        case "denied":
            _ = Line.receive()
            var limits = ciso_limits(memory: 256 << 20, cpu: 60, files: 24)
            let held = ciso_lock(&limits, nil)
            Line.say(locked, 0, #"{"layers":\#(held)}"#)
            _ = Line.receive()
            var (number, name): (Int32, UnsafePointer<CChar>?) = (0, nil)
            while case let outcome = isolated_attempt(number, &name), outcome >= 0, let name {
                let text = "\(String(cString: name)): \(outcome == 0 ? "refused" : "allowed")"
                Line.say(output, 0, #"{"text":"\#(text)"}"#)
                number += 1
            }
            end()
        default: return false
        }
        return true
    }

    /// Claims to have given up everything, and takes the script.
    private static func begin() {
        _ = Line.receive()
        Line.say(locked, 0, #"{"layers":127}"#)
        _ = Line.receive()
    }

    private static func end() {
        Line.say(ended, 0, #"{"results":[]}"#)
        forever()
    }

    /// Tells what the parent has answered.
    private static func finish(with answer: (kind: UInt8, id: UInt64, text: String)) {
        let escaped = answer.text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        Line.say(ended, 0, #"{"results":[\#(answer.kind),"\#(escaped)"]}"#)
        forever()
    }

    private static func forever() { while true { pause() } }

    /// The same noise each time.
    private static func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 24
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }
}
