internal import Localization

extension LuaVM {
    /// `require`: every VM has it. It finds modules with ``Configuration/loadModule``.
    public static let require = require(body: requireSource)

    static func require(body: String) -> HostFunction {
        HostFunction(
            "require",
            parameters: [
                .init("name", .string, LocalizedText("The module: `team.leave`.", ru: "Модуль: `team.leave`."))
            ],
            results: [.init("module", "any", LocalizedText("What the module returned.", ru: "То, что вернул модуль."))],
            doc: LocalizedText(
                "Loads a module once and returns what it returned.",
                ru: "Загружает модуль (один раз) и возвращает то, что он вернул."),
            example: "local leave = require \"team.leave\"",
            body: .lua(body))
    }

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
            local chunk, file, other, copies = host.module(name)
            if other then
                if host.prepare then host.prepare(name) end
                local module = other(name)
                if loaded[name] == nil then loaded[name] = copies and host.share(module) or module end
                return loaded[name], file
            end
            local order = 0
            for _, each in pairs(loading) do order = math.max(order, each.order) end
            local entry <close> = setmetatable({ name = name, task = host.task(), order = order + 1 }, done)
            loading[name] = entry
            local module = chunk(name, file)
            if loaded[name] == nil then loaded[name] = module == nil and true or module end
            return loaded[name], file
        end
        """

    /// The `require` of an environment. Its modules are loaded without a pause, so nobody has to wait at a gate, and only
    /// one that is being loaded can ask for itself.
    static let closedRequireSource = """
        local host = ...
        local loaded = host.loaded
        local done = { __close = function() host.registered() end }
        return function(name)
            local module = loaded[name]
            if module ~= nil then return module end
            local chunk, file, other, copies = host.moduleOf(host.environment, name)
            if other then
                module = other(name)
                if copies then module = host.share(module) end
            else
                host.registering(host.environment, name)
                local entry <close> = setmetatable({}, done)
                module = host.register(chunk, name, file)
                if module == nil then module = true end
            end
            loaded[name] = module
            return module, file
        end
        """
}
