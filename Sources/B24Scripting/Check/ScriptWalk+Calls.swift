import Bitrix24
import LuaRuntime
import LuaSyntax

/// A REST method where it is named.
struct MethodUse {
    var method: String
    /// Where its name is.
    var name: Range<Int>
}

extension ScriptWalk {
    /// Checks the call of a documented function, and tells what it gives.
    ///
    /// - Parameters:
    ///   - name: as messages show it.
    ///   - range: of the function's name.
    ///   - found: what is known of the arguments.
    func call(
        _ function: HostFunction, _ name: String, _ range: Range<Int>, _ arguments: [LuaTree.Expression],
        _ found: [KnownValue]
    ) -> KnownValue {
        checkArguments(function, name, range, arguments)
        if function.name == "b24.batch" {
            checkBatch(arguments.first)
        } else if let place = function.parameters.firstIndex(where: { $0.name == "method" }) {
            checkMethodArgument(function, place, arguments, found)
        } else {
            calls.note(function, library.entry(of: function), range)
            checkOptions(function, arguments)
        }
        if Self.rowGivers.contains(name) { return .rows }
        return function.results.first.map { library.object($0.type) } ?? .unknown
    }

    /// What gives rows of the portal, by the names of functions and methods.
    private static let rowGivers: Set<String> = [
        "b24.each", "b24.collect", "b24.spa.items:each", "b24.spa.items:list", "b24.workplace.each", "b24.spa.each",
    ]

    /// `b24.call(method, params, opts)`, `b24.each(...)` and the like.
    private func checkMethodArgument(
        _ function: HostFunction, _ place: Int, _ arguments: [LuaTree.Expression], _ found: [KnownValue]
    ) {
        guard found.indices.contains(place), case .string(let method) = found[place] else {
            calls.areDynamic = true
            return
        }
        let use = MethodUse(method: method, name: arguments[place].range)
        let names = function.parameters.map(\.name)
        let argument = { (name: String) in
            names.firstIndex(of: name).flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
        }
        callMethod(use, parameters: argument("params"), options: argument("opts"))
        checkOptions(function, arguments)
        guard function.effect == .read, let entry = catalogue.entry(method), entry.effect != .read else { return }
        report(.notAList, use.name, CheckTexts.notAList(entry.method, function.name))
    }

    /// A REST method with its parameters.
    func callMethod(_ use: MethodUse, parameters: LuaTree.Expression?, options: LuaTree.Expression? = nil) {
        let options = TableLiteral(options)
        guard use.method.lowercased() != "batch", options.isKnown else { return }
        let bare = MethodName.bare(use.method)
        guard catalogue.contains(bare) else {
            // A portal may have methods of its own; the script says that it knows what it does.
            guard options["undocumented"] == nil else {
                calls.note(bare, .write, use.name)
                return
            }
            report(
                .unknownMethod, use.name, CheckTexts.noMethod(use.method),
                CheckTexts.didYouMean(catalogue.suggestions(for: bare)))
            return
        }
        let version = options["rest"].flatMap { if case .number(let text) = $0.kind { Int(text) } else { nil } }
        guard let entry = catalogue.entry(bare, restVersion: version) else { return }
        calls.note(entry.method, entry.effect, use.name)
        if entry.isDeprecated {
            report(
                .deprecatedMethod, use.name, CheckTexts.deprecated(entry.method),
                Replacement.of(entry.method).map(CheckTexts.useInstead))
        }
        checkParameters(entry, parameters, use.name)
    }

    /// The commands of `b24.batch{...}`.
    private func checkBatch(_ commands: LuaTree.Expression?) {
        guard case .table(let fields)? = commands?.kind else {
            calls.areDynamic = true
            return
        }
        for field in fields {
            let command = TableLiteral(field.value)
            let method = command["method"] ?? command.positional.first
            guard let method, case .string(let name) = method.kind else {
                calls.areDynamic = true
                continue
            }
            let parameters = command["params"] ?? command.positional.dropFirst().first
            callMethod(MethodUse(method: name, name: method.range), parameters: parameters)
        }
    }
}
