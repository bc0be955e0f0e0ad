/// The local variables that an interactive entry declares at its own level, outside of every block and function.
///
/// To the entries after it they are still there (see ``Machine/loadEntry(_:_:)``). Where a declaration ends is read off
/// the tokens: after something that ends an expression, a token that cannot go on with it begins the next statement.
/// Only source that compiles is looked at.
struct EntryLocals: Equatable {
    /// One `local` statement.
    struct Declaration: Equatable {
        var variables: [Variable] = []
        /// The offset in the UTF-8 of the source after which all its variables are there.
        var end: Int
    }

    struct Variable: Equatable {
        var name: String
        /// `<const>`
        var isConstant = false
    }

    /// In the order of the source. A variable with `<close>` is none of them: it is closed at the end of its entry.
    private(set) var declarations: [Declaration] = []
    /// Every name that occurs.
    private(set) var names: Set<String> = []

    init(_ source: String) {
        let bytes = Array(source.utf8)
        var scanner = Scanner(bytes)
        names = scanner.names
        while let declaration = scanner.next() {
            if !declaration.variables.isEmpty { declarations.append(declaration) }
        }
    }
}

extension EntryLocals {
    private struct Scanner {
        private let bytes: [UInt8]
        private let tokens: [LuaToken]
        private var at = 0
        /// Open blocks and functions.
        private var depth = 0

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            tokens = LuaLexer(bytes).filter { if case .comment = $0.kind { false } else { true } }
        }

        var names: Set<String> { Set(tokens.indices.filter { tokens[$0].kind == .name }.map { text($0) }) }

        /// The next declaration, which may be without variables that stay.
        mutating func next() -> Declaration? {
            while at < tokens.count {
                let isDeclaration = depth == 0 && isKeyword(at, "local")
                step()
                if isDeclaration { return isKeyword(at, "function") ? function() : variables() }
            }
            return nil
        }

        private mutating func function() -> Declaration {
            let name = at + 1 < tokens.count ? text(at + 1) : ""
            repeat { step() } while depth > 0 && at < tokens.count
            return Declaration(variables: [Variable(name: name)], end: endOfPrevious)
        }

        private mutating func variables() -> Declaration {
            var found: [Variable] = []
            while at < tokens.count, tokens[at].kind == .name {
                var variable = Variable(name: text(at))
                var isClosed = false
                at += 1
                if isSign("<", at) {
                    variable.isConstant = text(at + 1) == "const"
                    isClosed = text(at + 1) == "close"
                    at += 3
                }
                if !isClosed { found.append(variable) }
                guard isSign(",", at) else { break }
                at += 1
            }
            if isSign("=", at) { skipExpressions() }
            return Declaration(variables: found, end: endOfPrevious)
        }

        /// Goes from `=` past the expressions after it.
        private mutating func skipExpressions() {
            at += 1
            let start = at
            var brackets = 0
            while at < tokens.count {
                if brackets == 0, depth == 0, at > start, endsExpression(at - 1), !goesOn(at) { return }
                if tokens[at].kind == .symbol {
                    switch text(at) {
                    case "(", "{", "[": brackets += 1
                    case ")", "}", "]": brackets -= 1
                    default: break
                    }
                }
                step()
            }
        }

        /// Whether an expression can end with this token.
        private func endsExpression(_ index: Int) -> Bool {
            switch tokens[index].kind {
            case .name, .number, .string: true
            case .keyword: ["end", "nil", "true", "false"].contains(text(index))
            case .symbol: [")", "}", "]", "..."].contains(text(index))
            case .comment, .unknown: false
            }
        }

        /// Whether an expression that could have ended goes on with this token.
        private func goesOn(_ index: Int) -> Bool {
            switch tokens[index].kind {
            case .string: true
            case .keyword: ["and", "or"].contains(text(index))
            case .symbol: ![";", "::", ")", "}", "]", "=", "..."].contains(text(index))
            case .name, .number, .comment, .unknown: false
            }
        }

        private mutating func step() {
            if tokens[at].kind == .keyword {
                switch text(at) {
                // The `do` of `while` and `for` opens their block.
                case "do", "if", "function", "repeat": depth += 1
                case "end", "until": depth -= 1
                default: break
                }
            }
            at += 1
        }

        private var endOfPrevious: Int { at > 0 ? tokens[at - 1].range.upperBound : 0 }

        private func text(_ index: Int) -> String {
            index < tokens.count ? String(decoding: bytes[tokens[index].range], as: UTF8.self) : ""
        }

        private func isKeyword(_ index: Int, _ word: String) -> Bool {
            index < tokens.count && tokens[index].kind == .keyword && text(index) == word
        }

        private func isSign(_ sign: String, _ index: Int) -> Bool {
            index < tokens.count && tokens[index].kind == .symbol && text(index) == sign
        }
    }
}
