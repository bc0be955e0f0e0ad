import Localization

/// What the comments of a module of the ``StandardLibrary`` say about it: LuaCATS, and two tags of our own. `---@ru` has
/// the text in Russian; `---@example` begins Lua in which `EXPRESSION --> RESULT` says what comes out, and
/// `EXPRESSION --> error: TEXT` what goes wrong. The tests run it all.
struct ModuleDocumentation {
    /// A function or a method.
    struct Function {
        /// `b24.table.keys`, `Date:add_days`
        var name: String
        /// Without the module or the class: `keys`.
        var member: String
        var parameters: [Parameter] = []
        var results: [Parameter] = []
        var doc: LocalizedText
        var example: [String] = []
        /// The line on which the example begins, from 1; 0 without one.
        var exampleLine = 0

        /// `b24.table.keys(t) -> any[]`
        var signature: String {
            call(name) + (results.isEmpty ? "" : " -> " + results.map(\.type).joined(separator: ", "))
        }

        /// For a list in its module: `keys(t)`, `Date:add(by)`
        var shortSignature: String { call(name.contains(":") ? name : member) }

        private func call(_ name: String) -> String {
            "\(name)(" + parameters.map { $0.name + ($0.isOptional ? "?" : "") }.joined(separator: ", ") + ")"
        }
    }

    /// What a function takes or gives.
    struct Parameter {
        var name: String
        var type: String
        var isOptional = false
        var doc = ""
    }

    let name: String
    var doc = LocalizedText("", ru: "")
    /// `local tables = require "b24.table"`
    var opening = ""
    var functions: [Function] = []

    /// - Parameters:
    ///   - name: `b24.table`
    ///   - source: its text.
    init(_ name: String, source: String) {
        self.name = name
        var block: [(line: Int, text: Substring)] = []
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("---") {
                block.append((index + 1, line.dropFirst(3)))
                continue
            }
            if !block.isEmpty {
                let comment = Comment(block)
                if opening.isEmpty, functions.isEmpty {
                    doc = comment.doc
                    opening = comment.opening
                } else if let function = function(line, comment) {
                    functions.append(function)
                }
            }
            block = []
        }
    }

    private func function(_ line: Substring, _ comment: Comment) -> Function? {
        guard line.hasPrefix("function "), let bracket = line.firstIndex(of: "(") else { return nil }
        let path = line[line.index(line.startIndex, offsetBy: 9)..<bracket]
        guard let separator = path.lastIndex(where: { $0 == "." || $0 == ":" }) else { return nil }
        let member = String(path[path.index(after: separator)...])
        let name = path[separator] == ":" ? String(path) : self.name + "." + member
        return Function(
            name: name, member: member, parameters: comment.parameters, results: comment.results, doc: comment.doc,
            example: comment.example, exampleLine: comment.exampleLine)
    }
}

/// The lines of one comment, sorted out.
private struct Comment {
    var parameters: [ModuleDocumentation.Parameter] = []
    var results: [ModuleDocumentation.Parameter] = []
    var example: [String] = []
    var exampleLine = 0
    var opening = ""
    private var english: [String] = []
    private var russian: [String] = []
    private var isExample = false

    init(_ block: [(line: Int, text: Substring)]) {
        for (line, text) in block {
            guard text.hasPrefix("@") else {
                take(text.hasPrefix(" ") ? text.dropFirst() : text)
                continue
            }
            let tag = text.dropFirst().prefix { !$0.isWhitespace }
            let rest = text.dropFirst(tag.count + 2)
            isExample = tag == "example"
            switch tag {
            case "ru": russian.append(String(rest))
            case "param": parameters.append(Self.parameter(rest))
            case "return": results.append(Self.result(rest))
            case "example": exampleLine = line + 1
            default: break
            }
        }
    }

    var doc: LocalizedText {
        LocalizedText(english.joined(separator: " "), ru: russian.joined(separator: " "))
    }

    private mutating func take(_ text: Substring) {
        if isExample { return example.append(String(text)) }
        if text.hasPrefix("    local ") {
            opening = String(text.drop { $0 == " " })
        } else if !text.isEmpty {
            english.append(String(text))
        }
    }

    /// `path string|any[] what it is`: the type ends at the first space outside of brackets.
    private static func parameter(_ text: Substring) -> ModuleDocumentation.Parameter {
        let name = text.prefix { $0 != " " }
        let (type, doc) = type(text.dropFirst(name.count + 1))
        let isOptional = name.hasSuffix("?")
        return .init(name: String(isOptional ? name.dropLast() : name), type: type, isOptional: isOptional, doc: doc)
    }

    private static func result(_ text: Substring) -> ModuleDocumentation.Parameter {
        let (type, rest) = type(text)
        let name = rest.prefix { $0 != " " }
        return .init(name: String(name), type: type, doc: String(rest.dropFirst(name.count + 1)))
    }

    private static func type(_ text: Substring) -> (String, String) {
        var depth = 0
        var before: Character = " "
        let end =
            text.indices.first { index in
                let character = text[index]
                if "({<[".contains(character) { depth += 1 }
                if ")}>]".contains(character) { depth -= 1 }
                defer { before = character }
                // `fun(): any` has a space inside.
                return character == " " && depth == 0 && before != ":" && before != ","
            } ?? text.endIndex
        return (String(text[..<end]), String(text[end...].drop { $0 == " " }))
    }
}
