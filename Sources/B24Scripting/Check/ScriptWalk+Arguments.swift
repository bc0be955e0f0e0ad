import Bitrix24
import Localization
import LuaRuntime
import LuaSyntax

extension ScriptWalk {
    /// The arguments of a function of the module against what it takes.
    func checkArguments(
        _ function: HostFunction, _ name: String, _ range: Range<Int>, _ arguments: [LuaTree.Expression]
    ) {
        for (index, parameter) in function.parameters.enumerated() where !parameter.isVariadic {
            guard index < arguments.count else {
                if arguments.last?.isMultiple != true, !parameter.isOptional {
                    report(
                        .missingParameter, range, severity: .error,
                        CheckTexts.noArgument(name, index + 1, parameter.name))
                }
                return
            }
            // The last argument may be several.
            if index == arguments.count - 1, arguments[index].isMultiple { return }
            guard let literal = LiteralType(arguments[index]), !(literal == .nil && parameter.isOptional),
                !parameter.type.accepts(literal)
            else { continue }
            report(
                .wrongType, arguments[index].range, severity: .error,
                CheckTexts.wrongArgument(name, index + 1, parameter.name, parameter.type.text, literal.name))
        }
    }

    /// Names in tables that functions of the module take: those that are one of theirs with a slip of the finger.
    func checkOptions(_ function: HostFunction, _ arguments: [LuaTree.Expression]) {
        for (parameter, argument) in zip(function.parameters, arguments) where parameter.name != "params" {
            guard case .table = argument.kind else { continue }
            let known = names(of: parameter, in: function)
            for (name, range, _) in TableLiteral(argument).named where !known.contains(name) {
                guard let meant = Misspelling.meant(name, among: known.sorted()) else { continue }
                report(
                    .unknownParameter, range, CheckTexts.misspeltParameter(name, function.name),
                    CheckTexts.didYouMean([meant]))
            }
        }
    }

    /// The names that the documentation of a parameter mentions, and those of the REST method behind it.
    private func names(of parameter: HostFunction.Parameter, in function: HostFunction) -> Set<String> {
        let words = parameter.doc[.en].split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        let parameters = library.entry(of: function)?.parameters ?? []
        return Set(words + (parameters + parameters.flatMap(\.children)).map(\.name))
    }
}
