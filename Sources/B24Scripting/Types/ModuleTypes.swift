import Localization
import LuaRuntime

/// `b24.lua`: the functions, values and objects of the module.
enum ModuleTypes {
    static func file(_ language: Language) -> TypeFile {
        // The methods of REST by path have files of their own; `require` is Lua's.
        let objects = ScriptSession.objectTypes.filter { $0 != RestPath.self }
        let functions = ScriptSession.functions.filter { $0.name != LuaVM.require.name }
        let text = FunctionRegistry(functions, objectTypes: objects).stubs(
            name: "b24", language: language, classes: RecordTypes.all(language), parameterType: type)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return TypeFiles.file("b24.lua", TypeFiles.head("b24", language) + lines.dropFirst(2) + ["return b24"])
    }

    /// What the catalogue knows better than the registry.
    private static func type(_ parameter: HostFunction.Parameter) -> String? {
        switch parameter.type {
        case .string where parameter.name == "method": "\(MethodTypes.alias)|string"
        // Titles, where the portal has been read.
        case .oneOf where parameter.type.annotation.contains(SPAHandle.luaTypeName):
            "\(PortalTypes.titles)|\(parameter.type.annotation)"
        default: nil
        }
    }
}
