extension EscapeAttempt {
    /// `return 42`, compiled by the same Lua: whoever gets it loaded has bytecode.
    static let compiled =
        "\\x1B\\x4C\\x75\\x61\\x54\\x00\\x19\\x93\\x0D\\x0A\\x1A\\x0A\\x04\\x08\\x08\\x78\\x56\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
        + "\\x00\\x00\\x00\\x00\\x28\\x77\\x40\\x01\\x80\\x80\\x80\\x00\\x01\\x02\\x84\\x51\\x00\\x00\\x00\\x01\\x80\\x14\\x80\\x46"
        + "\\x00\\x02\\x01\\x46\\x00\\x01\\x01\\x80\\x81\\x01\\x00\\x00\\x80\\x80\\x80\\x80\\x80"

    /// Bytecode can do what no Lua can: Lua does not check it.
    static let bytecode = [
        EscapeAttempt("string.dump", "return string.dump and string.dump(function() end)"),
        EscapeAttempt("dump as a method", "return (''):dump(function() end)"),
        EscapeAttempt("string.dump by require", "return require('string').dump"),
        EscapeAttempt("load of bytecode", "return load('\(compiled)')"),
        EscapeAttempt("load, mode b", "return load('\(compiled)', 'x', 'b')"),
        EscapeAttempt("load, mode bt", "return load('\(compiled)', 'x', 'bt')"),
        EscapeAttempt("load, mode nil", "return load('\(compiled)', 'x', nil, {})"),
        EscapeAttempt(
            "load, mode from a table",
            "return load('\(compiled)', 'x', setmetatable({}, {__tostring = function() return 'b' end}))"),
        EscapeAttempt(
            "load by a reader, byte by byte",
            "local s, i = '\(compiled)', 0 return load(function() i = i + 1 return i <= #s and s:sub(i, i) or nil end)"),
        EscapeAttempt(
            "load by a reader that begins with ESC",
            "local parts = {'\\27', ('\(compiled)'):sub(2)} return load(function() return table.remove(parts, 1) end, 'x', 'bt')"
        ),
        EscapeAttempt(
            "load by a reader that begins with nothing",
            "local parts = {'#', '\\n', '\(compiled)'} return load(function() return table.remove(parts, 1) end)"),
        EscapeAttempt("load behind a first line", "return load('#!/bin/lua\\n\(compiled)')"),
        EscapeAttempt("load behind a byte order mark", "return load('\\u{FEFF}\(compiled)')"),
        EscapeAttempt("load in a coroutine", "return coroutine.wrap(function() return load('\(compiled)') end)()"),
        EscapeAttempt("load by pcall", "return select(2, pcall(load, '\(compiled)', 'x', 'b')) == 42"),
        EscapeAttempt("load of itself", "return load('return load(...)')('\(compiled)')"),
        EscapeAttempt("loadstring", "return loadstring and loadstring('\(compiled)')"),
        EscapeAttempt("dofile", "return dofile or require('_G').dofile"),
        EscapeAttempt("loadfile", "return loadfile or require('_G').loadfile"),
        EscapeAttempt("package", "return package or require('package')"),
        EscapeAttempt("package.loadlib", "return package.loadlib or require('package').loadlib"),
        EscapeAttempt("a chunk that passes for the host's", "return load('return 1', '=[host]')"),
        EscapeAttempt("require of bytecode", "return require('compiled')"),
        EscapeAttempt("require of a C module", "return require('socket.core')"),
        EscapeAttempt("require outside of the folders", "return require('../../etc/passwd')"),
        EscapeAttempt("require of an absolute path", "return require('/etc/passwd')"),
    ]

    private static let debugNames =
        "{'debug','gethook','getinfo','getlocal','getmetatable','getregistry','getupvalue','getuservalue','sethook',"
        + "'setlocal','setmetatable','setupvalue','setuservalue','upvalueid','upvaluejoin','setcstacklimit'}"
    private static let search = "for _, n in ipairs(\(debugNames)) do if d[n] then return n, d[n] end end"

    static let debugging = [
        EscapeAttempt("debug", "local d = debug \(search)"),
        EscapeAttempt("_G.debug", "local d = _G.debug \(search)"),
        EscapeAttempt("require debug", "local d = require('debug') \(search)"),
        EscapeAttempt("_ENV of a loaded chunk", "local d = load('return _ENV')().debug \(search)"),
        EscapeAttempt("debug in a coroutine", "return coroutine.wrap(function() local d = debug \(search) end)()"),
        EscapeAttempt("debug in a task", "return b24.spawn(function() local d = debug \(search) end):await()"),
        EscapeAttempt(
            "debug in an error handler",
            "return select(2, xpcall(error, function() local d = debug \(search) end, 'x'))"),
        EscapeAttempt(
            "debug in a comparator",
            "local found table.sort({1, 2}, function(a, b) local d = debug found = (function() \(search) end)() return a < b end) return found"
        ),
        EscapeAttempt("debug as an upvalue of traceback", "return debug.traceback.debug"),
        EscapeAttempt("package.loaded.debug", "return package.loaded.debug"),
        EscapeAttempt(
            "traceback of the host's coroutine",
            "local t = debug.traceback(coroutine.running(), 'x', 0) return t:find('%[C%]') and t, t:find('host') and t"),
    ]

    /// The real pcall swallows a stop, the real coroutine.resume too.
    static let protected = [
        EscapeAttempt("pcall by require", "local p = require('_G').pcall return p ~= pcall and p"),
        EscapeAttempt("pcall of a loaded chunk", "local p = load('return pcall')() return p ~= pcall and p"),
        EscapeAttempt("coroutine by require", "local c = require('coroutine') return c ~= coroutine and c"),
        EscapeAttempt("pcall of the string metatable", "return ('').pcall or getmetatable('')"),
        EscapeAttempt("pcall of b24", "for k, v in pairs(b24) do if v == 'pcall' then return k end end"),
        EscapeAttempt(
            "another pcall anywhere",
            """
            local seen = {}
            local function walk(t, path, depth)
                if type(t) ~= "table" or seen[t] or depth > 6 then return end
                seen[t] = true
                for k, v in next, t do
                    local name = path .. "." .. tostring(k)
                    if (k == "pcall" or k == "xpcall") and v ~= pcall and v ~= xpcall then return name end
                    if k == "resume" and v ~= coroutine.resume then return name end
                    local found = walk(v, name, depth + 1) or walk(getmetatable(v), name .. "^", depth + 1)
                    if found then return found end
                end
            end
            return walk(_G, "_G", 0)
            """),
        EscapeAttempt(
            "the stop as a value",
            "local e = select(2, xpcall(error, function(e) return e end, nil)) return type(e) == 'userdata' and e"),
        EscapeAttempt("yielding out of the host", "return (coroutine.yield('x'))"),
        EscapeAttempt(
            "resuming the host's coroutine",
            "local main = coroutine.running() return coroutine.wrap(function() return coroutine.resume(main) end)()"),
        EscapeAttempt(
            "closing the host's coroutine",
            "local main = coroutine.running() return coroutine.wrap(function() return coroutine.close(main) end)()"),
        EscapeAttempt(
            "resuming a coroutine that waits for the portal",
            """
            local co = coroutine.create(function() return b24.call("server.time") end)
            local task = b24.spawn(function() return coroutine.resume(co) end)
            b24.spawn(function() end):await()
            local status = coroutine.status(co)
            if status == "suspended" then return "it can be resumed" end
            task:await()
            """),
    ]
}
