internal import Localization

extension LuaVM {
    /// `require`: every VM has it. It finds modules with ``Configuration/loadModule``.
    public static let require = HostFunction(
        "require",
        parameters: [.init("name", .string, LocalizedText("The module: `team.leave`.", ru: "Модуль: `team.leave`."))],
        results: [.init("module", "any", LocalizedText("What the module returned.", ru: "То, что вернул модуль."))],
        doc: LocalizedText(
            "Loads a module once and returns what it returned.",
            ru: "Загружает модуль (один раз) и возвращает то, что он вернул."),
        example: "local leave = require \"team.leave\"",
        body: .lua(requireSource))

    /// A module's own chunk runs in the frame of its caller, so that it can wait for the portal. Another task that wants
    /// it meanwhile waits at a gate; one that is itself part of the loading has found a cycle.
    private static let requireSource = """
        local host = ...
        local loaded = host.loaded()
        local loading = {}
        local done = { __close = function(entry)
            loading[entry.name] = nil
            if entry.gate then host.open(entry.gate) end
        end }
        return function(name)
            while true do
                local module = loaded[name]
                if module ~= nil then return module end
                local other, task = loading[name], host.task()
                if not other then break end
                if other.task == task then
                    local chain, entry = { name }, other
                    for _, each in pairs(loading) do
                        if each.task == task and each.order > other.order then chain[#chain + 1] = each end
                    end
                    table.sort(chain, function(a, b)
                        return (type(a) == "table" and a.order or 0) < (type(b) == "table" and b.order or 0)
                    end)
                    for i = 2, #chain do chain[i] = chain[i].name end
                    chain[#chain + 1] = name
                    host.cycle(table.concat(chain, " -> "))
                end
                other.gate = other.gate or host.gate()
                host.await(other.gate)
            end
            local chunk, file = host.module(name)
            local order = 0
            for _, each in pairs(loading) do order = math.max(order, each.order) end
            local entry <close> = setmetatable({ name = name, task = host.task(), order = order + 1 }, done)
            loading[name] = entry
            local module = chunk(name, file)
            if loaded[name] == nil then loaded[name] = module == nil and true or module end
            return loaded[name], file
        end
        """
}
