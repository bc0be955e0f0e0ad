/// Decides what a person is asked, and how often. Asking is somebody else's business.
///
/// - A thing that holds others (SPA, funnel, workplace, custom field) and a set that loses members are asked about each
///   by itself. When more than ``many`` things go along, its name has to be typed.
/// - Of things that are many and alike (items of one SPA), the first is asked about for all.
/// - A run that makes more than ``many`` writes is asked about once, where a person sits at a terminal.
/// - A no holds like a yes: nothing is asked twice.
struct ConfirmationRule: Sendable, Equatable {
    /// Above this many, a run's writes are a bulk job, and a loss is a great one.
    static let many = 100

    /// What to do about a loss.
    enum Step: Sendable, Equatable {
        case pass
        case refuse
        case askYesOrNo
        case askName(String)
    }

    private var answers: [String: Bool] = [:]
    /// The writes that were let through.
    private(set) var writes = 0
    private var allowsBulk = false

    /// What to do about a loss.
    func step(_ loss: Loss) -> Step {
        switch answers[loss.key] {
        case true?: return .pass
        case false?: return .refuse
        case nil: break
        }
        guard loss.weight > Self.many, let name = loss.name, !name.isEmpty else { return .askYesOrNo }
        return .askName(name)
    }

    /// Whether one with this key was agreed to.
    func allows(_ key: String) -> Bool { answers[key] == true }

    /// Keeps an answer.
    mutating func answered(_ loss: Loss, _ isAllowed: Bool) { answers[loss.key] = isAllowed }

    /// Counts writes that are about to be sent.
    ///
    /// - Returns: whether a person should be asked before.
    mutating func isBulk(_ count: Int) -> Bool {
        defer { writes += count }
        return !allowsBulk && writes + count > Self.many
    }

    /// The person wants all of them.
    mutating func allowBulk() { allowsBulk = true }
}
