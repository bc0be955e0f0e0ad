import Foundation

/// Ends what tests have started and what never ends: then one test fails, with what its program has said, instead of all
/// waiting for it.
///
/// It decides nothing: only a test that would fail anyway gets that far.
enum Patience {
    /// Seconds: many times what the longest program takes on a busy machine.
    private static let limit = 300

    private static let queue = DispatchQueue(label: "patience")

    static func limit(_ process: pid_t) {
        #if os(Linux)
            // Its number may be another program's by then.
            guard let start = Family.start(of: process) else { return }
            queue.asyncAfter(deadline: .now() + .seconds(limit)) {
                guard Family.start(of: process) == start else { return }
                for member in Family.all(of: process) { kill(member, SIGKILL) }
            }
        #endif
    }
}

#if os(Linux)
    /// A program with all that it has started: any of them may hold the pipe on whose end a test waits.
    enum Family {
        /// When a process began, in the kernel's terms.
        static func start(of process: pid_t) -> String? { facts(process).map { $0[19] } }

        static func all(of process: pid_t) -> [pid_t] {
            var parents: [pid_t: [pid_t]] = [:]
            for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
                guard let process = pid_t(name), let parent = facts(process).flatMap({ pid_t($0[1]) }) else { continue }
                parents[parent, default: []].append(process)
            }
            var family = [process]
            var next = 0
            while next < family.count {
                family += parents[family[next]] ?? []
                next += 1
            }
            return family
        }

        /// The fields of `/proc/PID/stat` after the program's name, which may hold anything.
        private static func facts(_ process: pid_t) -> [String]? {
            guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
                let end = text.lastIndex(of: ")")
            else { return nil }
            let fields = text[text.index(after: end)...].split(separator: " ").map(String.init)
            return fields.count > 19 ? fields : nil
        }
    }
#endif
