import B24Scripting

extension EscapeAttempt {
    static let system = [
        EscapeAttempt("io", "return io or require('io')", levels: [.team, .isolated]),
        EscapeAttempt(
            "os beyond its clock",
            "for k in pairs(require('os')) do if not ({time = 1, clock = 1, date = 1, difftime = 1})[k] then return k end end",
            levels: [.team, .isolated]),
        EscapeAttempt(
            "os.execute by a loaded chunk", "return load('return os.execute')()", levels: [.team, .isolated]),
        EscapeAttempt("warn", "return warn"),
        EscapeAttempt("garbage", "return collectgarbage('stop')"),
        EscapeAttempt("memory of one's own", "return io.open('/proc/self/mem', 'rb')", levels: [.trusted]),
        EscapeAttempt("environment of the process", "return io.open('/proc/self/environ')", levels: [.trusted]),
        EscapeAttempt("descriptors of the process", "return io.open('/proc/self/fdinfo/0')", levels: [.trusted]),
        EscapeAttempt("io.lines over b24's own", "return io.lines(CONFIG .. '/config.toml')", levels: [.trusted]),
        EscapeAttempt("io.input over b24's own", "return io.input(CONFIG .. '/config.toml')", levels: [.trusted]),
        EscapeAttempt("io.output over b24's own", "return io.output(CONFIG .. '/config.toml')", levels: [.trusted]),
        EscapeAttempt(
            "io.open with an odd mode", "return io.open(CONFIG .. '/config.toml', 'r+b')", levels: [.trusted]),
        EscapeAttempt("os.remove of b24's own", "return os.remove(CONFIG .. '/config.toml')", levels: [.trusted]),
        EscapeAttempt(
            "os.rename of b24's own", "return os.rename(CONFIG .. '/config.toml', '/tmp/mine')", levels: [.trusted]),
        EscapeAttempt("os.rename of the folder", "return os.rename(CONFIG, '/tmp/mine')", levels: [.trusted]),
        EscapeAttempt(
            "os.rename of the folder around", "return os.rename(CONFIG .. '/..', '/tmp/mine')", levels: [.trusted]),
        EscapeAttempt(
            "os.rename over b24's own", "return os.rename('/dev/null', CONFIG .. '/config.toml')", levels: [.trusted]),
        EscapeAttempt(
            "variables with secrets", "return os.getenv('B24_WEBHOOK_URL') or os.getenv('B24_PASSPHRASE')",
            levels: [.trusted]),
        EscapeAttempt("metatable of files", "return getmetatable(io.stdout)", levels: [.trusted]),
        EscapeAttempt(
            "another locale", "return os.setlocale('de_DE.UTF-8') or os.setlocale('', 'numeric')", levels: [.trusted]),
        EscapeAttempt("popen that is no mode", "return io.popen('true', 'rw')", levels: [.trusted]),
    ]

    /// What no hook of Lua's sees, bounded or refused by the library itself.
    static let bounded = [
        EscapeAttempt("rep of nothing", "return #(''):rep(1 << 60) > 0"),
        EscapeAttempt("rep without end", "return ('x'):rep(1 << 62, 'yyyyyyyyyy')"),
        EscapeAttempt("rep beyond memory", "return #('x'):rep(200 << 20)"),
        EscapeAttempt(
            "reverse beyond memory", "local t = {} for i = 1, 20 do t[i] = ('x'):rep(100 << 20):reverse() end return #t"
        ),
        EscapeAttempt("table.move over a range", "return table.move({}, 1, 1 << 62, 2)"),
        EscapeAttempt(
            "table.insert with __len",
            "table.insert(setmetatable({}, {__len = function() return 1 << 50 end}), 1, 1) return true"),
        EscapeAttempt(
            "table.remove with __len",
            "table.remove(setmetatable({}, {__len = function() return 1 << 50 end}), 1) return true"),
        EscapeAttempt(
            "table.concat with __index",
            "return table.concat(setmetatable({}, {__index = function() return '' end}), '', 1, 1 << 62)"),
        EscapeAttempt("table.concat over a range", "return table.concat({}, '', 1, 1 << 62)"),
        EscapeAttempt("table.unpack over a range", "return table.unpack({}, math.mininteger, math.maxinteger)"),
        EscapeAttempt(
            "table.sort with __len", "table.sort(setmetatable({}, {__len = function() return 1 << 30 end})) return true"
        ),
        EscapeAttempt("a long pattern", "return ('a'):find(('a?'):rep(3000))"),
        EscapeAttempt("a long subject", "return ('a'):rep(2000000):find('.-b')"),
        EscapeAttempt("a long source", "return load(('x=1;'):rep(20000000))"),
        EscapeAttempt("a long format", "return string.format('%99999d', 1)"),
        EscapeAttempt(
            "12 000 nested closings",
            """
            local function nest(n)
                local co = coroutine.create(function()
                    local x <close> = setmetatable({}, {__close = function() if n > 0 then nest(n - 1) end end})
                    coroutine.yield()
                end)
                coroutine.resume(co)
                assert(coroutine.close(co))
            end
            nest(12000)
            return true
            """),
        EscapeAttempt("a stack without end", "local function f(...) return (f(1, ...)) end return f()"),
        EscapeAttempt("a C stack without end", "local function f() return (('x'):gsub('x', f)) end return f()"),
        EscapeAttempt("memory in small pieces", "local t = {} while true do t[#t + 1] = {} end"),
        EscapeAttempt("memory in strings", "local s = 'x' while true do s = s .. s end"),
        EscapeAttempt(
            "memory in coroutines", "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end"),
        EscapeAttempt("memory in tasks", "local t = {} while true do t[#t + 1] = b24.spawn(function() end) end"),
        EscapeAttempt(
            "memory under pcall",
            "local t = {} while true do pcall(function() while true do t[#t + 1] = {} end end) end"),
        EscapeAttempt(
            "tables that nest without end", "local t = {} for i = 1, 100000 do t = {t} end return b24.json.encode(t)"),
        EscapeAttempt("a table that holds itself", "local t = {} t.t = t return b24.json.encode(t)"),
        EscapeAttempt("JSON that nests without end", "return b24.json.decode(('['):rep(100000) .. (']'):rep(100000))"),
    ]

    /// What goes on until a limit ends it, and tries to survive that.
    static let endless = [
        ("a loop", "while true do end"),
        ("a loop under pcall", "while true do pcall(function() while true do end end) end"),
        ("errors under pcall", "while true do pcall(error, 'x') end"),
        ("a handler without end", "while true do xpcall(error, function() while true do end end) end"),
        ("pcall of itself", "local function f() return pcall(f) end while true do f() end"),
        ("short coroutines", "while true do coroutine.wrap(function() end)() end"),
        (
            "a coroutine without end",
            "while true do coroutine.resume(coroutine.create(function() while true do end end)) end"
        ),
        (
            "closings without end",
            "while true do local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() "
                + "while true do end end}) coroutine.yield() end) coroutine.resume(co) coroutine.close(co) end"
        ),
        (
            "errors while closing",
            "local function f() local x <close> = setmetatable({}, {__close = function(_, e) error(e) end}) return f() + 1 end "
                + "while true do pcall(f) end"
        ),
        ("an index without end", "setmetatable(_G, {__index = function() while true do end end}) return missing"),
        ("a comparator without end", "table.sort({1, 2, 3}, function() while true do end end)"),
        ("a replacement without end", "return (('x'):gsub('x', function() while true do end end))"),
        ("a text without end", "print(setmetatable({}, {__tostring = function() while true do end end}))"),
        (
            "a text without end, in format",
            "return ('%s'):format(setmetatable({}, {__tostring = function() while true do end end}))"
        ),
        ("a reader without end", "load(function() while true do end end)"),
        ("concat of much", "local t = {} for i = 1, 100000 do t[i] = 'xxxxxxxx' end while true do table.concat(t) end"),
        (
            "insert at the front",
            "local t = {} for i = 1, 10000 do t[i] = i end while true do table.insert(t, 1, 0) table.remove(t, 1) end"
        ),
        ("compiling", "while true do load('return 1') end"),
        ("searching", "local s = ('x'):rep(10000) while true do s:find('y', 1, true) s:rep(10) end"),
        ("tasks", "while true do b24.spawn(function() end):await() end"),
        ("a task", "b24.spawn(function() while true do end end):await()"),
        ("errors of the host", "while true do pcall(b24.json.decode, '{') end"),
        ("objects of the host", "while true do pcall(b24.call, 'no.such.method') end"),
    ].map { EscapeAttempt($0.0, $0.1, isEndless: true) }
}
