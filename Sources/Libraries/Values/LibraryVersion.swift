/// A version `X.Y.Z`: another X may break who uses it (with 0 as X another Y may), another Y adds, another Z mends.
///
/// -> https://semver.org; there are no pre-releases here: what is not finished is linked, not locked.
public struct LibraryVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// X
    public let major: Int
    /// Y
    public let minor: Int
    /// Z
    public let patch: Int

    /// A version of three numbers, which are not negative.
    public init(_ major: Int, _ minor: Int, _ patch: Int) {
        (self.major, self.minor, self.patch) = (major, minor, patch)
    }

    /// - Parameter text: `1.4.2`
    /// - Returns: `nil` for anything else, leading zeros among it: one version has one spelling.
    public init?(_ text: String) {
        guard let numbers = Self.numbers(text), numbers.count == 3 else { return nil }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    /// - Parameter tag: `v1.4.2`
    public init?(tag: String) {
        guard tag.hasPrefix("v") else { return nil }
        self.init(String(tag.dropFirst()))
    }

    /// `1.4.2`
    public var description: String { "\(major).\(minor).\(patch)" }

    /// `v1.4.2`
    public var tag: String { "v\(self)" }

    /// Whether code that was written for `other` is meant to work with this version, too, but for what is missing in an older
    /// one.
    public func isCompatible(with other: LibraryVersion) -> Bool {
        major == other.major && (major > 0 || minor == other.minor)
    }

    /// Which versions go together: `1`, `0.3`.
    var series: String { major > 0 ? "\(major)" : "0.\(minor)" }

    /// By age.
    public static func < (left: LibraryVersion, right: LibraryVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }

    /// One to three numbers with dots between.
    static func numbers(_ text: String) -> [Int]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard !part.isEmpty, part.utf8.count <= 6, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                part == "0" || part.first != "0", let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}

/// The least version that somebody needs: `2.1` is 2.1.0 or later, below 3.
public struct VersionRequirement: Sendable, Hashable, CustomStringConvertible {
    /// The least one.
    public let least: LibraryVersion

    /// This version or a later one that is compatible with it.
    public init(_ least: LibraryVersion) { self.least = least }

    /// - Parameter text: `2`, `2.1` or `2.1.4`
    public init?(_ text: String) {
        guard let numbers = LibraryVersion.numbers(text) else { return nil }
        least = LibraryVersion(
            numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0)
    }

    /// Whether a version will do.
    public func allows(_ version: LibraryVersion) -> Bool { version >= least && version.isCompatible(with: least) }

    /// The least version.
    public var description: String { least.description }
}
