extension EscapeAttempt {
    /// An error object, a task, and what else the host gives.
    private static let objects =
        "local _, e = pcall(b24.call, 'no.such.method') local task = b24.spawn(function() end) local things = {e, task, b24.null} "

    static let metatables = [
        EscapeAttempt("metatable of strings", "return getmetatable('')"),
        EscapeAttempt("metatable of strings, set", "return setmetatable('', {})"),
        EscapeAttempt(
            "metatable of numbers",
            "return getmetatable(1) or getmetatable(print) or getmetatable(coroutine.create(print))"),
        EscapeAttempt("metatable of null", "return getmetatable(b24.null)"),
        EscapeAttempt(
            "metatables of objects",
            objects + "for _, o in ipairs(things) do if getmetatable(o) then return getmetatable(o) end end"),
        EscapeAttempt(
            "setting metatables of objects",
            objects + "for _, o in ipairs(things) do if pcall(setmetatable, o, {}) then return o end end"),
        EscapeAttempt(
            "raw access to objects",
            objects
                + "for _, o in ipairs(things) do if pcall(rawset, o, 'x', 1) or pcall(rawget, o, 'kind') then return o end end"
        ),
        EscapeAttempt("writing to an error", objects + "if pcall(function() e.kind = 'mine' end) then return e end"),
        EscapeAttempt(
            "an object of one's own making",
            objects
                + "local fake = setmetatable({}, {__name = 'b24.Error'}) if pcall(e.is, fake, 'x') then return 'taken' end"
        ),
        EscapeAttempt(
            "one object for another",
            objects + "if pcall(e.is, task, 'x') or pcall(task.await, e) then return 'taken' end"),
        EscapeAttempt("metatable of a callable table", "return getmetatable(b24.spa) or getmetatable(b24.rest)"),
        EscapeAttempt("metatable of a callable table, set", "return setmetatable(b24.spa, {})"),
        EscapeAttempt("metatable of an array", "return type(getmetatable(b24.array{})) == 'table'"),
        EscapeAttempt("metatable of an array, set", "return setmetatable(b24.array{}, {})"),
        EscapeAttempt("__metatable, overruled", "return setmetatable(setmetatable({}, {__metatable = 1}), {})"),
        EscapeAttempt("a finalizer", "return setmetatable({}, {__gc = function() end})"),
        EscapeAttempt(
            "a finalizer by __index", "return setmetatable({}, setmetatable({}, {__index = {__gc = print}})) and nil"),
        EscapeAttempt(
            "a finalizer that is put in later",
            """
            local ran = false
            local m = {}
            for i = 1, 100 do setmetatable({}, m) end
            m.__gc = function() ran = true end
            for i = 1, 100 do local t = {} for j = 1, 1000 do t[j] = {} end end
            return ran
            """),
        EscapeAttempt(
            "addresses by tostring",
            "return tostring({}):find('0x') or tostring(print):find('0x') or tostring(coroutine.running()):find('0x')"),
        EscapeAttempt("addresses by %p", "return string.format('%p', {})"),
        EscapeAttempt(
            "addresses by %s", "return string.format('%s', {}):find('0x') or ('%20.20s'):format(print):find('0x')"),
        EscapeAttempt("addresses by print", "return nil, print({}, print)"),
        EscapeAttempt(
            "addresses in errors",
            "local _, m = pcall(error, {}) local _, n = pcall(function() return {} + 1 end) return n:find('0x')"),
    ]

    /// What a script changes for itself is no matter to the host.
    static let poison = [
        EscapeAttempt(
            "methods of strings, which libraries call",
            "for k in pairs(string) do string[k] = function() return 'poisoned' end end return ('%d'):format(1) ~= '1' or ('x'):rep(2) ~= 'xx'"
        ),
        EscapeAttempt(
            "a method of one's own is one",
            "function string.trim(s) return (s:gsub('^%s+', '')) end return ('  x'):trim() ~= 'x'"),
        EscapeAttempt(
            "string.format", "string.format = function() error('poisoned') end string.find, string.sub = nil, nil"),
        EscapeAttempt("the whole of string", "for k in pairs(string) do string[k] = nil end string = nil"),
        EscapeAttempt(
            "everything in the globals",
            "for _, k in ipairs{'type', 'pairs', 'ipairs', 'next', 'select', 'tostring', 'setmetatable', 'rawget', 'assert', 'error'} do _G[k] = function() error('poisoned') end end"
        ),
        EscapeAttempt(
            "b24.call", "b24.call = function() return 'poisoned' end b24.each, b24.map, b24.batch = nil, nil, nil"),
        EscapeAttempt("b24 itself", "b24 = nil _G.b24 = {call = function() return 'poisoned' end}"),
        EscapeAttempt(
            "a metatable of the globals",
            "setmetatable(_G, {__index = function() error('poisoned') end, __newindex = function() error('poisoned') end})"
        ),
        EscapeAttempt(
            "pcall and coroutine", "pcall, xpcall = nil, nil for k in pairs(coroutine) do coroutine[k] = nil end"),
        EscapeAttempt(
            "what the host's own Lua uses",
            """
            local keep = {error = error, pcall = pcall}
            for _, t in ipairs{table, math, string, coroutine, utf8} do
                for k in pairs(t) do t[k] = function() keep.error("poisoned") end end
            end
            setmetatable, pairs, ipairs, next, type = nil, nil, nil, nil, nil
            local n = 0
            local ok, m = keep.pcall(function() for row in b24.each("crm.type.list") do n = n + 1 end end)
            if not ok or n ~= 2 then return "b24.each was poisoned", m end
            ok, m = keep.pcall(b24.map, {1, 2}, function(x) return x end)
            if not ok then return "b24.map was poisoned", m end
            """),
        EscapeAttempt(
            "a table that answers the host's questions",
            """
            local asked
            local t = setmetatable({}, {
                __index = function(_, k) asked = k end, __len = function() asked = "len" return 1 << 40 end,
                __pairs = function() asked = "pairs" return next, {}, nil end,
            })
            pcall(b24.call, "server.time", t)
            pcall(b24.json.encode, t)
            return asked
            """),
        EscapeAttempt(
            "a name of a thing that is another's",
            "local t = setmetatable({}, {__tostring = function() return 'b24.Error' end, __name = 'b24.Task'}) return pcall(b24.all, {t})"
        ),
    ]

    /// Secrets are not in the Lua state at all.
    static let secrets = [
        EscapeAttempt(
            "everything that can be reached",
            """
            local seen = {}
            local function look(v, path, depth)
                local kind = type(v)
                if kind == "string" and v:find("abcsecret", 1, true) then return path end
                if kind == "userdata" and tostring(v):find("abcsecret", 1, true) then return path end
                if kind ~= "table" or seen[v] or depth > 7 then return end
                seen[v] = true
                for k, x in next, v do
                    local found = look(k, path, depth + 1) or look(x, path .. "." .. tostring(k), depth + 1)
                    if found then return found end
                end
                return look(getmetatable(v), path .. "^", depth + 1)
            end
            return look(_G, "_G", 0) or look(b24.portal, "portal", 0)
            """),
        EscapeAttempt(
            "errors of calls",
            """
            for _, method in ipairs{"no.such.method", "crm.deal.fails", "", "../../rest", "server.time?x=1", "server.time/../y"} do
                local _, e = pcall(b24.call, method, {x = 1})
                local text = tostring(e) .. (b24.pp and tostring(b24.json.encode({tostring(e)})) or "")
                if text:find("abcsecret", 1, true) then return method, text end
            end
            """),
        EscapeAttempt(
            "the answer of a call",
            "local _, r = b24.call('server.time') for k, v in pairs(r) do if tostring(v):find('abcsecret', 1, true) then return k end end"
        ),
        EscapeAttempt("the traceback", "return (debug.traceback('x'):find('abcsecret', 1, true))"),
        EscapeAttempt("the arguments of the process", "return arg or b24.args.program"),
        EscapeAttempt("the kernel's view, by b24.file", "return b24.file.read('/proc/self/environ')"),
        EscapeAttempt("the kernel's view, by a link", "return b24.file.read('/proc/thread-self/maps')"),
        EscapeAttempt("the configuration, by b24.file", "return b24.file.read(CONFIG .. '/config.toml')"),
        EscapeAttempt("the history, by b24.file", "return b24.file.read(CONFIG .. '/history')"),
        EscapeAttempt("a file over b24's own", "return b24.file.write(CONFIG .. '/config.toml', 'mine')"),
        EscapeAttempt("a table of b24's own", "return b24.csv.read(CONFIG .. '/config.toml')()"),
    ]
}
