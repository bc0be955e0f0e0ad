import LuaRuntime
import LuaSyntax

/// Where in an entry the cursor is: what completion and hints go by. Read off the tokens before the cursor alone.
struct EntryPlace: Equatable {
    /// What is being written.
    enum Kind: Equatable {
        /// A name on its own.
        case name
        /// What follows a dot or a colon after a path of names.
        case member(path: [String], isMethod: Bool)
        /// The inside of a string.
        case string
        /// A key of a table that is an argument.
        case key
        /// The value behind a key.
        case value
        /// Nothing that can be completed: a comment, a number, the result of a call.
        case nothing
    }

    var kind: Kind
    /// The part of it that is there.
    var prefix: String
    /// The call whose argument this is.
    var call: Call?

    /// A call that is open at the cursor.
    struct Call: Equatable {
        /// The path of the function, `b24.call` or `leave.items:add`.
        var callee: String
        /// The argument at the cursor, from 0.
        var argument = 0
        /// Keys from the argument's table to the cursor: `["filter", "stageId"]`.
        var keys: [String] = []
        /// The arguments before that are plain strings.
        var strings: [Int: String] = [:]
        /// Members of the tables around the cursor that are plain strings or numbers; the inner ones win.
        var members: [String: String] = [:]
    }

    init(before text: String) {
        var reader = Reader(text)
        self = reader.place()
    }

    private init(_ kind: Kind, _ prefix: String, _ call: Call? = nil) {
        (self.kind, self.prefix, self.call) = (kind, prefix, call)
    }
}

extension EntryPlace {
    /// An open bracket and what is known of its inside.
    private struct Frame {
        var isTable: Bool
        /// The function that is called with it.
        var callee: String?
        /// The key behind which a table stands in the table around it.
        var keyAbove: String?
        var commas = 0
        /// The key of the element that is being written.
        var key: String?
        var strings: [Int: String] = [:]
        var members: [String: String] = [:]
    }

    private struct Reader {
        private let bytes: [UInt8]
        private let tokens: [LuaToken]
        private var frames: [Frame] = []

        init(_ text: String) {
            bytes = Array(text.utf8)
            tokens = Array(LuaLexer(bytes))
        }

        mutating func place() -> EntryPlace {
            guard let last = tokens.last else { return EntryPlace(.name, "") }
            let touches = last.range.upperBound == bytes.count
            var end = tokens.count
            var prefix = ""
            var isString = false
            switch last.kind {
            case .comment where touches, .number where touches, .invalid: return EntryPlace(.nothing, "")
            case .string where last.isUnfinished:
                let start = openingLength(last)
                prefix = String(decoding: bytes[(last.range.lowerBound + start)..<last.range.upperBound], as: UTF8.self)
                isString = true
                end -= 1
            case .name where touches, .keyword where touches:
                prefix = text(end - 1)
                end -= 1
            default: break
            }
            let code = tokens[..<end].indices.filter { tokens[$0].kind != .comment }
            read(code)
            return place(code, prefix, isString: isString)
        }

        private func place(_ code: [Int], _ prefix: String, isString: Bool) -> EntryPlace {
            let previous = code.last.map { tokens[$0] }
            let sign = if case .symbol(let symbol)? = previous?.kind { symbol.rawValue } else { "" }
            if isString {
                // f "text"
                if let path = path(code, endingAt: code.count - 1), sign.isEmpty || sign == ")" {
                    return EntryPlace(.string, prefix, Call(callee: path))
                }
                return EntryPlace(.string, prefix, call)
            }
            if sign == "." || sign == ":" {
                guard let path = path(code, endingAt: code.count - 2) else { return EntryPlace(.nothing, prefix) }
                let names = path.split { $0 == "." || $0 == ":" }.map(String.init)
                return EntryPlace(.member(path: names, isMethod: sign == ":"), prefix)
            }
            guard let frame = frames.last, frame.isTable, call != nil else { return EntryPlace(.name, prefix, call) }
            switch sign {
            case "{", ",", ";": return EntryPlace(.key, prefix, call)
            case "=": return EntryPlace(.value, prefix, call)
            default: return EntryPlace(.name, prefix, call)
            }
        }

        /// The innermost open call.
        private var call: Call? {
            var keys: [String] = []
            var members: [String: String] = [:]
            for (depth, frame) in frames.enumerated().reversed() {
                if frame.isTable {
                    members.merge(frame.members) { inner, _ in inner }
                    if depth == frames.count - 1, let key = frame.key { keys.insert(key, at: 0) }
                    if let callee = frame.callee {
                        return Call(callee: callee, keys: keys, members: members)
                    }
                    if let key = frame.keyAbove { keys.insert(key, at: 0) }
                } else {
                    guard let callee = frame.callee else { return nil }
                    return Call(
                        callee: callee, argument: frame.commas, keys: keys, strings: frame.strings, members: members)
                }
            }
            return nil
        }

        /// Follows the brackets.
        private mutating func read(_ code: [Int]) {
            for (order, index) in code.enumerated() {
                switch tokens[index].kind {
                case .symbol(let symbol): bracket(symbol.rawValue, code, order)
                case .string where !tokens[index].isUnfinished, .number: literal(index, code, order)
                // A function's body is no argument: `f(function() g{` begins anew.
                case .keyword(.function): frames.append(Frame(isTable: false))
                case .keyword(.end): close { !$0.isTable && $0.callee == nil }
                default: break
                }
            }
        }

        private mutating func bracket(_ sign: String, _ code: [Int], _ order: Int) {
            switch sign {
            case "(":
                frames.append(Frame(isTable: false, callee: path(code, endingAt: order - 1)))
            case "{":
                let isElement = frames.last?.isTable == true
                frames.append(
                    Frame(
                        isTable: true, callee: path(code, endingAt: order - 1),
                        keyAbove: isElement ? frames.last?.key : nil))
            case "[": break
            case ")": close { !$0.isTable }
            case "}": close { $0.isTable }
            case ",", ";":
                guard !frames.isEmpty else { return }
                frames[frames.count - 1].commas += 1
                frames[frames.count - 1].key = nil
            case "=":
                guard frames.last?.isTable == true, order > 0 else { return }
                frames[frames.count - 1].key = key(code, endingAt: order - 1)
            default: break
            }
        }

        private mutating func close(_ isIt: (Frame) -> Bool) {
            if let open = frames.lastIndex(where: isIt) { frames.removeSubrange(open...) }
        }

        /// `name` or `["name"]` before an equals sign.
        private func key(_ code: [Int], endingAt order: Int) -> String? {
            let token = tokens[code[order]]
            if token.kind == .name { return text(code[order]) }
            guard token.kind == .symbol(.closeBracket), order >= 2, tokens[code[order - 1]].kind == .string
            else {
                return nil
            }
            return content(code[order - 1])
        }

        private mutating func literal(_ index: Int, _ code: [Int], _ order: Int) {
            guard !frames.isEmpty else { return }
            let isString = tokens[index].kind != .number
            let value = isString ? content(index) : text(index)
            let last = frames.count - 1
            if frames[last].isTable {
                if let key = frames[last].key { frames[last].members[key] = value }
            } else if isString {
                frames[last].strings[frames[last].commas] = value
            }
        }

        /// The path of names that ends with a token: `b24.spa.add`, `leave.items:add`.
        private func path(_ code: [Int], endingAt order: Int) -> String? {
            guard order >= 0, tokens[code[order]].kind == .name else { return nil }
            var parts = [text(code[order])]
            var at = order
            while at >= 2, [.symbol(.dot), .symbol(.colon)].contains(tokens[code[at - 1]].kind) {
                guard tokens[code[at - 2]].kind == .name else { return nil }
                parts.insert(text(code[at - 1]), at: 0)
                parts.insert(text(code[at - 2]), at: 0)
                at -= 2
            }
            // The name of a function that is being defined is not called.
            if at > 0, tokens[code[at - 1]].kind == .keyword(.function) { return nil }
            return parts.joined()
        }

        private func text(_ index: Int) -> String { String(decoding: bytes[tokens[index].range], as: UTF8.self) }

        /// What is between the quotes.
        private func content(_ index: Int) -> String {
            let start = openingLength(tokens[index])
            let range = tokens[index].range
            guard range.count >= 2 * start else { return "" }
            return String(decoding: bytes[(range.lowerBound + start)..<(range.upperBound - start)], as: UTF8.self)
        }

        private func openingLength(_ token: LuaToken) -> Int {
            guard bytes[token.range.lowerBound] == UInt8(ascii: "[") else { return 1 }
            return 2 + bytes[(token.range.lowerBound + 1)...].prefix { $0 == UInt8(ascii: "=") }.count
        }
    }
}
