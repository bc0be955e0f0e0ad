import JSON
import Localization

/// The parameters of `b24 call`, from the words of the command line.
///
///     fields.title=HR          a string; dots and brackets make nested objects: fields[title]=HR is the same
///     typeIds:=[13,14]         JSON
///     typeIds[]=13             appends to an array
///     filter[>=id]=5           signs of comparison belong to the key
///     @params.json             all members of a file; @- is standard input
enum ParameterWords {
    static func object(_ words: [String]) throws -> JSONObject {
        var root = Node.object([])
        for word in words {
            if word.hasPrefix("@") {
                for member in try file(String(word.dropFirst())).members {
                    try root.set([.key(member.key)], .value(member.value), word)
                }
                continue
            }
            guard let (key, isJSON, text) = split(word) else {
                throw Complaint.usage(Texts.oddParameter(word), hint: Texts.parameterHint)
            }
            try root.set(try path(key, word), .value(isJSON ? json(text, word) : .string(text)), word)
        }
        guard case .object(let object) = root.value else { return JSONObject() }
        return object
    }

    private static func file(_ path: String) throws -> JSONObject {
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path)
        } catch {
            throw Complaint.failure(error.isMissing ? Texts.noSuchFile(path) : Texts.cannotRead(path, error.reason))
        }
        do {
            if case .object(let object) = try JSONReader.value(bytes) { return object }
        } catch {
            throw Complaint.usage(Texts.notJSON(path, offset: error.offset))
        }
        throw Complaint.usage(Texts.notAnObject(path))
    }

    private static func json(_ text: String, _ word: String) throws -> JSONValue {
        do {
            return try JSONReader.value(text.utf8)
        } catch {
            throw Complaint.usage(Texts.notJSON(word, offset: error.offset), hint: Texts.notJSONHint)
        }
    }

    /// Finds the `=` or `:=` that ends the key: the first one outside brackets that is not part of a comparison.
    private static func split(_ word: String) -> (key: String, isJSON: Bool, text: String)? {
        var depth = 0
        var previous: Character = "."
        for (index, character) in zip(word.indices, word) {
            switch character {
            case "[": depth += 1
            case "]": depth -= 1
            case "=" where depth == 0 && !"<>!%.".contains(previous):
                let isJSON = previous == ":"
                let end = isJSON ? word.index(before: index) : index
                guard end > word.startIndex else { return nil }
                return (String(word[..<end]), isJSON, String(word[word.index(after: index)...]))
            default: break
            }
            previous = character
        }
        return nil
    }

    enum Step: Equatable {
        case key(String)
        /// `[0]`
        case index(Int)
        /// `[]`
        case append
    }

    /// `filter[>=id]` and `filter.>=id` are `filter`, `>=id`.
    static func path(_ key: String, _ word: String) throws -> [Step] {
        var steps: [Step] = []
        var name = ""
        var rest = key[...]
        func flush() {
            if !name.isEmpty { steps.append(.key(name)) }
            name = ""
        }
        while let character = rest.popFirst() {
            switch character {
            case ".":
                flush()
            case "[":
                flush()
                guard let end = rest.firstIndex(of: "]") else { throw Complaint.usage(Texts.openBracket(word)) }
                let inner = String(rest[..<end])
                steps.append(inner.isEmpty ? .append : Int(inner).map(Step.index) ?? .key(inner))
                rest = rest[rest.index(after: end)...]
            default: name.append(character)
            }
        }
        flush()
        guard let first = steps.first, case .key = first else {
            throw Complaint.usage(Texts.oddParameter(word), hint: Texts.parameterHint)
        }
        return steps
    }

    /// A value under construction: whether numbered members become an array is known at the end.
    private indirect enum Node {
        case value(JSONValue)
        case object([(step: Step, node: Node)])

        mutating func set(_ path: [Step], _ new: Node, _ word: String) throws {
            guard let first = path.first else {
                self = new
                return
            }
            guard case .object(var members) = self else { throw Complaint.usage(Texts.givenTwice(word)) }
            let step: Step = first == .append ? .index(members.count) : first
            let place = members.firstIndex { $0.step == step }
            if let place {
                guard path.count > 1 else { throw Complaint.usage(Texts.givenTwice(word)) }
                try members[place].node.set(Array(path.dropFirst()), new, word)
            } else {
                var node = path.count > 1 ? Node.object([]) : new
                if path.count > 1 { try node.set(Array(path.dropFirst()), new, word) }
                members.append((step, node))
            }
            self = .object(members)
        }

        var value: JSONValue {
            switch self {
            case .value(let value): return value
            case .object(let members):
                let indices = members.compactMap { if case .index(let index) = $0.step { index } else { nil } }
                if !members.isEmpty, indices.count == members.count, indices.sorted() == Array(0..<members.count) {
                    let order = zip(indices, members).sorted { $0.0 < $1.0 }
                    return .array(order.map(\.1.node.value))
                }
                var object = JSONObject()
                for member in members {
                    switch member.step {
                    case .key(let key): object[key] = member.node.value
                    case .index(let index): object[String(index)] = member.node.value
                    case .append: break
                    }
                }
                return .object(object)
            }
        }
    }
}
