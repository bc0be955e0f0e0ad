import B24Scripting
import Credentials
import Localization

/// Several portals that one command line names: `--profile a,b`, or `--all-profiles`.
struct PortalList: Equatable {
    /// What was written after `--profile`, part by part; `nil` for all profiles of the configuration.
    let names: [String]?
    /// The other global flags.
    let globals: [String]
    /// `--profile` beside `--all-profiles`: one of them is not meant.
    let isContradictory: Bool

    static let allFlag = "--all-profiles"
    private static let profileFlags: Set<String> = ["--profile", "-p"]

    /// - Parameter words: the global flags with their values.
    ///
    /// `nil` when they name one portal, or none.
    init?(_ words: [String]) {
        var globals: [String] = []
        var profile: String?
        var takesAll = false
        var rest = words[...]
        while let word = rest.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if word == Self.allFlag {
                takesAll = true
            } else if Self.profileFlags.contains(word) {
                profile = rest.popFirst()
            } else if parts.count == 2, Self.profileFlags.contains(parts[0]) {
                profile = parts[1]
            } else {
                globals.append(word)
                if GlobalOptions.valued.contains(word), let value = rest.popFirst() { globals.append(value) }
            }
        }
        guard takesAll || profile?.contains(",") == true else { return nil }
        names = takesAll ? nil : profile?.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
        self.globals = globals
        isContradictory = takesAll && profile != nil
    }

    /// The profiles by their names, in the order in which they are named.
    ///
    /// - Throws: ``Complaint``, before anything has begun, for a name that is not known or stands there twice.
    func profiles(_ environment: Environment) throws -> [String] {
        guard !isContradictory else { throw Complaint.usage(Texts.allAndNamed) }
        let known = try environment.configuration.load().profiles.map(\.name)
        guard let names else {
            guard !known.isEmpty else { throw Complaint.usage(Texts.noneOfAll, hint: Texts.addProfile) }
            return known
        }
        var taken: Set<String> = []
        for name in names {
            guard !name.isEmpty else { throw Complaint.usage(Texts.emptyProfileName, hint: Texts.listForm) }
            guard taken.insert(name).inserted else { throw Complaint.usage(Texts.profileTwice(name)) }
            guard name == Portal.demoName || known.contains(name) else {
                throw Portal.unknown(name, known, environment)
            }
        }
        return names
    }
}
