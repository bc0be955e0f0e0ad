import JSON

/// Queries and form bodies in PHP's notation: `fields[TITLE]=x`, `select[]=id`, `filter[0][logic]=OR`.
enum PHPQuery {
    /// The parameters of a text; all leaves are strings.
    static func parse(_ text: some Sequence<UInt8>) -> JSONObject {
        let root = Node()
        for pair in Array(text).split(separator: UInt8(ascii: "&")) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = halves.first, !name.isEmpty else { continue }
            root.set(path(decoded(name)), decoded(halves.count > 1 ? halves[1] : []))
        }
        return root.object
    }

    /// Adds one field of a form whose name and value are already decoded.
    static func add(_ name: String, _ value: String, to root: Node) { root.set(path(name), value) }

    /// `a[b][]` -> `a`, `b`, ``. PHP turns dots and spaces of the first name into underscores, and a bracket that
    /// nothing closes.
    private static func path(_ name: String) -> [String] {
        guard let open = name.firstIndex(of: "["), open != name.startIndex else { return [mangled(name[...])] }
        guard name[open...].contains("]") else {
            return [mangled(name[..<open] + "_" + name[name.index(after: open)...])]
        }
        var names = [mangled(name[..<open])]
        var position = open
        while names.count < deepest, position < name.endIndex, name[position] == "[",
            let close = name[position...].firstIndex(of: "]")
        {
            names.append(String(name[name.index(after: position)..<close]))
            position = name.index(after: close)
        }
        return names
    }

    /// Deeper than any real parameter; what is below it is left out, as PHP does (`max_input_nesting_level`).
    private static let deepest = 64

    private static func mangled(_ name: Substring) -> String {
        String(name.map { $0 == "." || $0 == " " ? "_" : $0 })
    }

    /// Percent-decoding with `+` for a blank; what is no escape stays.
    static func decoded(_ bytes: some Collection<UInt8>, plusIsBlank: Bool = true) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            if byte == UInt8(ascii: "%"), let first = bytes[index...].first.flatMap(hex),
                let second = bytes[index...].dropFirst().first.flatMap(hex)
            {
                output.append(first << 4 | second)
                index = bytes.index(index, offsetBy: 2)
            } else {
                output.append(byte == UInt8(ascii: "+") && plusIsBlank ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// A PHP array in the making.
    final class Node {
        private var keys: [String] = []
        private var children: [String: Node] = [:]
        private var text: String?
        private var nextIndex = 0

        init() {}

        fileprivate func set(_ path: [String], _ value: String) {
            var node = self
            for name in path { node = node.child(name) }
            node.text = value
            node.keys = []
            node.children = [:]
        }

        private func child(_ name: String) -> Node {
            let key = name.isEmpty ? String(nextIndex) : name
            text = nil
            if let index = Int(key), index >= nextIndex, index < .max { nextIndex = index + 1 }
            if let child = children[key] { return child }
            let child = Node()
            keys.append(key)
            children[key] = child
            return child
        }

        private var value: JSONValue { text.map(JSONValue.string) ?? .phpEncoded(object) }

        var object: JSONObject {
            var object = JSONObject()
            for key in keys { object[key] = children[key]!.value }
            return object
        }
    }
}
