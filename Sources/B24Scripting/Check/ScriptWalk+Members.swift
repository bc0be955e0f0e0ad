import Bitrix24
import LuaRuntime
import LuaSyntax

extension ScriptWalk {
    /// What `value.name` is; says when there is no such thing.
    func member(_ name: LuaTree.Name, of value: KnownValue, isUsedFurther: Bool) -> KnownValue {
        switch value {
        case .member("_G"):
            globals.note(name, .read, throughTable: true)
            return library.globals.contains(name.text) && !tree.assignedGlobals.contains(name.text)
                && !globals.assigned.contains(name.text) ? .member(name.text) : .unknown
        case .member(let path):
            guard let names = library.names(below: path) else { return .unknown }
            guard names.contains(name.text) else {
                let near = Nearest.names(name.text, among: names).map { "\(path).\($0)" }
                report(.unknownMember, name.range, CheckTexts.noMember(path, name.text), CheckTexts.didYouMean(near))
                return .unknown
            }
            return library.value(at: path + "." + name.text)
        case .rest(let path):
            let method = path.isEmpty ? name.text : path + "." + name.text
            guard catalogue.contains(method) || !catalogue.children(of: method).isEmpty else {
                let children = catalogue.children(of: path)
                let near =
                    Misspelling.meant(name.text, among: children).map { [path.isEmpty ? $0 : path + "." + $0] }
                    ?? catalogue.suggestions(for: method)
                report(.unknownMethod, name.range, CheckTexts.noMethod(method), CheckTexts.didYouMean(near))
                return .unknown
            }
            return .rest(method)
        case .object(let type):
            let field = library.field(name.text, of: type)
            if field == .unknown, isUsedFurther, type == SPAHandle.luaTypeName,
                let meant = Misspelling.meant(name.text, among: SPAHandle.partTypes.keys.sorted()), meant != name.text
            {
                report(.unknownMember, name.range, CheckTexts.noMember(type, name.text), CheckTexts.didYouMean([meant]))
            }
            return field
        case .string, .rows, .unknown: return .unknown
        }
    }

    /// What `value:name(...)` gives.
    func method(_ name: LuaTree.Name, of value: KnownValue, _ arguments: [LuaTree.Expression]) -> KnownValue {
        let found = arguments.map { evaluate($0) }
        calls.note(found)
        guard case .object(let type) = value else { return .unknown }
        let methods = library.methods(of: type).filter { !$0.name.hasPrefix("__") }
        guard let function = methods.first(where: { $0.name == name.text }) else {
            // An object may have fields that can be called, when it looks them up itself.
            let looksUp = library.method("__index", of: type) != nil
            let near = Nearest.names(name.text, among: methods.map(\.name))
            let isMisspelt = Misspelling.meant(name.text, among: methods.map(\.name)) != nil
            if isMisspelt || !looksUp {
                report(.unknownMember, name.range, CheckTexts.noMember(type, name.text), CheckTexts.didYouMean(near))
            }
            return .unknown
        }
        return call(function, "\(type):\(function.name)", name.range, arguments, found)
    }

    /// What `value(...)` gives.
    func call(_ value: KnownValue, _ range: Range<Int>, _ arguments: [LuaTree.Expression]) -> KnownValue {
        let found = arguments.map { evaluate($0) }
        calls.note(found)
        switch value {
        case .member("require"):
            if found.first == .string("b24") { return .member("b24") }
            globals.loadsOthers = true
        case .member("load"), .member("dofile"), .member("loadfile"): globals.loadsOthers = true
        case .member("ipairs"), .member("pairs"), .member("b24.progress"):
            return found.first == .rows ? .rows : .unknown
        case .member(let path):
            guard let function = library.function(path) else { return .unknown }
            return call(function, path, range, arguments, found)
        case .rest(let method):
            let use = MethodUse(method: method, name: range)
            callMethod(use, parameters: arguments.first, options: arguments.dropFirst().first)
        case .object(let type):
            guard let function = library.method("__call", of: type) else { return .unknown }
            return call(function, type, range, arguments, found)
        case .string, .rows, .unknown: break
        }
        return .unknown
    }
}

extension LuaTree.Name {
    /// A name that stands in quotes.
    init(_ text: String, _ range: Range<Int>) { self.init(text: text, range: range, variable: nil) }
}
