#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Bitrix24

/// The list of faults that a portal starts with: specifications, and files of them.
///
/// A file is named by `@FILE` and holds one specification per line; blank lines and what follows `#` are left out.
/// Its faults take the place of `@FILE` in the list.
enum FaultScript {
    /// - Parameter isMethod: whether a method, or with `true` a prefix, is one that the portal may be asked for.
    /// - Throws: ``LocalPortalError`` with the line of the file.
    static func faults(
        _ specifications: [String], isMethod: (_ name: String, _ asPrefix: Bool) -> Bool
    ) throws(LocalPortalError) -> [Fault] {
        var faults: [Fault] = []
        for specification in specifications {
            guard specification.hasPrefix("@") else {
                faults.append(try fault(specification, isMethod))
                continue
            }
            let path = String(specification.dropFirst())
            for (index, line) in try lines(of: path).enumerated() {
                let text = String(line.prefix { $0 != "#" }).trimmed
                guard !text.isEmpty else { continue }
                do throws(LocalPortalError) {
                    guard !text.hasPrefix("@") else { throw LocalPortalError(Texts.badFault(text)) }
                    faults.append(try fault(text, isMethod))
                } catch {
                    throw LocalPortalError(Texts.faultFileLine(path, index + 1, error.text))
                }
            }
        }
        return faults
    }

    private static func fault(_ text: String, _ isMethod: (String, Bool) -> Bool) throws(LocalPortalError) -> Fault {
        var fault = try FaultParser.fault(text)
        fault.text = text
        let pattern = fault.pattern
        let name = pattern.isPrefix ? String(pattern.text.dropLast()) : pattern.text
        let isService = MethodPattern.services.contains(where: pattern.matches)
        guard name.isEmpty || isService || isMethod(name, pattern.isPrefix) else {
            let similar = pattern.isPrefix ? nil : MethodCatalogue.standard.suggestions(for: name, limit: 1).first
            throw LocalPortalError(Texts.faultOfNoMethod(text, pattern.text, similar: similar))
        }
        return fault
    }

    private static func lines(of path: String) throws(LocalPortalError) -> [Substring] {
        func failure() -> LocalPortalError {
            LocalPortalError(Texts.noFaultFile(path, String(cString: strerror(errno))))
        }
        guard let stream = fopen(path, "rb") else { throw failure() }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { bytes += chunk[..<count] }
        guard ferror(stream) == 0 else { throw failure() }
        return String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
    }
}
