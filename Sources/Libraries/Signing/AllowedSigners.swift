/// The file of the keys whose signatures count: on each line a name and a key, `#` begins a comment.
///
/// ```
/// # name        key                                                  libraries (all, when none is named)
/// anna@acme.ru  ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=  acme-crm acme-common
/// ```
public struct AllowedSigners: Sendable, Hashable {
    /// One line.
    public struct Signer: Sendable, Hashable {
        /// For people.
        public var name: String
        /// The key.
        public var key: PublicKey
        /// What it may sign; empty for everything.
        public var libraries: Set<LibraryName>
    }

    /// In the order of the file.
    public private(set) var signers: [Signer] = []

    /// Nobody's count.
    public init() {}

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - bytes: of the file.
    ///   - path: for messages.
    public init(_ bytes: [UInt8], path: String) throws(LibraryError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LibraryError(.format, Texts.noText(path))
        }
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
            if words.isEmpty { continue }
            guard words.count >= 2, let key = PublicKey(words[1]) else {
                throw LibraryError(.format, Texts.at(path, index + 1, Texts.badSigner), hint: Texts.signerForm)
            }
            var libraries: Set<LibraryName> = []
            for word in words.dropFirst(2) { libraries.insert(try LibraryName(checking: word)) }
            signers.append(Signer(name: words[0], key: key, libraries: libraries))
        }
    }

    /// Who of them may sign a library with a key.
    public func signer(_ key: PublicKey, of library: LibraryName) -> Signer? {
        signers.first { $0.key == key && ($0.libraries.isEmpty || $0.libraries.contains(library)) }
    }
}
