import B24Scripting
import Testing

/// A try to get out of the sandbox, or to go on for ever.
struct EscapeAttempt: Sendable, CustomTestStringConvertible {
    /// What it is, for people.
    let name: String
    /// The body of a function. When it gets what it wants it returns something; what it must not have it never gets, whether
    /// that is nil, an error, or the end of the run by a limit.
    let body: String
    /// Where it is tried.
    var levels = Set(SandboxLevel.allCases)
    /// Whether it goes on until a limit ends it. Of the others none does, though whatever ends them is right.
    var isEndless = false

    var testDescription: String { name }

    init(
        _ name: String, _ body: String, levels: Set<SandboxLevel> = Set(SandboxLevel.allCases), isEndless: Bool = false
    ) {
        self.name = name
        self.body = body
        self.levels = levels
        self.isEndless = isEndless
    }

    /// All of them, but those that only the end of the process ends: see `EndlessMatchTests`.
    static let all = bytecode + debugging + protected + metatables + poison + secrets + system + bounded + endless

    /// The script: the attempt as a function of its own, and the verdict on what it returns.
    var script: String {
        """
        local function attempt()
        \(body)
        end
        local gained = table.pack(attempt())
        if gained[1] then error("ESCAPED: " .. tostring(gained[1]) .. " " .. tostring(gained[2]), 0) end
        """
    }
}
