extension MethodCatalogue {
    /// The methods and name parts that follow a dotted prefix, sorted, each once.
    ///
    /// - Parameter prefix: `crm.type` gives `add`, `delete`, ...; `crm` gives `type`, `item`, ...; `""` the first parts.
    public func children(of prefix: String) -> [String] {
        let start = prefix.isEmpty ? [] : lowercaseBytes(prefix) + [UInt8(ascii: ".")]
        var parts: [String] = []
        var seen: Set<String> = []
        for line in lines[firstLine { compare($0, with: start) >= 0 }...].indices {
            let name = name(ofLine: line)
            guard name.count > start.count, zip(name, start).allSatisfy({ Self.lowercase($0) == $1 }) else { break }
            let part = String(decoding: name.dropFirst(start.count).prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
            // `im.v2` and `im.V2` would be one branch: the first spelling stands for both.
            if seen.insert(part.lowercased()).inserted { parts.append(part) }
        }
        return parts
    }
}
