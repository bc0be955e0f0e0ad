import Bitrix24
import Localization
import LuaRuntime

/// What `help` can explain: the functions, values and object types of the module, and the methods of the catalogue.
struct HelpIndex {
    let functions: [HostFunction]
    let values: [ModuleValue]
    let objects: [any LuaObject.Type]
    let catalogue: MethodCatalogue

    /// Everything.
    ///
    /// - Parameter own: what the program adds.
    static func standard(and own: OwnFunctions? = nil) -> HelpIndex {
        HelpIndex(
            functions: ScriptSession.functions + PromptFamily.functions(.documentation) + (own?.functions ?? []),
            values: Families.of(interactive: true).flatMap { $0.values(.documentation) },
            objects: ScriptSession.objectTypes + PromptFamily.objects + (own?.objects ?? []), catalogue: .standard)
    }

    /// The paths whose values a script may pass to `help`: functions, values and the tables above them.
    var paths: [String] {
        var paths = functions.map(\.name) + values.map(\.name)
        for name in paths {
            let parts = name.split(separator: ".")
            for count in 1..<max(parts.count, 1) { paths.append(parts.prefix(count).joined(separator: ".")) }
        }
        // The longest first: b24.spa is both a function and the table of b24.spa.add.
        return Set(paths).sorted { ($0.count, $0) > ($1.count, $1) }
    }

    /// The page of a topic; `nil` when there is none.
    func page(_ topic: String, _ language: Language) -> String? {
        if topic.isEmpty { return HelpPage.overview(self, language) }
        for name in [topic, "b24." + topic] {
            if let page = own(name, language) ?? ModulePages.page(name, language) { return page }
        }
        if let entry = catalogue.entry(topic) { return MethodPage(entry, language: language).text }
        let names = catalogue.children(of: topic)
        return names.isEmpty ? nil : HelpPage.methods(topic, names, catalogue, language)
    }

    /// The page of a topic, or what comes near.
    func answer(_ topic: String, _ language: Language) -> String {
        page(topic, language) ?? Texts.noHelp(topic, nearest(topic))[language]
    }

    private func own(_ name: String, _ language: Language) -> String? {
        let members = functions.filter { $0.name.hasPrefix(name + ".") }
        if let function = functions.first(where: { $0.name == name }) {
            let page = HelpPage.function(function, language)
            return members.isEmpty ? page : page + "\n\n" + HelpPage.list(members, language)
        }
        if let value = values.first(where: { $0.name == name }) {
            let page = HelpPage.value(value, language)
            guard let type = objects.first(where: { $0.luaTypeName == value.type }) else { return page }
            return page + "\n\n" + HelpPage.object(type, language)
        }
        if let type = objects.first(where: { $0.luaTypeName == name }) { return HelpPage.object(type, language) }
        return members.isEmpty ? nil : HelpPage.list(members, language)
    }

    private func nearest(_ topic: String) -> [String] {
        let wanted = topic.lowercased()
        let own = (functions.map(\.name) + values.map(\.name) + StandardLibrary.names).filter {
            $0.lowercased().contains(wanted)
        }
        return Array((own + catalogue.suggestions(for: topic)).prefix(5))
    }
}
