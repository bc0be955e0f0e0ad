import Bitrix24
import Localization
import LuaSyntax

/// Goes through a script once, statement by statement, with what is known of its local variables.
final class ScriptWalk {
    let tree: LuaTree
    let file: String
    let library = CheckLibrary.shared
    let catalogue = MethodCatalogue.standard
    var findings: [Finding] = []
    /// What is known of local variables that are assigned to once.
    private var values: [Int: KnownValue] = [:]
    var globals = GlobalUses()
    var calls = CallUses()

    init(_ tree: LuaTree, file: String) {
        self.tree = tree
        self.file = file
    }

    func run() {
        walk(tree.block)
        reportGlobals()
        reportNeeds()
    }

    func report(
        _ code: FindingCode, _ range: Range<Int>, severity: FindingCode.Severity? = nil, _ message: LocalizedText,
        _ suggestion: LocalizedText? = nil
    ) {
        findings.append(Finding(code, range, severity: severity, in: tree.source, message, suggestion))
    }

    // MARK: Statements

    func walk(_ block: LuaTree.Block) { for statement in block.statements { walk(statement) } }

    private func walk(_ statement: LuaTree.Statement) {
        switch statement.kind {
        case .local(let names, let expressions):
            let found = expressions.map { evaluate($0) }
            for (name, value) in zip(names, found) { learn(name, value) }
        case .localFunction(_, let function): walk(function.block)
        case .function(let target, _, let function):
            assign(to: target)
            walk(function.block)
        case .assignment(let targets, let expressions):
            for target in targets { assign(to: target) }
            calls.note(expressions.map { evaluate($0) })
        case .call(let expression): _ = evaluate(expression)
        case .do(let block): walk(block)
        case .while(let condition, let block):
            test(condition)
            walk(block)
        case .repeat(let block, let condition):
            walk(block)
            test(condition)
        case .if(let branches, let rest):
            for branch in branches {
                test(branch.condition)
                walk(branch.block)
            }
            if let rest { walk(rest) }
        case .numericFor(_, let from, let to, let step, let block):
            for expression in [from, to, step].compactMap(\.self) { _ = evaluate(expression) }
            walk(block)
        case .genericFor(_, let expressions, let block):
            let found = expressions.map { evaluate($0) }
            if found.first == .rows { checkWriteLoop(block) }
            walk(block)
        case .return(let expressions): calls.note(expressions.map { evaluate($0) })
        case .break, .goto, .label: break
        }
    }

    private func learn(_ name: LuaTree.Name, _ value: KnownValue) {
        guard let variable = name.variable, !tree.variables[variable].isReassigned else { return }
        values[variable] = value
    }

    private func assign(to target: LuaTree.Expression) {
        guard case .suffixed(let base, let suffixes) = target.kind, let last = suffixes.last else { return }
        // string.trim = function(s) ... end
        let holder = follow(base, suffixes.dropLast())
        switch last.kind {
        case .field(let name):
            if holder == .member("_G") { globals.assigned.insert(name.text) }
        case .index(let key):
            if holder == .member("_G") { globals.areDynamic = true }
            _ = evaluate(key)
        case .call, .method: break
        }
    }

    // MARK: Expressions

    /// Checks an expression, and tells what is known of its first value.
    @discardableResult
    func evaluate(_ expression: LuaTree.Expression) -> KnownValue {
        switch expression.kind {
        case .nil, .true, .false, .variadic, .number: return .unknown
        case .string(let text): return .string(text)
        case .name(let name):
            let value = value(of: name)
            if value == .member("_G") { globals.areDynamic = true }
            return value
        case .function(let function): walk(function.block)
        case .table(let fields):
            for field in fields {
                if let key = field.key, !field.isNamed { _ = evaluate(key) }
                calls.note([evaluate(field.value)])
            }
        case .unary(let sign, let operand): if sign == .not { test(operand) } else { evaluate(operand) }
        case .binary(let first, let operations):
            // `x and x.y`, `x == nil` ask whether there is an x.
            test(first)
            for operation in operations { test(operation.operand) }
        case .suffixed(let base, let suffixes): return follow(base, suffixes[...])
        case .parenthesized(let inner): return evaluate(inner)
        }
        return .unknown
    }

    /// An expression that is only asked for its truth, or compared.
    private func test(_ expression: LuaTree.Expression) {
        if case .name(let name) = expression.kind, name.variable == nil { globals.tested.insert(name.text) }
        _ = evaluate(expression)
    }

    private func value(of name: LuaTree.Name, _ use: GlobalUses.Use = .read) -> KnownValue {
        if let variable = name.variable { return values[variable] ?? .unknown }
        globals.note(name, use)
        return library.globals.contains(name.text) && !tree.assignedGlobals.contains(name.text)
            ? .member(name.text) : .unknown
    }

    /// Goes from a value along its suffixes.
    func follow(_ base: LuaTree.Expression, _ suffixes: ArraySlice<LuaTree.Suffix>) -> KnownValue {
        var value: KnownValue
        if case .name(let name) = base.kind {
            value = self.value(of: name, suffixes.first?.isCall == true ? .call : .index)
        } else {
            value = evaluate(base)
        }
        var path = base.range
        for index in suffixes.indices {
            let suffix = suffixes[index]
            switch suffix.kind {
            case .field(let name):
                value = member(name, of: value, isUsedFurther: index + 1 < suffixes.endIndex)
            case .index(let key):
                let known = evaluate(key)
                if case .string(let text) = known, case .member = value {
                    value = member(LuaTree.Name(text, key.range), of: value, isUsedFurther: false)
                } else {
                    if value == .member("_G") { globals.areDynamic = true }
                    value = .unknown
                }
            case .call(let arguments): value = call(value, path, arguments)
            case .method(let name, let arguments): value = method(name, of: value, arguments)
            }
            path = base.range.lowerBound..<suffix.range.upperBound
        }
        return value
    }
}

extension LuaTree.Suffix {
    var isCall: Bool {
        if case .call = kind { true } else { false }
    }
}
