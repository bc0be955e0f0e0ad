import Bitrix24
import TOML

/// One block of a lock, in its one spelling.
enum LockWriter {
    static func block(_ library: LockedLibrary) -> String {
        var lines = [
            ("name", quoted(library.name.text)), ("version", quoted(library.version.description)),
            (library.source.word, quoted(library.source.description)),
        ]
        if let commit = library.commit { lines.append(("commit", quoted(commit.text))) }
        if let tag = library.tag { lines.append(("tag", quoted(tag.text))) }
        lines.append(("tree", quoted(library.tree.description)))
        lines.append(("api", String(library.api)))
        lines.append(("requires", list(library.dependencies.map(\.text))))
        let capabilities = library.capabilities.sorted
        for kind in MethodKind.allCases { lines.append((kind.rawValue, list(capabilities[kind].map(\.text)))) }
        lines.append(("files", list(capabilities.files)))
        if let most = capabilities.maxWrites { lines.append(("max_writes", String(most))) }
        if let signature = library.signature {
            lines.append(("signer", quoted(signature.signer.description)))
            lines.append(("signature", quoted(signature.text)))
        }
        return lines.map { "\($0) = \($1)\n" }.joined()
    }

    /// Half of a SHA-256: it finds changes, and lines stay short.
    static func sum(_ block: String) throws(LibraryError) -> String {
        "s1:" + String(try SHA256.hex(Array(block.utf8)).prefix(32))
    }

    static func quoted(_ text: String) -> String { TOMLDocument.Scalar.string(text).text }

    /// One entry to a line, so that a difference shows what came and what went.
    private static func list(_ texts: [String]) -> String {
        texts.count < 2
            ? TOMLDocument.Scalar.strings(texts).text
            : "[\n" + texts.map { "    \(quoted($0)),\n" }.joined() + "]"
    }
}
